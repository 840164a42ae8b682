namespace InBeeld.Planning.Rosters;

/// <summary>
/// What no roster can be better than. Each need gets a price; then every person takes the own best roster for those prices, without regard
/// to the others (Lagrangian relaxation: Held and Karp 1971, Fisher 1981). All prices are multiples of 1/1024, so that the sums are exact.
/// </summary>
internal sealed class RosterBound(RosterModel model, Func<bool> stop)
{
    private readonly OneRoster one = new(model);

    /// <summary>The bound for these prices and at most so many duties for one person, without the part for the highest number of duties.</summary>
    public double At(double[] price, int cap, int[] filled, int[]?[] rosters)
    {
        double sum = 0;
        Array.Clear(filled);
        for (var l = 0; l < price.Length; l++)
        {
            sum += price[l] * model.Lines[l].Count;
        }

        for (var p = 0; p < model.People; p++)
        {
            var row = new int[model.Days];
            var best = one.Best(p, price, cap, row);
            if (double.IsInfinity(best))
            {
                return double.PositiveInfinity;
            }

            sum += best;
            rosters[p] = row;
            for (var d = 0; d < model.Days; d++)
            {
                if (row[d] > 0 && model.Options[p][d][row[d] - 1].Line is >= 0 and var line)
                {
                    filled[line]++;
                }
            }
        }

        return sum;
    }

    /// <summary>Makes the bound higher step by step (subgradients with the step of Polyak 1969).</summary>
    /// <param name="price">Begin, and gets the best prices found.</param>
    /// <param name="target">A value that a roster has, without the part for the highest number of duties.</param>
    public double Climb(double[] price, int cap, double target, int rounds, ColumnProgram? columns = null)
    {
        var best = double.NegativeInfinity;
        var now = (double[])price.Clone();
        var filled = new int[now.Length];
        var direction = new double[now.Length];
        var rosters = new int[]?[model.People];
        double step = 1;
        var still = 0;
        for (var round = 0; round < rounds && (round == 0 || !stop()); round++)
        {
            var bound = At(now, cap, filled, rosters);
            for (var p = 0; columns is not null && p < rosters.Length && round % 4 == 0; p++)
            {
                _ = rosters[p] is { } row && columns.Add(p, row);
            }

            if (bound > best)
            {
                best = bound;
                still = 0;
                Array.Copy(now, price, now.Length);
            }
            else if (++still >= 15)
            {
                still = 0;
                step /= 2;
                Array.Copy(price, now, now.Length);
            }

            if (best > target - 1 || step < 1e-5)
            {
                break;
            }

            double length = 0;
            for (var l = 0; l < now.Length; l++)
            {
                double need = model.Lines[l].Count - filled[l];
                direction[l] = need + (0.3 * direction[l]);
                direction[l] = now[l] >= model.Lines[l].Missing && direction[l] > 0 ? 0 : direction[l];
                length += direction[l] * direction[l];
            }

            if (length == 0)
            {
                break;
            }

            for (var l = 0; l < now.Length; l++)
            {
                now[l] = Exact(Math.Min(model.Lines[l].Missing, now[l] + (step * Math.Max(1, target - bound) / length * direction[l])));
            }
        }

        return best;
    }

    /// <summary>Makes the bound higher with the prices of a linear programme over rosters (column generation: Gilmore and Gomory 1961; smoothed: Wentges 1997).</summary>
    /// <param name="price">Begin, and gets the best prices found.</param>
    /// <param name="best">The bound at those prices.</param>
    public double Columns(double[] price, int cap, double best, double target, ColumnProgram columns)
    {
        var filled = new int[price.Length];
        var rosters = new int[]?[model.People];
        double smooth = 0.8;
        var idle = 0;
        At(price, cap, filled, rosters);
        Take();
        while (!stop() && Math.Ceiling(best - 1e-9) < target)
        {
            columns.Solve(stop);
            if (columns.Value() - best < 1e-3 || idle > 80)
            {
                break;
            }

            var fresh = false;
            for (var share = smooth; !fresh && !stop(); share = 0)
            {
                var at = new double[price.Length];
                for (var l = 0; l < at.Length; l++)
                {
                    at[l] = Exact(Math.Min(model.Lines[l].Missing, (share * price[l]) + ((1 - share) * columns.Prices[model.People + l])));
                }

                var bound = At(at, cap, filled, rosters);
                fresh = Take();
                idle = bound > best + 0.5 ? 0 : idle + 1;
                if (bound > best)
                {
                    best = bound;
                    Array.Copy(at, price, at.Length);
                    fresh = true;
                }
                else if (share > 0)
                {
                    smooth = Math.Max(0.5, smooth - 0.01);
                }

                if (share == 0)
                {
                    break;
                }
            }

            if (!fresh)
            {
                break;
            }
        }

        return best;

        bool Take()
        {
            var any = false;
            for (var p = 0; p < rosters.Length; p++)
            {
                any |= rosters[p] is { } row && columns.Add(p, row);
            }

            return any;
        }
    }

    /// <returns>A multiple of 1/1024.</returns>
    public static double Exact(double price) => Math.Floor(price * 1024) / 1024;
}
