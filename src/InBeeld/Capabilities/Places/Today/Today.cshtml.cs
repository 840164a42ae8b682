using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Today;

/// <summary>The day of a library: who comes, who is in, where everyone sits, what is cleaned first.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class TodayModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, AtTheDoor door) : PageModel
{
    public const int FirstChildren = 12;

    [BindProperty(SupportsGet = true)]
    public Guid? Room { get; set; }

    /// <summary>The whole list of the slot.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public List<TodaySlot> Slots { get; private set; } = [];
    public List<TodayRoom> Rooms { get; private set; } = [];
    public List<TodayChild> Children { get; private set; } = [];
    public TodayRoom? Shown { get; private set; }
    public TodaySlot? Focus { get; private set; }
    public RoomMap? Map { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>The seat is not clean: this one is proposed.</summary>
    public (TodayChild Child, Guid Seat)? Move { get; private set; }

    public DateTimeOffset Now { get; private set; }
    public DateOnly Today => Amsterdam.Day(Now);
    public List<TodaySeat> ToClean => [.. (Shown?.Seats ?? []).Where(s => s.Waits is not null && !s.Taken).OrderBy(s => s.NextAt ?? DateTimeOffset.MaxValue).ThenBy(s => s.Waits)];
    public List<TodaySeat> CleanFirst => [.. ToClean.Where(s => s.Use)];
    public int Expected => Children.Count(c => c.State == "booked");
    public int Inside => Children.Count(c => c.State == "in");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostInAsync(Guid booking, Guid? seat, CancellationToken ct)
    {
        var outcome = await door.InAsync(booking, seat, ct);
        if (outcome.Result is "gone" or "wrong_branch")
        {
            return NotFound();
        }

        if (outcome.Result is "" or "already")
        {
            Saved.Say(HttpContext, text[outcome.Result.Length == 0 ? "{0} is binnen en zit op plek {1}." : "{0} was al binnen en zit op plek {1}.", outcome.GivenName, outcome.Label], outcome.Result.Length == 0 ? $"/today?handler=Undo&booking={booking}" : null);
            return Redirect(Address());
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (outcome is { Result: "move", Seat: { } other } && Children.Find(c => c.BookingId == booking) is { } child)
        {
            Move = (child, other);
        }
        else
        {
            Refused = [DoorWords.Refused(outcome.Result)];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostOutAsync(Guid booking, CancellationToken ct)
    {
        var outcome = await door.OutAsync(booking, ct);
        if (outcome.Result == "gone")
        {
            return NotFound();
        }

        if (outcome.Result is "" or "already")
        {
            Saved.Say(HttpContext, text["{0} is weg. Plek {1} wacht op schoonmaken.", outcome.GivenName, outcome.Label], outcome.Result.Length == 0 ? $"/today?handler=Undo&booking={booking}" : null);
            return Redirect(Address());
        }

        Refused = [DoorWords.Refused(outcome.Result)];
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid booking, CancellationToken ct)
    {
        var result = await door.UndoAsync(booking, ct);
        if (result == "gone")
        {
            return NotFound();
        }

        if (result.Length == 0)
        {
            Saved.Say(HttpContext, text["Ongedaan gemaakt. Het staat weer zoals het was."]);
            return Redirect(Address());
        }

        Refused = [DoorWords.Refused(result == "late" ? "too_late" : result)];
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        Slots = await TodaySlot.ListAsync(frame, user.OrganisationId, Now, ct);
        Focus = Slots.Find(s => Room is null || s.RoomId == Room);
        Rooms = await TodayRoom.ListAsync(frame, user.OrganisationId, Room ?? Focus?.RoomId, Focus?.Id, Now, ct);
        Shown = Rooms.Find(r => r.SeatsJson is not null);
        if (Room is not null && Shown is null)
        {
            return false;
        }

        if (Focus is not null)
        {
            Children = [.. (await frame.ListAsync<TodayChild>("select c.*, b.pupil_id from app.booked_children(@slots) c join booking b on b.id = c.booking_id", new { slots = new[] { Focus.Id } }, ct)).OrderBy(c => c.Order).ThenBy(c => c.GivenName, StringComparer.CurrentCulture).ThenBy(c => c.Code, StringComparer.Ordinal)];
            journal.Read("open day of library", Children.Select(c => c.PupilId).OfType<Guid>(), Facets.Identity | Facets.Needs, "", new { slot = Focus.Id });
        }

        Map = Shown is { Seats.Count: > 0 } room ? Draw(room) : null;
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/today";
        return true;
    }

    public string StateOf(TodaySeat seat) => !seat.Use && !seat.Taken ? "shut" : seat.Taken ? "taken" : seat.Waits is not null ? "clean" : Children.Exists(c => c.SeatId == seat.Id && c.State == "booked") ? "await" : "free";

    private RoomMap Draw(TodayRoom room)
    {
        List<RoomSeat> seats = room.Seats.ConvertAll(s => new RoomSeat(s.Label, s.X, s.Y, StateOf(s), s.Accessible, s.Socket, s.Quiet));
        int Of(string state) => seats.Count(s => s.State == state);
        return new RoomMap
        {
            Name = text["Plattegrond {0}", room.Name],
            Told = text["{0} bezet, {1} verwacht, {2} vrij, {3} eerst schoonmaken. Dezelfde gegevens staan in de lijst.", Of("taken"), Of("await"), Of("free"), Of("clean")],
            Plan = RoomPlan.Of(room.Plan), Width = room.Width, Height = room.Height, Seats = seats, Metres = room.Metres,
            Words = new Dictionary<string, string>
            {
                ["taken"] = text["Bezet ({0})", Of("taken")], ["await"] = text["Verwacht ({0})", Of("await")], ["free"] = text["Vrij ({0})", Of("free")], ["clean"] = text["Eerst schoonmaken ({0})", Of("clean")],
                ["shut"] = room.Metres > 0 ? text["Dicht, te dichtbij"] : text["Dicht"],
            },
        }.Sized();
    }

    public string Heading()
    {
        var clean = CleanFirst.Count;
        var then = clean == 0 ? "" : text.N(clean, ", maak eerst 1 plek schoon", ", maak eerst {0} plekken schoon");
        if (Focus is not { } slot)
        {
            return clean > 0 ? text.N(clean, "Vandaag komt niemand meer, maak nog 1 plek schoon", "Vandaag komt niemand meer, maak nog {0} plekken schoon") : text["Er komt de komende twee weken niemand"];
        }

        if (Amsterdam.Day(slot.Starts) != Today)
        {
            return text.N(slot.Taken, "1 kind verwacht op {1} om {2}", "{0} kinderen verwacht op {1} om {2}", Show.Day(Amsterdam.Day(slot.Starts), Today), Show.Time(slot.Starts)) + then;
        }

        if (slot.Starts > Now || Inside == 0)
        {
            return (Inside == 0 ? text.N(Expected, "1 kind verwacht om {1}", "{0} kinderen verwacht om {1}", Show.Time(slot.Starts)) : text.N(Expected, "Nog 1 kind verwacht om {1}", "Nog {0} kinderen verwacht om {1}", Show.Time(slot.Starts))) + then;
        }

        return (Expected == 0 ? text.N(Inside, "1 kind binnen, niemand meer verwacht", "{0} kinderen binnen, niemand meer verwacht") : text.N(Expected, "{1} binnen, nog 1 kind verwacht", "{1} binnen, nog {0} kinderen verwacht", Inside)) + then;
    }

    public string Label(Guid seat) => Shown?.Seats.Find(s => s.Id == seat)?.Label ?? "";

    public string Address(bool all = false) => "/today" + (Room is null && !(all || All) ? "" : "?" + string.Join('&', new[] { Room is { } room ? "room=" + room : null, all || All ? "all=true" : null }.OfType<string>()));
}
