namespace InBeeld.Planning.Rosters;

/// <summary>The bound with the part for the busiest person: split by the highest number of duties, and the least of the parts counts.</summary>
internal sealed class TotalBound(RosterModel model, Func<bool> stop)
{
    public long Of(RosterSearch search)
    {
        var value = search.Value;
        var load = model.Weights.Load;
        var bound = new RosterBound(model, stop);
        var price = model.Lines.Select(l => RosterBound.Exact(l.Missing / 2.0)).ToArray();

        // Without regard to the busiest: true for every roster.
        double wishes = value.Total - (load * value.HighestLoad);
        var free = bound.Climb(price, int.MaxValue, wishes, 600);
        var best = Round(free);
        if (load <= 0)
        {
            return load < 0 ? best + (load * model.Days) : best;
        }

        // Either somebody has as many duties as the busiest now, or everybody has fewer.
        var answer = Round(free) + (load * value.HighestLoad);
        for (var cap = value.HighestLoad - 1; cap >= 0; cap--)
        {
            var mine = (double[])price.Clone();
            var at = Math.Max(free, bound.Climb(mine, cap, value.Total - (load * cap), 60));
            answer = Math.Min(answer, Round(at) + (load * cap));
            if (double.IsInfinity(at) || Round(at) >= answer || stop())
            {
                // Fewer duties make it no better: what follows is at least this without the part for the load.
                return double.IsInfinity(at) ? answer : Math.Min(answer, Round(at));
            }
        }

        return answer;
    }

    private static long Round(double bound) => double.IsInfinity(bound) ? long.MaxValue / 4 : (long)Math.Ceiling(bound - 1e-9);
}
