using System.Globalization;

namespace InBeeld.Capabilities.Places.Rooms.Model;

/// <summary>A seat on a map. State: free, taken, await (expected), clean (to be cleaned first), shut (too near to another).</summary>
/// <param name="Pointed">Where somebody goes: marked.</param>
internal sealed record RoomSeat(string Label, double X, double Y, string State, bool Accessible = false, bool Socket = false, bool Quiet = false, bool Computer = false, bool ByHand = false, bool Pointed = false);

/// <summary>A room to scale with its seats, for _Drawing.cshtml (the drawing), _Map.cshtml (in a frame that scrolls) and _Key.cshtml (what states and signs mean): 80 units to a metre, as in the design.</summary>
internal sealed class RoomMap
{
    public const double Unit = 80;

    public const string Drawing = "/Capabilities/Places/Rooms/_Drawing.cshtml";
    public const string Frame = "/Capabilities/Places/Rooms/_Map.cshtml";
    public const string Key = "/Capabilities/Places/Rooms/_Key.cshtml";

    public static readonly IReadOnlyList<string> States = ["taken", "await", "free", "clean", "shut"];

    public required string Name { get; init; }

    /// <summary>The same in words, for who does not see it.</summary>
    public required string Told { get; init; }
    public required RoomPlan Plan { get; init; }
    public required double Width { get; init; }
    public required double Height { get; init; }
    public required IReadOnlyList<RoomSeat> Seats { get; init; }

    /// <summary>What a state means here, translated; a state without a word is left out of the key. Null: in use, and shut.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    /// <summary>The distance, for the rings; 0: none.</summary>
    public double Metres { get; init; }

    /// <summary>Lines to draw along, every metre; for the page on which one draws.</summary>
    public bool Grid { get; init; }

    /// <summary>No wider than the page: for paper.</summary>
    public bool Whole { get; init; }

    public double Left => Math.Min(0, Seats.Select(s => s.X - 0.4).DefaultIfEmpty(0).Min());
    public double Top => Math.Min(0, Seats.Select(s => s.Y - 0.4).DefaultIfEmpty(0).Min());
    public double Right => Math.Max(Width, Seats.Select(s => s.X + 0.4).DefaultIfEmpty(0).Max());
    public double Bottom => Math.Max(Height, Seats.Select(s => s.Y + 0.4).DefaultIfEmpty(0).Max());

    public string ViewBox => $"{N(Left, -6)} {N(Top, -6)} {N(Right - Left, 12)} {N(Bottom - Top, 12)}";

    /// <summary>As wide as needed to read the numbers, in rem; a large room is pushed sideways in its own frame.</summary>
    public string Wide => Math.Clamp(3.1 * (Right - Left), 16, 220).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Seats that stand closer than usual are drawn smaller, so that none covers another.</summary>
    public double Radius { get; private set; } = 25;

    public RoomMap Sized()
    {
        var open = Seats.Where(s => s.State != "shut").OrderBy(s => s.X).ToList();
        var nearest = double.PositiveInfinity;
        for (var i = 0; i < open.Count; i++)
        {
            for (var j = i + 1; j < open.Count && open[j].X - open[i].X < Math.Min(nearest, 0.7); j++)
            {
                var apart = Math.Sqrt(Math.Pow(open[i].X - open[j].X, 2) + Math.Pow(open[i].Y - open[j].Y, 2));
                nearest = apart < nearest && apart > 0.2 ? apart : nearest;
            }
        }

        Radius = double.IsFinite(nearest) ? Math.Clamp(nearest * Unit * 0.45, 8, 25) : 25;
        return this;
    }

    /// <summary>A number for the drawing: metres to units, with a point.</summary>
    public static string N(double metres, double more = 0) => ((metres * Unit) + more).ToString("0.#", CultureInfo.InvariantCulture);

    public static string U(double units) => units.ToString("0.#", CultureInfo.InvariantCulture);

    public string Font(string label) => U(Math.Min(23, 46.0 / Math.Max(2, label.Length)) * Radius / 25 * (label.Length > 2 ? 1.15 : 1));

    public static string Path(IEnumerable<double[]> points, bool closed) => string.Concat(points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{N(p[0])} {N(p[1])}")) + (closed ? "Z" : "");

    /// <summary>A window lies along its line, a bench deep into the room.</summary>
    public string Window(double[][] line)
    {
        var (a, b) = (line[0], line[1]);
        var (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        var length = Math.Max(0.01, Math.Sqrt((dx * dx) + (dy * dy)));
        var (nx, ny) = (-dy / length * 0.42, dx / length * 0.42);
        if ((nx * ((Width / 2) - a[0])) + (ny * ((Height / 2) - a[1])) < 0)
        {
            (nx, ny) = (-nx, -ny);
        }

        return Path([a, b, [b[0] + nx, b[1] + ny], [a[0] + nx, a[1] + ny]], true);
    }

    public static RoomMap Of(RoomRow room, IReadOnlyList<SeatRow> seats, ChoiceRow? choice, string told, bool whole = false)
    {
        var chosen = choice?.Chosen.ToHashSet();
        return new RoomMap
        {
            Name = room.Name,
            Told = told,
            Plan = room.Drawn,
            Width = (double)room.Width,
            Height = (double)room.Height,
            Metres = (double)(choice?.Metres ?? 0),
            Seats = [.. seats.Select(s => new RoomSeat(s.Label, (double)s.X, (double)s.Y, chosen?.Contains(s.Id) ?? true ? "free" : "shut", s.Accessible, s.Socket, s.Quiet, s.Computer, s.ByHand.Length > 0))],
            Whole = whole,
        }.Sized();
    }

    public static RoomMap Of(string name, RoomDraft draft, string told, bool grid = false) => new RoomMap
    {
        Name = name,
        Told = told,
        Plan = draft.Plan,
        Width = draft.Width,
        Height = draft.Height,
        Seats = [.. draft.Seats.Select(s => new RoomSeat(s.Label, s.X, s.Y, "free", s.Accessible, s.Socket, s.Quiet, s.Computer))],
        Grid = grid,
    }.Sized();
}
