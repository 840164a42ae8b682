using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Compute;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rooms.Show;

/// <summary>A room to scale: which seats are in use under the rule of today, with proof or with what could still be gained.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class OpenModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, ComputeSeats compute) : PageModel
{
    internal sealed class Later
    {
        public DateOnly Starts { get; set; }
        public decimal Metres { get; set; }
        public int? Open { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Room { get; set; }

    /// <summary>From which seat on the table shows.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public RoomRow Row { get; private set; } = new();
    public List<SeatRow> Seats { get; private set; } = [];
    public ChoiceRow? Choice { get; private set; }
    public RoomMap Map { get; private set; } = null!;
    public List<Later> Coming { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public IEnumerable<SeatRow> Shown => Seats.Skip(From).Take(50);

    /// <summary>Fixed by hand, and yet not in use.</summary>
    public IEnumerable<string> Misfits => Choice is null ? [] : Seats.Where(s => s.ByHand == "in" && !Choice.Chosen.Contains(s.Id)).Select(s => s.Label);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostComputeAsync(CancellationToken ct)
    {
        if (!user.Is(Role.LibraryPlanner) || await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return NotFound();
        }

        await compute.RunAsync([row], again: false, ct);
        journal.Write("compute seats", [], Facets.None, "", new { room = Room });
        Saved.Say(HttpContext, text["De plekken zijn nagerekend."]);
        return Redirect($"/rooms/{Room}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RoomRow.FindAsync(frame, Room, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Seats = await SeatRow.OfAsync(frame, Room, ct);
        Choice = await ChoiceRow.OnAsync(frame, Room, row.LibraryId, Today, ct);
        Coming = await frame.ListAsync<Later>("""
            select d.day as starts, x.metres, cardinality(c.chosen) as open from (select starts as day from distance_rule where removed_at is null and starts > @Today and (library_id = @LibraryId or library_id is null)) d
            cross join lateral app.distance_on(@LibraryId, d.day) x left join seat_choice c on c.room_id = @Room and c.metres = x.metres and c.screens = x.screens and c.replaced_at is null order by d.day limit 5
            """, new { Today, row.LibraryId, Room }, ct);
        From = Math.Clamp(From, 0, Math.Max(0, Seats.Count - 1));
        Map = RoomMap.Of(row, Seats, Choice, Told());
        ViewData["Title"] = text["{0}: {1}", row.Name, Capacity()];
        ViewData["Menu"] = "/rooms";
        return true;
    }

    public string Metres(decimal metres) => metres.ToString("0.##", CultureInfo.CurrentCulture);

    public string Capacity() => Choice is null ? text.N(Seats.Count, "1 stoel", "{0} stoelen")
        : Choice.Metres == 0 ? text.N(Choice.Chosen.Length, "1 plek zonder afstand", "{0} plekken zonder afstand")
        : text.N(Choice.Chosen.Length, "1 plek op {1} meter", "{0} plekken op {1} meter", Metres(Choice.Metres));

    public string? Proof() => Choice is null || Choice.Candidates == 0 ? null
        : Choice.Proven ? text.N(Choice.Candidates, "Meer kan niet, nagerekend voor 1 stoel", "Meer kan niet, nagerekend voor {0} stoelen")
        : text["Hooguit {0} meer, gerekend voor {1} stoelen", Choice.UpperBound - Choice.Chosen.Length, Choice.Candidates];

    private string Told() => Choice is null ? text["{0} stoelen. Dezelfde gegevens staan in de tabel.", Seats.Count]
        : text["{0}: {1} in gebruik, {2} dicht. Dezelfde gegevens staan in de tabel.", Capacity(), Choice.Chosen.Length, Seats.Count - Choice.Chosen.Length];

    public string State(SeatRow seat) => Choice is null ? "" : Choice.Chosen.Contains(seat.Id) ? seat.ByHand == "in" ? text["In gebruik, vast"] : text["In gebruik"] : seat.ByHand == "out" ? text["Dicht, met de hand"] : text["Dicht, te dichtbij"];

    public string Has(SeatRow s) => string.Join(", ", new[] { (s.Accessible, "Voor een rolstoel"), (s.Socket, "Stopcontact"), (s.Quiet, "Stil"), (s.Computer, "Computer") }.Where(h => h.Item1).Select(h => text[h.Item2]));
}
