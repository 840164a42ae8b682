using InBeeld.Planning.Rosters;

namespace InBeeld.Planning.Tests.Rosters;

/// <summary>Checks an answer with the problem only; shares nothing with the solver.</summary>
internal static class RosterCheck
{
    /// <returns>The objective by own count.</returns>
    public static long Value(RosterProblem problem, IReadOnlyList<Duty> duties)
    {
        var slots = problem.Slots.ToDictionary(s => s.Id);
        var w = problem.Weights;
        long value = 0;
        foreach (var s in problem.Slots)
        {
            foreach (var n in s.Needed)
            {
                var there = duties.Count(d => d.Slot == s.Id && d.Skill == n.Skill && !d.Reserve);
                value += w.MissingStaff * Math.Max(0, n.Count - there);
            }

            foreach (var n in s.Reserve)
            {
                var there = duties.Count(d => d.Slot == s.Id && d.Skill == n.Skill && d.Reserve);
                value += w.MissingReserve * Math.Max(0, n.Count - there);
            }
        }

        value += w.Load * duties.GroupBy(d => d.Staff).Select(g => g.Count()).DefaultIfEmpty(0).Max();
        foreach (var p in problem.Staff)
        {
            var mine = duties.Where(d => d.Staff == p.Id).ToList();
            foreach (var d in mine)
            {
                var slot = slots[d.Slot];
                var dislike = Said(p, slot) ?? 0;
                value += d.Reserve ? (w.ReserveDislike * dislike) + w.ReserveDuty : (w.WorkDislike * dislike) + (p.Places[0] == slot.Place ? 0 : w.NotOwnPlace);
            }

            foreach (var wish in p.Wishes)
            {
                var got = mine.Any(d => wish.Slot is { } id ? d.Slot == id : slots[d.Slot].Day == wish.Day && (wish.Part is null || wish.Part == slots[d.Slot].Part));
                value += got != wish.Want ? wish.Weight : 0;
            }

            if (problem.Previous.Count > 0)
            {
                for (var day = problem.From; day <= problem.Slots.Max(s => s.Day); day++)
                {
                    var before = problem.Previous.FirstOrDefault(d => d.Staff == p.Id && slots[d.Slot].Day == day);
                    var now = mine.FirstOrDefault(d => slots[d.Slot].Day == day);
                    value += before == now ? 0 : w.Change;
                }
            }
        }

        return value;
    }

    /// <returns>What is not allowed in these duties; empty: all is well. Duties of the past are taken as they are.</returns>
    public static List<string> Wrong(RosterProblem problem, IReadOnlyList<Duty> duties)
    {
        var wrong = new List<string>();
        var slots = problem.Slots.ToDictionary(s => s.Id);
        wrong.AddRange(problem.Past.Where(d => !duties.Contains(d)).Select(d => $"{d}: of the past, gone"));
        foreach (var g in duties.Except(problem.Past).GroupBy(d => (d.Slot, d.Skill, d.Reserve)))
        {
            var need = (g.Key.Reserve ? slots[g.Key.Slot].Reserve : slots[g.Key.Slot].Needed).Where(n => n.Skill == g.Key.Skill).Sum(n => n.Count);
            if (g.Count() > need)
            {
                wrong.Add($"{g.Key}: {g.Count()} where {need} are needed");
            }
        }

        foreach (var p in problem.Staff)
        {
            var mine = duties.Where(d => d.Staff == p.Id).OrderBy(d => slots[d.Slot].Day).ToList();
            foreach (var d in mine.Except(problem.Past))
            {
                var slot = slots[d.Slot];
                if (!p.Skills.Contains(d.Skill) || (p.Library && d.Skill is "teacher" or "supervisor" && p.Library) || Said(p, slot) is null || slot.Day < problem.From
                    || problem.Ill.Any(i => i.Staff == p.Id && slot.Day >= i.From && slot.Day <= i.To) || !(d.Reserve ? p.ReservePlaces : p.Places).Contains(slot.Place))
                {
                    wrong.Add($"{d}: may not");
                }
            }

            var past = problem.Past.Any(d => d.Staff == p.Id);
            if (past)
            {
                continue;
            }

            var days = mine.Select(d => slots[d.Slot].Day).ToList();
            if (days.Distinct().Count() != days.Count)
            {
                wrong.Add($"{p.Id}: two duties on one day");
            }

            foreach (var week in mine.GroupBy(d => slots[d.Slot].Day / 7))
            {
                if (week.Count(d => !d.Reserve) > (p.Limits.WorkPerWeek ?? 99) || week.Count(d => d.Reserve) > (p.Limits.ReservePerWeek ?? 99)
                    || week.Where(d => !d.Reserve).Sum(d => slots[d.Slot].End - slots[d.Slot].Start) > (p.Limits.MinutesPerWeek ?? 99_999))
                {
                    wrong.Add($"{p.Id}: too much in week {week.Key}");
                }
            }

            var work = mine.Where(d => !d.Reserve).Select(d => slots[d.Slot].Day).ToHashSet();
            foreach (var (most, length) in p.Limits.Windows.Select(x => (x.Most, x.Days)).Concat(p.Limits.ConsecutiveDays is { } c ? [(c, c + 1)] : []))
            {
                if (work.Any(first => Enumerable.Range(first, length).Count(work.Contains) > most))
                {
                    wrong.Add($"{p.Id}: more than {most} days in {length}");
                }
            }

            for (var i = 1; i < mine.Count; i++)
            {
                var (a, b) = (slots[mine[i - 1].Slot], slots[mine[i].Slot]);
                if (b.Day == a.Day + 1 && b.Start + 1440 - a.End < p.Limits.Rest)
                {
                    wrong.Add($"{p.Id}: no rest before day {b.Day}");
                }
            }
        }

        return wrong;
    }

    private static int? Said(RosterPerson p, RosterSlot slot) => p.Available
        .Where(a => a.Slot is { } id ? id == slot.Id : a.Day == slot.Day && (a.Part is null || a.Part == slot.Part))
        .Select(a => (int?)a.Dislike).Min();
}
