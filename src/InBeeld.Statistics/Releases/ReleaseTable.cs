using InBeeld.Statistics.Disclosure;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Releases;

/// <summary>The table behind indicators: per place how many answered what, or how much it is together. In parts of one: 1 or 1000.</summary>
internal sealed class ReleaseTable
{
    private sealed class Counted
    {
        public Dictionary<string, long> Values { get; } = new(StringComparer.Ordinal);

        /// <summary>Per part and respondent: who is the largest.</summary>
        public Dictionary<(string Part, string Respondent), long> By { get; } = [];

        public HashSet<string> Respondents { get; } = new(StringComparer.Ordinal);

        public void Add(string part, long value, string respondent)
        {
            Values[part] = Values.GetValueOrDefault(part) + value;
            By[(part, respondent)] = By.GetValueOrDefault((part, respondent)) + value;
        }
    }

    private static readonly (string Name, string? Parent)[] ShareParts = [("all", null), ("known", "all"), ("yes", "known"), ("no", "known"), ("unknown", "all")],
        SumParts = [("top", null), ("all", null), ("known", "all"), ("unknown", "all")];

    private readonly Dictionary<string, Counted> counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> sets = new(StringComparer.Ordinal);
    private readonly IndicatorDefinition definition;
    private readonly ReleasePlaces places;
    private readonly ReleasePolicy policy;
    private readonly bool mean;

    public ReleaseTable(IndicatorDefinition definition, IReadOnlyList<IndicatorInput> inputs, UnitIndex index, ReleasePlaces places, ReleasePolicy policy, long unit)
    {
        (this.definition, this.places, this.policy, Unit) = (definition, places, policy, unit);
        (IsShare, mean, Key) = (definition.Aggregation == Aggregation.Share, definition.Aggregation == Aggregation.MeanOfShares, Releasing.TableOf(definition));
        foreach (var part in Parts)
            sets[part.Name] = new(StringComparer.Ordinal);
        foreach (var input in inputs.Where(i => i.Role is InputRole.Numerator or InputRole.Denominator or InputRole.Unknown))
        {
            var of = index.Set.UnitOf(input.Unit)!;
            Count(Of(places.Of(of)), input, places.Above(of, ReleasePolicy.Respondent) ?? of.Id);
        }

        foreach (var (leaf, at) in counted.ToList())
        {
            for (var up = places.Above(leaf); up is not null; up = places.Above(up))
                Join(Of(up), at);
        }
    }

    /// <summary>Of <see cref="Releasing.TableOf"/>.</summary>
    public string Key { get; }

    public long Unit { get; }

    /// <summary>How many there are in a <see cref="Unit"/>.</summary>
    public long Thousandths => 1000 / Unit;

    public bool IsShare { get; }

    public IndicatorDefinition Definition => definition;

    public IReadOnlyList<(string Name, string? Parent)> Parts => IsShare ? ShareParts : mean || definition.Denominator is null ? SumParts : [.. SumParts, ("bottom", null)];

    /// <summary>What a part counts or adds up, for finding the same in another table; null: nothing.</summary>
    public string? Same(string part)
    {
        if (sets[part].Count == 0)
            return null;
        var of = part switch { "top" => definition.Numerator.Text + (mean ? "/" + definition.Denominator : ""), "bottom" => definition.Denominator!.Text, _ => "" };
        return CanonicalJson.Sha256(string.Join('\n', [of, definition.Weighted && of.Length > 0 ? "weighted" : "", .. sets[part]]));
    }

    /// <summary>Whether all units of this table are among those of a part of another.</summary>
    public bool Within(ReleaseTable other, string part) => sets["all"].Count > 0 && sets["all"].IsSubsetOf(other.sets[part]);

    public long Value(string place, string part) => counted.GetValueOrDefault(place) is not { } of ? 0 : part == "all" ? of.Values.GetValueOrDefault("known") + of.Values.GetValueOrDefault("unknown") : of.Values.GetValueOrDefault(part);

    public int Respondents(string place) => counted.GetValueOrDefault(place)?.Respondents.Count ?? 0;

    /// <summary>Too few respondents told something here.</summary>
    public bool TooFewAt(string place) => Respondents(place) is var told && told > 0 && told < policy.LeastRespondents;

    /// <summary>What those told is hidden; how many were asked and how many answered is not, unless the rules say so.</summary>
    public bool HiddenAt(string place, string part) => part is "yes" or "no" or "top" or "bottom" && TooFewAt(place) && Value(places.Country, part) > 0;

    /// <summary>The rules do not hide it.</summary>
    public bool Allowed(string place, string part) => Contributors(place, part) is var units && (units == 0 || units >= policy.Least)
        && (part is not ("top" or "bottom") || policy.Dominance is not { } most || !counted.TryGetValue(place, out var of) || Largest(of, part).Item1 is not { } largest || largest * 100 <= most * Value(place, part));

    /// <summary>The places where something of this table is.</summary>
    public IEnumerable<string> Places => counted.Keys;

    /// <summary>A cell as it is true.</summary>
    /// <param name="name">The node of the part.</param>
    public DisclosureCell Cell(string place, string part, string name, CellMust must)
    {
        var sum = part is "top" or "bottom";
        var (largest, second) = sum && counted.TryGetValue(place, out var of) ? Largest(of, part) : (null, null);
        return new(Ref(place, name), Value(place, part), Contributors(place, part), largest, second, must);
    }

    public long Contributors(string place, string part) => Value(place, part is "top" or "bottom" ? "known" : part) / Unit;

    public static CellRef Ref(string place, string part, string wave = "") => new(new Dictionary<string, string> { ["place"] = place, ["part"] = part }, wave);

    public static (string Place, string Part) Named(CellRef cell) => (cell.At["place"], cell.At["part"]);

    private Counted Of(string place)
    {
        if (!counted.TryGetValue(place, out var of))
            counted[place] = of = new();
        return of;
    }

    private void Count(Counted place, IndicatorInput input, string respondent)
    {
        void Add(string part, long value)
        {
            place.Add(part, value, respondent);
            sets[part].Add(input.Unit);
        }

        sets["all"].Add(input.Unit);
        if (input.Role == InputRole.Unknown)
        {
            Add("unknown", Unit);
            return;
        }

        place.Respondents.Add(respondent);
        Add("known", Unit);
        if (IsShare)
        {
            Add(input.Role == InputRole.Numerator ? "yes" : "no", Unit);
            return;
        }

        Add("top", Whole((mean ? input.Numerator!.Value / input.Denominator!.Value : input.Numerator!.Value) * input.Weight));
        if (input.Denominator is { } below && !mean)
            Add("bottom", Whole(below * input.Weight));
    }

    private static void Join(Counted above, Counted part)
    {
        above.Respondents.UnionWith(part.Respondents);
        foreach (var (name, value) in part.Values)
            above.Values[name] = above.Values.GetValueOrDefault(name) + value;
        foreach (var (by, value) in part.By)
            above.By[by] = above.By.GetValueOrDefault(by) + value;
    }

    private static (long?, long?) Largest(Counted of, string part)
    {
        var by = of.By.Where(b => b.Key.Part == part).Select(b => b.Value).OrderDescending().Take(2).ToList();
        return by.Count == 0 ? (null, null) : (by[0], by.Count > 1 ? by[1] : 0);
    }

    // What is more precise is rounded per unit, so that totals still add up.
    private long Whole(Fraction value) => (long)(value * Unit).Rounded(0).Numerator;
}
