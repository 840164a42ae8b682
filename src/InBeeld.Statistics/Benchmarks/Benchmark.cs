using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Benchmarks;

/// <summary>How a quartile is found between values; names and numbers by Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (4), 1996, pages 361-365.</summary>
public enum Quantile
{
    /// <summary>Definition 7: linear between the values, the lowest is 0 % and the highest 100 %. The default here, as in R and in spreadsheets.</summary>
    Linear7,

    /// <summary>Definition 1: the inverse of the empirical distribution; always a value that some unit has.</summary>
    Inverse1,
}

/// <summary>The value of one indicator for every unit of a level, computed once.</summary>
/// <param name="Definition">The indicator; of that level or of one below, such as locations of a library.</param>
/// <param name="Values">By id; null when there is no value.</param>
public sealed record UnitValues(IndicatorDefinition Definition, IReadOnlyDictionary<string, Fraction?> Values)
{
    /// <summary>Per unit of <paramref name="level"/> the figure of itself or of what belongs to it, not rounded.</summary>
    /// <param name="policy">Asked of each unit: with fewer below it than this it has no value.</param>
    public static UnitValues Of(IndicatorDefinition definition, UnitIndex index, string level, IndicatorPolicy? policy = null) =>
        new(definition, index.Of(level).ToDictionary(u => u.Id, u => IndicatorEngine.Own(definition, index, u.Id, policy).Result.Exact, StringComparer.Ordinal));
}

/// <summary>A unit beside a group.</summary>
/// <param name="Withheld">Why median, quartiles and position are not given.</param>
/// <param name="N">Units of the group with a value.</param>
/// <param name="Unknown">Units of the group without one.</param>
/// <param name="SelfCounted">The unit is one of N.</param>
/// <param name="Own">Its own value; null: it has none.</param>
/// <param name="Low">First quartile.</param>
/// <param name="Median">Of the group.</param>
/// <param name="High">Third quartile.</param>
/// <param name="Above">Others in the group with a higher value.</param>
/// <param name="Equal">Others with the same value.</param>
/// <param name="Below">Others with a lower value.</param>
public sealed record Comparison(
    Withheld Withheld, int N, int Unknown, bool SelfCounted, Fraction? Own, Fraction? Low, Fraction? Median, Fraction? High, int? Above, int? Equal, int? Below)
{
    /// <summary>1 for the highest; units with the same value share the place, and the next one is so much lower (1, 2, 2, 4).</summary>
    public int? Rank => Above + 1;
}

/// <summary>Compares units with groups.</summary>
public static class Benchmark
{
    /// <param name="values">Of all units.</param>
    /// <param name="group">Frozen; ids that are not among the values count as unknown.</param>
    /// <param name="unit">The one that is compared.</param>
    /// <param name="least">With fewer units with a value than this only N and the own value are given.</param>
    public static Comparison Compare(UnitValues values, PeerGroup group, string unit, int least = 0, Quantile quantile = Quantile.Linear7)
    {
        var others = group.Units.Where(u => u != unit).Select(u => values.Values.GetValueOrDefault(u)).ToList();
        var own = values.Values.GetValueOrDefault(unit);
        var counted = !group.WithoutSelf && group.Units.Contains(unit);
        var all = others.Concat(counted ? [own] : []).ToList();
        var known = all.OfType<Fraction>().Order().ToList();
        var withheld = known.Count < least ? Withheld.TooFew : known.Count == 0 ? Withheld.Nothing : Withheld.No;
        var selfCounted = counted && own is not null;
        if (withheld != Withheld.No)
            return new(withheld, known.Count, all.Count - known.Count, selfCounted, own, null, null, null, null, null, null);
        int? Count(Func<int, bool> sign) => own is { } mine ? others.Count(o => o is { } other && sign(other.CompareTo(mine))) : null;
        return new(
            withheld, known.Count, all.Count - known.Count, selfCounted, own, At(known, Fraction.Of(1, 4), quantile), At(known, Fraction.Of(1, 2), quantile), At(known, Fraction.Of(3, 4), quantile),
            Count(s => s > 0), Count(s => s == 0), Count(s => s < 0));
    }

    /// <summary>The value below which a part of the units lies.</summary>
    /// <param name="sorted">Rising, at least one.</param>
    /// <param name="part">From 0 to 1.</param>
    public static Fraction At(IReadOnlyList<Fraction> sorted, Fraction part, Quantile quantile)
    {
        if (quantile == Quantile.Inverse1)
        {
            // The smallest value with at least that part at or below it.
            var place = part * sorted.Count;
            var up = place.IsWhole ? place.Numerator : (place.Numerator / place.Denominator) + 1;
            return sorted[Math.Max((int)up, 1) - 1];
        }

        var at = part * (sorted.Count - 1);
        var whole = (int)(at.Numerator / at.Denominator);
        return whole == sorted.Count - 1 ? sorted[whole] : sorted[whole] + ((at - whole) * (sorted[whole + 1] - sorted[whole]));
    }
}
