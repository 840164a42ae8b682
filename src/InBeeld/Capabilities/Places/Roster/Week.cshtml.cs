using System.Globalization;
using Dapper;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Roster;

/// <summary>A week of the roster: who works when, what is missing, how fair it is, and which times wait for supervision by a school.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class WeekModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepRoster keep) : PageModel
{
    /// <summary>What one person does in this week.</summary>
    internal sealed record LoadOf(string Name, int Parts, int Reserve, double Hours, int? Most);

    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    /// <summary>Of the proposal that is made or shown.</summary>
    [BindProperty]
    public Guid Roster { get; set; }

    public DateOnly Monday { get; private set; }
    public List<StaffSlot> Slots { get; private set; } = [];
    public ILookup<Guid, DutyRow> Duties { get; private set; } = Array.Empty<DutyRow>().ToLookup(d => d.SlotId);
    public List<AwayRow> Away { get; private set; } = [];
    public List<LoadOf> Loads { get; private set; } = [];
    public RosterRow? Shown { get; private set; }
    public KeptAnswer? Kept { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Guid NewId { get; } = Guid.CreateVersion7();
    public DateOnly Today => clock.Today();
    public DateTimeOffset Now => clock.GetUtcNow();
    public bool Proposed => Shown?.State == "proposal";
    public List<StaffSlot> Unsupervised => [.. Slots.Where(s => s.Unsupervised && s.Starts > Now)];
    public int MissingWork => Slots.Where(Counts).Sum(s => Missing(s, "work"));
    public int MissingReserve => Slots.Where(Counts).Sum(s => Missing(s, "reserve"));

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken ct) => await DoneAsync(() => keep.ProposeAsync(Roster == Guid.Empty ? NewId : Roster, MondayOf(), ct), _ => text["Het voorstel staat klaar. Nog niemand ziet het."], ct);

    public async Task<IActionResult> OnPostInForceAsync(CancellationToken ct) => await DoneAsync(() => keep.InForceAsync(Roster, ct), told => text.N(told, "Het rooster geldt. 1 medewerker kreeg bericht.", "Het rooster geldt. {0} medewerkers kregen bericht."), ct);

    public async Task<IActionResult> OnPostDropAsync(CancellationToken ct) => await DoneAsync(() => keep.DropAsync(Roster, MondayOf(), ct), _ => text["Het voorstel is weg."], ct);

    /// <summary>Asks the schools of the municipalities with which the library has agreed to supervise.</summary>
    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var told = Unsupervised.Count == 0 ? 0 : await frame.OneAsync<int>("""
            with schools as (select distinct o.id from place_agreement a join organisation t on t.id = a.municipality_id join organisation o on o.kind = 'school' and o.is_on and o.municipality_code = t.code
                where a.library_id = @OrganisationId and a.state = 'agreed' and (a.ends is null or a.ends >= @Today) limit 500),
              told as (select app.tell(null, s.id, r, 'supervision-asked', null, '/advisers/school', jsonb_build_array(@OrganisationName::text)) from schools s cross join unnest(array['principal', 'care']) r)
            select (select count(*) from schools)::integer + 0 * (select count(*) from told)::integer
            """, new { user.OrganisationId, user.OrganisationName, Today }, ct);
        journal.Write("ask for supervision", [], Facets.None, "", new { slots = Unsupervised.Select(s => s.Id) });
        Saved.Say(HttpContext, text.N(told, "1 school kreeg bericht.", "{0} scholen kregen bericht."));
        return Redirect(Address(Monday));
    }

    private async Task<IActionResult> DoneAsync<T>(Func<Task<Outcome<T>>> does, Func<T, string> sentence, CancellationToken ct)
    {
        var outcome = await does();
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence(outcome.Value));
            return Redirect(Address(MondayOf()));
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Page();
    }

    private DateOnly MondayOf() => (DateOnly.TryParseExact(Week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > Today.AddYears(-3) && day < Today.AddYears(3) ? day : Today).Monday();

    private async Task LoadAsync(CancellationToken ct)
    {
        Monday = MondayOf();
        using var rows = await frame.ManyAsync($"""
            {StaffSlot.BetweenSql}; {DutyRow.BetweenSql}; {KeepRoster.AwaySql}; {Worker.ListSql};
            select id, monday, state, answer::text as answer, at, in_force_at from roster where library_id = @library and monday = @Monday and state <> 'dropped' order by (state = 'proposal') desc, at desc limit 1
            """, new
        {
            library = user.OrganisationId, from = Amsterdam.At(Monday, TimeOnly.MinValue), to = Amsterdam.At(Monday.AddDays(7), TimeOnly.MinValue), first = Monday, last = Monday.AddDays(6), day = Monday < Today ? Today : Monday, Monday,
        }, ct);
        Slots = [.. await rows.ReadAsync<StaffSlot>()];
        var duties = (await rows.ReadAsync<DutyRow>()).AsList();
        Away = [.. await rows.ReadAsync<AwayRow>()];
        var workers = (await rows.ReadAsync<Worker>()).AsList();
        Shown = await rows.ReadFirstOrDefaultAsync<RosterRow>();
        Kept = KeptAnswer.Read(Shown?.Answer);
        // While a proposal is shown, it is shown for what has not begun; what has begun stands as it was.
        var now = Now;
        Duties = duties.Where(d => d.State == (Proposed && d.Starts > now ? "proposed" : "planned")).ToLookup(d => d.SlotId);
        Loads = [.. workers.Select(w => Of(w, [.. Duties.SelectMany(g => g).Where(d => d.MembershipId == w.Id)])).OrderByDescending(l => l.Parts).ThenByDescending(l => l.Reserve).ThenBy(l => l.Name, StringComparer.CurrentCulture)];
        journal.Read("open roster", [], Facets.None, "", new { monday = Monday });
        ViewData["Title"] = Heading();
    }

    private static LoadOf Of(Worker w, List<DutyRow> own)
    {
        int Parts(bool work) => own.Where(d => d.Works == work).Select(d => (Amsterdam.Day(d.Starts), StaffWords.PartOf(d.Starts))).Distinct().Count();
        return new(w.Name, Parts(true), Parts(false), own.Where(d => d.Works).Sum(d => (d.Ends - d.Starts).TotalHours), w.MostParts);
    }

    private bool Counts(StaffSlot s) => s.Planned && s.Starts > Now && (Proposed || s.Kept);

    public int Missing(StaffSlot s, string kind) => Math.Max(0, (kind == "work" ? s.NeedPeople : s.NeedReserve) - Duties[s.Id].Count(d => d.Kind == kind));

    /// <summary>Why somebody is missing there, when the planner of rosters said so.</summary>
    public string? Why(StaffSlot s, bool reserve) => Kept?.Lacks.FirstOrDefault(l => l.Reserve == reserve && l.Slots.Contains(s.Id)) is { } lack ? text[StaffWords.Uncovered(lack.Why)] : null;

    public string Heading() => Slots.Count == 0 ? text["Week {0}: geen tijden om te plannen", Monday.WeekNumber()]
        : Shown is null && !Slots.Exists(s => s.Kept) ? text["Week {0} heeft nog geen rooster", Monday.WeekNumber()]
        : MissingWork > 0 ? text.N(MissingWork, "Week {1}: nog 1 medewerker nodig", "Week {1}: nog {0} medewerkers nodig", Monday.WeekNumber())
        : MissingReserve > 0 ? text.N(MissingReserve, "Week {1}: nog 1 reserve nodig", "Week {1}: nog {0} reserves nodig", Monday.WeekNumber())
        : text["Week {0}: iedere dienst heeft genoeg mensen", Monday.WeekNumber()];

    /// <summary>How good the proposal is, in words.</summary>
    public string BoundSentence(KeptAnswer kept) => kept.Proven ? text["Beter kan niet: dat is nagerekend."] : text["Hooguit {0} procent beter is nog mogelijk.", kept.Gap];

    public static string Address(DateOnly monday) => "/roster?week=" + monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
