namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>How many children stand in which state on a day. Absent: away with notice, and not counted.</summary>
internal readonly record struct StateCounts(int In, int Due, int Late, int Out, int Absent = 0)
{
    /// <summary>The N of every share.</summary>
    public int Counted => In + Due + Late + Out;

    public int NotInView => Due + Late + Out;

    public static StateCounts operator +(StateCounts a, StateCounts b) => new(a.In + b.In, a.Due + b.Due, a.Late + b.Late, a.Out + b.Out, a.Absent + b.Absent);

    public static StateCounts Sum(IEnumerable<StateCounts> all) => all.Aggregate(default(StateCounts), (sum, one) => sum + one);

    /// <summary>The states with their numbers in the order of every list: out, late, due, in, and those who do not count.</summary>
    public IEnumerable<(string State, int Count)> Worst() => [("out", Out), ("late", Late), ("due", Due), ("in", In), ("none", Absent)];

    /// <summary>One state per child, worst first: what a strip draws.</summary>
    public IEnumerable<string> Each() => Worst().SelectMany(part => Enumerable.Repeat(part.State, part.Count));
}
