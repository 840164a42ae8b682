using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>The places of one's children: what is to come, what was, and who waits.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class ListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Waiting
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Library { get; set; } = "";
        public string Room { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public DateTimeOffset? OfferedUntil { get; set; }

        public string Name => string.Join(' ', new[] { GivenName, Prefix, Surname }.Where(n => n.Length > 0));
    }

    internal sealed record GroupChoice(Guid Id, string Name);

    /// <summary>past, or anything else: what is to come.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    /// <summary>After this booking, in the order of the page.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<BookingRow> Rows { get; private set; } = [];
    public List<Waiting> Waits { get; private set; } = [];
    public List<GroupChoice> Groups { get; private set; } = [];
    public bool More { get; private set; }
    public bool Past => Show == "past";
    public DateOnly Today => clock.Today();
    public bool OfSchool => user.Is(Role.Teacher, Role.Care, Role.Principal, Role.Office);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(PageSize, ct);
        if (OfSchool && !user.Is(Role.Teacher))
        {
            Groups = await frame.ListAsync<GroupChoice>("select id, name from school_group where school_id = @OrganisationId and kind = 'group' and ended_on is null order by year_group nulls last, name", new { user.OrganisationId }, ct);
        }

        if (!Past)
        {
            Waits = await frame.ListAsync<Waiting>($"""
                select w.id, w.pupil_id, p.given_name, p.prefix, p.surname, l.name as library, r.name as room, s.starts, s.ends, case when w.offered_until > @now then w.offered_until end as offered_until
                from booking_wait w join slot s on s.id = w.slot_id join organisation l on l.id = s.library_id join room r on r.id = s.room_id join pupil p on p.id = w.pupil_id
                where w.ended_at is null and s.starts > @now and {(OfSchool ? "w.school_id = @OrganisationId" : "w.pupil_id in (select i.pupil_id from involvement i)")} {(Group is null ? "" : "and p.group_id = @Group")} order by w.offered_until nulls last, s.starts, w.at limit 100
                """, new { user.OrganisationId, Group, now = clock.GetUtcNow() }, ct);
        }

        journal.Read("list bookings", Rows.Select(r => r.PupilId).Concat(Waits.Select(w => w.PupilId)).Distinct(), Facets.Identity);
        ViewData["Title"] = Heading();
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(5000, ct);
        journal.Read("export bookings", Rows.Select(r => r.PupilId).Distinct(), Facets.Identity);
        string[] headers = [text["Kind"], text["Groep"], text["Dag"], text["Tijd"], text["Bibliotheek"], text["Ruimte"], text["Plek"], text["Code"], text["Nodig"], text["Stand"], text["Reden"]];
        var cells = Rows.Select(r => new Cell[] { r.Name.Full, r.GroupName, r.Day, r.Times, r.Library, r.Room, r.Seat, r.Code, BookingWords.Needs(r.Needs, text), text[BookingWords.State(r.State)], r.EndedWhy }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Plekken"], user.OrganisationName), text["Plekken"], headers, cells);
    }

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        var order = Past ? "desc" : "asc";
        Rows = await frame.ListAsync<BookingRow>($"""
            select {BookingRow.Columns} from {BookingRow.From}
            where {(Past ? "s.ends <= @now" : "s.ends > @now and (b.state <> 'cancelled' or b.ended_by not in ('school', 'municipality'))")} and {(OfSchool ? "b.school_id = @OrganisationId" : "b.pupil_id in (select i.pupil_id from involvement i)")} {(Group is null ? "" : "and p.group_id = @Group")}
              {(After is null ? "" : $"and (s.starts, b.id) {(Past ? "<" : ">")} (select z.starts, y.id from booking y join slot z on z.id = y.slot_id where y.id = @After)")}
            order by s.starts {order}, b.id {order} limit @limit
            """, new { user.OrganisationId, Group, After, now = clock.GetUtcNow(), limit = most + 1 }, ct);
        More = Rows.Count > most;
        Rows = [.. Rows.Take(most)];
    }

    public string Heading()
    {
        var offers = Waits.Count(w => w.OfferedUntil is not null);
        var today = Rows.Count(r => r.Day == Today && r.State is "booked" or "in");
        return Past ? text["Geweest"]
            : offers > 0 ? text.N(offers, "Er is een plek vrij voor 1 kind dat wacht", "Er is plek vrij voor {0} kinderen die wachten")
            : Rows.Count == 0 ? text["Nog geen plekken geboekt"]
            : today > 0 ? text.N(today, "Vandaag gaat 1 kind naar de bibliotheek", "Vandaag gaan {0} kinderen naar de bibliotheek")
            : text["De volgende plek is op {0}", Kernel.Web.Show.Day(Rows[0].Day, Today)];
    }

    public string Address(bool past, Guid? group, Guid? after = null) => "/bookings" + (string.Join('&', new[] { past ? "show=past" : null, group is null ? null : $"group={group}", after is null ? null : $"after={after}" }.Where(p => p is not null)) is { Length: > 0 } query ? "?" + query : "");
}
