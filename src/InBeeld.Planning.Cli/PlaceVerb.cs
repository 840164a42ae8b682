using System.Text.Json;
using InBeeld.Planning.Placing;
using static InBeeld.Planning.Cli.Fields;

namespace InBeeld.Planning.Cli;

/// <summary>"plan place FILE": tables in an empty room, or a number of circles as large as possible.</summary>
internal static class PlaceVerb
{
    private const double DefaultSeconds = 20;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    public static string Run(string text, CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new UnreadableException("The file must hold one object: {\"distance\": 1.5, \"outline\": [[0, 0], [8, 0], [8, 6], [0, 6]]}.");
        try
        {
            return Solve(root, cancel);
        }
        catch (PlacingException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    private static string Solve(JsonElement root, CancellationToken cancel)
    {
        var count = Positive(root, "count");
        var (radius, distance, margin) = (Positive(root, "radius"), Positive(root, "distance"), Get(root, "margin") is { } m ? Number(m, "margin") : (double?)null);
        var outline = Get(root, "outline") is { } o ? Polygon(o, "outline")
            : count is not null ? [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] : throw new UnreadableException("outline: is missing.");
        IReadOnlyList<Point>[] obstacles = Get(root, "obstacles") is { } all ? [.. List(all, "obstacles").Select((p, i) => Polygon(p, $"obstacles[{i}]"))] : [];
        var room = new OpenRoom(outline, obstacles);
        var circles = Get(root, "inside") is not { } inside ? radius is not null || count is not null : Text(inside, "inside") switch
        {
            "circle" => true,
            "centre" => false,
            _ => throw new UnreadableException("inside: must be \"circle\" or \"centre\"."),
        };
        var limits = new Limits(Get(root, "timeLimitSeconds") is null ? DefaultSeconds : Limit(root), Seed(root));
        if (count is { } number)
        {
            if (number != Math.Floor(number) || number > int.MaxValue)
                throw new UnreadableException("count: must be a whole number.");
            if (radius is not null || distance is not null)
                throw new UnreadableException("count: give either count, or radius or distance.");
            var spread = Placer.Widest(room, (int)number, circles && margin is null, margin ?? 0, limits, cancel: cancel);
            return JsonSerializer.Serialize(new
            {
                Radius = spread.Distance / 2, spread.Distance, Centres = Pairs(spread.Centres), spread.Centres.Count, UpperBound = spread.UpperBound / 2, spread.Seconds,
            }, Written);
        }

        if ((distance ?? 2 * radius) is not { } apart)
            throw new UnreadableException("distance: is missing (or radius, or count).");
        if (apart < 2 * radius)
            throw new UnreadableException("distance: is less than twice the radius.");
        var from = margin ?? (circles ? radius ?? apart / 2 : 0);
        var placed = Placer.Most(new PlacingProblem(room, apart, from), limits, cancel: cancel);
        return JsonSerializer.Serialize(new
        {
            Centres = Pairs(placed.Centres), placed.Count, placed.UpperBound, placed.Proven, Distance = apart, Margin = from, placed.Seconds,
        }, Written);
    }

    private static double[][] Pairs(IEnumerable<Point> points) => [.. points.Select(p => new[] { p.X, p.Y })];

    private static double? Positive(JsonElement root, string name) => Get(root, name) is not { } v ? null
        : Number(v, name) is > 0 and var number ? number : throw new UnreadableException($"{name}: must be more than 0.");
}
