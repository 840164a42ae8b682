namespace InBeeld.Capabilities.Desk.Model;

/// <summary>Days on which a municipality works: Monday to Friday, less the national holidays.</summary>
internal static class WorkingDays
{
    /// <returns>The last of so many working days after a day.</returns>
    public static DateOnly After(DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (Is(day))
            {
                days--;
            }
        }

        return day;
    }

    public static bool Is(DateOnly day)
    {
        var easter = Easter(day.Year);
        var kings = new DateOnly(day.Year, 4, 27);
        kings = kings.DayOfWeek == DayOfWeek.Sunday ? kings.AddDays(-1) : kings;
        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (day.Month, day.Day) is not ((1, 1) or (12, 25) or (12, 26))
            && day != kings && day != easter.AddDays(1) && day != easter.AddDays(39) && day != easter.AddDays(50);
    }

    // Of the Gregorian calendar, by the anonymous rule (Meeus, Jones, Butcher).
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
