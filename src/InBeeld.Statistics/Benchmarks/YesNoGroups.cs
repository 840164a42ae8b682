namespace InBeeld.Statistics.Benchmarks;

/// <summary>
/// What somebody can work out who sees of several groups how many said yes: where two groups differ in one unit, the difference is that unit. A group that is unanimous tells all its units; that is left as it is, for
/// that everybody does something makes nobody stand out.
/// </summary>
public static class YesNoGroups
{
    // So many kinds of units may have to change together to show that one could be otherwise.
    private const int MostTogether = 4;

    /// <summary>Which groups can be shown to one unit, so that the answer of no other follows. The first of them comes first; a group that would give one away is left out.</summary>
    /// <param name="groups">In order of weight: the units of each; those of which the answer is not known, and the one who looks, are left aside.</param>
    /// <param name="values">Whether a unit said yes.</param>
    /// <param name="self">Who looks, and knows the own answer.</param>
    /// <returns>Per group whether it can be shown.</returns>
    public static IReadOnlyList<bool> Shown(IReadOnlyList<IEnumerable<string>> groups, IReadOnlyDictionary<string, bool> values, string self)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(values);
        var members = groups.Select(g => g.Where(u => u != self && values.ContainsKey(u)).ToHashSet(StringComparer.Ordinal)).ToList();
        var shown = new bool[groups.Count];
        for (var g = 0; g < groups.Count; g++)
        {
            shown[g] = true;
            if (!Safe([.. members.Where((_, i) => shown[i])], values))
                shown[g] = false;
        }

        return shown;
    }

    private static bool Safe(List<HashSet<string>> groups, IReadOnlyDictionary<string, bool> values) =>
        Safe([.. groups.SelectMany(g => g).Distinct(StringComparer.Ordinal).GroupBy(u => KindOf(u, groups)).Select(k => (k.Key, k.Count(), k.Count(u => values[u])))], groups.Count);

    /// <summary>In which groups a unit is, as bits. Units that are in the same groups cannot be told apart: a kind.</summary>
    internal static int KindOf(string unit, List<HashSet<string>> groups) => groups.Select((g, i) => g.Contains(unit) ? 1 << i : 0).Sum();

    /// <param name="kinds">In which groups it is, as bits; how many there are of it, and how many said yes.</param>
    /// <param name="groups">How many groups there are.</param>
    internal static bool Safe(List<(int In, int Units, int Yes)> kinds, int groups)
    {
        var unanimous = Enumerable.Range(0, groups).Where(g => kinds.Where(k => (k.In >> g & 1) == 1).ToList() is var of && of.Sum(k => k.Yes) is var yes && (yes == 0 || yes == of.Sum(k => k.Units))).Sum(g => 1 << g);
        return kinds.Where(k => (k.In & unanimous) == 0 && (k.Yes == 0 || k.Yes == k.Units)).All(k => Otherwise(kinds, kinds.IndexOf(k), groups));
    }

    /// <summary>Whether one unit of a kind could have said something else with all sums the same: others of other kinds then changed too.</summary>
    private static bool Otherwise(List<(int In, int Units, int Yes)> kinds, int first, int groups)
    {
        var sums = new int[groups];
        var step = kinds[first].Yes == 0 ? 1 : -1;
        var used = new bool[kinds.Count];
        used[first] = true;
        Add(sums, kinds[first].In, step);
        return Even(1);

        bool Even(int together)
        {
            if (Array.TrueForAll(sums, s => s == 0))
                return true;
            if (together == MostTogether)
                return false;
            for (var k = 0; k < kinds.Count; k++)
            {
                foreach (var way in used[k] ? [] : new[] { 1, -1 })
                {
                    if (way > 0 ? kinds[k].Yes == kinds[k].Units : kinds[k].Yes == 0)
                        continue;
                    used[k] = true;
                    Add(sums, kinds[k].In, way);
                    var even = Even(together + 1);
                    Add(sums, kinds[k].In, -way);
                    used[k] = false;
                    if (even)
                        return true;
                }
            }

            return false;
        }
    }

    private static void Add(int[] sums, int groups, int step)
    {
        for (var g = 0; g < sums.Length; g++)
            sums[g] += (groups >> g & 1) * step;
    }
}
