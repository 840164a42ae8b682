using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel;

namespace InBeeld.Demonstration;

/// <summary>A school week of the demo. Offset 0 is this week, -1 the week before.</summary>
internal sealed record DemoWeek(int Offset, DateOnly Monday, IReadOnlyList<DateOnly> Days);

/// <summary>
/// The days of the demo, all relative to the moment of loading: fourteen school weeks up to now, a few more than an overview shows, so
/// that no week stands there as if nobody was spoken. One holiday week about four weeks ago, unless holidays are already known for these weeks.
/// </summary>
internal sealed class DemoDays
{
    private const int SchoolWeeks = 14;

    private const int HolidayWeeksAgo = 4;

    public DemoDays(DateTimeOffset now, IReadOnlyCollection<(DateOnly Starts, DateOnly Ends)> known)
    {
        Now = now;
        Today = Amsterdam.Day(now);
        First = Today.Monday().AddDays(-7 * SchoolWeeks);
        var own = new List<(string, DateOnly, DateOnly)>();
        if (known.Any(k => k.Starts <= Today && k.Ends >= First))
        {
            First = MondayOf(SchoolWeeks, Today, new SchoolCalendar(known));
        }
        else
        {
            var monday = Today.Monday().AddDays(-7 * HolidayWeeksAgo);
            own.Add(("Vakantieweek", monday, monday.AddDays(6)));
        }

        own.AddRange(Enumerable.Range(First.Year, Today.Year - First.Year + 2).SelectMany(PublicHolidays)
            .Where(h => h.Item2 >= First && h.Item2 <= Today.AddDays(120) && !known.Any(k => k.Starts <= h.Item2 && k.Ends >= h.Item2)));
        OwnDaysOff = own;
        Calendar = new SchoolCalendar(known.Concat(own.Select(o => (o.Item2, o.Item3))));
        LastSchoolDay = Calendar.IsSchoolDay(Today) ? Today : Calendar.Before(Today);
        All = [.. Enumerable.Range(0, ((Today.Monday().DayNumber - First.DayNumber) / 7) + 1).Select(i => First.AddDays(7 * i)).Select(monday => new DemoWeek((monday.DayNumber - Today.Monday().DayNumber) / 7, monday,
            [.. Enumerable.Range(0, 5).Select(monday.AddDays).Where(Calendar.IsSchoolDay)]))];
        SchoolYear = Today.Month >= 8 ? Today.Year : Today.Year - 1;
    }

    public DateTimeOffset Now { get; }

    public DateOnly Today { get; }

    /// <summary>The Monday on which the demo's contact begins.</summary>
    public DateOnly First { get; }

    /// <summary>Today, or the school day before it.</summary>
    public DateOnly LastSchoolDay { get; }

    /// <summary>The year in which the school year began.</summary>
    public int SchoolYear { get; }

    public string SchoolYearText => $"{SchoolYear}-{SchoolYear + 1}";

    public SchoolCalendar Calendar { get; }

    /// <summary>Oldest first; the days that count, those of this week that are still to come among them.</summary>
    public IReadOnlyList<DemoWeek> All { get; }

    /// <summary>What the demo adds to the calendar of its schools.</summary>
    public IReadOnlyList<(string Name, DateOnly Starts, DateOnly Ends)> OwnDaysOff { get; }

    /// <summary>So many school days before the last one.</summary>
    public DateOnly Back(int schoolDays)
    {
        var day = LastSchoolDay;
        for (; schoolDays > 0; schoolDays--)
        {
            day = Calendar.Before(day);
        }

        return day;
    }

    public DemoWeek? WeekOf(DateOnly day) => All.FirstOrDefault(w => w.Monday == day.Monday());

    /// <summary>Nothing of the demo lies in the future.</summary>
    public bool HasBeen(DateOnly day, TimeOnly time) => day < Today || (day == Today && Amsterdam.At(day, time) < Now);

    /// <summary>The Monday of the week with which there are so many school weeks up to today; a year back at most.</summary>
    private static DateOnly MondayOf(int schoolWeeks, DateOnly today, SchoolCalendar calendar) =>
        Enumerable.Range(0, 52).Select(i => today.Monday().AddDays(-7 * i)).Where(monday => Enumerable.Range(0, 5).Any(d => calendar.IsSchoolDay(monday.AddDays(d)))).ElementAtOrDefault(schoolWeeks - 1) is { DayNumber: > 0 } found
            ? found
            : today.Monday().AddDays(-7 * 51);

    private static IEnumerable<(string, DateOnly, DateOnly)> PublicHolidays(int year)
    {
        var easter = Easter(year);
        (string, DateOnly)[] days =
        [
            ("Nieuwjaarsdag", new(year, 1, 1)), ("Tweede Paasdag", easter.AddDays(1)), ("Koningsdag", new(year, 4, 27)), ("Hemelvaartsdag", easter.AddDays(39)),
            ("Tweede Pinksterdag", easter.AddDays(50)), ("Eerste Kerstdag", new(year, 12, 25)), ("Tweede Kerstdag", new(year, 12, 26)),
        ];
        return days.Select(d => (d.Item1, d.Item2, d.Item2));
    }

    // Gregorian Easter by the method of Meeus, Jones and Butcher.
    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = ((8 * b) + 13) / 25;
        int h = ((19 * a) + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + (2 * e) + (2 * i) - h - k) % 7, m = (a + (11 * h) + (19 * l)) / 433;
        var month = (h + l - (7 * m) + 90) / 25;
        return new DateOnly(year, month, (h + l - (7 * m) + (33 * month) + 19) % 32);
    }
}
