using InBeeld.Capabilities.Places.Bookings;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Waiting;

/// <summary>A child that waits: how it stands, take the place that is offered, leave the list, a link with which the family answers.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class ClaimModel(Frame frame, Journal journal, Text text, TimeProvider clock, ChangeBooking change) : PageModel
{
    internal sealed class WaitRow
    {
        public Guid Id { get; set; }
        public Guid SlotId { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Library { get; set; } = "";
        public string Room { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public DateTimeOffset? OfferedUntil { get; set; }
        public DateTimeOffset? EndedAt { get; set; }
        public string EndedWhy { get; set; } = "";
        public Guid? BookingId { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);

        public string State(DateTimeOffset now) => EndedAt is not null ? EndedWhy : OfferedUntil is not { } till ? "waiting" : till > now ? "offer" : "expired";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Wait { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public WaitRow Row { get; private set; } = new();
    public string? Link { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string State => Row.State(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var why = await frame.OneAsync<string>("select app.claim_place(@Wait, @Id, @now)", new { Wait, Id, now = clock.GetUtcNow() }, ct);
        await LoadAsync(ct);
        if (why is "")
        {
            journal.Write("claim place", [Row.PupilId], Facets.Identity, "", new { wait = Wait });
            Saved.Say(HttpContext, text["{0} heeft een plek.", Row.GivenName]);
            return Redirect(Row.BookingId is { } booking ? $"/bookings/{booking}" : "/bookings");
        }

        Refused = [Refusal.Of(why switch
        {
            "expired" => "Deze plek is niet meer vrij. De tijd om te kiezen is voorbij.",
            "no_offer" => "Er is nog geen plek vrij. Je krijgt bericht.",
            "same_time" => "Dit kind heeft op die tijd al een plek.",
            _ => "Deze plek is niet meer vrij.",
        })];
        return Page();
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (await frame.OneAsync<bool>("select app.leave_waiting(@Wait, @now)", new { Wait, now = clock.GetUtcNow() }, ct))
        {
            journal.Write("leave waiting list", [Row.PupilId], Facets.Identity, "", new { wait = Wait });
        }

        Saved.Say(HttpContext, text["{0} staat niet meer op de wachtlijst.", Row.GivenName]);
        return Redirect("/bookings");
    }

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Link = await change.LinkAsync(Row.PupilId, null, Wait, ct) is { } token ? $"{Request.Scheme}://{Request.Host}/seat/{token}" : null;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<WaitRow>("""
            select w.id, w.slot_id, w.pupil_id, p.given_name, p.prefix, p.surname, l.name as library, r.name as room, s.starts, s.ends, w.offered_until, w.ended_at, w.ended_why,
              (select b.id from booking b where b.slot_id = w.slot_id and b.pupil_id = w.pupil_id and b.state <> 'cancelled' limit 1) as booking_id
            from booking_wait w join slot s on s.id = w.slot_id join organisation l on l.id = s.library_id join room r on r.id = s.room_id join pupil p on p.id = w.pupil_id where w.id = @Wait and app.may_book(w.pupil_id)
            """, new { Wait }, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        journal.Read("open waiting", [row.PupilId], Facets.Identity, "", new { wait = Wait });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/bookings";
        return true;
    }

    public string Heading() => State switch
    {
        "offer" => text["Er is een plek vrij voor {0}", Row.GivenName],
        "waiting" => text["{0} wacht op een plek", Row.GivenName],
        "claimed" => text["{0} heeft een plek.", Row.GivenName],
        "expired" => text["De plek voor {0} is niet meer vrij", Row.GivenName],
        "closed" => text["Deze tijd gaat niet door"],
        _ => text["{0} staat niet meer op de wachtlijst.", Row.GivenName],
    };
}
