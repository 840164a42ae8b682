using System.Globalization;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Contact.Pictures;

namespace InBeeld.Capabilities.Contact.SchoolOverview;

/// <summary>What the overview of a school says, from the rows of its groups and its calendar. Pure: rows in, figures out.</summary>
internal sealed class SchoolView
{
    /// <summary>The picture looks this many school weeks back.</summary>
    public const int WeeksBack = 12;

    private static readonly StringComparer ByNumber = StringComparer.Create(CultureInfo.GetCultureInfo("nl-NL"), CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    private readonly List<GroupRow> chosen;
    private readonly DateOnly today;

    /// <param name="all">All groups of the school, with those that ended in the window.</param>
    /// <param name="year">Only this year group; null: all.</param>
    /// <param name="location">Only this location; null: all.</param>
    public SchoolView(IReadOnlyList<GroupRow> all, SchoolCalendar calendar, DateOnly today, int? year, string? location)
    {
        this.today = today;
        Years = [.. all.Where(g => !g.Ended && g.YearGroup is not null).Select(g => (int)g.YearGroup!.Value).Distinct().Order()];
        Locations = [.. all.Where(g => !g.Ended && g.Location.Length > 0).Select(g => g.Location).Distinct().Order(ByNumber)];
        Year = Years.Contains(year ?? -1) ? year : null;
        Location = Locations.Contains(location) ? location : null;
        chosen = [.. all.Where(g => (Year is null || g.YearGroup == Year) && (Location is null || g.Location == Location))];
        Groups = [.. chosen.Where(g => !g.Ended).OrderBy(g => g.Id is null).ThenBy(g => g.Name, ByNumber)];
        Columns = SchoolWeeks.Before(today, WeeksBack, calendar.IsHolidayWeek);
        Now = StateCounts.Sum(Groups.Select(g => g.Now));
    }

    public IReadOnlyList<int> Years { get; }

    public IReadOnlyList<string> Locations { get; }

    public int? Year { get; }

    public string? Location { get; }

    public bool Filtered => Year is not null || Location is not null;

    /// <summary>The groups of today, in the order in which people count: 2 before 10; last the children without a group.</summary>
    public IReadOnlyList<GroupRow> Groups { get; }

    /// <summary>The weeks before this one, oldest first.</summary>
    public IReadOnlyList<WeekColumn> Columns { get; }

    public StateCounts Now { get; }

    public Reach Of(GroupRow group, WeekColumn week) => week.Holiday ? default : group.In(SchoolWeeks.Index(week.First, today));

    /// <summary>Of all groups together, also those that have ended since.</summary>
    public Reach Total(WeekColumn week) => Reach.Sum(chosen.Select(g => Of(g, week)));

    /// <summary>The group that stands out: more children not in view than any other, at least two, and at least a third of all.</summary>
    public GroupRow? Worst()
    {
        var order = Groups.Where(g => g.Id is not null).OrderByDescending(g => g.Now.NotInView).Take(2).ToList();
        return order.Count == 2 && order[0].Now.NotInView is >= 2 and var most && most > order[1].Now.NotInView && 3 * most >= Now.NotInView ? order[0] : null;
    }
}
