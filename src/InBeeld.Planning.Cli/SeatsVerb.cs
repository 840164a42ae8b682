using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InBeeld.Planning.Seats;
using static InBeeld.Planning.Cli.Fields;

namespace InBeeld.Planning.Cli;

/// <summary>"plan seats FILE".</summary>
internal static class SeatsVerb
{
    private const int MostWarnings = 100;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Run(string text, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(text);
        var (problem, limits, drawing) = Read(json.RootElement);
        try
        {
            var plan = SeatSolver.Solve(problem, limits, null, cancel);
            var found = drawing is null ? [] : RoomCheck.Find(drawing);
            var warnings = found.Take(MostWarnings).Select(Warning);
            if (found.Count > MostWarnings)
                warnings = warnings.Append(new { Kind = "more", Count = found.Count - MostWarnings, Message = $"And {found.Count - MostWarnings} more." });
            return JsonSerializer.Serialize(new { plan.Chosen, plan.Count, plan.UpperBound, plan.Proven, plan.Seconds, Warnings = warnings }, Written);
        }
        catch (SeatProblemException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    private static object Warning(RoomFinding found) => found switch
    {
        SeatsOverlap o => new { o.Kind, Seats = new[] { o.Other, o.Seat }, Metres = Round(o.Metres), Message = o.Sentence },
        SeatOutside o => new { o.Kind, Seats = new[] { o.Seat }, Metres = Round(o.Metres), Message = o.Sentence },
        WallsOpen o => new
        {
            o.Kind, Walls = o.Other is { } other ? new[] { o.Wall, other } : [o.Wall], From = new[] { o.At.X, o.At.Y }, To = new[] { Round(o.Towards.X), Round(o.Towards.Y) },
            Metres = Round(o.Metres), Message = o.Sentence,
        },
        UnitDoubtful u => new { u.Kind, Width = Round(u.Width), Nearest = u.Nearest is { } n ? Round(n) : (double?)null, u.Factor, Message = u.Sentence },
        DistanceLarge d => new { d.Kind, d.Metres, d.Factor, Message = d.Sentence },
        _ => new { found.Kind, Message = found.Sentence },
    };

    private static double Round(double metres) => Math.Round(metres, 4);

    private static (SeatProblem, Limits, RoomDrawing?) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new UnreadableException("The file must hold one object: {\"distance\": 1.5, \"seats\": [...]}.");
        var conflicts = Get(root, "conflicts") is { } given
            ? List(given, "conflicts").Select(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
                ? (Text(pair[0], "conflicts"), Text(pair[1], "conflicts")) : throw new UnreadableException("conflicts: each must be a pair of ids, such as [\"a\", \"b\"].")).ToList()
            : null;
        var distance = Get(root, "distance") is { } d ? Number(d, "distance") : conflicts is null ? throw new UnreadableException("distance: is missing.") : 0;
        var seats = List(Get(root, "seats") ?? throw new UnreadableException("seats: is missing."), "seats").Select((s, i) => ReadSeat(s, $"seats[{i}]", conflicts is null)).ToList();
        List<Segment> walls = [.. Segments(root, "walls")];
        List<Segment> separators = [.. walls, .. Segments(root, "screens")];
        var outline = Get(root, "outline") is { } o ? Polygon(o, "outline") : null;
        var least = Get(root, "accessibleAtLeast") is { } a ? Number(a, "accessibleAtLeast") : 0;
        if (least < 0 || least != Math.Floor(least) || least > seats.Count)
            throw new UnreadableException($"accessibleAtLeast: must be a whole number from 0 to {seats.Count}.");
        var drawing = conflicts is null ? new RoomDrawing(seats, distance, walls, outline) : null;
        return (new SeatProblem(seats, distance, separators, conflicts, (int)least), new Limits(Limit(root), Seed(root)), drawing);
    }

    private static Seat ReadSeat(JsonElement seat, string where, bool placed)
    {
        if (seat.ValueKind != JsonValueKind.Object)
            throw new UnreadableException($"{where}: must be an object.");
        var id = Text(Get(seat, "id") ?? throw new UnreadableException($"{where}.id: is missing."), where + ".id");
        return new Seat(id, Place("x"), Place("y"), Flag("accessible") ?? false, Flag("fixed"));

        double Place(string name) => Get(seat, name) is { } v ? Number(v, $"{where}.{name}") : placed ? throw new UnreadableException($"{where}.{name}: is missing.") : 0;
        bool? Flag(string name) => Get(seat, name) is not { } v ? null
            : v.ValueKind is JsonValueKind.True or JsonValueKind.False ? v.GetBoolean() : throw new UnreadableException($"{where}.{name}: must be true or false.");
    }

    private static IEnumerable<Segment> Segments(JsonElement root, string name) => Get(root, name) is not { } all ? [] : List(all, name).Select((s, i) =>
    {
        var ends = List(s, $"{name}[{i}]").Select(p => List(p, $"{name}[{i}]").Select(v => Number(v, $"{name}[{i}]")).ToArray()).ToArray();
        return ends.Length == 2 && ends.All(e => e.Length == 2) ? new Segment(ends[0][0], ends[0][1], ends[1][0], ends[1][1])
            : throw new UnreadableException($"{name}[{i}]: must be two points, such as [[0, 0], [4, 0]].");
    });
}
