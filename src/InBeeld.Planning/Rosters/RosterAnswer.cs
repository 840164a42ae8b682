namespace InBeeld.Planning.Rosters;

/// <summary>A roster, what it lacks and why, and how good it is.</summary>
/// <param name="Work">Who works when.</param>
/// <param name="Reserve">Who can be called when.</param>
/// <param name="Called">Reserves of the previous roster who were called for somebody who cannot come; they stand in the work as well.</param>
/// <param name="Bound">No roster has a lower objective.</param>
/// <param name="Proven">The bound is the value: nothing better exists.</param>
/// <param name="FirstCome">What first come, first served gives for the same question.</param>
public sealed record RosterAnswer(
    IReadOnlyList<Duty> Work,
    IReadOnlyList<Duty> Reserve,
    IReadOnlyList<Duty> Called,
    IReadOnlyList<Uncovered> Uncovered,
    IReadOnlyList<Load> Loads,
    RosterValue Value,
    long Bound,
    bool Proven,
    RosterValue FirstCome,
    ulong Seed,
    long Rounds,
    double Seconds);

/// <summary>People missing in a slot, and why.</summary>
/// <param name="People">Who has the skill and can come then, but has another duty or is at a limit.</param>
public sealed record Uncovered(string Slot, string Skill, bool Reserve, int Missing, WhyUncovered Why, IReadOnlyList<string> People);

/// <summary>The reason that people are missing.</summary>
public enum WhyUncovered
{
    /// <summary>Nobody who may do this has the skill and goes to the place.</summary>
    NobodyWithTheSkill,

    /// <summary>There are people for it, but none can come then.</summary>
    NobodyAvailable,

    /// <summary>Who can come has another duty that day.</summary>
    AllOnDuty,

    /// <summary>Who can come is at a limit, or has another duty that day.</summary>
    AllAtTheirLimit,

    /// <summary>Somebody could, but by the weights given it costs more than it is worth.</summary>
    NotWorthIt,
}

/// <summary>How much one person does.</summary>
public sealed record Load(string Staff, int Work, int Reserve, int Minutes);

/// <summary>The objective and its parts; <paramref name="Total"/> is the weighted sum.</summary>
/// <param name="Wishes">Cost of dislikes, other places, reserve duties and wishes not met.</param>
public sealed record RosterValue(long Total, int MissingStaff, int MissingReserve, int Changes, int HighestLoad, long Wishes);
