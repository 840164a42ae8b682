using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Places.Roster;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Illness;

/// <summary>More children are booked than can come: who was booked last is first in line to lose the place, each with another time that has room. Cancelled when confirmed, with the reason; the schools are told.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class OverModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Over
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string SchoolName { get; set; } = "";
        public DateTimeOffset At { get; set; }

        /// <summary>Slots in which this child has nothing else, is allowed and there is room, nearest first.</summary>
        public Guid[] Could { get; set; } = [];
        public StaffSlot? Other { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Slot { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public List<string>? Chosen { get; set; }

    public StaffSlot Row { get; private set; } = new();
    public List<Over> Rows { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Reason = text["Er zijn te weinig medewerkers."];
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Reason = Reason?.Trim() ?? "";
        if (Reason.Length is 0 or > 300)
        {
            Refused = [new Refusal("Reason", Reason.Length == 0 ? "Schrijf op waarom." : "Dit is langer dan 300 tekens.")];
            return Page();
        }

        var chosen = Rows.FindAll(r => (Chosen ?? []).Contains(r.Id.ToString()));
        if (chosen.Count == 0)
        {
            Refused = [new Refusal("Chosen", "Kies voor wie de plek vervalt.")];
            return Page();
        }

        var gone = await frame.OneAsync<int>("select app.cancel_over(@Slot, @bookings, @others, @Reason, @now)",
            new { Slot, bookings = chosen.Select(c => c.Id).ToArray(), others = chosen.Select(c => c.Other?.Starts.UtcDateTime).ToArray(), Reason, now = clock.GetUtcNow() }, ct);
        journal.Write("cancel bookings above capacity", chosen.Select(c => c.PupilId), Facets.Identity, Reason, new { slot = Slot });
        Saved.Say(HttpContext, text.N(gone, "1 plek is vervallen. De school kreeg bericht.", "{0} plekken zijn vervallen. De scholen kregen bericht."));
        return Redirect(WeekModel.Address(Row.Day.Monday()));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await StaffSlot.FindAsync(frame, user.OrganisationId, Slot, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Rows = row.Over == 0 ? [] : await frame.ListAsync<Over>("""
            select b.id, b.pupil_id, c.given_name, c.school_name, b.at,
              array(select s.id from slot s where s.library_id = b.library_id and s.state = 'open' and s.id <> b.slot_id and s.starts > @now and s.starts between @Starts::timestamptz - interval '7 days' and @Starts::timestamptz + interval '14 days' and s.taken < s.places
                and (s.municipality_id is null or s.municipality_id = b.municipality_id) and not exists (select 1 from booking x where x.pupil_id = b.pupil_id and x.state in ('booked', 'in') and x.during && s.during)
                order by abs(extract(epoch from s.starts - @Starts::timestamptz)), s.id limit 20) as could
            from booking b join app.booked_children(array[@Slot]) c on c.booking_id = b.id
            where b.slot_id = @Slot and b.state = 'booked' and b.pupil_id is not null order by b.at desc, b.id desc limit 100
            """, new { Slot, row.Starts, now = clock.GetUtcNow() }, ct);
        if (Rows.Count > 0)
        {
            var near = (await frame.ListAsync<StaffSlot>("select s.id, s.starts, s.ends, r.name as room, s.places, s.taken from slot s join room r on r.id = s.room_id where s.id = any (@ids)", new { ids = Rows.SelectMany(r => r.Could).Distinct().ToArray() }, ct)).ToDictionary(s => s.Id);
            // No other time is proposed to more children than fit.
            var left = near.ToDictionary(s => s.Key, s => s.Value.Places - s.Value.Taken);
            foreach (var child in Rows)
            {
                if (Array.Find(child.Could, s => left.GetValueOrDefault(s) > 0) is var found && found != Guid.Empty)
                {
                    (child.Other, left[found]) = (near[found], left[found] - 1);
                }
            }
        }

        journal.Read("open bookings above capacity", Rows.Select(r => r.PupilId), Facets.Identity, "", new { slot = Slot });
        ViewData["Title"] = row.Over == 0 ? text["Iedereen die geboekt is kan komen"] : text.N(row.Over, "Voor 1 kind is er geen plek meer", "Voor {0} kinderen is er geen plek meer");
        ViewData["Menu"] = "/roster";
        return true;
    }
}
