using System.Text.Json;

namespace InBeeld.Planning.Cli;

/// <summary>Reads fields of a problem; what is not as it must be is refused with its name.</summary>
internal static class Fields
{
    public static JsonElement? Get(JsonElement of, string name) => of.TryGetProperty(name, out var v) && v.ValueKind != JsonValueKind.Null ? v : null;

    public static JsonElement.ArrayEnumerator List(JsonElement v, string name) =>
        v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : throw new UnreadableException($"{name}: must be a list.");

    public static double Number(JsonElement v, string name) =>
        v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var d) && double.IsFinite(d) ? d : throw new UnreadableException($"{name}: must be a number.");

    public static string Text(JsonElement v, string name) => v.ValueKind switch
    {
        JsonValueKind.String => v.GetString()!,
        JsonValueKind.Number => v.GetRawText(),
        _ => throw new UnreadableException($"{name}: must be a text."),
    };

    /// <summary>At least three corners.</summary>
    public static List<Point> Polygon(JsonElement v, string name)
    {
        var corners = List(v, name).Select((p, i) => List(p, $"{name}[{i}]").Select(c => Number(c, $"{name}[{i}]")).ToArray()).ToArray();
        if (Array.FindIndex(corners, c => c.Length != 2) is >= 0 and var odd)
            throw new UnreadableException($"{name}[{odd}]: must be two numbers, such as [0, 4].");
        var points = corners.Select(c => new Point(c[0], c[1])).ToList();
        // The first corner may be written again to close it.
        if (points.Count > 1 && points[0] == points[^1])
            points.RemoveAt(points.Count - 1);
        return points.Count >= 3 ? points : throw new UnreadableException($"{name}: must have at least three corners.");
    }

    public static ulong Seed(JsonElement root) => Get(root, "seed") is not { } v ? 1
        : v.ValueKind == JsonValueKind.Number && v.TryGetUInt64(out var seed) ? seed : throw new UnreadableException("seed: must be a whole number of 0 or more.");

    public static double Limit(JsonElement root)
    {
        var limit = Get(root, "timeLimitSeconds") is { } t ? Number(t, "timeLimitSeconds") : 60;
        return limit > 0 ? limit : throw new UnreadableException("timeLimitSeconds: must be more than 0.");
    }
}
