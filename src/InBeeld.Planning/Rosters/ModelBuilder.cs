namespace InBeeld.Planning.Rosters;

/// <summary>From the problem as given to arrays; refuses what does not fit together.</summary>
internal static class ModelBuilder
{
    /// <exception cref="ArgumentException">Something in the problem does not fit; the message names it.</exception>
    public static RosterModel Build(RosterProblem problem)
    {
        var slots = Index(problem.Slots, s => s.Id, "slots");
        var staff = Index(problem.Staff, s => s.Id, "staff");
        var days = problem.Slots.Count == 0 ? 0 : problem.Slots.Max(s => s.Day) + 1;
        Refuse(days > 400, "slots: more than 400 days");
        foreach (var s in problem.Slots)
        {
            Refuse(s.Day < 0, $"slots {s.Id}: day is before 0");
            Refuse(s.Start < 0 || s.End <= s.Start || s.End > 2880, $"slots {s.Id}: end is not after start");
            Refuse(s.Needed.Concat(s.Reserve).Any(n => n.Count is < 0 or > 10_000), $"slots {s.Id}: count must be 0 to 10000");
        }

        foreach (var p in problem.Staff)
        {
            Refuse(p.Limits.Windows.Any(w => w.Days is < 1 or > 31 || w.Most < 0), $"staff {p.Id}: a window has 1 to 31 days");
            Refuse(p.Limits.ConsecutiveDays is < 0 or > 30, $"staff {p.Id}: consecutiveDays must be 0 to 30");
            foreach (var slot in p.Available.Select(a => a.Slot).Concat(p.Wishes.Select(w => w.Slot)))
            {
                Refuse(slot is not null && !slots.ContainsKey(slot), $"staff {p.Id}: there is no slot {slot}");
            }
        }

        foreach (var ill in problem.Ill)
        {
            Refuse(!staff.ContainsKey(ill.Staff), $"ill: there is no person {ill.Staff}");
        }

        foreach (var duty in problem.Past)
        {
            Refuse(!slots.TryGetValue(duty.Slot, out _), $"past: there is no slot {duty.Slot}");
            Refuse(!staff.TryGetValue(duty.Staff, out var p), $"past: there is no person {duty.Staff}");
            Refuse(Guarded(problem.Staff[p], duty.Skill), $"past: {duty.Staff} works for the library and is never {duty.Skill}");
        }

        Refuse(
            problem.Past.GroupBy(d => (d.Staff, problem.Slots[slots[d.Slot]].Day)).FirstOrDefault(g => g.Count() > 1) is { } twice,
            "past: somebody has two duties on one day");
        return Fill(problem, slots, days);
    }

    /// <summary>People of the library never stand in for a supervisor or a teacher.</summary>
    public static bool Guarded(RosterPerson person, string skill) =>
        person.Library && (skill.Equals("supervisor", StringComparison.OrdinalIgnoreCase) || skill.Equals("teacher", StringComparison.OrdinalIgnoreCase));

    /// <summary>Dislike if this person can come to the slot; null if not.</summary>
    public static int? CanCome(RosterProblem problem, RosterPerson person, RosterSlot slot)
    {
        if (problem.Ill.Any(i => i.Staff == person.Id && slot.Day >= i.From && slot.Day <= i.To))
        {
            return null;
        }

        int? best = null;
        foreach (var a in person.Available)
        {
            if (Meant(a.Slot, a.Day, a.Part, slot))
            {
                best = Math.Min(best ?? int.MaxValue, a.Dislike);
            }
        }

        return best;
    }

    public static long Wish(RosterPerson person, RosterSlot slot, RosterWeights w, bool reserve, int dislike) =>
        reserve
            ? (w.ReserveDislike * dislike) + w.ReserveDuty
            : (w.WorkDislike * dislike) + (person.Places.Count > 0 && person.Places[0] == slot.Place ? 0 : w.NotOwnPlace);

    private static bool Meant(string? id, int day, string? part, RosterSlot slot) =>
        id is not null ? id == slot.Id : day == slot.Day && (part is null || part == slot.Part);

    private static RosterModel Fill(RosterProblem problem, Dictionary<string, int> slots, int days)
    {
        var weights = RosterLevels.Of(problem, days);
        var done = problem.Past.GroupBy(d => (d.Slot, d.Skill, d.Reserve)).ToDictionary(g => g.Key, g => g.Count());
        var lines = new List<Line>();
        var byDay = new List<int>[days];
        for (var d = 0; d < days; d++)
        {
            byDay[d] = [];
        }

        for (var s = 0; s < problem.Slots.Count; s++)
        {
            var slot = problem.Slots[s];
            foreach (var (need, reserve) in slot.Needed.Select(n => (n, false)).Concat(slot.Reserve.Select(n => (n, true))))
            {
                var key = (slot.Id, need.Skill, reserve);
                var filled = Math.Min(need.Count, done.GetValueOrDefault(key));
                done[key] = done.GetValueOrDefault(key) - filled;
                byDay[slot.Day].Add(lines.Count);
                lines.Add(new(s, need.Skill, reserve, need.Count - filled, reserve ? weights.MissingReserve : weights.MissingStaff, slot.Day));
            }
        }

        var past = problem.Past.ToDictionary(d => (d.Staff, problem.Slots[slots[d.Slot]].Day));
        var previous = problem.Previous.Where(d => slots.ContainsKey(d.Slot)).GroupBy(d => (d.Staff, problem.Slots[slots[d.Slot]].Day)).ToDictionary(g => g.Key, g => g.First());
        var people = problem.Staff.Count;
        T[][] Table<T>() => [.. Enumerable.Range(0, people).Select(_ => new T[days])];
        var (options, freeCost, freeWish, freeChanged, isFixed, exempt) = (Table<Option[]>(), Table<long>(), Table<long>(), Table<bool>(), Table<bool>(), Table<bool>());
        for (var p = 0; p < people; p++)
        {
            var person = problem.Staff[p];
            for (var d = 0; d < days; d++)
            {
                var before = previous.GetValueOrDefault((person.Id, d));
                var stands = past.GetValueOrDefault((person.Id, d));
                isFixed[p][d] = stands is not null || d < problem.From;
                exempt[p][d] = d < problem.From;
                var wanted = problem.Slots.Where(s => s.Day == d).ToDictionary(s => s.Id, s => person.Wishes.Where(w => Meant(w.Slot, w.Day, w.Part, s)).ToList());
                freeWish[p][d] = person.Wishes.Where(w => w.Want && wanted.Values.Any(v => v.Contains(w))).Sum(w => (long)w.Weight);
                freeChanged[p][d] = before is not null && d >= problem.From;
                freeCost[p][d] = freeWish[p][d] + (freeChanged[p][d] ? weights.Change : 0);
                Option Make(int line, RosterSlot slot, Duty duty, int dislike)
                {
                    var met = wanted[slot.Id];
                    var wish = Wish(person, slot, weights, duty.Reserve, dislike) + freeWish[p][d] - met.Where(w => w.Want).Sum(w => (long)w.Weight) + met.Where(w => !w.Want).Sum(w => (long)w.Weight);
                    var changed = problem.Previous.Count > 0 && d >= problem.From && duty != before;
                    return new(line, wish + (changed ? weights.Change : 0), wish, changed, duty, slot.Start, slot.End);
                }

                if (stands is not null)
                {
                    var slot = problem.Slots[slots[stands.Slot]];
                    options[p][d] = [Make(-1, slot, stands, CanCome(problem with { Ill = [] }, person, slot) ?? 0)];
                    continue;
                }

                options[p][d] = d < problem.From ? [] :
                [
                    .. from l in byDay[d]
                       let line = lines[l]
                       let slot = problem.Slots[line.Slot]
                       where line.Count > 0 && person.Skills.Contains(line.Skill) && !Guarded(person, line.Skill) && (line.Reserve ? person.ReservePlaces : person.Places).Contains(slot.Place)
                       let dislike = CanCome(problem, person, slot)
                       where dislike is not null
                       select Make(l, slot, new(slot.Id, person.Id, line.Skill, line.Reserve), dislike.Value),
                ];
            }
        }

        var model = new RosterModel
        {
            Problem = problem,
            Weights = weights,
            Days = days,
            Lines = [.. lines],
            Options = options,
            FreeCost = freeCost,
            FreeWish = freeWish,
            FreeChanged = freeChanged,
            Fixed = isFixed,
            Exempt = exempt,
            Rules = [.. problem.Staff.Select(p => new PersonRules(p.Limits))],
        };
        var empty = model.Empty();
        for (var p = 0; p < people; p++)
        {
            for (var d = 0; d < days; d++)
            {
                exempt[p][d] |= isFixed[p][d] && empty[p][d] > 0 && !model.Rules[p].Allows(options[p], empty[p], d, options[p][d][0]);
            }
        }

        return model;
    }

    private static Dictionary<string, int> Index<T>(IReadOnlyList<T> list, Func<T, string> id, string field)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            Refuse(!index.TryAdd(id(list[i]), i), $"{field}: {id(list[i])} stands there twice");
        }

        return index;
    }

    private static void Refuse([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(true)] bool wrong, string why)
    {
        if (wrong)
        {
            throw new ArgumentException(why);
        }
    }
}
