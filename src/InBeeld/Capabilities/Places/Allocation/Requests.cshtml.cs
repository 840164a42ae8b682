using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>A school asks for places for its children, a group at a time; after it was applied it reads here what each child got, and why not.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office)]
internal sealed class RequestsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepRequests keep) : PageModel
{
    internal sealed record GroupRow(Guid Id, string Name, int Asked);

    internal sealed class ChildRow
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public int? Want { get; set; }
        public string[]? Parts { get; set; }
        public string[]? Needs { get; set; }
        public bool? WithSiblings { get; set; }
        public string? Reason { get; set; }
        public int? Reach { get; set; }
        public Guid[]? Series { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed class SeriesName
    {
        public Guid Id { get; set; }
        public string Library { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Allocation { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    [BindProperty]
    public List<string> Parts { get; set; } = [];

    [BindProperty]
    public bool WithSiblings { get; set; }

    public AllocationRow Row { get; private set; } = new();
    public List<GroupRow> Groups { get; private set; } = [];
    public List<ChildRow> Children { get; private set; } = [];
    public Dictionary<Guid, SeriesName> Series { get; private set; } = [];
    public string[] Offered { get; private set; } = [];
    public DateTimeOffset? AppliedAt { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool MayOffer => user.Is(Role.Care, Role.Principal, Role.Office);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var before = Children.FirstOrDefault(c => c.Want is not null);
        (Parts, WithSiblings) = ([.. before?.Parts ?? []], before?.WithSiblings ?? true);
        return Page();
    }

    /// <param name="child">The ids of the children in the form, with in the same order <paramref name="want"/>.</param>
    public async Task<IActionResult> OnPostAsync(Guid[] child, int[] want, string[] needs, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || child.Length != want.Length)
        {
            return NotFound();
        }

        // "id:kind"; only for children of this form.
        var kinds = needs.Select(n => n.Split(':')).Where(n => n.Length == 2 && BookingWords.AllNeeds.Contains(n[1])).ToLookup(n => n[0], n => n[1]);
        var mine = Children.Select(c => c.Id).ToHashSet();
        var wanted = child.Zip(want, (c, w) => new Wanted(c, Math.Max(0, w), [.. BookingWords.AllNeeds.Where(kinds[c.ToString()].Contains)])).Where(w => mine.Contains(w.Pupil)).ToList();
        var outcome = await keep.RunAsync(Row, wanted, Parts, WithSiblings, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, outcome.Value == 0 ? text["Voor deze groep wordt nu niets gevraagd."] : text.N(outcome.Value, "Je vraagt een plek voor 1 kind.", "Je vraagt een plek voor {0} kinderen."));
            return Redirect($"/allocation/{Allocation}/requests?group={Group}");
        }

        Refused = outcome.Refusals;
        foreach (var row in Children.Where(c => wanted.Exists(w => w.Pupil == c.Id)))
        {
            (row.Want, row.Needs) = (wanted.Find(w => w.Pupil == row.Id)!.Want, wanted.Find(w => w.Pupil == row.Id)!.Needs);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken ct)
    {
        if (!MayOffer || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.OfferAsync(Row, Parts, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen wanneer jullie begeleiding bieden."]);
            return Redirect($"/allocation/{Allocation}/requests?group={Group}");
        }

        Refused = outcome.Refusals;
        return Page();
    }

    /// <summary>What every child of the own school asked and got, for the parents' talk.</summary>
    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        Group = null;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var rows = await ChildrenAsync(null, ct);
        string[] headers = [text["Voornaam"], text["Achternaam"], text["Dagdelen gevraagd"], text["Wat het kind krijgt"], text["Waarom niet meer"]];
        journal.Read("export asked places", [.. rows.Select(r => r.Id)], Facets.Identity);
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Plekken"], user.OrganisationName), text["Plekken"], headers,
            rows.ConvertAll(r => new Cell[] { r.GivenName, string.Join(' ', new[] { r.Prefix, r.Surname }.Where(x => x.Length > 0)), r.Want, string.Join("; ", Got(r)), r.Reason is null ? "" : Words.Reason(r.Reason, r.Reach ?? 0, text) }));
    }

    /// <summary>Each part of the week that a child got, in words.</summary>
    public IEnumerable<string> Got(ChildRow row) => (row.Series ?? []).Where(Series.ContainsKey).Select(s => Series[s]).OrderBy(s => Amsterdam.Local(s.Starts).DayOfWeek).Select(s => text["{0} {1} tot {2}, {3}", Show.Weekday(Amsterdam.Day(s.Starts)), Show.Time(s.Starts), Show.Time(s.Ends), s.Library]);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Groups = await frame.ListAsync<GroupRow>("""
            select g.id, g.name, (select count(*) from place_request r join pupil p on p.id = r.pupil_id where r.allocation_id = @Allocation and r.withdrawn_at is null and p.group_id = g.id)::integer as asked
            from school_group g where g.school_id = @OrganisationId and g.ended_on is null and g.kind = 'group' and (@all or g.id = any (@own)) order by g.year_group, g.name, g.id limit 200
            """, new { Allocation, user.OrganisationId, all = !user.Is(Role.Teacher), own = user.Groups.ToArray() }, ct);
        Group = Groups.Find(g => g.Id == Group)?.Id ?? Groups.FirstOrDefault()?.Id;
        var given = await frame.OneAsync<GivenRow>("select g.run_id, g.applied_at, coalesce((select parts from place_supervision where allocation_id = @Allocation and school_id = @OrganisationId), '{}') as offered from (select 1) x left join app.allocation_given(@Allocation) g on true", new { Allocation, user.OrganisationId }, ct);
        (AppliedAt, Offered, run) = (given?.AppliedAt, given?.Offered ?? [], given?.RunId);
        if (Group is not null)
        {
            Children = await ChildrenAsync(Group, ct);
            journal.Read("ask for places", [.. Children.Select(c => c.Id)], Facets.Identity);
        }

        if (run is not null)
        {
            Series = (await frame.ListAsync<SeriesName>("""
                select distinct on (coalesce(s.series_id, s.id)) coalesce(s.series_id, s.id) as id, l.name as library, s.starts, s.ends from slot s join organisation l on l.id = s.library_id
                where s.starts >= @from and s.starts < @to and exists (select 1 from allocation_outcome o where o.run_id = @run and coalesce(s.series_id, s.id) = any (o.series)) order by 1, s.starts
                """, new { run, from = Amsterdam.At(Row.Starts, TimeOnly.MinValue), to = Amsterdam.At(Row.Ends.AddDays(1), TimeOnly.MinValue) }, ct)).ToDictionary(s => s.Id);
        }

        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/bookings");
        return true;
    }

    private sealed class GivenRow
    {
        public Guid? RunId { get; set; }
        public DateTimeOffset? AppliedAt { get; set; }
        public string[] Offered { get; set; } = [];
    }

    private Guid? run;

    private Task<List<ChildRow>> ChildrenAsync(Guid? group, CancellationToken ct) => frame.ListAsync<ChildRow>($"""
        select p.id, p.given_name, p.prefix, p.surname, r.want::integer as want, r.parts, r.needs, r.with_siblings, o.reason, o.reach::integer as reach, o.series
        from pupil p {(group is null ? "join" : "left join")} place_request r on r.pupil_id = p.id and r.allocation_id = @Allocation and r.withdrawn_at is null left join allocation_outcome o on o.request_id = r.id and o.run_id = @run
        where p.school_id = @OrganisationId and p.left_on is null {(group is null ? "" : "and p.group_id = @group")} order by p.sort_key, p.id limit 2000
        """, new { Allocation, user.OrganisationId, group, run }, ct);

    public string Heading() => AppliedAt is not null ? text["Wie een plek heeft: {0}", Row.Name] : Row.Open(Today) ? text["Voor wie vraag je een plek?"] : text["Vragen is dicht: {0}", Row.Name];
}
