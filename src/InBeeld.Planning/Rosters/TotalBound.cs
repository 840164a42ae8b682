namespace InBeeld.Planning.Rosters;

/// <summary>The bound with the part for the busiest person: split by the highest number of duties, and the least of the parts counts.</summary>
internal sealed class TotalBound(RosterModel model, Func<bool> stop, Func<bool> pricesStop)
{
    public double[] Prices { get; private set; } = [];

    /// <summary>Highest numbers of duties under which something better may be, most promising first.</summary>
    public List<int> Caps { get; private set; } = [];

    public long Of(RosterSearch search)
    {
        var value = search.Value;
        var load = model.Weights.Load;
        var bound = new RosterBound(model, pricesStop);
        var price = model.Lines.Select(l => RosterBound.Exact(l.Missing / 2.0)).ToArray();

        // Without regard to the busiest: true for every roster.
        double wishes = value.Total - (load * value.HighestLoad);
        var columns = new ColumnProgram(model, new Chance(1));
        for (var p = 0; p < model.People; p++)
        {
            columns.Add(p, search.Best[p]);
        }

        // Two points to begin from; the better one goes on.
        var scarce = Scarce(search.Best);
        var free = bound.Climb(price, int.MaxValue, wishes, 60);
        var other = bound.Climb(scarce, int.MaxValue, wishes, 60);
        if (other > free)
            price = scarce;
        free = bound.Climb(price, int.MaxValue, wishes, 300);
        free = Math.Max(free, bound.Climb(price, int.MaxValue, wishes, 40, columns));
        free = bound.Columns(price, int.MaxValue, free, wishes, columns);
        Prices = price;
        search.Prices = price;
        search.Offer(Repaired(columns.Rounded(), price));
        var best = Round(free);
        if (load <= 0)
        {
            return load < 0 ? best + (load * model.Days) : best;
        }

        // Either somebody has as many duties as the busiest now, or everybody has fewer.
        var answer = Round(free) + (load * value.HighestLoad);
        var hope = new List<(long Bound, int Cap)> { (answer, value.HighestLoad) };
        for (var cap = value.HighestLoad - 1; cap >= 0; cap--)
        {
            var mine = (double[])price.Clone();
            var at = Math.Max(free, bound.Climb(mine, cap, value.Total - (load * cap), 60));
            answer = Math.Min(answer, Round(at) + (load * cap));
            hope.Add((Round(at) + (load * cap), cap));
            if (double.IsInfinity(at) || Round(at) >= answer || stop())
            {
                // Fewer duties make it no better: what follows is at least this without the part for the load.
                Take();
                return double.IsInfinity(at) ? answer : Math.Min(answer, Round(at));
            }
        }

        Take();
        return answer;

        void Take() => Caps = [.. hope.Where(h => h.Bound < search.Value.Total).OrderBy(h => h.Bound).ThenBy(h => h.Cap).Select(h => h.Cap)];
    }

    /// <summary>A need that the best roster leaves open is dear; the others cost about as much as wishes do.</summary>
    private double[] Scarce(int[][] roster)
    {
        var open = model.Open(roster);
        var usual = 2.0 * (model.Weights.Load + model.Weights.WorkDislike + 1);
        return [.. model.Lines.Select((l, i) => RosterBound.Exact(open[i] > 0 ? l.Missing : Math.Min(l.Missing, usual)))];
    }

    /// <summary>Rosters that need the same place twice are made again, one person after another.</summary>
    private int[][] Repaired(int[][] roster, double[] price)
    {
        var one = new OneRoster(model);
        var open = model.Open(model.Empty());
        for (var p = 0; p < model.People; p++)
        {
            var lines = model.Options[p].Select((o, d) => roster[p][d] > 0 ? o[roster[p][d] - 1].Line : -1).Where(l => l >= 0).ToList();
            if (lines.Any(l => open[l] == 0))
            {
                var row = new int[model.Days];
                if (!double.IsInfinity(one.Best(p, [.. price.Select((x, l) => open[l] > 0 ? x : OneRoster.Closed)], int.MaxValue, row)))
                {
                    roster[p] = row;
                    lines = [.. model.Options[p].Select((o, d) => row[d] > 0 ? o[row[d] - 1].Line : -1).Where(l => l >= 0)];
                }
            }

            lines.ForEach(l => open[l]--);
        }

        return roster;
    }

    private static long Round(double bound) => double.IsInfinity(bound) ? long.MaxValue / 4 : (long)Math.Ceiling(bound - 1e-9);
}
