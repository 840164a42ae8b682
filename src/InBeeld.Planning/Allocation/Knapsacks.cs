namespace InBeeld.Planning.Allocation;

/// <summary>
/// A stronger bound than that of prices per place: each unit has a price, each place takes the set that is worth most to it (Fisher, Jaikumar,
/// Van Wassenhove, 1986). Prices by subgradient steps, with a part of the step before (Camerini, Fratta, Maffioli, 1975).
/// </summary>
internal sealed class Knapsacks
{
    private readonly Flat flat;
    private readonly int[][] spots;
    private readonly int[] unitOf;
    private readonly Knapsack one = new();

    public Knapsacks(Flat flat)
    {
        this.flat = flat;
        (spots, unitOf) = flat.ByPlace();
    }

    /// <summary>For sums to be made large.</summary>
    /// <param name="value">Per spot.</param>
    /// <param name="leave">Per unit whether it may have no place (worth 0).</param>
    /// <param name="price">Per unit, to begin with; gets the best.</param>
    /// <param name="reached">Worth of a plan that exists.</param>
    /// <param name="seen">Gets the sets of a round: per spot whether it is taken, and the bound.</param>
    /// <returns>No plan is worth more.</returns>
    public double Solve(double[] value, bool[] leave, double[] price, double reached, int rounds, Func<bool> stop, Action<bool[], double>? seen = null)
    {
        var best = double.PositiveInfinity;
        var now = (double[])price.Clone();
        var (direction, times, taken) = (new double[flat.Count], new int[flat.Count], new bool[value.Length]);
        var widest = spots.Select(s => s.Length).DefaultIfEmpty().Max();
        var (mine, uses, chosen) = (new double[widest], new long[widest], new bool[widest]);
        var (step, since) = (1.0, 0);
        for (var round = 0; round < rounds && !(round > 0 && stop()); round++)
        {
            var sum = now.Sum();
            Array.Clear(times);
            for (var p = 0; p < spots.Length; p++)
            {
                var all = spots[p];
                for (var i = 0; i < all.Length; i++)
                    (mine[i], uses[i]) = (value[all[i]] - now[unitOf[all[i]]], flat.Use[all[i]]);
                one.Fill(mine.AsSpan(0, all.Length), uses.AsSpan(0, all.Length), flat.Units.Capacity[p]);
                one.Best(chosen);
                sum += one.Most;
                for (var i = 0; i < all.Length; i++)
                {
                    taken[all[i]] = chosen[i];
                    times[unitOf[all[i]]] += chosen[i] ? 1 : 0;
                }
            }

            seen?.Invoke(taken, sum);
            if (sum < best - 1e-9)
            {
                since = sum < best - (1e-7 * Math.Abs(best)) ? 0 : since;
                best = sum;
                now.CopyTo(price, 0);
            }

            if (++since > 12)
            {
                (step, since) = (step / 1.6, 0);
                price.CopyTo(now, 0);
            }

            if (step < 1e-4 || !Step(now, direction, times, leave, step * Math.Max(sum - reached, 1e-9 * Math.Abs(sum))))
                break;
        }

        return best;
    }

    private static bool Step(double[] now, double[] direction, int[] times, bool[] leave, double step)
    {
        var length = 0.0;
        for (var u = 0; u < now.Length; u++)
        {
            direction[u] = times[u] - 1 + (0.4 * direction[u]);
            if (leave[u] && now[u] <= 0 && direction[u] < 0)
                direction[u] = 0;
            length += direction[u] * direction[u];
        }

        if (length < 1e-12)
            return false;
        for (var u = 0; u < now.Length; u++)
        {
            now[u] += step * direction[u] / length;
            if (leave[u])
                now[u] = Math.Max(0, now[u]);
        }

        return true;
    }
}
