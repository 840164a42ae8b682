namespace InBeeld.Statistics.Disclosure;

/// <summary>The problem cannot be answered because of what stands in it; the message names the cell or field and the reason.</summary>
public sealed class DisclosureException(string message) : Exception(message);

/// <summary>Which cell: a node of each dimension, and of which wave.</summary>
/// <param name="At">Name of a dimension to name of a node. A dimension that is left out is its total.</param>
/// <param name="Wave">Cells of another wave are other cells with the same dimensions; empty: the wave that is published now.</param>
public sealed record CellRef(IReadOnlyDictionary<string, string> At, string Wave = "");

/// <summary>What is true of one cell.</summary>
/// <param name="Ref">Which cell. Cells of two tables with the same nodes are one cell: that is how tables are linked.</param>
/// <param name="Value">Whole and not negative, in the unit of the table (a thousandth, when the table has three decimals).</param>
/// <param name="Contributors">How many units are in it. Null: the value is itself a count of units.</param>
/// <param name="Largest">What the largest n contributors together are of the value (n of the dominance rule; 1 for the p% rule). Null: not known, the rule is not used.</param>
/// <param name="Second">What the second largest contributor is; only for the p% rule.</param>
/// <param name="Must">Whether it has to be published or hidden.</param>
public sealed record DisclosureCell(CellRef Ref, long Value, long? Contributors = null, long? Largest = null, long? Second = null, CellMust Must = CellMust.Decide);

/// <summary>What was decided on a cell beforehand.</summary>
public enum CellMust
{
    /// <summary>The rules decide.</summary>
    Decide,

    /// <summary>Is published, or already was: it is never hidden to protect another.</summary>
    Publish,

    /// <summary>Is treated as if the rules hide it.</summary>
    Hide,

    /// <summary>Was not published before and its value is known here; not published now either. Only in what was published before.</summary>
    WasHidden,
}

/// <summary>Something else that can be known: the sum of factor times cell is a value, or lies from least to most.</summary>
/// <param name="Terms">At least one.</param>
/// <param name="Least">Of the sum, in the unit of the table.</param>
/// <param name="Most">Of the sum; the same as least when it is known exactly.</param>
public sealed record DisclosureStatement(IReadOnlyList<(CellRef Cell, int Factor)> Terms, long Least, long Most);

/// <summary>A cell is hidden when few contributors are most of it. With <see cref="P"/> the p% rule is used, otherwise (n, k)-dominance.</summary>
/// <param name="N">The number of largest contributors.</param>
/// <param name="Percent">Hidden when they are more than this percentage of the value; above 0, below 100.</param>
/// <param name="P">Hidden when the second largest contributor can estimate the largest to within this percentage; above 0. Null: not this rule.</param>
public sealed record Dominance(int N, decimal Percent, decimal? P = null);

/// <summary>When a cell is hidden, and how wide the interval must stay that anybody can work out for it.</summary>
/// <param name="MinContributors">Cells with 1 to this number less one contributors are hidden. 1 to 1,000,000; 1: no threshold.</param>
/// <param name="Dominance">Null: not used.</param>
/// <param name="HideZeros">Whether a cell without contributors is hidden as well. Otherwise it is published, and never hidden to protect another: often everybody knows it.</param>
/// <param name="Width">The least width of the interval of a hidden cell, in whole units of the table. Null: <see cref="MinContributors"/> times <see cref="Unit"/>.</param>
/// <param name="WidthPercent">And at least this percentage of the value.</param>
/// <param name="Rounding">Published values are rounded to this number, half up; the interval of a rounded value is known to the attacker. 0 or 1: not.</param>
/// <param name="Overlap">False: every contributor is in one part of a total. True: it may be in several; totals that do not say their contributors are then judged by the least they can have.</param>
/// <param name="Insiders">The protection of a cell does not lean on a cell of one contributor, who knows that value; where possible.</param>
/// <param name="Unit">One whole unit: 10 to the number of decimals.</param>
public sealed record DisclosureRules(
    int MinContributors, Dominance? Dominance = null, bool HideZeros = false, long? Width = null, decimal WidthPercent = 10, int Rounding = 0, bool Overlap = false, bool Insiders = true, long Unit = 1);

/// <summary>The rules that hold for a class of units and an audience.</summary>
/// <param name="UnitClass">Such as school, library; "*": every class.</param>
/// <param name="Audience">Such as public, partners; "*": every audience.</param>
/// <param name="Rules">What is hidden.</param>
public sealed record DisclosurePolicy(string UnitClass, string Audience, DisclosureRules Rules)
{
    /// <summary>The first policy for both; then for the class; then for the audience; then for all. Null: there is none, and nothing may be published.</summary>
    public static DisclosurePolicy? For(IReadOnlyList<DisclosurePolicy> policies, string unitClass, string audience)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return policies.Where(p => (p.UnitClass == unitClass || p.UnitClass == "*") && (p.Audience == audience || p.Audience == "*"))
            .OrderBy(p => (p.UnitClass == "*" ? 2 : 0) + (p.Audience == "*" ? 1 : 0)).FirstOrDefault();
    }
}

/// <summary>Tables to publish.</summary>
/// <param name="Dimensions">1 to 6.</param>
/// <param name="Cells">What is true. A total that is not given is worked out; a part that is not given, while another part of the same total is, is 0. Two million cells at most.</param>
/// <param name="Rules">What is hidden.</param>
/// <param name="Before">Cells that were published before, of this wave or others; with <see cref="CellMust.WasHidden"/> those that were not, of which the value is known here.
/// Of another wave a cell that is not given was not published, and any value that fits is possible.</param>
/// <param name="Statements">What else was published or is known.</param>
public sealed record DisclosureProblem(
    IReadOnlyList<Dimension> Dimensions, IReadOnlyList<DisclosureCell> Cells, DisclosureRules Rules, IReadOnlyList<DisclosureCell>? Before = null, IReadOnlyList<DisclosureStatement>? Statements = null);
