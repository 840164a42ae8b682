namespace InBeeld.Capabilities.Contact.Model;

/// <summary>Which days count: Monday to Friday, less the region's holidays and the school's own days off.</summary>
internal sealed class SchoolCalendar
{
    // A calendar without end would make a school that is closed for good loop for ever.
    private const int Horizon = 800;

    private readonly (DateOnly Starts, DateOnly Ends)[] off;

    public SchoolCalendar(IEnumerable<(DateOnly Starts, DateOnly Ends)> off) => this.off = [.. off.OrderBy(o => o.Starts)];

    public bool IsSchoolDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsOff(day);

    /// <summary>The n-th school day after a day (n at least 1); the day itself does not count.</summary>
    public DateOnly After(DateOnly day, int n)
    {
        for (var i = 1; i <= Horizon; i++)
        {
            if (IsSchoolDay(day.AddDays(i)) && --n == 0)
            {
                return day.AddDays(i);
            }
        }

        return day.AddDays(Horizon);
    }

    /// <summary>The last school day before a day.</summary>
    public DateOnly Before(DateOnly day)
    {
        for (var i = 1; i <= Horizon; i++)
        {
            if (IsSchoolDay(day.AddDays(-i)))
            {
                return day.AddDays(-i);
            }
        }

        return day.AddDays(-Horizon);
    }

    /// <summary>How many school days lie after the first day, up to and including the last.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var n = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            n += IsSchoolDay(day) ? 1 : 0;
        }

        return n;
    }

    /// <summary>A week in which no day counts.</summary>
    public bool IsHolidayWeek(DateOnly monday) => Enumerable.Range(0, 5).All(i => !IsSchoolDay(monday.AddDays(i)));

    private bool IsOff(DateOnly day)
    {
        foreach (var (starts, ends) in off)
        {
            if (day < starts)
            {
                return false;
            }

            if (day <= ends)
            {
                return true;
            }
        }

        return false;
    }
}
