namespace InBeeld.Statistics.Consistency;

/// <summary>How the percentages were rounded.</summary>
public enum Rounding
{
    /// <summary>To the nearest; a half goes up. 0.5 % is 1 %.</summary>
    HalfUp,

    /// <summary>Any usual way: half up, half even, down or up. The truth is less than one unit of the last digit away.</summary>
    Any,
}

/// <summary>How near to the truth a stated number is. The step is the worth of the last digit that is not a closing zero: 484,000 has step 1,000; 700 has step 100.</summary>
public enum Nearness
{
    /// <summary>The number itself; of a percentage: as it is rounded.</summary>
    Exact,

    /// <summary>"circa", "zo'n", "about": at most half a step away, both ends included.</summary>
    About,

    /// <summary>"ruim", "over": from the number up to, not with, one step above it.</summary>
    Over,

    /// <summary>"bijna", "nearly": from one step below, not with it, up to the number.</summary>
    Nearly,

    /// <summary>"minstens", "at least": the number or more.</summary>
    AtLeast,

    /// <summary>"hooguit", "at most": the number or less.</summary>
    AtMost,
}

/// <summary>One published figure. A statement without count tells of a share of a total with a whole number that is not known.</summary>
/// <param name="Id">Unique; also the name of the count in relations and as a total of another statement.</param>
/// <param name="Count">Whole number, 0 to 10^12; or null.</param>
/// <param name="Of">The name of the total, or the id of the statement whose count is the total; null: a total of its own, without name.</param>
/// <param name="Total">Whole number of the total, 0 to 10^12; or null.</param>
/// <param name="Percent">100 times the count by the total, rounded; 0 to 1,000,000; or null.</param>
/// <param name="Decimals">Of the percentage, 0 to 6.</param>
/// <param name="Near">How near count and percentage are; a total is always exact unless <paramref name="Count"/> and <paramref name="Percent"/> are null.</param>
/// <param name="Step">In place of the step that follows from the closing zeros; or null. A power of ten.</param>
/// <param name="MayExceed">The count is no part of the total, so it may be more: a growth, an index.</param>
public sealed record Statement(
    string Id, long? Count = null, string? Of = null, long? Total = null, decimal? Percent = null, int Decimals = 0, Nearness Near = Nearness.Exact, decimal? Step = null, bool MayExceed = false)
{
    /// <summary>The name of the total it speaks of, or null when it only tells a count.</summary>
    public string? TotalName => Of ?? (Count is null && Percent is null ? Id : Percent is null && Total is null ? null : $"{Id}.total");
}

/// <summary>Figures that are checked together.</summary>
/// <param name="Statements">At most <see cref="CheckLimits.Statements"/>; the order is that of the answer.</param>
/// <param name="Relations">What holds between counts and totals whatever the figures: "union = a + b - overlap", "a &lt;= b". A name that no statement has is a whole number that is not known.</param>
/// <param name="Rounding">Of all percentages.</param>
public sealed record FigureProblem(IReadOnlyList<Statement> Statements, IReadOnlyList<string> Relations, Rounding Rounding);

/// <summary>How far the check goes. What a limit cut off is told in the answer; it never becomes a contradiction.</summary>
/// <param name="Nodes">Systems solved in all.</param>
/// <param name="Sets">Minimal sets that are named.</param>
/// <param name="Work">Numbers of rows looked at in all; some seconds.</param>
public sealed record CheckLimits(int Nodes = 60_000, int Sets = 20, long Work = 20_000_000)
{
    /// <summary>Most statements in one problem.</summary>
    public const int Statements = 2_000;

    /// <summary>Most relations in one problem.</summary>
    public const int Relations = 500;

    /// <summary>Most characters of a file or text.</summary>
    public const int Characters = 1_000_000;

    /// <summary>Most of a count or total.</summary>
    public const long Number = 1_000_000_000_000;
}
