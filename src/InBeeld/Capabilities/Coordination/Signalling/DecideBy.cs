using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>
/// Before when the municipality decides on a signal. Today: before 17.00, or the next working day at noon when it comes after 15.00 or in the weekend (the
/// desk works through school holidays). This week: within three school days; otherwise within ten. Weekends and holidays do not count for these.
/// </summary>
internal static class DecideBy
{
    private static readonly TimeOnly Late = new(15, 0);
    private static readonly TimeOnly EndOfDay = new(17, 0);
    private static readonly TimeOnly Noon = new(12, 0);

    public static DateTimeOffset Of(int urgency, DateTimeOffset now, TownCalendar calendar) => urgency switch
    {
        3 => Today(now),
        2 => Amsterdam.At(calendar.After(Amsterdam.Day(now), 3), EndOfDay),
        _ => Amsterdam.At(calendar.After(Amsterdam.Day(now), 10), EndOfDay),
    };

    private static DateTimeOffset Today(DateTimeOffset now)
    {
        var day = Amsterdam.Day(now);
        if (Works(day) && TimeOnly.FromDateTime(Amsterdam.Local(now).DateTime) < Late)
        {
            return Amsterdam.At(day, EndOfDay);
        }

        do
        {
            day = day.AddDays(1);
        }
        while (!Works(day));
        return Amsterdam.At(day, Noon);
    }

    private static bool Works(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
