using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Change;
using InBeeld.Capabilities.Places.Rooms.Import;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Fit;

/// <summary>How many tables fit in an empty room? Computed, looked at, taken over.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class FitModel(Frame frame, Text text, TimeProvider clock, ChangeRoom change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Apart { get; set; }

    [BindProperty]
    public string? Margin { get; set; }

    [BindProperty]
    public bool WithTables { get; set; }

    public RoomRow Row { get; private set; } = new();
    public bool HasSeats { get; private set; }
    public Fitted? Found { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    private List<SeatRow> seats = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var rule = await RuleRow.OnAsync(frame, Row.LibraryId, clock.Today(), ct);
        (Apart, Margin, WithTables) = ((rule.Metres == 0 ? 1.2m : rule.Metres).ToString("0.#", CultureInfo.CurrentCulture), 0.8m.ToString("0.#", CultureInfo.CurrentCulture), true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var (apart, margin) = (SeatTable.Number(Apart ?? ""), SeatTable.Number(Margin ?? ""));
        List<Refusal> refusals = [];
        if (apart is not (>= 0.5 and <= 10))
        {
            refusals.Add(new Refusal("Apart", "Vul meters in van {0} tot en met {1}.", 0.5, 10));
        }

        if (margin is not (>= 0 and <= 10))
        {
            refusals.Add(new Refusal("Margin", "Vul meters in van {0} tot en met {1}.", 0, 10));
        }

        Refused = refusals;
        if (refusals.Count == 0 && !HasSeats)
        {
            var outcome = FitTables.Run(RoomDraft.Of(Row, []), apart!.Value, margin!.Value, WithTables, ct);
            (Found, Refused, Version) = (outcome.Ok ? outcome.Value : null, outcome.Refusals, Row.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(string? draft, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (HasSeats || RoomDraft.Read(draft) is not { } fitted)
        {
            return Page();
        }

        var outcome = await change.RunAsync(new RoomInput(Room, Version, fitted, null), ct);
        if (outcome is { Ok: true, Value.Kept: true })
        {
            Saved.Say(HttpContext, text["De stoelen zijn bewaard."]);
            return Redirect($"/rooms/{Room}");
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        seats = await SeatRow.OfAsync(frame, Room, ct);
        HasSeats = seats.Count > 0;
        ViewData["Title"] = text["Hoeveel tafels passen in {0}?", row.Name];
        ViewData["Menu"] = "/rooms";
        return true;
    }
}
