using InBeeld.Capabilities.Places.Rooms.Change;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>A new room: read from a file and looked at first, or drawn from four walls on.</summary>
[Needs(Role.LibraryPlanner)]
[RequestFormLimits(MultipartBodyLengthLimit = RoomFile.MostBytes + 65536)]
[RequestSizeLimit(RoomFile.MostBytes + 65536)]
internal sealed class NewModel(Text text, ChangeRoom change) : PageModel
{
    /// <summary>The id of the new room, so that a double tap makes one.</summary>
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>What the room is called.</summary>
    [BindProperty]
    public string? Title { get; set; }

    public string? Across { get; private set; } = "12";
    public string? Deep { get; private set; } = "8";
    public Preview? Seen { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public void OnGet() => Head();

    public async Task<IActionResult> OnPostReadAsync(IFormFile? upload, CancellationToken ct)
    {
        if (Wrong() is { } refusal)
        {
            return Again([refusal]);
        }

        try
        {
            Seen = (await Preview.UploadedAsync(upload, ct)).Beside(null, []);
            // That the unit is doubtful is said beside the proposal.
            Refused = [.. Seen.Draft.Check().Where(r => Seen.Doubt is null || r.Field != "Size")];
        }
        catch (RoomFileException unreadable)
        {
            Refused = [unreadable.Refusal];
        }

        Head();
        return Page();
    }

    public IActionResult OnPostScale(PreviewFields fields)
    {
        if (RoomDraft.Read(fields.Draft) is not { } draft)
        {
            return Again([Lost]);
        }

        var factor = Preview.FactorOf(fields, draft);
        Seen = Preview.Again(fields, factor ?? 1)!.Beside(null, []);
        Refused = factor is null ? [new Refusal("Wide", "Vul een breedte in van hooguit {0} meter.", RoomDraft.Widest)] : Seen.Draft.Check();
        Head();
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(PreviewFields fields, CancellationToken ct)
    {
        if (Preview.Again(new PreviewFields { Draft = fields.Draft, Kind = fields.Kind }) is not { } read)
        {
            return Again([Lost]);
        }

        return await KeptAsync(read.Beside(null, []).Draft, $"/rooms/{Id}", () => Seen = Preview.Again(fields)!.Beside(null, []), ct);
    }

    public async Task<IActionResult> OnPostDrawAsync(string? across, string? deep, CancellationToken ct)
    {
        (Across, Deep) = (across, deep);
        var (width, height) = (SeatTable.Number(across ?? ""), SeatTable.Number(deep ?? ""));
        if (width is not (> 0.5 and <= RoomDraft.Widest) || height is not (> 0.5 and <= RoomDraft.Widest))
        {
            return Again([new Refusal(width is > 0.5 and <= RoomDraft.Widest ? "Deep" : "Across", "Vul meters in, hooguit {0}.", RoomDraft.Widest)]);
        }

        return await KeptAsync(new RoomDraft { Width = width.Value, Height = height.Value, Plan = RoomPlan.Empty(width.Value, height.Value) }, $"/rooms/{Id}/draw", () => { }, ct);
    }

    internal static readonly Refusal Lost = new("Upload", "Lees het bestand opnieuw in.");

    private async Task<IActionResult> KeptAsync(RoomDraft draft, string to, Action show, CancellationToken ct)
    {
        var outcome = await change.AddAsync(Id, Title, draft, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De zaal is bewaard."]);
            return Redirect(to);
        }

        show();
        return Again(outcome.Refusals);
    }

    private Refusal? Wrong() => Title?.Trim() is { Length: >= 1 and <= 80 } ? null : new Refusal("Name", "Geef de zaal een naam van hooguit 80 tekens.");

    private PageResult Again(IReadOnlyList<Refusal> refusals)
    {
        Refused = refusals;
        Head();
        return Page();
    }

    private void Head()
    {
        ViewData["Title"] = Seen is null ? text["Nieuwe zaal"] : text.N(Seen.Draft.Seats.Count, "1 stoel gelezen voor {1}", "{0} stoelen gelezen voor {1}", Title ?? "");
        ViewData["Menu"] = "/rooms";
    }
}
