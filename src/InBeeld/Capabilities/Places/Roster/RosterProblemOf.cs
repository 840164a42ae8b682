using InBeeld.Capabilities.Places.Model;
using InBeeld.Kernel;
using InBeeld.Planning.Rosters;

namespace InBeeld.Capabilities.Places.Roster;

/// <summary>Slots of one room and part of a day that ask the same: planned as one, so that somebody who comes stays.</summary>
internal sealed record Block(string Id, IReadOnlyList<StaffSlot> Slots)
{
    public StaffSlot First => Slots[0];
}

/// <summary>Somebody cannot come on these days.</summary>
internal sealed class AwayRow
{
    public Guid Id { get; set; }
    public Guid MembershipId { get; set; }
    public string Name { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
}

/// <summary>A week of slots and people as a problem for the planner of rosters. Everybody works for the library: the planner never makes them supervisor or teacher.</summary>
internal static class RosterProblemOf
{
    public const string Anyone = "any";

    private const string Library = "library";

    /// <summary>What has not begun yet, by room, part of the day and what is asked.</summary>
    public static List<Block> Blocks(IEnumerable<StaffSlot> slots, DateTimeOffset now) =>
        [.. slots.Where(s => s.Planned && s.Starts > now).GroupBy(s => (s.RoomId, s.Day, s.Part, s.NeedPeople, s.NeedReserve, Skills: string.Join(',', s.Skills.Order(StringComparer.Ordinal))))
            .Select(g => new Block(g.First().Id.ToString(), [.. g])).OrderBy(b => b.First.Starts).ThenBy(b => b.First.Room, StringComparer.Ordinal)];

    /// <param name="duties">In force: what has begun stands, the rest is the roster that people know.</param>
    public static RosterProblem Of(DateOnly monday, DateTimeOffset now, IReadOnlyList<StaffSlot> slots, IReadOnlyList<Block> blocks, IReadOnlyList<Worker> workers, IReadOnlyList<DutyRow> duties, IReadOnlyList<AwayRow> away)
    {
        var blockOf = blocks.SelectMany(b => b.Slots.Select(s => (s.Id, b.Id))).ToDictionary(x => x.Item1, x => x.Item2);
        var known = workers.Select(w => w.Id).ToHashSet();
        // One person has one duty a day for the planner; of what has begun the longest part counts.
        var begun = slots.Where(s => !blockOf.ContainsKey(s.Id)).ToDictionary(s => s.Id);
        var past = duties.Where(d => begun.ContainsKey(d.SlotId) && d.State == "planned" && known.Contains(d.MembershipId))
            .GroupBy(d => (d.MembershipId, Amsterdam.Day(d.Starts))).Select(g => g.OrderByDescending(d => d.Works).ThenBy(d => d.Starts).First())
            .Select(d => new Duty(d.SlotId.ToString(), d.MembershipId.ToString(), SkillOf(d), !d.Works)).ToList();
        var previous = duties.Where(d => blockOf.ContainsKey(d.SlotId) && d.State == "planned" && known.Contains(d.MembershipId))
            .GroupBy(d => (d.MembershipId, Amsterdam.Day(d.Starts))).Select(g => g.OrderByDescending(d => d.Works).First())
            .Select(d => new Duty(blockOf[d.SlotId], d.MembershipId.ToString(), SkillOf(d), !d.Works)).ToList();
        return new RosterProblem(
            [.. blocks.Select(b => SlotOf(monday, b.Id, b.Slots, true)), .. begun.Values.Select(s => SlotOf(monday, s.Id.ToString(), [s], false))],
            [.. workers.Select(w => PersonOf(monday, w, blocks))],
            new RosterWeights(Levels: true),
            past,
            previous,
            [.. away.Where(a => known.Contains(a.MembershipId)).Select(a => new Planning.Rosters.Illness(a.MembershipId.ToString(), a.Starts.DayNumber - monday.DayNumber, a.Ends.DayNumber - monday.DayNumber))],
            Math.Max(0, Amsterdam.Day(now).DayNumber - monday.DayNumber));
    }

    private static string SkillOf(DutyRow d) => d.Works && d.Skill.Length > 0 ? d.Skill : Anyone;

    private static RosterSlot SlotOf(DateOnly monday, string id, IReadOnlyList<StaffSlot> slots, bool asks)
    {
        var (first, last) = (Amsterdam.Local(slots[0].Starts), Amsterdam.Local(slots.Max(s => s.Ends)));
        var need = slots[0];
        var plain = need.NeedPeople - need.Skills.Length;
        Need[] needed = asks ? [.. need.Skills.Select(k => new Need(k, 1)), .. plain > 0 ? [new Need(Anyone, plain)] : Array.Empty<Need>()] : [];
        Need[] reserve = asks && need.NeedReserve > 0 ? [new Need(Anyone, need.NeedReserve)] : [];
        var start = (first.Hour * 60) + first.Minute;
        return new RosterSlot(id, need.Day.DayNumber - monday.DayNumber, start, Math.Max(start + 1, (last.Hour * 60) + last.Minute), Library, need.Part, needed, reserve);
    }

    private static RosterPerson PersonOf(DateOnly monday, Worker w, IReadOnlyList<Block> blocks)
    {
        var wouldCost = w.Would == "rather_not" ? 1 : 0;
        var available = blocks.Select(b => (b, At: w.At(StaffWords.KeyOf(b.First.Starts)))).Where(x => x.At.Length > 0)
            .Select(x => new Available(x.b.Id, x.b.First.Day.DayNumber - monday.DayNumber, null, wouldCost + (x.At == "rather_not" ? 2 : 0))).ToList();
        return new RosterPerson(w.Id.ToString(), [.. w.Skills, Anyone], [Library], [Library], true, available, new PersonLimits(w.MostParts, null, w.HoursPerWeek * 60, null, 0, []), []);
    }
}
