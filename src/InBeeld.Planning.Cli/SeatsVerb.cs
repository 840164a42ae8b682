using System.Text.Json;
using InBeeld.Planning.Seats;

namespace InBeeld.Planning.Cli;

/// <summary>"plan seats FILE".</summary>
internal static class SeatsVerb
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    public static string Run(string text, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(text);
        var (problem, limits) = Read(json.RootElement);
        try
        {
            var plan = SeatSolver.Solve(problem, limits, null, cancel);
            return JsonSerializer.Serialize(new { plan.Chosen, plan.Count, plan.UpperBound, plan.Proven, plan.Seconds }, Written);
        }
        catch (SeatProblemException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    private static (SeatProblem, Limits) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new UnreadableException("The file must hold one object: {\"distance\": 1.5, \"seats\": [...]}.");
        var conflicts = Get(root, "conflicts") is { } given
            ? List(given, "conflicts").Select(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
                ? (Text(pair[0], "conflicts"), Text(pair[1], "conflicts")) : throw new UnreadableException("conflicts: each must be a pair of ids, such as [\"a\", \"b\"].")).ToList()
            : null;
        var distance = Get(root, "distance") is { } d ? Number(d, "distance") : conflicts is null ? throw new UnreadableException("distance: is missing.") : 0;
        var seats = List(Get(root, "seats") ?? throw new UnreadableException("seats: is missing."), "seats").Select((s, i) => Seat(s, $"seats[{i}]", conflicts is null)).ToList();
        List<Segment> separators = [.. Segments(root, "walls"), .. Segments(root, "screens")];
        var least = Get(root, "accessibleAtLeast") is { } a ? Number(a, "accessibleAtLeast") : 0;
        if (least < 0 || least != Math.Floor(least) || least > seats.Count)
            throw new UnreadableException($"accessibleAtLeast: must be a whole number from 0 to {seats.Count}.");
        var limit = Get(root, "timeLimitSeconds") is { } t ? Number(t, "timeLimitSeconds") : 60;
        if (limit <= 0)
            throw new UnreadableException("timeLimitSeconds: must be more than 0.");
        return (new SeatProblem(seats, distance, separators, conflicts, (int)least), new Limits(limit));
    }

    private static Seat Seat(JsonElement seat, string where, bool placed)
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

    private static JsonElement? Get(JsonElement of, string name) => of.TryGetProperty(name, out var v) && v.ValueKind != JsonValueKind.Null ? v : null;

    private static JsonElement.ArrayEnumerator List(JsonElement v, string name) =>
        v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : throw new UnreadableException($"{name}: must be a list.");

    private static double Number(JsonElement v, string name) =>
        v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var d) && double.IsFinite(d) ? d : throw new UnreadableException($"{name}: must be a number.");

    private static string Text(JsonElement v, string name) => v.ValueKind switch
    {
        JsonValueKind.String => v.GetString()!,
        JsonValueKind.Number => v.GetRawText(),
        _ => throw new UnreadableException($"{name}: must be a text."),
    };
}
