using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Change;

/// <summary>All seats of a room in one form: their names, what they have, which are in use whatever is computed, which go.</summary>
[Needs(Role.LibraryPlanner)]
[RequestFormLimits(ValueCountLimit = RoomDraft.MostSeats * 8)]
internal sealed class SeatsModel(Frame frame, Text text, ChangeRoom change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public RoomRow Row { get; private set; } = new();
    public List<SeatRow> Seats { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public Weighed? Weighed { get; private set; }
    public string Kept => SeatForm.Keep(sent);

    private Dictionary<Guid, SeatFields> sent = [];

    public SeatFields Mine(SeatRow seat) => sent.GetValueOrDefault(seat.Id) ?? SeatFields.Of(seat);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Row.Version;
        Was = BothVersions.Keep(Seats.Select(s => ("r." + s.Id, SeatFields.Of(s).Kept())));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? seen, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        sent = SeatForm.Read(await Request.ReadFormAsync(ct));
        var draft = RoomDraft.Of(Row, Seats);
        draft.Seats = [.. draft.Seats.Select(s => (Seat: s, Mine: sent.GetValueOrDefault(s.Id!.Value))).Where(s => s.Mine is not { Gone: true })
            .Select(s => s.Mine is { } m ? s.Seat with { Label = m.Label, Accessible = m.Accessible, Socket = m.Socket, Quiet = m.Quiet, Computer = m.Computer, ByHand = m.ByHand } : s.Seat)];
        var outcome = await change.RunAsync(new RoomInput(Room, Version, draft, seen), ct);
        if (outcome is { Ok: true, Value: { Kept: true } done })
        {
            Saved.Say(HttpContext, done.What.Quiet ? text["De stoelen zijn bewaard."] : text["De zaal is bewaard. Andere stoel: {0}. Plek kwijt: {1}.", done.What.Moved, done.What.Lost]);
            return Redirect($"/rooms/{Room}");
        }

        if (outcome.Ok)
        {
            Weighed = outcome.Value;
            ViewData["Title"] = text["Dit gebeurt er met de plekken"];
            return Page();
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions([.. Seats.Select(s => new FieldVersions("r." + s.Id, text["Plek {0}", s.Label], Mine(s).Kept(), SeatFields.Of(s).Kept(), kept => SeatFields.Read(kept)?.Told(text) ?? kept))], Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Seats = await SeatRow.OfAsync(frame, Room, ct);
        ViewData["Title"] = text.N(Seats.Count, "1 stoel in {1}", "{0} stoelen in {1}", row.Name);
        ViewData["Menu"] = "/rooms";
        return true;
    }
}
