using System.Globalization;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>Words about holidays, and the school year that a day belongs to.</summary>
internal static class HolidayWords
{
    public static readonly IReadOnlyList<string> Regions = ["Noord", "Midden", "Zuid"];

    /// <summary>The usual names; another name is as good. Keys of the texts.</summary>
    public static readonly IReadOnlyList<string> Names = ["Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie", "Tweede paasdag", "Koningsdag", "Hemelvaartsdag", "Tweede pinksterdag"];

    /// <summary>"2026-2027"; the summer holiday that begins in July ends the school year.</summary>
    public static string SchoolYear(DateOnly day) => day.Month >= 8 ? $"{day.Year}-{day.Year + 1}" : $"{day.Year - 1}-{day.Year}";

    /// <summary>"ma 6 apr", "20 – 28 feb 2027", "24 apr – 2 mei 2027", "19 dec – 3 jan 2027".</summary>
    public static string Days(DateOnly starts, DateOnly ends, DateOnly today)
    {
        if (starts == ends)
        {
            return Show.Day(starts, today);
        }

        // A year that both have stands once, and a month too.
        var begin = starts.Year != ends.Year ? Show.ShortDay(starts, today) : starts.Month != ends.Month ? Show.ShortDay(starts, ends) : starts.Day.ToString(CultureInfo.InvariantCulture);
        return $"{begin} – {Show.ShortDay(ends, today)}";
    }
}

/// <summary>A holiday of a region, or a day off of a school, straight from the database.</summary>
internal sealed class HolidayRow
{
    public Guid Id { get; set; }
    public string Region { get; set; } = "";
    public Guid? SchoolId { get; set; }
    public string Name { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
}
