using InBeeld.Capabilities.Places.Rooms.Change;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>Reads a file over a room that is there. What changes is shown twice: to the room, and to what was booked.</summary>
[Needs(Role.LibraryPlanner)]
[RequestFormLimits(MultipartBodyLengthLimit = RoomFile.MostBytes + 65536)]
[RequestSizeLimit(RoomFile.MostBytes + 65536)]
internal sealed class ImportModel(Frame frame, Text text, ChangeRoom change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RoomRow Row { get; private set; } = new();
    public Preview? Seen { get; private set; }
    public Weighed? Weighed { get; private set; }
    public string Kept { get; private set; } = "";
    public string Kind { get; private set; } = "";
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    private List<SeatRow> seats = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReadAsync(IFormFile? upload, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Row.Version;
        try
        {
            Seen = (await Preview.UploadedAsync(upload, ct)).Beside(Row, seats);
            // That the unit is doubtful is said beside the proposal.
            Refused = [.. Seen.Draft.Check().Where(r => Seen.Doubt is null || r.Field != "Size")];
        }
        catch (RoomFileException unreadable)
        {
            Refused = [unreadable.Refusal];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostScaleAsync(PreviewFields fields, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (RoomDraft.Read(fields.Draft) is not { } draft)
        {
            Refused = [NewModel.Lost];
            return Page();
        }

        var factor = Preview.FactorOf(fields, draft);
        Seen = Preview.Again(fields, factor ?? 1)!.Beside(Row, seats);
        Refused = factor is null ? [new Refusal("Wide", "Vul een breedte in van hooguit {0} meter.", RoomDraft.Widest)] : Seen.Draft.Check();
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(PreviewFields fields, string? seen, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Preview.Again(new PreviewFields { Draft = fields.Draft, Kind = fields.Kind })?.Beside(Row, seats) is not { } read)
        {
            Refused = [NewModel.Lost];
            return Page();
        }

        var outcome = await change.RunAsync(new RoomInput(Room, Version, read.Draft, seen), ct);
        if (outcome is { Ok: true, Value: { Kept: true } done })
        {
            Saved.Say(HttpContext, done.What.Quiet ? text["De zaal is bewaard."] : text["De zaal is bewaard. Andere stoel: {0}. Plek kwijt: {1}.", done.What.Moved, done.What.Lost]);
            return Redirect($"/rooms/{Room}");
        }

        if (outcome.Ok)
        {
            (Weighed, Kept, Kind) = (outcome.Value, fields.Draft!, fields.Kind ?? "");
            ViewData["Title"] = text["Dit gebeurt er met de plekken"];
            return Page();
        }

        (Refused, Seen) = (outcome.Refusals, Preview.Again(fields)!.Beside(Row, seats));
        Version = Row.Version;
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
        ViewData["Title"] = text["Lees {0} opnieuw in", row.Name];
        ViewData["Menu"] = "/rooms";
        return true;
    }
}
