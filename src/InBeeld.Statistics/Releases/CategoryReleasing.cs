using InBeeld.Statistics.Disclosure;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Releases;

/// <summary>How many units of each place are in each category, as everybody may see it.</summary>
/// <param name="Table">Key of the table in a ledger.</param>
/// <param name="Cells">All cells, shown and hidden, in the order of places and parts; the part "all" is all categories together. Empty: nothing may be shown.</param>
public sealed record CategoryRelease(string Table, IReadOnlyList<ReleasedCell> Cells)
{
    internal static CategoryRelease Sorted(string table, IEnumerable<ReleasedCell> cells) => new(table, [.. cells.OrderBy(c => c.Place, StringComparer.Ordinal).ThenBy(c => c.Part, StringComparer.Ordinal)]);

    /// <summary>The part that all categories make together.</summary>
    public const string All = "all";

    private readonly Dictionary<(string, string), long?> values = Cells.ToDictionary(c => (c.Place, c.Part), c => c.Value / 1000);

    /// <summary>How many; null: hidden, or not there.</summary>
    public long? Of(string place, string category) => values.GetValueOrDefault((place, category));
}

/// <summary>Makes a table of places by categories ready to be shown to everybody: a category of a place with a few units is hidden, and what would give it away by subtraction, from the country as from the place.</summary>
public static class CategoryReleasing
{
    /// <param name="name">What is counted, for the key of the table.</param>
    /// <param name="categories">Each once; not "all".</param>
    /// <param name="of">The category of each unit that is counted, by id.</param>
    /// <param name="index">The units; of one country.</param>
    /// <param name="policy">What is hidden.</param>
    /// <param name="level">One of <see cref="Releasing.Levels"/>: the smallest places.</param>
    /// <param name="told">Whether it is told elsewhere how many units of a place are counted; null: nowhere.</param>
    /// <param name="before">What everybody has already, per table.</param>
    /// <exception cref="ArgumentException">A unit has no category of those, or belongs to no country.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CategoryRelease Of(
        string name, IReadOnlyList<string> categories, IReadOnlyDictionary<string, string> of, UnitIndex index, ReleasePolicy policy, string level, Func<string, bool?> told, ILookup<string, EarlierRelease>? before = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(policy);
        if (of.Values.FirstOrDefault(c => !categories.Contains(c)) is { } strange)
            throw new ArgumentException($"There is no category \"{strange}\".", nameof(of));
        var key = CanonicalJson.Sha256(string.Join('\n', categories.Prepend(name).Prepend("categories")))[..32];
        var places = new ReleasePlaces(index, level);
        var (counts, respondents) = Count(of, index, places);
        var dimension = new Dimension("part", categories.Select(c => (c, (string?)CategoryRelease.All)).Prepend((CategoryRelease.All, null)));
        long Value(string place, string part) => counts[place].GetValueOrDefault(part);
        CellMust Must(string place, string part) => part == CategoryRelease.All
            ? told(place) switch { true => CellMust.Publish, false when Value(place, part) > 0 => CellMust.Hide, _ => CellMust.Decide }
            : Value(place, part) > 0 && respondents[place].Count < policy.LeastRespondents ? CellMust.Hide : CellMust.Decide;
        string[] parts = [CategoryRelease.All, .. categories];
        var known = Earlier(before?[key] ?? [], counts, parts, Value);
        var same = known.Where(k => k.Ref.Wave.Length == 0).Select(k => ReleaseTable.Named(k.Ref)).ToHashSet();
        ReleasedCell Cell((string Place, string Part) at, bool shown) => new(at.Place, at.Part, shown ? Value(at.Place, at.Part) * 1000 : null);
        var cells = counts.Keys.SelectMany(place => parts.Where(part => !same.Contains((place, part))).Select(part => new DisclosureCell(ReleaseTable.Ref(place, part), Value(place, part), Must: Must(place, part)))).ToList();
        if (cells.Count == 0)
            return CategoryRelease.Sorted(key, same.Select(s => Cell(s, true)));
        var problem = new DisclosureProblem([places.Tree, dimension], cells, policy.Rules(1), known);
        var result = Suppression.Protect(problem, cancel);
        if (result.Safe)
            return CategoryRelease.Sorted(key, result.Cells.Where(c => c.Ref.Wave.Length == 0).Select(c => (Named: ReleaseTable.Named(c.Ref), c.Shown)).Select(c => new ReleasedCell(c.Named.Place, c.Named.Part, c.Shown * 1000)));
        // The country alone, beside the totals that are told anyhow.
        var alone = cells.Select(c => (c.Ref, At: ReleaseTable.Named(c.Ref), c.Must)).Where(c => c.Must == CellMust.Publish || (c.At.Place == places.Country && c.Must == CellMust.Decide)).ToList();
        return categories.All(c => Value(places.Country, c) is var n && (n == 0 || n >= policy.Least)) && Attacker.Audit(problem, [], new("now", [.. alone.Select(c => c.Ref)], [])).Safe
            ? CategoryRelease.Sorted(key, [.. cells.Select(c => ReleaseTable.Named(c.Ref)).Select(at => Cell(at, alone.Exists(c => c.At == at))), .. same.Select(s => Cell(s, true))]) : new(key, []);
    }

    private static (Dictionary<string, Dictionary<string, long>> Counts, Dictionary<string, HashSet<string>> Respondents) Count(IReadOnlyDictionary<string, string> of, UnitIndex index, ReleasePlaces places)
    {
        var counts = places.Units.ToDictionary(u => u.Id, _ => new Dictionary<string, long>(StringComparer.Ordinal), StringComparer.Ordinal);
        var respondents = counts.Keys.ToDictionary(k => k, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (id, category) in of)
        {
            var unit = index.Set.UnitOf(id) ?? throw new ArgumentException($"There is no unit \"{id}\".", nameof(of));
            for (var place = places.Of(unit); place is not null; place = places.Above(place))
            {
                if (!counts.TryGetValue(place, out var at))
                    (counts[place], respondents[place]) = (at = new(StringComparer.Ordinal), new(StringComparer.Ordinal));
                at[category] = at.GetValueOrDefault(category) + 1;
                at[CategoryRelease.All] = at.GetValueOrDefault(CategoryRelease.All) + 1;
                respondents[place].Add(places.Above(unit, ReleasePolicy.Respondent) ?? unit.Id);
            }
        }

        return (counts, respondents);
    }

    // With the same value it is known; with another it is what the answers were before they were corrected.
    private static List<DisclosureCell> Earlier(IEnumerable<EarlierRelease> before, Dictionary<string, Dictionary<string, long>> places, string[] parts, Func<string, string, long> value) =>
        [.. before.SelectMany(release => release.Cells.Where(c => c.Value is not null && places.ContainsKey(c.Place) && parts.Contains(c.Part))
            .Select(c => new DisclosureCell(ReleaseTable.Ref(c.Place, c.Part, value(c.Place, c.Part) * 1000 == c.Value ? "" : release.Id), c.Value!.Value / 1000))).DistinctBy(c => (ReleaseTable.Named(c.Ref), c.Ref.Wave))];
}
