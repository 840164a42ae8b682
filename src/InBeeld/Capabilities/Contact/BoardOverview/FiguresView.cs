using System.Globalization;
using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.BoardOverview;

/// <summary>
/// The figures of several schools: chosen, sorted, added up. Pure. Every total is the sum of the rows that are shown, so the
/// numbers of a school that is too small cannot be found by subtraction.
/// </summary>
internal sealed class FiguresView
{
    public static readonly IReadOnlyList<string> Sorts = ["out", "late", "due", "share", "pupils", "name"];

    private static readonly string[] LevelOrder = ["primary", "special", "secondary", "mbo", ""];

    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("nl-NL"), CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    private readonly Dictionary<(Guid, DateOnly), Reach> weeks;
    private readonly FiguresCalendar calendar;

    /// <param name="level">Only schools of this level; null: all.</param>
    /// <param name="sort">One of <see cref="Sorts"/>; anything else: most out of view first.</param>
    public FiguresView(IReadOnlyList<SchoolRow> all, IEnumerable<SchoolWeekRow> weeks, FiguresCalendar calendar, string? level, string? sort)
    {
        this.calendar = calendar;
        this.weeks = weeks.ToDictionary(w => (w.SchoolId, w.Week), w => new Reach(w.Reached, w.Pupils));
        Levels = [.. all.Select(s => s.Level).Distinct().OrderBy(l => Array.IndexOf(LevelOrder, l))];
        Level = level is { Length: > 0 } && Levels.Contains(level) ? level : null;
        Sort = sort is not null && Sorts.Contains(sort) ? sort : Sorts[0];
        Schools = [.. Sorted(all.Where(s => Level is null || s.Level == Level))];
        Floor = Pictures.Line.Floor([.. Shown.SelectMany(s => Spark.Select(week => Of(s, week).Percentage))]);
    }

    public IReadOnlyList<string> Levels { get; }

    public string? Level { get; }

    public string Sort { get; }

    public IReadOnlyList<SchoolRow> Schools { get; }

    /// <summary>Those with numbers.</summary>
    public IEnumerable<SchoolRow> Shown => Schools.Where(s => s.Shown);

    public IReadOnlyList<WeekColumn> Spark => calendar.Spark;

    public IReadOnlyList<WeekColumn> Line => calendar.Line;

    /// <summary>Where the scale of all small lines begins.</summary>
    public int Floor { get; }

    public StateCounts Now => StateCounts.Sum(Shown.Select(s => s.Now));

    public int WithOut => Shown.Count(s => s.OutOfView > 0);

    /// <summary>The schools by level, in the order of a school career.</summary>
    public IEnumerable<(string Level, List<SchoolRow> Schools)> ByLevel() => Levels.Select(l => (l, Schools.Where(s => s.Level == l).ToList())).Where(part => part.Item2.Count > 0);

    public Reach Of(SchoolRow school, WeekColumn week) => school.Shown && calendar.Counts(school.Id, week) ? weeks.GetValueOrDefault((school.Id, week.First)) : default;

    public Reach Total(WeekColumn week) => Reach.Sum(Schools.Select(s => Of(s, week)));

    public static string LevelWord(string level) => level switch
    {
        "primary" => "Basisonderwijs",
        "secondary" => "Voortgezet onderwijs",
        "special" => "Speciaal onderwijs",
        "mbo" => "Mbo",
        _ => "Overig onderwijs",
    };

    /// <summary>The answer of the page in one sentence.</summary>
    public string Title(Text text)
    {
        var schools = Shown.Count();
        return schools == 0 ? text["Er zijn nog geen cijfers van scholen"]
            : Now.Out == 0 && schools < Schools.Count ? text.N(schools, "Niemand uit beeld op de ene school met cijfers", "Niemand uit beeld op de {0} scholen met cijfers")
            : Now.Out == 0 ? text.N(schools, "Niemand uit beeld op deze ene school", "Niemand uit beeld op deze {0} scholen")
            : text.N(Now.Out, "1 kind uit beeld, op {1} van de {2} scholen", "{0} kinderen uit beeld, op {1} van de {2} scholen", WithOut, schools);
    }

    private IEnumerable<SchoolRow> Sorted(IEnumerable<SchoolRow> schools)
    {
        var shownFirst = schools.OrderBy(s => Sort != "name" && !s.Shown);
        var sorted = Sort switch
        {
            "late" => shownFirst.ThenByDescending(s => s.Late),
            "due" => shownFirst.ThenByDescending(s => s.Due),
            "share" => shownFirst.ThenBy(s => s.Now.Counted == 0 ? 1 : (double)s.InView / s.Now.Counted),
            "pupils" => shownFirst.ThenByDescending(s => s.Pupils),
            "name" => shownFirst,
            _ => shownFirst.ThenByDescending(s => s.OutOfView).ThenByDescending(s => s.Late).ThenByDescending(s => s.Due),
        };
        return sorted.ThenBy(s => s.Name, ByName);
    }
}
