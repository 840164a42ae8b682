namespace InBeeld.Capabilities.Contact.Model;

/// <summary>
/// How often a child of a level of concern is to be reached: so many times in so many school weeks. Out of view: nobody of the
/// family was reached for more than this many school days. Source: the advice to be in touch with every pupil at least once a
/// week, and more often with those in a vulnerable position (toolbox of Hogeschool Rotterdam, March 2020).
/// </summary>
internal sealed record Norm(short Level, short Times, short Weeks, short OutAfterDays)
{
    public static readonly IReadOnlyList<Norm> Defaults = [new(0, 1, 1, 10), new(1, 2, 1, 7), new(2, 3, 1, 5)];

    /// <summary>School days within which the next contact is due: a week has five, rounded up (twice a week: three).</summary>
    public int IntervalDays => ((5 * Weeks) + Times - 1) / Times;

    public static Norm For(int level, IEnumerable<Norm> ofSchool) => ofSchool.FirstOrDefault(n => n.Level == level) ?? Defaults[level];
}
