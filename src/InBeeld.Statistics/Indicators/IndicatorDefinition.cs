using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Indicators;

/// <summary>How the values of units become one figure.</summary>
public enum Aggregation
{
    /// <summary>Units for which the numerator holds, of the units for which it is known.</summary>
    Share,

    /// <summary>Sum of numerators over sum of denominators, of units of which both are known.</summary>
    RatioOfSums,

    /// <summary>Per unit numerator over denominator; of these the mean.</summary>
    MeanOfShares,

    /// <summary>The mean of the numerator.</summary>
    Mean,

    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    Median,

    /// <summary>The sum of the numerator over the units of which it is known.</summary>
    Sum,
}

/// <summary>Units that are left out, and why.</summary>
/// <param name="When">A condition. Left out when it holds; not when it is unknown.</param>
/// <param name="Reason">A short code, such as "exploring"; counted per reason.</param>
public sealed record Exclusion(Expression When, string Reason);

/// <summary>
/// A figure as it was declared. Names in expressions: an item of the unit itself; "feature.province" of the unit; "parent.item" and "parent.feature.x" of the unit it belongs to;
/// "location.item" (or another level below) of all units of that level that belong to it.
/// </summary>
/// <param name="Key">Unique; letters, digits, "-", "_" and ".".</param>
/// <param name="Version">Counts up when what is measured changes.</param>
/// <param name="LabelNl">Dutch.</param>
/// <param name="LabelEn">English.</param>
/// <param name="Level">Level of the units.</param>
/// <param name="Population">A condition: which units it is about.</param>
/// <param name="Denominator">With a share: a condition, or null for all. With a ratio or a mean of shares: a number. Otherwise null.</param>
/// <param name="Exclusions">In this order; a unit is left out for the first that holds.</param>
/// <param name="Numerator">With a share: a condition. Otherwise a number.</param>
/// <param name="Aggregation">How it becomes one figure.</param>
/// <param name="Percent">Shown times 100.</param>
/// <param name="Decimals">0 to 6; rounded once, half away from zero.</param>
/// <param name="Weighted">Each unit counts for its weight; not with a median.</param>
public sealed record IndicatorDefinition(
    string Key, int Version, string LabelNl, string LabelEn, string Level, Expression Population, Expression? Denominator, IReadOnlyList<Exclusion> Exclusions, Expression Numerator,
    Aggregation Aggregation, bool Percent, int Decimals, bool Weighted)
{
    /// <summary>Every name in its expressions once.</summary>
    public IReadOnlyList<string> Names => [.. Expressions().SelectMany(e => e.Names).Select(n => n.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The items it stands on, without "parent." or a level before it; features left out.</summary>
    public IReadOnlyList<string> Items(IReadOnlyCollection<string> levels) =>
        [.. Names.Select(n => UnitIndex.Split(n, levels)).Where(n => !n.Feature).Select(n => n.Name).Distinct(StringComparer.Ordinal)];

    private IEnumerable<Expression> Expressions() => new[] { Population, Denominator, Numerator }.OfType<Expression>().Concat(Exclusions.Select(e => e.When));
}

/// <summary>When a figure is not shown.</summary>
/// <param name="LeastUnits">With fewer units with a value than this, nothing is shown; 0 or 1: only nothing of nothing is not shown.</param>
public sealed record IndicatorPolicy(int LeastUnits = 0);
