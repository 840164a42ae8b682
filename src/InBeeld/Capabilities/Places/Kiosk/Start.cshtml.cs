using System.Text.RegularExpressions;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Kiosk;

/// <summary>The tablet at the door: choose your name or give your code, and see where you sit; and the same to leave.</summary>
[OpenToAll("A tablet at the door holds a token of its own and no person; the database answers only for the branch and the day of that device")]
internal sealed partial class StartModel(Frame frame, Journal journal, TimeProvider clock) : PageModel
{
    private sealed class Answer
    {
        public string Result { get; set; } = "";
        public Guid? Seat { get; set; }
    }

    private sealed class Found
    {
        public Guid? Booking { get; set; }
        public string Why { get; set; } = "";
        public string? Branch { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    /// <summary>start, seat, move, leave, bye, no or revoked.</summary>
    public string Step { get; private set; } = "start";

    public KioskText Words { get; private set; } = new(null);
    public KioskDevice Device { get; private set; } = new();
    public List<KioskChild> Children { get; private set; } = [];
    public KioskChild? Slot { get; private set; }
    public DateTimeOffset? Next { get; private set; }
    public KioskPlace? Place { get; private set; }
    public Guid Booking { get; private set; }
    public Guid Seat { get; private set; }
    public string Sentence { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => WithDeviceAsync(() => StartAsync(ct), ct);

    public Task<IActionResult> OnPostAsync(Guid booking, Guid? seat, bool leave, CancellationToken ct) => WithDeviceAsync(() => ChosenAsync(booking, seat, leave, ct), ct);

    public Task<IActionResult> OnPostCodeAsync(string? code, CancellationToken ct) => WithDeviceAsync(() => CodeAsync(code ?? "", ct), ct);

    private byte[] Token => KioskToken.Of(HttpContext)!;

    private DateTimeOffset Now => clock.GetUtcNow();

    private async Task<IActionResult> WithDeviceAsync(Func<Task> show, CancellationToken ct)
    {
        Words = new KioskText(Lang);
        if (KioskToken.Of(HttpContext) is not { } token || await frame.OneAsync<KioskDevice>("select * from app.kiosk_enter(@token, @Now)", new { token, Now }, ct) is not { } device)
        {
            return Redirect("/kiosk/pair");
        }

        Device = device;
        if (device.May)
        {
            await show();
        }
        else
        {
            Step = "revoked";
            journal.Refused("open kiosk", [], "revoked", new { device = device.DeviceId });
        }

        return Page();
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var rows = await frame.ListAsync<KioskChild>("select * from app.kiosk_day(@Token, @Now)", new { Token, Now }, ct);
        Children = [.. rows.Where(r => r.BookingId is not null)];
        Slot = rows.FirstOrDefault();
        Next = await frame.OneAsync<DateTimeOffset?>("select app.kiosk_next(@Token, @Now)", new { Token, Now }, ct);
        Note("open kiosk", Children.Select(c => c.PupilId));
    }

    private async Task ChosenAsync(Guid booking, Guid? seat, bool leave, CancellationToken ct)
    {
        Booking = booking;
        var before = await PlaceAsync(ct);
        if (before is { State: "in" } && seat is null)
        {
            Place = before;
            if (!leave)
            {
                Step = "leave";
                Seat = before.SeatId;
                return;
            }

            await frame.OneAsync<string>("select app.kiosk_out(@Token, @booking, @Now)", new { Token, booking, Now }, ct);
            journal.Write("check out", Pupil(before), Facets.Identity, "device", new { booking, device = Device.DeviceId });
            Step = "bye";
            return;
        }

        var answer = (await frame.OneAsync<Answer>("select result, seat from app.kiosk_in(@Token, @booking, @seat, @Now)", new { Token, booking, seat, Now }, ct))!;
        switch (answer.Result)
        {
            case "" or "already":
                Place = await PlaceAsync(ct);
                Seat = Place!.SeatId;
                Step = "seat";
                if (answer.Result.Length == 0)
                {
                    journal.Write("check in", Pupil(Place), Facets.Identity, "device", new { booking, device = Device.DeviceId });
                }

                break;
            case "move":
                (Place, Seat, Step) = (before, answer.Seat!.Value, "move");
                Note("open kiosk", Pupil(before!).Select(p => (Guid?)p));
                break;
            default:
                No(answer.Result, null);
                break;
        }
    }

    private async Task CodeAsync(string typed, CancellationToken ct)
    {
        // A card can hold more than the code: the address of the branch before it, or the id of the booking.
        var code = Id().Match(typed.ToLowerInvariant()) is { Success: true } id ? id.Value : Digits().Match(typed) is { Success: true } digits ? digits.Value : "";
        var found = (await frame.OneAsync<Found>("select whose as booking, why, branch from app.kiosk_code(@Token, @code, @Now)", new { Token, code, Now }, ct))!;
        if (found.Booking is { } booking)
        {
            await ChosenAsync(booking, null, false, ct);
            return;
        }

        journal.Refused("code at the door", [], found.Why, new { device = Device.DeviceId });
        No(found.Why, found.Branch);
    }

    private Task<KioskPlace?> PlaceAsync(CancellationToken ct) => frame.OneAsync<KioskPlace>("select * from app.kiosk_place(@Token, @Booking, @Now)", new { Token, Booking, Now }, ct);

    private void No(string result, string? branch)
    {
        Step = "no";
        Sentence = Words[KioskText.Sentence(result)] + (branch is null ? "" : " " + branch);
    }

    private void Note(string useCase, IEnumerable<Guid?> pupils) => journal.Read(useCase, pupils.OfType<Guid>(), Facets.Identity, "device", new { device = Device.DeviceId });

    private static Guid[] Pupil(KioskPlace place) => place.PupilId is { } pupil ? [pupil] : [];

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?<!\d)\d{4}(?!\d)")]
    private static partial Regex Digits();
}
