using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Model;

/// <summary>When an open step is too late, and for whom: first for its owner, a day later for the coordinator. Computed when read; nothing runs at night.</summary>
internal static class Lateness
{
    /// <summary>Too late is what was due before this day, in the eyes of this role.</summary>
    public static DateOnly Limit(string role, DateOnly today) => role == Role.Coordinator ? today.AddDays(-1) : today;

    /// <summary>How a date stands, as shape and colour: too late, today; a later day has none.</summary>
    public static string? Shape(DateOnly? due, DateOnly today) => due is not { } day || day > today ? null : day < today ? "late" : "due";

    /// <summary>Late, today, within three days, later: to group by.</summary>
    public static string Group(DateOnly due, DateOnly today) => due < today ? "late" : due == today ? "today" : due <= today.AddDays(3) ? "soon" : "later";
}
