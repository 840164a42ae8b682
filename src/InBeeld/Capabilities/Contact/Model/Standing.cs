using InBeeld.Kernel;

namespace InBeeld.Capabilities.Contact.Model;

/// <summary>
/// From which day a child is due, overdue and out of view. The state on a day is a comparison with these three dates, so it is
/// right on any day without a nightly job.
/// </summary>
/// <param name="DueFrom">First day of "aan de beurt": the week in which the norm ends, or the school day before it ends when the norm is shorter than a week.</param>
/// <param name="LateFrom">First school day after the norm has passed.</param>
/// <param name="OutFrom">First school day after the days without contact that the norm allows.</param>
internal readonly record struct Standing(DateOnly DueFrom, DateOnly LateFrom, DateOnly OutFrom)
{
    /// <param name="norm">The norm of the child's level.</param>
    /// <param name="lastReached">The day on which pupil or parent was last reached, or null.</param>
    /// <param name="since">The day the child came to the school: the clock of a child that was never reached starts here.</param>
    /// <param name="calendar">Which days count.</param>
    public static Standing Of(Norm norm, DateOnly? lastReached, DateOnly since, SchoolCalendar calendar)
    {
        var from = lastReached ?? since;
        var ends = calendar.After(from, norm.IntervalDays);
        var late = calendar.After(ends, 1);
        var outOfView = calendar.After(calendar.After(from, norm.OutAfterDays), 1);
        DateOnly due;
        if (lastReached is null)
        {
            // Never reached is not in view, from the first day.
            due = since;
        }
        else
        {
            due = norm.IntervalDays >= 5 ? ends.Monday() : calendar.Before(ends);
            due = due > from ? due : from.AddDays(1);
        }

        return new Standing(due, late, outOfView > late ? outOfView : late);
    }

    /// <summary>"out", "late", "due" or "in"; "none" for a child that is absent with notice.</summary>
    public string On(DateOnly day, DateOnly? absentUntil = null) =>
        absentUntil >= day ? "none" : day >= OutFrom ? "out" : day >= LateFrom ? "late" : day >= DueFrom ? "due" : "in";
}
