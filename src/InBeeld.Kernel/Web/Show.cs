using System.Globalization;

namespace InBeeld.Kernel.Web;

/// <summary>Dates, times and numbers as the reader writes them: "do 19 nov", "15.30", "1.234"; the year only when it is another one.</summary>
public static class Show
{
    private static bool Dutch => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl";

    private static readonly string[] DutchDays = ["zo", "ma", "di", "wo", "do", "vr", "za"];
    private static readonly string[] DutchMonths = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    private static readonly string[] DutchLongDays = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];
    private static readonly string[] EnglishDays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] EnglishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] EnglishLongDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static string Day(DateOnly day, DateOnly today) => $"{(Dutch ? DutchDays : EnglishDays)[(int)day.DayOfWeek]} {ShortDay(day, today)}";

    public static string ShortDay(DateOnly day, DateOnly today) =>
        $"{day.Day} {(Dutch ? DutchMonths : EnglishMonths)[day.Month - 1]}{(day.Year == today.Year ? "" : " " + day.Year.ToString(CultureInfo.InvariantCulture))}";

    /// <summary>The first of two days that are shown beside each other: with its year when that of the last is another.</summary>
    public static string FirstDay(DateOnly first, DateOnly last, DateOnly today) => ShortDay(first, first.Year == last.Year ? today : last);

    /// <param name="weekday">1 is Monday, 7 Sunday.</param>
    public static string Weekday(int weekday) => (Dutch ? DutchLongDays : EnglishLongDays)[weekday % 7];

    public static string Weekday(DateOnly day) => (Dutch ? DutchLongDays : EnglishLongDays)[(int)day.DayOfWeek];

    public static string Time(DateTimeOffset moment) => Amsterdam.Local(moment).ToString(Dutch ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Whole cents as an amount: "€ 1.234,56"; the sign and the number stay on one line.</summary>
    public static string Cents(long cents) => (cents < 0 ? "−" : "") + "€\u00A0" + (Math.Abs(cents) / 100m).ToString("N2", CultureInfo.CurrentCulture);

    /// <summary>"83 %" of a total; "–" when the total is nought.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : ((int)Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero)).ToString(CultureInfo.CurrentCulture) + " %";
}
