namespace InBeeld.Planning.Rosters;

/// <summary>People to plan on the slots of a few weeks. One person has at most one duty a day.</summary>
/// <param name="Past">Duties that stand: done, or fixed by hand. They count for the limits and are never moved.</param>
/// <param name="From">Nothing is planned before this day; those days hold only what stands in the past.</param>
/// <param name="Previous">The roster people already know; every difference costs <see cref="RosterWeights.Change"/>.</param>
/// <param name="Ill">Who cannot come, and when.</param>
public sealed record RosterProblem(
    IReadOnlyList<RosterSlot> Slots,
    IReadOnlyList<RosterPerson> Staff,
    RosterWeights Weights,
    IReadOnlyList<Duty> Past,
    IReadOnlyList<Duty> Previous,
    IReadOnlyList<Illness> Ill,
    int From = 0);

/// <summary>A stretch of time at a place in which people are needed.</summary>
/// <param name="Day">Counted from 0; weeks are days 0-6, 7-13 and so on.</param>
/// <param name="Start">Minutes since midnight.</param>
/// <param name="End">Minutes since midnight, after the start; past 1440 is the next morning.</param>
/// <param name="Part">Name of a part of the day, so that people can say when they can come without naming slots.</param>
public sealed record RosterSlot(string Id, int Day, int Start, int End, string Place, string? Part, IReadOnlyList<Need> Needed, IReadOnlyList<Need> Reserve);

/// <summary>So many people with a skill.</summary>
public sealed record Need(string Skill, int Count);

/// <summary>Somebody who can be planned.</summary>
/// <param name="Places">Where this person works; the first is the own place.</param>
/// <param name="ReservePlaces">For which places this person can be a reserve.</param>
/// <param name="Library">Works for the library: never planned as supervisor or teacher.</param>
public sealed record RosterPerson(
    string Id,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> ReservePlaces,
    bool Library,
    IReadOnlyList<Available> Available,
    PersonLimits Limits,
    IReadOnlyList<Wish> Wishes);

/// <summary>Can come to one slot, or to all slots of a day, or of one part of a day.</summary>
/// <param name="Dislike">0: gladly; higher: rather not.</param>
public sealed record Available(string? Slot, int Day, string? Part, int Dislike);

/// <summary>Would like (or not) to have a duty then; not getting it costs the weight.</summary>
public sealed record Wish(string? Slot, int Day, string? Part, bool Want, int Weight);

/// <summary>What may be asked of one person; null: no limit.</summary>
/// <param name="WorkPerWeek">Work duties in one week.</param>
/// <param name="ReservePerWeek">Reserve duties in one week.</param>
/// <param name="MinutesPerWeek">Minutes of work in one week.</param>
/// <param name="ConsecutiveDays">Work days in a row.</param>
/// <param name="Rest">Minutes between the end of a duty and the start of one on the next day.</param>
/// <param name="Windows">At most so many work days in each stretch of so many days.</param>
public sealed record PersonLimits(int? WorkPerWeek, int? ReservePerWeek, int? MinutesPerWeek, int? ConsecutiveDays, int Rest, IReadOnlyList<Window> Windows);

/// <summary>At most <paramref name="Most"/> work days in any <paramref name="Days"/> days.</summary>
public sealed record Window(int Most, int Days);

/// <summary>One person in one slot, for one skill.</summary>
public sealed record Duty(string Slot, string Staff, string Skill, bool Reserve);

/// <summary>Somebody cannot come on these days, both ends included.</summary>
public sealed record Illness(string Staff, int From, int To);

/// <summary>What counts how much in one sum that is made as small as possible.</summary>
/// <param name="Load">Times the number of duties of the person who has most.</param>
/// <param name="Levels">Each before all that follow: missing staff, missing reserve, changes, then the rest. The first three weights are then computed.</param>
public sealed record RosterWeights(
    long MissingStaff = 100_000,
    long MissingReserve = 10_000,
    long Change = 1_000,
    long Load = 20,
    long WorkDislike = 10,
    long NotOwnPlace = 3,
    long ReserveDislike = 3,
    long ReserveDuty = 2,
    bool Levels = false);
