namespace InBeeld.Capabilities.Places.Cleaning;

/// <summary>How a point stands against its times of a day. A tick counts for a time from half an hour before it until half an hour before the next; more than half an hour after it, it is late.</summary>
/// <param name="DueAt">The time that waits for a tick now; null: nothing to do yet.</param>
/// <param name="NextAt">The next time after now; null: none today.</param>
internal sealed record CleanState(TimeOnly? DueAt, TimeOnly? NextAt, bool Late)
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(30);

    /// <param name="times">Of a day, in any order.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="last">When it was last cleaned today; null: not today.</param>
    public static CleanState Of(IEnumerable<TimeOnly> times, TimeOnly now, TimeOnly? last)
    {
        var sorted = times.Order().ToList();
        var next = sorted.Where(t => t > now).Select(t => (TimeOnly?)t).FirstOrDefault();
        var due = sorted.LastOrDefault(t => t.ToTimeSpan() - Around <= now.ToTimeSpan(), TimeOnly.MaxValue);
        return due == TimeOnly.MaxValue || (last is { } done && done.ToTimeSpan() >= due.ToTimeSpan() - Around) ? new CleanState(null, next, false) : new CleanState(due, next, now.ToTimeSpan() > due.ToTimeSpan() + Around);
    }
}
