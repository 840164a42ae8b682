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

namespace InBeeld.Capabilities.Places.Rooms.Drawing;

/// <summary>The place of a piece as it was typed or tapped.</summary>
internal sealed class DrawFields
{
    public string? X { get; set; }
    public string? Y { get; set; }
    public string? X2 { get; set; }
    public string? Y2 { get; set; }
    public string? Text { get; set; }
    public string? Count { get; set; }
}

/// <summary>Draws a room piece by piece over what is there. Works as a form; with script one taps on the map.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class DrawModel(Frame frame, Text text, ChangeRoom change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>What was done so far.</summary>
    [BindProperty]
    public string? Done { get; set; }

    [BindProperty]
    public string Tool { get; set; } = "seat";

    public DrawFields Fields { get; private set; } = new();
    public RoomRow Row { get; private set; } = new();
    public RoomDraft Draft { get; private set; } = new();
    public List<Piece> Pieces { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Weighed? Weighed { get; private set; }

    /// <summary>The last piece was typed, not tapped.</summary>
    [BindProperty]
    public bool Typed { get; set; } = true;

    public string Told => text["{0} stoelen, {1} tafels, {2} muren.", Draft.Seats.Count, Draft.Plan.Tables.Count, Draft.Plan.Walls.Count];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Row.Version;
        return Page();
    }

    /// <param name="do">add or undo.</param>
    public async Task<IActionResult> OnPostAsync(string? @do, DrawFields fields, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (@do == "undo" && Pieces.Count > 0)
        {
            Pieces.RemoveAt(Pieces.Count - 1);
            await LoadAsync(ct, again: true);
        }
        else if (@do != "undo" && Add(fields) is { } refusal)
        {
            (Refused, Fields) = ([refusal], fields);
        }

        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(string? seen, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Pieces.Count == 0)
        {
            return Redirect($"/rooms/{Room}");
        }

        var outcome = await change.RunAsync(new RoomInput(Room, Version, Draft, seen), ct);
        if (outcome is { Ok: true, Value: { Kept: true } done })
        {
            Saved.Say(HttpContext, done.What.Quiet ? text["De zaal is bewaard."] : text["De zaal is bewaard. Andere stoel: {0}. Plek kwijt: {1}.", done.What.Moved, done.What.Lost]);
            return Redirect($"/rooms/{Room}");
        }

        if (outcome.Ok)
        {
            Weighed = outcome.Value;
            ViewData["Title"] = text["Dit gebeurt er met de plekken"];
            return Page();
        }

        // What was drawn lies over the newest room now; saving again keeps both.
        Refused = outcome.IsLostUpdate() ? [new Refusal("draw", "Een collega wijzigde de zaal. Jouw tekening ligt er nu overheen; bewaar opnieuw.")] : outcome.Refusals;
        Version = Row.Version;
        return Page();
    }

    private Refusal? Add(DrawFields f)
    {
        if (SeatTable.Number(f.X ?? "") is not { } x || SeatTable.Number(f.Y ?? "") is not { } y)
        {
            return new Refusal("X", "Vul meters in van links en van boven, zoals 1,5.");
        }

        if (Pieces.Count >= Drawing.Pieces.Most)
        {
            return Refusal.Of("Bewaar eerst wat je tekende.");
        }

        var piece = new Piece(Drawing.Pieces.Tools.Contains(Tool) ? Tool : "seat", x, y, SeatTable.Number(f.X2 ?? ""), SeatTable.Number(f.Y2 ?? ""), f.Text ?? "", RoomFields.Whole(f.Count, 1, 100) ?? 1);
        if (Drawing.Pieces.Do(Draft, piece) is { } refusal)
        {
            return refusal;
        }

        Pieces.Add(piece);
        return null;
    }

    private async Task<bool> LoadAsync(CancellationToken ct, bool again = false)
    {
        if (!again)
        {
            if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
            {
                return false;
            }

            Row = row;
            seats = await SeatRow.OfAsync(frame, Room, ct);
            Pieces = Drawing.Pieces.Read(Done);
            ViewData["Title"] = text["Teken {0}", row.Name];
            ViewData["Menu"] = "/rooms";
        }

        Draft = RoomDraft.Of(Row, seats);
        Pieces.RemoveAll(p => Drawing.Pieces.Do(Draft, p) is not null);
        return true;
    }

    private List<SeatRow> seats = [];
}
