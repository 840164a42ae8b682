using System.Text.Json;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Contact.Pictures;

namespace InBeeld.Capabilities.Contact.BoardOverview;

/// <summary>Which weeks count for several schools, each with the holidays of its region and its own days off.</summary>
internal sealed class FiguresCalendar
{
    public const int WeeksInSpark = 8, WeeksInLine = 12;

    private readonly Dictionary<Guid, SchoolCalendar> calendars;

    public FiguresCalendar(IReadOnlyList<SchoolRow> schools, IReadOnlyList<OffRow> off, DateOnly today)
    {
        calendars = schools.ToDictionary(s => s.Id, s => new SchoolCalendar(off.Where(o => o.SchoolId == s.Id || (o.SchoolId is null && o.Region == s.HolidayRegion)).Select(o => (o.Starts, o.Ends))));
        // A week is a holiday in a picture of all schools when it is one for each of them.
        Line = SchoolWeeks.Before(today, WeeksInLine, week => calendars.Count > 0 && calendars.Values.All(c => c.IsHolidayWeek(week)));
        Spark = SchoolWeeks.Last(Line, WeeksInSpark);
    }

    /// <summary>The weeks of the line over all schools.</summary>
    public IReadOnlyList<WeekColumn> Line { get; }

    /// <summary>The weeks of the small line of one school: the last of them.</summary>
    public IReadOnlyList<WeekColumn> Spark { get; }

    /// <summary>From the rows of <see cref="FiguresQuery.SchoolsAsync"/>, whose first holds the days off.</summary>
    public static FiguresCalendar Of(IReadOnlyList<SchoolRow> schools, DateOnly today) =>
        new(schools, schools is [{ Off: { } json }, ..] ? JsonSerializer.Deserialize<List<OffRow>>(json, JsonSerializerOptions.Web)! : [], today);

    public bool Counts(Guid school, WeekColumn week) => !week.Holiday && !calendars[school].IsHolidayWeek(week.First);
}
