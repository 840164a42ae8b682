using InBeeld.Planning.Rosters;

namespace InBeeld.Planning.Tests.Rosters;

/// <summary>Small problems by chance, and their optimum by trying everything.</summary>
internal static class SmallRosters
{
    public static readonly PersonLimits Free = new(null, null, null, null, 0, []);

    public static RosterProblem Random(ulong seed, int people, int days)
    {
        var chance = new Chance(seed);
        string[] skills = ["toddlers", "teacher"];
        string[] places = ["a", "b"];
        var slots = new List<RosterSlot>();
        for (var d = 0; d < days; d++)
        {
            for (var part = 0; part < 2; part++)
            {
                if (chance.Below(3) > 0)
                {
                    slots.Add(new($"{d}-{part}", d, part == 0 ? 540 : 1140, part == 0 ? 720 : 1320, places[chance.Below(2)], part == 0 ? "early" : "late",
                        [new(skills[chance.Below(2)], 1)], chance.Below(2) == 0 ? [new(skills[chance.Below(2)], 1)] : []));
                }
            }
        }

        var staff = new List<RosterPerson>();
        for (var p = 0; p < people; p++)
        {
            var available = slots.Where(_ => chance.Below(4) > 0).Select(s => chance.Below(2) == 0
                ? new Available(s.Id, -1, null, chance.Below(4)) : new Available(null, s.Day, s.Part, chance.Below(4))).ToList();
            var wishes = slots.Where(_ => chance.Below(6) == 0).Select(s => new Wish(s.Id, -1, null, chance.Below(2) == 0, 1 + chance.Below(30))).ToList();
            staff.Add(new($"p{p}", chance.Below(3) == 0 ? skills : [skills[chance.Below(2)]], chance.Below(3) == 0 ? places : [places[chance.Below(2)]], places,
                chance.Below(5) == 0, available,
                new(chance.Below(2) == 0 ? 1 + chance.Below(3) : null, chance.Below(2) == 0 ? chance.Below(2) : null, chance.Below(3) == 0 ? 180 * (1 + chance.Below(2)) : null,
                    chance.Below(3) == 0 ? 1 + chance.Below(2) : null, chance.Below(2) * 700, chance.Below(3) == 0 ? [new(1 + chance.Below(2), 3)] : []), wishes));
        }

        return new(slots, staff, new(), [], [], []);
    }

    public static long BestByTrying(RosterProblem problem)
    {
        var rosters = problem.Staff.Select(p => Own(problem, p)).ToList();
        var best = long.MaxValue;
        void Try(int p, List<Duty> duties)
        {
            if (p == rosters.Count)
            {
                best = RosterCheck.Wrong(problem, duties).Count == 0 ? Math.Min(best, RosterCheck.Value(problem, duties)) : best;
                return;
            }

            foreach (var own in rosters[p])
            {
                Try(p + 1, [.. duties, .. own]);
            }
        }

        Try(0, []);
        return best;
    }

    private static List<List<Duty>> Own(RosterProblem problem, RosterPerson person)
    {
        var alone = problem with { Staff = [person] };
        List<List<Duty>> all = [[]];
        foreach (var slot in problem.Slots)
        {
            var choices = slot.Needed.Select(n => new Duty(slot.Id, person.Id, n.Skill, false)).Concat(slot.Reserve.Select(n => new Duty(slot.Id, person.Id, n.Skill, true)));
            all = [.. all.Concat(choices.SelectMany(c => all.Select(a => new List<Duty>(a) { c }))).Where(a => RosterCheck.Wrong(alone, a).Count == 0)];
        }

        return all;
    }
}
