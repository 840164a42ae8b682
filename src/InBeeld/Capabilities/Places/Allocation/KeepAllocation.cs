using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>An allocation as somebody fills it in.</summary>
internal sealed class AllocationFields
{
    public string? Name { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }
    public string? RequestsUntil { get; set; }
    public int? MostMinutes { get; set; } = 30;

    public DateOnly? From => Typed.Day(Starts);

    public DateOnly? To => Typed.Day(Ends);

    public DateOnly? Until => Typed.Day(RequestsUntil);

    public static AllocationFields Of(AllocationRow row) => new() { Name = row.Name, Starts = Typed.Of(row.Starts), Ends = Typed.Of(row.Ends), RequestsUntil = Typed.Of(row.RequestsUntil), MostMinutes = row.MostMinutes };

    public List<Refusal> Check(DateOnly today, bool fresh)
    {
        var refusals = new List<Refusal>();
        Name = Name?.Trim() ?? "";
        void When(bool wrong, string field, string sentence)
        {
            if (wrong && !refusals.Exists(r => r.Field == field))
            {
                refusals.Add(new Refusal(field, sentence));
            }
        }

        When(Name.Length is 0 or > 80, "Name", "Geef een naam van hooguit 80 tekens.");
        When(From is null, "Starts", "Vul een dag in.");
        When(To is null, "Ends", "Vul een dag in.");
        When(Until is null, "RequestsUntil", "Vul een dag in.");
        When(fresh && From < today, "Starts", "Kies een dag die nog komt.");
        When(To < From, "Ends", "De laatste dag ligt voor de eerste.");
        When(From?.AddDays(200) < To, "Ends", "Kies hooguit 200 dagen.");
        When(fresh && Until < today, "RequestsUntil", "Kies een dag die nog komt.");
        When(Until > To, "RequestsUntil", "Scholen kunnen niet vragen na de laatste dag.");
        When(MostMinutes is not (>= 5 and <= 120), "MostMinutes", "Vul een aantal minuten in van 5 tot en met 120.");
        return refusals;
    }
}

/// <summary>Begins an allocation, changes its days, or ends it.</summary>
internal sealed class KeepAllocation(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> BeginAsync(Guid id, AllocationFields f, CancellationToken ct)
    {
        if (f.Check(clock.Today(), true) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        if (await frame.DoAsync("""
            insert into allocation (id, municipality_id, name, starts, ends, requests_until, most_minutes, by_person, at) values (@id, @OrganisationId, @Name, @From, @To, @Until, @MostMinutes, @PersonId, @now) on conflict (id) do nothing
            """, new { id, user.OrganisationId, f.Name, f.From, f.To, f.Until, f.MostMinutes, user.PersonId, now = clock.GetUtcNow() }, ct) > 0)
        {
            journal.Write("begin allocation", [], Facets.None, "", new { allocation = id });
        }

        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(Guid id, int version, AllocationFields f, CancellationToken ct)
    {
        if (f.Check(clock.Today(), false) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        if (await frame.DoAsync("update allocation set name = @Name, starts = @From, ends = @To, requests_until = @Until, most_minutes = @MostMinutes, version = version + 1 where id = @id and version = @version and ended_at is null",
            new { id, version, f.Name, f.From, f.To, f.Until, f.MostMinutes }, ct) == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("change allocation", [], Facets.None, "", new { allocation = id });
        return Done.It;
    }

    /// <summary>Ends it, or opens it again.</summary>
    public async Task EndAsync(Guid id, bool end, CancellationToken ct)
    {
        if (await frame.DoAsync("update allocation set ended_at = case when @end then @now end, version = version + 1 where id = @id and (ended_at is null) = @end", new { id, end, now = clock.GetUtcNow() }, ct) > 0)
        {
            journal.Write(end ? "end allocation" : "reopen allocation", [], Facets.None, "", new { allocation = id });
        }
    }
}
