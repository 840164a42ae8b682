using InBeeld.Kernel;

namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>A column of a picture over the weeks: one school week, or a run of holiday weeks side by side as one.</summary>
/// <param name="First">Monday of its (first) week.</param>
/// <param name="Last">Monday of its last week; the same for a school week.</param>
internal readonly record struct WeekColumn(DateOnly First, DateOnly Last, bool Holiday)
{
    /// <summary>"43", or "28-33" for a run of holiday weeks.</summary>
    public string Label => First == Last ? $"{First.WeekNumber()}" : $"{First.WeekNumber()}-{Last.WeekNumber()}";
}

/// <summary>The weeks that pictures are about. A holiday week does not count, but is shown.</summary>
internal static class SchoolWeeks
{
    /// <summary>How many weeks to read so that twelve school weeks are in it, whatever holidays: the summer with the holidays around it is ten.</summary>
    public const int Window = 26;

    /// <summary>The Monday of the first week of the window.</summary>
    public static DateOnly From(DateOnly today) => today.Monday().AddDays(-7 * Window);

    /// <summary>The position of a week in what was read from <see cref="From"/> on.</summary>
    public static int Index(DateOnly week, DateOnly today) => (week.DayNumber - From(today).DayNumber) / 7;

    /// <summary>The last school weeks before that of today, oldest first, with the holidays between them; no holiday in front.</summary>
    public static IReadOnlyList<WeekColumn> Before(DateOnly today, int schoolWeeks, Predicate<DateOnly> isHoliday)
    {
        var columns = new List<WeekColumn>();
        var found = 0;
        for (var week = today.Monday().AddDays(-7); found < schoolWeeks && week >= From(today); week = week.AddDays(-7))
        {
            var holiday = isHoliday(week);
            found += holiday ? 0 : 1;
            if (holiday && columns.Count > 0 && columns[^1] is { Holiday: true } run)
            {
                columns[^1] = run with { First = week };
            }
            else
            {
                columns.Add(new WeekColumn(week, week, holiday));
            }
        }

        if (columns.Count > 0 && columns[^1].Holiday)
        {
            columns.RemoveAt(columns.Count - 1);
        }

        columns.Reverse();
        return columns;
    }

    /// <summary>The last so many school weeks of these columns, with the holidays between them.</summary>
    public static IReadOnlyList<WeekColumn> Last(IReadOnlyList<WeekColumn> columns, int schoolWeeks)
    {
        var from = columns.Index().Where(c => !c.Item.Holiday).TakeLast(schoolWeeks).Select(c => c.Index).FirstOrDefault();
        return [.. columns.Skip(from)];
    }
}
