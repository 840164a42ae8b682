using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Disclosure;

namespace InBeeld.Statistics.Cli;

/// <summary>Reads the problem of figures suppress; what is not as it must be is refused with its place.</summary>
internal sealed class SuppressReading
{
    private readonly int decimals;
    private readonly long unit;

    private SuppressReading(JsonElement root)
    {
        Is(root, JsonValueKind.Object, "the file", "an object");
        decimals = (int)(Whole(root, "decimals", "the file", 0, 3) ?? 0);
        unit = (long)Math.Pow(10, decimals);
        var statements = new List<DisclosureStatement>();
        var before = new List<DisclosureCell>();
        foreach (var (e, where) in Items(root, "publishedBefore", false))
        {
            if (Get(e, "sum") is null)
                before.Add(Cell(e, where, true));
            else
                statements.Add(Statement(e, where));
        }

        Problem = new(
            [.. Items(root, "dimensions", true).Select(d => Dimension(d.Item, d.Where))], [.. Items(root, "cells", true).Select(c => Cell(c.Item, c.Where, false))],
            Rules(Get(root, "rules") ?? throw new UnreadableException("rules: is missing")), before, statements);
    }

    public DisclosureProblem Problem { get; }

    public static SuppressReading Of(JsonElement root) => new(root);

    /// <summary>In whole units again.</summary>
    public JsonNode Number(long value) => decimals == 0 ? JsonValue.Create(value) : JsonValue.Create((decimal)value / unit);

    private static Dimension Dimension(JsonElement e, string where)
    {
        var nodes = new List<(string, string?)>();
        Walk(Get(e, "hierarchy") ?? throw new UnreadableException($"{where}.hierarchy: is missing"), null, $"{where}.hierarchy", nodes);
        return new(Text(e, "name", where) ?? throw new UnreadableException($"{where}.name: is missing"), nodes);
    }

    // An object: each name is a node, its value the parts. A list: leaves, or objects. A text: a leaf.
    private static void Walk(JsonElement e, string? parent, string where, List<(string, string?)> nodes)
    {
        switch (e.ValueKind)
        {
            case JsonValueKind.String:
                nodes.Add((e.GetString()!, parent));
                break;
            case JsonValueKind.Object:
                foreach (var part in e.EnumerateObject())
                {
                    nodes.Add((part.Name, parent));
                    Walk(part.Value, part.Name, where, nodes);
                }

                break;
            case JsonValueKind.Array:
                foreach (var part in e.EnumerateArray())
                    Walk(part, parent, where, nodes);
                break;
            case JsonValueKind.Null:
                break;
            default:
                throw new UnreadableException($"{where}: must be made of texts, lists and objects");
        }
    }

    private DisclosureCell Cell(JsonElement e, string where, bool before)
    {
        var at = At(e, where);
        var value = Get(e, "value") is { } v ? Scaled(v, $"{where}.value") : throw new UnreadableException($"{where}.value: is missing");
        var hidden = before && Yes(e, "hidden", where);
        var must = Text(e, "must", where) switch
        {
            null => hidden ? CellMust.WasHidden : CellMust.Decide,
            "publish" when !before => CellMust.Publish,
            "hide" when !before => CellMust.Hide,
            _ => throw new UnreadableException($"{where}.must: must be \"publish\" or \"hide\", and only in cells"),
        };
        if (!before && at.Wave.Length > 0)
            throw new UnreadableException($"{where}.wave: the cells are of the wave that is published now; others stand in publishedBefore");
        return new(
            at, value, Whole(e, "contributors", where, 0, long.MaxValue) ?? (decimals == 0 ? null : throw new UnreadableException($"{where}.contributors: is missing; with decimals the value is no count")),
            Get(e, "largest") is { } l ? Scaled(l, $"{where}.largest") : null, Get(e, "second") is { } s ? Scaled(s, $"{where}.second") : null, must);
    }

    private DisclosureStatement Statement(JsonElement e, string where)
    {
        var terms = Items(e, "sum", true, where).Select(t => (At(t.Item, t.Where), (int)(Whole(t.Item, "factor", t.Where, -1000, 1000) ?? 1))).ToList();
        long? At1(string name) => Get(e, name) is { } v ? Scaled(v, $"{where}.{name}") : null;
        var (value, least, most) = (At1("value"), At1("least"), At1("most"));
        return value is { } exact && least is null && most is null ? new(terms, exact, exact)
            : value is null && least is { } from && most is { } to ? new(terms, from, to) : throw new UnreadableException($"{where}: must have a value, or least and most");
    }

    private static CellRef At(JsonElement e, string where)
    {
        Is(e, JsonValueKind.Object, where, "an object");
        var at = Get(e, "at") ?? throw new UnreadableException($"{where}.at: is missing");
        Is(at, JsonValueKind.Object, $"{where}.at", "an object such as {\"place\": \"Utrecht\"}");
        var nodes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var p in at.EnumerateObject())
        {
            if (!nodes.TryAdd(p.Name, p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : throw new UnreadableException($"{where}.at.{p.Name}: must be the name of a node")))
                throw new UnreadableException($"{where}.at.{p.Name}: stands in it twice");
        }

        return new(nodes, Text(e, "wave", where) ?? "");
    }

    private DisclosureRules Rules(JsonElement e)
    {
        Is(e, JsonValueKind.Object, "rules", "an object");
        Dominance? dominance = null;
        if (Get(e, "dominance") is { } d)
        {
            Is(d, JsonValueKind.Object, "rules.dominance", "an object such as {\"n\": 1, \"percent\": 75} or {\"p\": 10}");
            dominance = new((int)(Whole(d, "n", "rules.dominance", 1, 100) ?? 1), Decimal(d, "percent", "rules.dominance") ?? 0, Decimal(d, "p", "rules.dominance"));
        }

        var protection = Get(e, "protection");
        if (protection is { } p)
            Is(p, JsonValueKind.Object, "rules.protection", "an object such as {\"width\": 5, \"percent\": 10}");
        return new(
            (int)(Whole(e, "minContributors", "rules", 1, 1_000_000) ?? throw new UnreadableException("rules.minContributors: is missing")), dominance,
            Text(e, "zeros", "rules") switch { null or "publish" => false, "hide" => true, _ => throw new UnreadableException("rules.zeros: must be \"publish\" or \"hide\"") },
            protection is { } q ? Whole(q, "width", "rules.protection", 1, 1_000_000_000) : null, (protection is { } r ? Decimal(r, "percent", "rules.protection") : null) ?? 10,
            (int)(Whole(e, "rounding", "rules", 0, 1_000_000) ?? 0) * (int)unit, Yes(e, "overlap", "rules"), Get(e, "insiders") is null || Yes(e, "insiders", "rules"), unit);
    }

    private long Scaled(JsonElement v, string where)
    {
        if (v.ValueKind != JsonValueKind.Number || !v.TryGetDecimal(out var d) || Math.Abs(d) > 1_000_000_000_000m)
            throw new UnreadableException($"{where}: must be a number to 1000000000000");
        return d * unit == decimal.Truncate(d * unit) ? (long)(d * unit) : throw new UnreadableException($"{where}: {d} has more than {decimals} decimals");
    }

    private static JsonElement? Get(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind != JsonValueKind.Null ? v : null;

    private static IEnumerable<(JsonElement Item, string Where)> Items(JsonElement e, string name, bool must, string where = "")
    {
        var path = where.Length > 0 ? $"{where}.{name}" : name;
        if (Get(e, name) is not { } list)
            return must ? throw new UnreadableException($"{path}: is missing") : [];
        Is(list, JsonValueKind.Array, path, "a list");
        return list.EnumerateArray().Select((item, i) => (item, $"{path}[{i}]"));
    }

    private static void Is(JsonElement e, JsonValueKind kind, string where, string what)
    {
        if (e.ValueKind != kind)
            throw new UnreadableException($"{where}: must be {what}");
    }

    private static string? Text(JsonElement e, string name, string where) =>
        Get(e, name) is not { } v ? null : v.ValueKind == JsonValueKind.String ? v.GetString() : throw new UnreadableException($"{where}.{name}: must be a text");

    private static bool Yes(JsonElement e, string name, string where) => Get(e, name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new UnreadableException($"{where}.{name}: must be true or false"),
    };

    private static long? Whole(JsonElement e, string name, string where, long least, long most) => Get(e, name) is not { } v ? null
        : v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out var n) && n >= least && n <= most ? n : throw new UnreadableException($"{where}.{name}: must be a whole number from {least} to {most}");

    private static decimal? Decimal(JsonElement e, string name, string where) => Get(e, name) is not { } v ? null
        : v.ValueKind == JsonValueKind.Number && v.TryGetDecimal(out var n) && n is >= 0 and <= 1000 ? n : throw new UnreadableException($"{where}.{name}: must be a number from 0 to 1000");
}
