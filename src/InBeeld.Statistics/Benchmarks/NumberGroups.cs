using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Benchmarks;

/// <summary>A group of which a middle is told, and perhaps the quartiles.</summary>
/// <param name="Units">All of it; the one who looks and those without a value are left aside.</param>
/// <param name="Told">The middle and the quartiles.</param>
public sealed record ToldGroup(IEnumerable<string> Units, IReadOnlyList<Fraction> Told);

/// <summary>
/// What somebody can work out who sees of several groups a middle, quartiles, and how many lie above, at and below the own value. Of one group by itself nothing follows of anybody in particular, however few
/// it has, for its units could change places; unless all have the same. Where two groups differ in one unit, that one's value follows from how the middle moves.
/// </summary>
public static class NumberGroups
{
    /// <summary>Which groups can be shown to one unit. The first comes first; left out is a group that differs from what was shown before it, or from a sum or difference of those, in fewer than so many
    /// others, and one by which it would follow that another lies above, at or below the own value or a value that is told.</summary>
    /// <param name="groups">In order of weight.</param>
    /// <param name="values">Of all units with a value.</param>
    /// <param name="self">Who looks, and knows the own value.</param>
    /// <param name="own">That value; null: none.</param>
    /// <param name="least">At least 1.</param>
    /// <returns>Per group whether it can be shown.</returns>
    public static IReadOnlyList<bool> Shown(IReadOnlyList<ToldGroup> groups, IReadOnlyDictionary<string, Fraction> values, string self, Fraction? own, int least)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(values);
        var members = groups.Select(g => g.Units.Where(u => u != self && values.ContainsKey(u)).ToHashSet(StringComparer.Ordinal)).ToList();
        var shown = new bool[groups.Count];
        for (var g = 0; g < groups.Count; g++)
        {
            shown[g] = true;
            List<HashSet<string>> together = [.. members.Where((_, i) => shown[i])];
            var kinds = together.SelectMany(t => t).Distinct(StringComparer.Ordinal).GroupBy(u => YesNoGroups.KindOf(u, together)).Select(k => (In: k.Key, Values: k.Select(u => values[u]).ToList())).ToList();
            shown[g] = Apart([.. kinds.Select(k => (k.In, k.Values.Count))], together.Count, least) && Lines(groups.Where((_, i) => shown[i]), own).All(line => YesNoGroups.Safe([.. kinds.Select(k => (k.In, k.Values.Count, k.Values.Count(line)))], together.Count));
        }

        return shown;
    }

    /// <summary>Each group, and each that follows by adding groups and taking groups away, is about enough units or about none.</summary>
    private static bool Apart(List<(int In, int Units)> kinds, int groups, int least)
    {
        for (var way = 0; way < Math.Pow(3, groups); way++)
        {
            var factors = Enumerable.Range(0, groups).Select(i => (way / (int)Math.Pow(3, i) % 3) - 1).ToList();
            var left = kinds.Where(k => factors.Where((_, i) => (k.In >> i & 1) == 1).Sum() != 0).Sum(k => k.Units);
            if (left > 0 && left < least)
                return false;
        }

        return true;
    }

    /// <summary>On which side of the own value, and of each value that is told, a unit lies.</summary>
    private static IEnumerable<Func<Fraction, bool>> Lines(IEnumerable<ToldGroup> groups, Fraction? own)
    {
        foreach (var at in groups.SelectMany(g => g.Told).Concat(own is { } mine ? [mine] : []).Distinct())
        {
            yield return v => v.CompareTo(at) > 0;
            yield return v => v.CompareTo(at) >= 0;
        }

        if (own is { } same)
            yield return v => v.CompareTo(same) == 0;
    }
}
