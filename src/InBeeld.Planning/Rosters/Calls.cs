namespace InBeeld.Planning.Rosters;

/// <summary>When somebody of the previous roster cannot come, the reserve of that time is called before anything else is moved.</summary>
internal static class Calls
{
    public static (List<Duty> Called, RosterProblem After) Of(RosterModel model)
    {
        var problem = model.Problem;
        var slots = problem.Slots.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var people = problem.Staff.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var previous = problem.Previous.Where(d => slots.TryGetValue(d.Slot, out var s) && people.ContainsKey(d.Staff) && s.Day >= problem.From).ToList();
        bool Gone(Duty d) => ModelBuilder.CanCome(problem, problem.Staff[people[d.Staff]], slots[d.Slot]) is null;
        var calm = problem.Past.Select(d => (d.Staff, slots[d.Slot].Day)).ToHashSet();
        var reserves = previous.Where(d => d.Reserve && !Gone(d) && !calm.Contains((d.Staff, slots[d.Slot].Day))).ToList();
        var called = new List<Duty>();
        var used = new List<Duty>();
        foreach (var lost in previous.Where(d => !d.Reserve && Gone(d) && slots[d.Slot].Needed.Any(n => n.Skill == d.Skill)).OrderBy(d => slots[d.Slot].Day).ThenBy(d => slots[d.Slot].Start).ThenBy(d => d.Slot, StringComparer.Ordinal))
        {
            var slot = slots[lost.Slot];
            var reserve = reserves.FirstOrDefault(r => !used.Contains(r) && Can(problem.Staff[people[r.Staff]], slots[r.Slot], people[r.Staff]));
            if (reserve is not null)
            {
                used.Add(reserve);
                called.Add(new(lost.Slot, reserve.Staff, lost.Skill, false));
            }

            bool Can(RosterPerson p, RosterSlot own, int index)
            {
                if (own.Day != slot.Day || own.Start >= slot.End || slot.Start >= own.End || !p.Skills.Contains(lost.Skill) || ModelBuilder.Guarded(p, lost.Skill)
                    || ModelBuilder.CanCome(problem, p, slot) is null || !p.Places.Concat(p.ReservePlaces).Contains(slot.Place))
                {
                    return false;
                }

                // The limits, on the roster this person already has.
                var chosen = new int[model.Days];
                var options = model.Options[index];
                for (var d = 0; d < model.Days; d++)
                {
                    chosen[d] = model.Fixed[index][d] ? Math.Min(1, options[d].Length) : 1 + Array.FindIndex(options[d], o => previous.Contains(o.Duty) || called.Contains(o.Duty));
                }

                return model.Rules[index].Allows(options, chosen, slot.Day, new(-1, 0, 0, true, new(lost.Slot, p.Id, lost.Skill, false), slot.Start, slot.End));
            }
        }

        // Who is called has done what a reserve is for: that place in the reserve counts as filled.
        var after = problem with
        {
            Past = [.. problem.Past, .. called],
            Slots = [.. problem.Slots.Select(s => s with { Reserve = [.. s.Reserve.Select(n => n with { Count = Math.Max(0, n.Count - used.Count(u => u.Slot == s.Id && u.Skill == n.Skill)) })] })],
        };
        return (called, after);
    }
}
