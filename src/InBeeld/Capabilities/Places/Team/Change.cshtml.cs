using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Team;

/// <summary>What one employee can, and how much in a week at most.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class ChangeModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public List<string>? Skills { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    [BindProperty]
    public string? Parts { get; set; }

    public Worker Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public string[] Chosen => [.. StaffWords.Skills.Where((Skills ?? []).OfType<string>().SelectMany(s => s.Split(',')).ToHashSet().Contains)];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Skills, Hours, Parts, Version) = ([.. Row.Skills], Typed(Row.HoursPerWeek), Typed(Row.PartsPerWeek), Row.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var refusals = new List<Refusal>();
        if (!Fits(Hours, 60, out var hours))
        {
            refusals.Add(new Refusal("Hours", "Vul een aantal uren in van 0 tot en met 60, of laat het leeg."));
        }

        if (!Fits(Parts, 21, out var parts))
        {
            refusals.Add(new Refusal("Parts", "Vul een aantal in van 0 tot en met 21, of laat het leeg."));
        }

        Refused = refusals;
        if (refusals.Count > 0)
        {
            return Page();
        }

        var kept = await frame.DoAsync("""
            insert into library_worker (membership_id, library_id, skills, hours_per_week, parts_per_week, by_person, at) select @Member, @OrganisationId, @Chosen, @hours, @parts, @PersonId, @now where @Version = 0 or exists (select 1 from library_worker w where w.membership_id = @Member)
            on conflict (membership_id) do update set skills = @Chosen, hours_per_week = @hours, parts_per_week = @parts, version = library_worker.version + 1, by_person = @PersonId, at = @now where library_worker.version = @Version
            """, new { Member, user.OrganisationId, Chosen, hours, parts, user.PersonId, now = clock.GetUtcNow(), Version }, ct);
        if (kept == 0)
        {
            Refused = [Refusals.LostUpdate];
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
            return Page();
        }

        journal.Write("change library worker", [], Facets.None, "", new { membership = Member });
        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect("/roster/team");
    }

    private FieldVersions[] Versions() =>
    [
        new("Skills", text["Wat kan deze medewerker?"], string.Join(',', Chosen), string.Join(',', StaffWords.Skills.Where(Row.Skills.Contains)), skills => string.Join(", ", skills.Split(',').Where(StaffWords.Skills.Contains).Select(k => text[StaffWords.Skill(k)]))),
        new("Hours", text["Hoogstens zoveel uren per week"], Hours ?? "", Typed(Row.HoursPerWeek)),
        new("Parts", text["Hoogstens zoveel dagdelen per week"], Parts ?? "", Typed(Row.PartsPerWeek)),
    ];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if ((await Worker.ListAsync(frame, user.OrganisationId, clock.Today(), ct)).Find(w => w.Id == Member) is not { } row)
        {
            return false;
        }

        Row = row;
        journal.Read("open library worker", [], Facets.None, "", new { membership = Member });
        ViewData["Title"] = text["Wat {0} kan en hoe vaak", row.Name];
        ViewData["Menu"] = "/roster";
        return true;
    }

    private static string Typed(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool Fits(string? typed, int most, out int? number)
    {
        number = int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= most ? n : null;
        return number is not null || string.IsNullOrWhiteSpace(typed);
    }
}
