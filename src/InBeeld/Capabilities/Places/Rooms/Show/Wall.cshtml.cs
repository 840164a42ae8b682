using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Show;

/// <summary>The map on one sheet, with the names of the places, for on the wall.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class WallModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    public RoomRow Row { get; private set; } = new();
    public RoomMap Map { get; private set; } = null!;
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        var seats = await SeatRow.OfAsync(frame, Room, ct);
        var choice = await ChoiceRow.OnAsync(frame, Room, row.LibraryId, Today, ct);
        var open = choice?.Chosen.Length ?? seats.Count;
        Map = RoomMap.Of(row, seats, choice, text.N(open, "1 plek in gebruik.", "{0} plekken in gebruik."), whole: true);
        ViewData["Title"] = choice is { Metres: > 0 } ? text["{0}: {1} plekken, {2} meter uit elkaar", row.Name, open, choice.Metres.ToString("0.#", CultureInfo.CurrentCulture)] : text["{0}: {1} plekken", row.Name, open];
        ViewData["Menu"] = "/rooms";
        return Page();
    }
}
