using System.Text.Json;
using InBeeld.Planning;
using InBeeld.Planning.Seats;

namespace InBeeld.Capabilities.Places.Rooms.Model;

/// <summary>A word on the plan, its middle in metres.</summary>
internal sealed record PlanWord(double X, double Y, string Text);

/// <summary>What stands in a room besides seats. All in metres from the corner left above; a line is [[x, y], [x, y]], a table [x, y, width, height].</summary>
internal sealed class RoomPlan
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    public List<double[]> Outline { get; set; } = [];
    public List<double[][]> Walls { get; set; } = [];
    public List<double[][]> Doors { get; set; } = [];
    public List<double[][]> Windows { get; set; } = [];
    public List<double[][]> Screens { get; set; } = [];
    public List<double[]> Tables { get; set; } = [];
    public List<PlanWord> Words { get; set; } = [];

    public static RoomPlan Of(string json) => JsonSerializer.Deserialize<RoomPlan>(json, Json) ?? new();

    public string Kept() => JsonSerializer.Serialize(this, Json);

    /// <summary>A room with four walls.</summary>
    public static RoomPlan Empty(double width, double height) => new() { Outline = [[0, 0], [width, 0], [width, height], [0, height]] };

    public IEnumerable<Segment> WallPieces => Walls.Where(IsLine).Select(Piece);

    public IEnumerable<Point> Corners => Outline.Where(p => p is { Length: 2 }).Select(p => new Point(p[0], p[1]));

    /// <summary>What stands between two seats: walls always, screens when the rule lets them count.</summary>
    public List<Segment> Separators(bool screens)
    {
        List<Segment> all = [.. WallPieces];
        List<Point> corners = [.. Corners];
        for (var i = 0; i < corners.Count; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Count]);
            all.Add(new Segment(a.X, a.Y, b.X, b.Y));
        }

        if (screens)
        {
            all.AddRange(Screens.Where(IsLine).Select(Piece));
        }

        return all;
    }

    /// <summary>The same, every place moved or made larger.</summary>
    public RoomPlan With(Func<double, double> x, Func<double, double> y, double factor)
    {
        double[] P(double[] p) => [x(p[0]), y(p[1])];
        List<double[][]> Lines(List<double[][]> lines) => [.. lines.Where(IsLine).Select(l => l.Select(P).ToArray())];
        return new()
        {
            Outline = [.. Outline.Where(p => p is { Length: 2 }).Select(P)],
            Walls = Lines(Walls),
            Doors = Lines(Doors),
            Windows = Lines(Windows),
            Screens = Lines(Screens),
            Tables = [.. Tables.Where(t => t is { Length: 4 }).Select(t => new[] { x(t[0]), y(t[1]), t[2] * factor, t[3] * factor })],
            Words = [.. Words.Where(w => w is { Text: not null }).Select(w => new PlanWord(x(w.X), y(w.Y), w.Text))],
        };
    }

    /// <summary>Every place that something stands at.</summary>
    public IEnumerable<Point> Places() =>
        Corners.Concat(new[] { Walls, Doors, Windows, Screens }.SelectMany(l => l).Where(IsLine).SelectMany(l => l).Select(p => new Point(p[0], p[1])))
            .Concat(Tables.Where(t => t is { Length: 4 }).SelectMany(t => new[] { new Point(t[0], t[1]), new Point(t[0] + t[2], t[1] + t[3]) }));

    public static bool IsLine(double[][]? line) => line is [{ Length: 2 }, { Length: 2 }];

    private static Segment Piece(double[][] line) => new(line[0][0], line[0][1], line[1][0], line[1][1]);
}
