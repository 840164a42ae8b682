using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>Whole numbers that are possible.</summary>
/// <param name="From">The smallest.</param>
/// <param name="To">The largest; null: there is none below 10^15.</param>
/// <param name="Exact">Both ends are proven to be possible, and nothing outside them is. Otherwise a limit was reached: nothing outside is possible, but the ends may be too wide.</param>
/// <param name="Runs">The possible numbers as runs without a gap, where there are at most 1,000 numbers from the smallest to the largest; else null: there may be gaps.</param>
public sealed record Possible(BigInteger From, BigInteger? To, bool Exact, IReadOnlyList<(BigInteger From, BigInteger To)>? Runs = null);

/// <summary>What one statement alone says of a total or count.</summary>
/// <param name="Statement">Its id.</param>
/// <param name="Numbers">Null: the statement cannot be true by itself.</param>
public sealed record Alone(string Statement, Possible? Numbers);

/// <summary>A total, or a count, with what it can be.</summary>
/// <param name="Name">Of the total, or the id of the statement.</param>
/// <param name="IsTotal">Some statement is a share of it.</param>
/// <param name="Alone">Per statement that speaks of it.</param>
/// <param name="Together">By all statements and relations; null: they cannot all be true.</param>
public sealed record Quantity(string Name, bool IsTotal, IReadOnlyList<Alone> Alone, Possible? Together);

/// <summary>What of a statement would have to be different.</summary>
public enum RepairOf
{
    /// <summary>The count.</summary>
    Count,

    /// <summary>The percentage.</summary>
    Percent,

    /// <summary>The number that is stated for the total.</summary>
    Total,

    /// <summary>It is a share of another total: of these numbers.</summary>
    Of,
}

/// <summary>With this the set can be true together with all that is in no other contradiction.</summary>
/// <param name="Statement">Id.</param>
/// <param name="What">What would be different.</param>
/// <param name="From">The smallest value that would do; a percentage as it would be printed.</param>
/// <param name="To">The largest that would do; null: no limit. Between them there may be values that would not do.</param>
/// <param name="WithinSet">True: it repairs this set, but not together with all the rest.</param>
public sealed record Repair(string Statement, RepairOf What, decimal From, decimal? To, bool WithinSet);

/// <summary>Statements that cannot be true together, while each smaller part of them can.</summary>
/// <param name="Statements">Ids in the order of the problem; none: the relations alone contradict each other.</param>
/// <param name="Relations">The relations that are needed for the contradiction, as they were given.</param>
/// <param name="Repairs">What would make them possible.</param>
public sealed record Conflict(IReadOnlyList<string> Statements, IReadOnlyList<string> Relations, IReadOnlyList<Repair> Repairs);

/// <summary>The answer of the check.</summary>
/// <param name="Consistent">True: all can be true at once, proven by an example. False: proven that not. Null: a limit was reached before either.</param>
/// <param name="Quantities">Totals first, then counts that are not stated exactly, in the order of the problem.</param>
/// <param name="Conflicts">Minimal sets, the smallest first.</param>
/// <param name="Complete">There are no other minimal sets; proven.</param>
/// <param name="Nodes">Systems solved.</param>
/// <param name="Limit">Null, or a sentence that says what was not done.</param>
public sealed record CheckAnswer(bool? Consistent, IReadOnlyList<Quantity> Quantities, IReadOnlyList<Conflict> Conflicts, bool Complete, int Nodes, string? Limit);

/// <summary>Why a statement is held against no other.</summary>
public enum AloneBecause
{
    /// <summary>A count without a total, of which nothing is a share.</summary>
    OnlyCount,

    /// <summary>A share of a total that has no name.</summary>
    NotNamed,

    /// <summary>A total of which nothing is a share.</summary>
    NoShare,

    /// <summary>No other statement speaks of its total.</summary>
    NoOther,
}

/// <summary>A statement that is held against no other.</summary>
/// <param name="Statement">Id.</param>
/// <param name="Why">The reason.</param>
public sealed record NotCompared(string Statement, AloneBecause Why);
