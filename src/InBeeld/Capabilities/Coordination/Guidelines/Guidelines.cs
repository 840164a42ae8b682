using System.Globalization;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Guidelines;

/// <summary>What a visitor must know on the day of a visit, from a day until a day.</summary>
internal sealed class Guideline
{
    public Guid Id { get; set; }
    public string Title { get; set; } = "";
    public string Words { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly? Ends { get; set; }
    public int Version { get; set; }

    public bool HoldsOn(DateOnly day) => Starts <= day && (Ends is null || Ends >= day);
}

/// <param name="Starts">yyyy-MM-dd, as a browser sends a day.</param>
/// <param name="Ends">The same, or empty: until further notice.</param>
internal sealed record GuidelineInput(Guid Id, string Title, string Words, string Starts, string Ends);

/// <summary>Adds, changes and ends the guidelines of the own municipality.</summary>
internal sealed class SaveGuideline(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <summary>Of the own municipality, for whoever works there; null: there is none, or it is of elsewhere.</summary>
    public Task<Guideline?> FindAsync(Guid id, CancellationToken ct) => frame.OneAsync<Guideline>("select id, title, words, starts, ends, version from guideline where id = @id", new { id }, ct);

    public async Task<Outcome<string>> AddAsync(GuidelineInput input, CancellationToken ct)
    {
        var refusals = Check(input, out var starts, out var ends);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        await frame.DoAsync("insert into guideline (id, municipality_id, title, words, starts, ends) values (@Id, @OrganisationId, @Title, @Words, @starts, @ends) on conflict (id) do nothing",
            new { input.Id, user.OrganisationId, Title = input.Title.Trim(), Words = input.Words.Trim(), starts, ends }, ct);
        journal.Write("add guideline", [], Facets.None, "", new { guideline = input.Id });
        return input.Title.Trim();
    }

    public async Task<Outcome<string>> ChangeAsync(GuidelineInput input, int version, CancellationToken ct)
    {
        var refusals = Check(input, out var starts, out var ends);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (await frame.DoAsync("update guideline set title = @Title, words = @Words, starts = @starts, ends = @ends, version = version + 1 where id = @Id and version = @version",
            new { input.Id, version, Title = input.Title.Trim(), Words = input.Words.Trim(), starts, ends }, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("change guideline", [], Facets.None, "", new { guideline = input.Id });
        return input.Title.Trim();
    }

    /// <summary>Yesterday was its last day; one that had not begun never holds.</summary>
    public async Task<Outcome<string>> EndAsync(Guid id, CancellationToken ct)
    {
        if (await frame.OneAsync<string>("update guideline set ends = greatest(starts, @yesterday), version = version + 1 where id = @id and (ends is null or ends > @yesterday) returning title", new { id, yesterday = clock.Today().AddDays(-1) }, ct) is not { } title)
        {
            return Refusal.Of("Deze richtlijn is er niet (meer).");
        }

        journal.Write("end guideline", [], Facets.None, "", new { guideline = id });
        return title;
    }

    /// <summary>It holds again, until further notice.</summary>
    public async Task<Outcome<string>> GoOnAsync(Guid id, CancellationToken ct)
    {
        if (await frame.OneAsync<string>("update guideline set ends = null, version = version + 1 where id = @id returning title", new { id }, ct) is not { } title)
        {
            return Refusal.Of("Deze richtlijn is er niet (meer).");
        }

        journal.Write("guideline goes on", [], Facets.None, "", new { guideline = id });
        return title;
    }

    private static List<Refusal> Check(GuidelineInput input, out DateOnly starts, out DateOnly? ends)
    {
        var refusals = new List<Refusal>();
        ends = null;
        if (string.IsNullOrWhiteSpace(input.Title) || input.Title.Trim().Length > 200)
        {
            refusals.Add(new Refusal("Title", "Geef een titel van hooguit {0} tekens.", 200));
        }

        if (string.IsNullOrWhiteSpace(input.Words) || input.Words.Trim().Length > 8000)
        {
            refusals.Add(new Refusal("Words", "Schrijf op wat een bezoeker moet weten. Hooguit {0} tekens.", 8000));
        }

        if (!DateOnly.TryParseExact(input.Starts, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out starts))
        {
            refusals.Add(new Refusal("Starts", "Kies vanaf welke dag dit geldt."));
        }

        if (input.Ends.Length > 0)
        {
            if (!DateOnly.TryParseExact(input.Ends, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) || last < starts)
            {
                refusals.Add(new Refusal("Ends", "De laatste dag komt niet voor de eerste."));
            }
            else
            {
                ends = last;
            }
        }

        return refusals;
    }
}
