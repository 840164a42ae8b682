using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Show;

/// <summary>A sheet for on the door: how many can sit here, how far apart, when it is open.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class DoorModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Hour
    {
        public short Weekday { get; set; }
        public TimeOnly Opens { get; set; }
        public TimeOnly Closes { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    public RoomRow Row { get; private set; } = new();
    public int Places { get; private set; }
    public string Metres { get; private set; } = "";
    public List<(short Weekday, string Times)> Hours { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        var choice = await ChoiceRow.OnAsync(frame, Room, row.LibraryId, Today, ct);
        Places = choice?.Chosen.Length ?? (await SeatRow.OfAsync(frame, Room, ct)).Count;
        Metres = choice is { Metres: > 0 } ? choice.Metres.ToString("0.#", CultureInfo.CurrentCulture) : "";
        var hours = await frame.ListAsync<Hour>("select weekday, opens, closes from opening where library_id = @LibraryId and starts <= @Today and (ends is null or ends >= @Today) order by weekday, opens", new { row.LibraryId, Today }, ct);
        Hours = [.. hours.GroupBy(h => h.Weekday).Select(g => (g.Key, string.Join(", ", g.Select(h => text["{0} tot {1}", Clocked(h.Opens), Clocked(h.Closes)]))))];
        ViewData["Title"] = text["Blad voor op de deur"];
        ViewData["Menu"] = "/rooms";
        return Page();
    }

    private string Clocked(TimeOnly time) => time.ToString(text.Language == "nl" ? "H.mm" : "H:mm", CultureInfo.InvariantCulture);
}
