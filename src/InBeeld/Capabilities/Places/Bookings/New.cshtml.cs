using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>Who goes to a time: one child or several of a group, once or every week. What came of it is told per child.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class NewModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, BookPlaces book, Weeks weeks) : PageModel
{
    internal sealed class Choice
    {
        public Guid? Id { get; set; }
        public Guid? GroupId { get; set; }
        public string? GroupName { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public bool Busy { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid Slot { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    /// <summary>Ticked when the page opens.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Child { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public BookFields Fields { get; private set; } = new();
    public SlotRow Row { get; private set; } = new();
    public List<Choice> Groups { get; private set; } = [];
    public List<Choice> Children { get; private set; } = [];
    public List<Week>? Dates { get; private set; }
    public List<SlotRow> Others { get; private set; } = [];
    public List<Booked>? Results { get; private set; }

    /// <summary>Of a series: when each of its times is.</summary>
    public Dictionary<Guid, string> Times { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool OfSchool => user.Is(Role.Teacher, Role.Care, Role.Principal, Role.Office);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Slot == Guid.Empty)
        {
            return Redirect("/bookings/find");
        }

        Fields.Children = Child is { } child ? [child] : [];
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(BookFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var until = Typed.Day(fields.Until);
        if (fields.Slots.Count == 0 && !string.IsNullOrWhiteSpace(fields.Until))
        {
            if (until is null || until < Row.Day || until > Row.Day.AddDays(370) || fields.Children.Count == 0)
            {
                Refused = [fields.Children.Count == 0 ? new Refusal("Children", "Kies een of meer kinderen, hooguit {0}.", 60) : new Refusal("Until", "Kies een dag na de eerste, binnen een jaar.")];
                return Page();
            }

            Dates = await weeks.ListAsync(Row, until.Value, fields.Children, user.MunicipalityCode, ct);
            ViewData["Title"] = Heading();
            return Page();
        }

        return await ShowAsync(await book.RunAsync(fields.Input(Id, fields.Slots.Count > 0 ? fields.Slots : [Slot]), ct), ct);
    }

    public async Task<IActionResult> OnPostWaitAsync(BookFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return await ShowAsync(await book.WaitAsync(fields.Input(Id, fields.Slots.Count > 0 ? fields.Slots : [Slot]), ct), ct);
    }

    private async Task<IActionResult> ShowAsync(Outcome<List<Booked>> outcome, CancellationToken ct)
    {
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        if (outcome.Value.TrueForAll(b => b.Outcome is "" or "waiting"))
        {
            Saved.Say(HttpContext, outcome.Value.Exists(b => b.Outcome == "waiting") ? text.N(outcome.Value.Count, "1 kind staat op de wachtlijst.", "{0} keer op de wachtlijst gezet.")
                : outcome.Value is [var one] ? text["{0} heeft een plek.", Names.GetValueOrDefault(one.Child, "")] : text.N(outcome.Value.Count, "1 plek geboekt.", "{0} plekken geboekt."));
            return Redirect(outcome.Value is [{ Outcome: "" } booked] ? $"/bookings/{booked.Booking}" : "/bookings");
        }

        Results = outcome.Value;
        if (Results.Select(r => r.Slot).Distinct().ToArray() is { Length: > 1 } ids)
        {
            Times = (await SlotRow.ListAsync(frame, "s.id = any (@ids)", new { ids, now = clock.GetUtcNow(), wanted = Array.Empty<string>() }, ids.Length, ct)).ToDictionary(s => s.Id, s => s.When(Today));
        }

        if (Results.Exists(r => r.Outcome == "together"))
        {
            var now = clock.GetUtcNow();
            Others = [.. (await SlotRow.ListAsync(frame, "s.library_id = any (app.libraries()) and s.state = 'open' and s.starts > @now and s.starts < @to and s.id <> @Slot", new { now, to = now.AddDays(21), Slot, wanted = Array.Empty<string>() }, 500, ct))
                .Where(s => s.Free >= Fields.Children.Count && !s.NoSupervision).Take(5)];
        }

        ViewData["Title"] = Heading();
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SlotRow.FindAsync(frame, Slot, clock.GetUtcNow(), ct) is not { } row)
        {
            return false;
        }

        Row = row;
        if (OfSchool)
        {
            Groups = await frame.ListAsync<Choice>("""
                select g.id as group_id, g.name as group_name from school_group g where g.school_id = @OrganisationId and g.ended_on is null and (@role <> 'teacher' or g.id = any (@groups))
                  and exists (select 1 from pupil p where p.group_id = g.id and p.left_on is null) order by g.year_group nulls last, g.name, g.id
                """, new { user.OrganisationId, role = user.Role, groups = user.Groups.ToArray() }, ct);
            Group = Groups.Exists(g => g.GroupId == Group) ? Group : Groups.FirstOrDefault()?.GroupId;
        }

        Children = await frame.ListAsync<Choice>($"""
            select p.id, p.group_id, g.name as group_name, p.given_name, p.prefix, p.surname, exists (select 1 from booking b where b.pupil_id = p.id and b.state in ('booked', 'in') and b.during && tstzrange(@Starts, @Ends)) as busy
            from pupil p left join school_group g on g.id = p.group_id where p.left_on is null and {(OfSchool ? "p.school_id = @OrganisationId and (p.group_id = @Group or p.id = any (@chosen))" : "p.id in (select i.pupil_id from involvement i) and app.may_book(p.id)")} order by p.sort_key, p.id limit 200
            """, new { user.OrganisationId, Group, row.Starts, row.Ends, chosen = Fields.Children.ToArray() }, ct);
        if (Child is { } child && Children.Find(c => c.Id == child) is { GroupId: { } own } && HttpMethods.IsGet(Request.Method) && own != Group)
        {
            // Asked from the card of a child: its own group.
            (Group, Child) = (own, null);
            return await LoadAsync(ct);
        }

        journal.Read("open booking form", Children.Where(c => c.Id is not null).Select(c => c.Id!.Value), Facets.Identity, "", new { slot = Slot });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/bookings";
        return true;
    }

    public Dictionary<Guid, string> Names => Children.Where(c => c.Id is not null).ToDictionary(c => c.Id!.Value, c => c.GivenName);

    /// <summary>The times for which somebody got no place and can wait.</summary>
    public List<Booked> CanWait => [.. (Results ?? []).Where(r => BookingWords.CanWait(r.Outcome) || r.Outcome == "together")];

    public string Heading() => Results is { } results ? text["{0} van de {1} plekken geboekt", results.Count(r => r.Outcome.Length == 0), results.Count]
        : Dates is { } dates ? text["{0} van de {1} weken kunnen", dates.Count(d => d.Can), dates.Count]
        : Row.Ends <= clock.GetUtcNow() ? text["Deze tijd is voorbij"] : Row.Free > 0 ? text.N(Row.Free, "Nog 1 plek vrij", "Nog {0} plekken vrij") : text["Hier is nu geen plek vrij"];
}
