using System.Text.Json;
using InBeeld.Planning.Allocation;

namespace InBeeld.Planning.Cli;

/// <summary>Reads the problem of plan allocate. Numbers with decimals become whole ones: the finest of weights, of costs and of uses decides, six decimals at most.</summary>
internal static class AllocateReading
{
    private const decimal Largest = AllocationProblem.Largest;

    /// <summary>By how much weights and costs were multiplied to become whole.</summary>
    internal readonly record struct Parts(long WeightScale, long CostScale)
    {
        public decimal Weight(long weight) => (decimal)weight / WeightScale;

        public decimal Cost(long cost) => (decimal)cost / CostScale;
    }

    private sealed record RawOption(int Place, decimal Cost, decimal Use);

    private sealed record RawChild(string Id, decimal Weight, string? Group, string? Together, int Previous, RawOption[] Options);

    public static (AllocationProblem Problem, Limits Limits, Parts Parts) Read(JsonElement root)
    {
        Need(root.ValueKind == JsonValueKind.Object, "the file", "must be an object with children and places");
        var (ids, capacities) = Places(List(root, "places", "places"));
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var p = 0; p < ids.Count; p++)
            Need(number.TryAdd(ids[p], p), $"places[{p}].id", $"\"{ids[p]}\" is there twice");
        var raw = new List<RawChild>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in List(root, "children", "children").EnumerateArray())
        {
            var at = $"children[{raw.Count}]";
            raw.Add(Child(child, at, number));
            Need(seen.Add(raw[^1].Id), $"{at}.id", $"\"{raw[^1].Id}\" is there twice");
        }

        var weights = Scale("weight", raw.Select(c => c.Weight));
        var costs = Scale("cost", raw.SelectMany(c => c.Options).Select(o => o.Cost));
        var uses = Scale("use or capacity", raw.SelectMany(c => c.Options).Select(o => o.Use).Concat(capacities));
        var children = raw.Select(c => new Child(
            c.Id, (long)(c.Weight * weights), [.. c.Options.Select(o => new Option(o.Place, (long)(o.Cost * costs), (long)(o.Use * uses)))],
            c.Group, c.Together, c.Previous)).ToArray();
        var limit = Number(root, "timeLimitSeconds", "timeLimitSeconds", 60);
        Need(limit > 0, "timeLimitSeconds", "must be more than 0");
        var seed = Number(root, "seed", "seed", 1);
        Need(seed >= 0 && seed == decimal.Truncate(seed), "seed", "must be a whole number, 0 or more");
        return (new AllocationProblem(children, [.. ids.Select((id, p) => new Place(id, (long)(capacities[p] * uses)))]),
            new Limits((double)limit, (ulong)seed), new Parts(weights, costs));
    }

    private static (List<string> Ids, List<decimal> Capacities) Places(JsonElement list)
    {
        var (ids, capacities) = (new List<string>(), new List<decimal>());
        foreach (var place in list.EnumerateArray())
        {
            var at = $"places[{ids.Count}]";
            Need(place.ValueKind == JsonValueKind.Object, at, "must be an object");
            ids.Add(Text(place, "id", at) ?? throw Wrong($"{at}.id", "is missing"));
            capacities.Add(Number(place, "capacity", $"{at}.capacity"));
            Need(capacities[^1] >= 0, $"{at}.capacity", $"is {capacities[^1]}; must be 0 or more");
        }

        return (ids, capacities);
    }

    private static RawChild Child(JsonElement child, string at, Dictionary<string, int> places)
    {
        Need(child.ValueKind == JsonValueKind.Object, at, "must be an object");
        var id = Text(child, "id", at) ?? throw Wrong($"{at}.id", "is missing");
        var weight = Number(child, "weight", $"{at}.weight", 1);
        Need(weight >= 0, $"{at}.weight", $"is {weight}; must be 0 or more");
        var options = new List<RawOption>();
        if (child.TryGetProperty("options", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            Need(given.ValueKind == JsonValueKind.Array, $"{at}.options", "must be a list");
            var seen = new HashSet<int>();
            foreach (var option in given.EnumerateArray())
            {
                var here = $"{at}.options[{options.Count}]";
                Need(option.ValueKind == JsonValueKind.Object, here, "must be an object");
                var name = Text(option, "place", here) ?? throw Wrong($"{here}.place", "is missing");
                Need(places.TryGetValue(name, out var place), $"{here}.place", $"\"{name}\" is not in places");
                Need(seen.Add(place), $"{here}.place", $"\"{name}\" is there twice");
                var use = Number(option, "use", $"{here}.use", 1);
                Need(use > 0, $"{here}.use", $"is {use}; must be more than 0");
                options.Add(new RawOption(place, Number(option, "cost", $"{here}.cost", 0), use));
            }
        }

        // A place the child had that is gone now is no mistake.
        var previous = Text(child, "previous", at) is { } had && places.TryGetValue(had, out var p) ? p : -1;
        return new RawChild(id, weight, Text(child, "group", at), Text(child, "together", at), previous, [.. options]);
    }

    private static long Scale(string what, IEnumerable<decimal> numbers)
    {
        var (scale, largest) = (1L, 0m);
        foreach (var number in numbers)
        {
            largest = Math.Max(largest, Math.Abs(number));
            while (scale < 1_000_000 && number * scale != decimal.Truncate(number * scale))
                scale *= 10;
        }

        Need(largest * scale <= Largest, what, $"{largest} is too large, or there are too many decimals beside it");
        return scale;
    }

    private static JsonElement List(JsonElement from, string name, string at)
    {
        Need(from.TryGetProperty(name, out var list), at, "is missing");
        Need(list.ValueKind == JsonValueKind.Array, at, "must be a list");
        return list;
    }

    private static string? Text(JsonElement from, string name, string at)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        // Whoever numbers children may write 7 for "7".
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetRawText();
        Need(value.ValueKind == JsonValueKind.String, $"{at}.{name}", "must be text");
        return value.GetString();
    }

    private static decimal Number(JsonElement from, string name, string at, decimal? otherwise = null)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return otherwise ?? throw Wrong(at, "is missing");
        Need(value.ValueKind == JsonValueKind.Number, at, $"must be a number, not {value.GetRawText()}");
        Need(value.TryGetDecimal(out var number) && Math.Abs(number) <= Largest, at, $"{value.GetRawText()} is too large");
        return Math.Round(number, 6);
    }

    private static void Need(bool fine, string at, string otherwise)
    {
        if (!fine)
            throw Wrong(at, otherwise);
    }

    private static UnreadableException Wrong(string at, string why) => new($"{at}: {why}");
}
