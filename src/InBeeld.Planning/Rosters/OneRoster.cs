using System.Runtime.InteropServices;

namespace InBeeld.Planning.Rosters;

/// <summary>
/// The best roster of one person for given prices of the needs: a shortest path over the days, in which the state is all that the limits
/// remember (work and reserve duties and minutes of the week, the work days of the last days as bits, the end of yesterday's duty, duties so far).
/// </summary>
internal sealed class OneRoster(RosterModel model)
{
    private readonly Dictionary<(ulong Time, ulong Count), int> index = [];
    private readonly List<(ulong Time, ulong Count, double Cost, int From, int Choice)> states = [];

    /// <summary>Of a need that may not be filled.</summary>
    public const double Closed = double.NegativeInfinity;

    /// <param name="gain">What filling a need brings, by line.</param>
    /// <param name="cap">Highest number of duties; not below the number of the past.</param>
    /// <param name="chosen">Gets the choice by day.</param>
    /// <returns>Cost less gain; positive infinity if nothing is possible, which only the past can cause.</returns>
    public double Best(int p, double[] gain, int cap, int[] chosen)
    {
        var rules = model.Rules[p];
        var options = model.Options[p];
        var bits = rules.Windows.Length == 0 ? 0 : rules.Windows.Max(w => w.Days) - 1;
        var keep = (1UL << bits) - 1;

        states.Clear();
        states.Add((0, 0, 0, -1, 0));
        var begin = 0;
        for (var d = 0; d < model.Days; d++)
        {
            var until = states.Count;
            index.Clear();
            var earliest = int.MaxValue;
            if (d + 1 < model.Days)
            {
                foreach (var o in options[d + 1])
                {
                    earliest = Math.Min(earliest, o.Start);
                }
            }

            var weekEnds = (d + 1) % 7 == 0;
            for (var s = begin; s < until; s++)
            {
                var (time, count, cost, _, _) = states[s];
                ulong mask = time & 0xFFFFFFFF, minutes = time >> 32;
                ulong work = count & 15, reserve = (count >> 4) & 15, total = (count >> 8) & 0xFFFF, end = count >> 24;
                bool past = model.Fixed[p][d], exempt = model.Exempt[p][d];
                if (!past || options[d].Length == 0)
                {
                    Add(mask << 1, minutes, work, reserve, total, 0, cost + model.FreeCost[p][d], s, 0);
                }

                for (var k = 0; k < options[d].Length; k++)
                {
                    var o = options[d][k];
                    var price = o.Line < 0 ? 0 : gain[o.Line];
                    if (price == Closed || (!exempt && !Fits(rules, o, mask, (int)minutes, (int)work, (int)reserve, (int)total, (int)end, cap)))
                    {
                        continue;
                    }

                    var late = rules.Rest > 0 && earliest < int.MaxValue && earliest + 1440 - o.End < rules.Rest;
                    Add(
                        (mask << 1) | (o.Work ? 1UL : 0),
                        rules.MinutesPerWeek < int.MaxValue ? minutes + (ulong)o.Minutes : 0,
                        work + (o.Work ? 1UL : 0),
                        reserve + (o.Work ? 0 : 1UL),
                        cap < int.MaxValue ? total + 1 : 0,
                        late ? (ulong)o.End : 0,
                        cost + o.Cost - price,
                        s,
                        k + 1);
                }
            }

            begin = until;

            void Add(ulong mask, ulong minutes, ulong work, ulong reserve, ulong total, ulong end, double cost, int from, int choice)
            {
                mask &= keep;
                (minutes, work, reserve) = weekEnds ? (0, 0, 0) : (minutes, rules.WorkPerWeek < 8 ? work : 0, rules.ReservePerWeek < 8 ? reserve : 0);
                var key = (mask | (minutes << 32), work | (reserve << 4) | (total << 8) | (end << 24));
                ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out var known);
                if (!known)
                {
                    at = states.Count;
                    states.Add((key.Item1, key.Item2, cost, from, choice));
                }
                else if (cost < states[at].Cost)
                {
                    states[at] = (key.Item1, key.Item2, cost, from, choice);
                }
            }
        }

        var best = -1;
        for (var s = begin; s < states.Count; s++)
        {
            best = best < 0 || states[s].Cost < states[best].Cost ? s : best;
        }

        if (best < 0)
        {
            return double.PositiveInfinity;
        }

        var value = states[best].Cost;
        for (var d = model.Days - 1; d >= 0; d--)
        {
            chosen[d] = states[best].Choice;
            best = states[best].From;
        }

        return value;
    }

    private static bool Fits(PersonRules rules, Option o, ulong mask, int minutes, int work, int reserve, int total, int end, int cap)
    {
        if (total >= cap || (end > 0 && o.Start + 1440 - end < rules.Rest))
        {
            return false;
        }

        if (!o.Work)
        {
            return reserve < rules.ReservePerWeek;
        }

        if (work >= rules.WorkPerWeek || (rules.MinutesPerWeek < int.MaxValue && minutes + o.Minutes > rules.MinutesPerWeek))
        {
            return false;
        }

        foreach (var w in rules.Windows)
        {
            if (System.Numerics.BitOperations.PopCount(mask & ((1UL << (w.Days - 1)) - 1)) >= w.Most)
            {
                return false;
            }
        }

        return true;
    }
}
