using InBeeld.Kernel;

namespace InBeeld.Tests;

/// <summary>
/// The clock of the application under test. It runs with the real one until it is set. The database has a clock of its own (now()):
/// it decides whether a session or a relation with a child still holds, and cannot be set; a test ends those by changing the rows.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan shift;
    private DateTimeOffset? stopped;

    public DateOnly Day => Amsterdam.Day(GetUtcNow());

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return stopped ?? base.GetUtcNow() + shift;
        }
    }

    /// <summary>The clock stands still at this moment.</summary>
    public void Set(DateTimeOffset moment)
    {
        lock (gate)
        {
            stopped = moment.ToUniversalTime();
        }
    }

    /// <summary>The clock stands still at this time (of Amsterdam; default ten in the morning) on this day.</summary>
    public void Set(DateOnly day, TimeOnly? at = null) => Set(Amsterdam.At(day, at ?? new TimeOnly(10, 0)));

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            if (stopped is { } moment)
            {
                stopped = moment + by;
            }
            else
            {
                shift += by;
            }
        }
    }

    /// <summary>With the real clock again.</summary>
    public void Reset()
    {
        lock (gate)
        {
            (stopped, shift) = (null, TimeSpan.Zero);
        }
    }
}
