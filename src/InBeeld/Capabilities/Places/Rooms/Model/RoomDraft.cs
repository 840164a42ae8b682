using System.Text.Json;
using InBeeld.Kernel;
using InBeeld.Planning.Seats;

namespace InBeeld.Capabilities.Places.Rooms.Model;

/// <summary>A seat as it was read or drawn. With an id: one that is there already.</summary>
internal sealed record DraftSeat(string Label, double X, double Y, bool Accessible = false, bool Socket = false, bool Quiet = false, bool Computer = false, string ByHand = "", Guid? Id = null);

/// <summary>A room as it would become: read from a file, drawn, or filled in. Nothing of it is kept yet.</summary>
internal sealed class RoomDraft
{
    public const int MostSeats = 2000;
    public const int MostLines = 5000;
    public const double Widest = 200;

    public double Width { get; set; }
    public double Height { get; set; }
    public RoomPlan Plan { get; set; } = new();
    public List<DraftSeat> Seats { get; set; } = [];

    /// <summary>From how many metres is one unit of the file: 1, 0.01, 0.001; null: the file does not say.</summary>
    public double? Unit { get; set; }

    /// <summary>Nothing but seats was read: the room is as large as they need.</summary>
    public bool SeatsOnly { get; set; }

    public static RoomDraft Of(RoomRow room, IEnumerable<SeatRow> seats) => new()
    {
        Width = (double)room.Width,
        Height = (double)room.Height,
        Plan = RoomPlan.Of(room.Plan),
        Seats = [.. seats.Select(s => new DraftSeat(s.Label, (double)s.X, (double)s.Y, s.Accessible, s.Socket, s.Quiet, s.Computer, s.ByHand, s.Id))],
    };

    /// <summary>As it travels in a form; null: somebody changed it into something else.</summary>
    public static RoomDraft? Read(string? kept)
    {
        try
        {
            return JsonSerializer.Deserialize<RoomDraft>(kept ?? "", RoomPlan.Json) is { Plan: not null, Seats: not null } draft && draft.Seats.TrueForAll(s => s is { Label: not null, ByHand: not null }) ? draft : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Kept() => JsonSerializer.Serialize(this, RoomPlan.Json);

    /// <summary>The same in another unit.</summary>
    public RoomDraft Times(double factor)
    {
        var times = new RoomDraft
        {
            Width = Width * factor,
            Height = Height * factor,
            Plan = Plan.With(x => x * factor, y => y * factor, factor),
            Seats = [.. Seats.Select(s => s with { X = s.X * factor, Y = s.Y * factor })],
            SeatsOnly = SeatsOnly,
        };
        if (!SeatsOnly)
        {
            return times;
        }

        times.Plan = new();
        return times.Fitted();
    }

    /// <summary>Moved so that the walls begin at (0, 0); without walls the room is as large as its seats need.</summary>
    public RoomDraft Fitted()
    {
        List<InBeeld.Planning.Point> lines = [.. Plan.Places()];
        if (lines.Count == 0 && Seats.Count == 0)
        {
            return this;
        }

        var walls = lines.Count > 0;
        List<InBeeld.Planning.Point> all = walls ? lines : [.. Seats.Select(s => new InBeeld.Planning.Point(s.X, s.Y))];
        var (left, top) = (all.Min(p => p.X), all.Min(p => p.Y));
        var (right, bottom) = (all.Max(p => p.X), all.Max(p => p.Y));
        // A table of seats keeps its places when it can; round the outer seats stays half a metre.
        var margin = walls ? 0 : 0.5;
        var (dx, dy) = walls ? (-left, -top) : (left >= 0 ? 0 : margin - left, top >= 0 ? 0 : margin - top);
        var fitted = new RoomDraft
        {
            Width = right + dx + margin,
            Height = bottom + dy + margin,
            Plan = Plan.With(x => x + dx, y => y + dy, 1),
            Seats = [.. Seats.Select(s => s with { X = s.X + dx, Y = s.Y + dy })],
            Unit = Unit,
            SeatsOnly = SeatsOnly,
        };
        if (!walls)
        {
            fitted.Plan.Outline = RoomPlan.Empty(fitted.Width, fitted.Height).Outline;
        }

        return fitted;
    }

    /// <summary>Why it cannot be kept. Empty: it can.</summary>
    public List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (!(Width is > 0 and <= Widest && Height is > 0 and <= Widest))
        {
            refusals.Add(new Refusal("Size", "Een zaal is hooguit {0} bij {0} meter. Reken de eenheid om.", Widest));
        }

        if (Seats.Count > MostSeats)
        {
            refusals.Add(new Refusal("Seats", "Dit zijn {0} stoelen. Meer dan {1} in een zaal kan niet.", Seats.Count, MostSeats));
        }

        if (Plan.Walls.Count + Plan.Doors.Count + Plan.Windows.Count + Plan.Screens.Count + Plan.Tables.Count + Plan.Words.Count + Plan.Outline.Count > MostLines)
        {
            refusals.Add(new Refusal("Seats", "De tekening heeft meer dan {0} lijnen. Laat weg wat niet nodig is.", MostLines));
        }

        if (Plan.Places().Any(p => !Fits(p.X) || !Fits(p.Y)) || Plan.Words.Exists(w => w is null || !Fits(w.X) || !Fits(w.Y) || w.Text is not { Length: > 0 and <= 60 }) || Seats.Exists(s => !Fits(s.X) || !Fits(s.Y)) || Plan.Kept().Length > 400_000)
        {
            refusals.Add(new Refusal("Size", "Iets staat te ver van de zaal. Reken de eenheid om of verwijder het."));
        }

        var labels = Seats.GroupBy(s => s.Label).ToList();
        if (labels.Exists(g => g.Key.Trim().Length is < 1 or > 12))
        {
            refusals.Add(new Refusal("Seats", "Geef elke stoel een naam van hooguit 12 tekens."));
        }

        if (labels.Find(g => g.Count() > 1) is { } twice)
        {
            refusals.Add(new Refusal("Seats", "De naam {0} staat er twee keer. Geef elke stoel een eigen naam.", twice.Key));
        }

        if (Seats.Exists(s => s.ByHand is not ("" or "in" or "out")))
        {
            refusals.Add(new Refusal("Seats", "Kies per stoel automatisch, altijd of nooit."));
        }

        return refusals;
    }

    /// <summary>What is probably wrong, but does not stand in the way.</summary>
    public IReadOnlyList<RoomFinding> Findings() =>
        Seats.Count > MostSeats || Plan.Walls.Count > MostLines ? [] : RoomCheck.Find(new RoomDrawing([.. Seats.Select(s => new Seat(s.Label, s.X, s.Y))], 1, [.. Plan.WallPieces], Plan.Outline.Count > 2 ? [.. Plan.Corners] : null));

    private static bool Fits(double v) => double.IsFinite(v) && Math.Abs(v) <= 1000;
}
