namespace InBeeld.Planning.Allocation;

/// <summary>
/// Lagrangian prices: capacity is not a limit but costs a price per use; every unit takes what is best for it. What comes out is a bound, and the
/// prices say which spots are good in the whole. Prices by subgradient steps (Held, Wolfe, Crowder, 1974; Fisher, 1981).
/// </summary>
internal static class Prices
{
    /// <param name="Value">Per spot what it is worth; the sum is to be as large as possible.</param>
    /// <param name="Leave">Per unit whether it may have no place (worth 0).</param>
    /// <param name="Rows">Sums over the chosen spots that must at least be reached.</param>
    internal sealed record Goal(double[] Value, bool[] Leave, (double[] PerSpot, double Least)[] Rows);

    /// <param name="goal">What to bound.</param>
    /// <param name="reached">Worth of a plan that exists.</param>
    /// <returns>No plan is worth more; the price per place; and what one of each row is worth.</returns>
    public static (double Bound, double[] Price, double[] Lift) Solve(Flat flat, Goal goal, double reached, int rounds, Func<bool> stop)
    {
        var capacity = flat.Units.Capacity;
        var places = capacity.Length;
        // Rows are scaled so that one step suits them all.
        var size = goal.Rows.Select(r => Math.Max(1e-9, r.PerSpot.Select(Math.Abs).DefaultIfEmpty().Max())).ToArray();
        var price = new double[places];
        var lift = new double[goal.Rows.Length];
        var (best, bestPrice, bestLift) = (double.PositiveInfinity, price, lift);
        var (step, since) = (1.0, 0);
        for (var round = 0; round < rounds && !(round > 0 && stop()); round++)
        {
            var room = capacity.Select(c => (double)c).ToArray();
            var over = goal.Rows.Select((r, i) => -r.Least / size[i]).ToArray();
            var sum = 0.0;
            for (var p = 0; p < places; p++)
                sum += price[p] * room[p];
            for (var i = 0; i < lift.Length; i++)
                sum -= lift[i] * goal.Rows[i].Least / size[i];
            for (var u = 0; u < flat.Count; u++)
            {
                var (most, chosen) = (goal.Leave[u] ? 0 : double.NegativeInfinity, -1);
                for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                {
                    var v = goal.Value[s] - (price[flat.Place[s]] * flat.Use[s]);
                    for (var i = 0; i < lift.Length; i++)
                        v += lift[i] * goal.Rows[i].PerSpot[s] / size[i];
                    if (v > most)
                        (most, chosen) = (v, s);
                }

                if (chosen < 0)
                    continue;
                sum += most;
                room[flat.Place[chosen]] -= flat.Use[chosen];
                for (var i = 0; i < lift.Length; i++)
                    over[i] += goal.Rows[i].PerSpot[chosen] / size[i];
            }

            if (sum < best - 1e-9)
            {
                if (sum < best - (1e-6 * Math.Abs(best)))
                    since = 0;
                (best, bestPrice, bestLift) = (sum, (double[])price.Clone(), (double[])lift.Clone());
            }

            if (++since > 15)
                (step, since) = (step / 1.5, 0);
            if (!Step(price, lift, room, over, step * Math.Max(sum - reached, 1e-9 * Math.Abs(sum))) || step < 1e-5)
                break;
        }

        return (best, bestPrice, [.. bestLift.Select((l, i) => l / size[i])]);
    }

    private static bool Step(double[] price, double[] lift, double[] room, double[] over, double step)
    {
        var length = room.Where((r, p) => r < 0 || price[p] > 0).Sum(r => r * r) + over.Where((o, i) => o < 0 || lift[i] > 0).Sum(o => o * o);
        if (length < 1e-12)
            return false;
        for (var p = 0; p < price.Length; p++)
            price[p] = Math.Max(0, price[p] - (step * room[p] / length));
        for (var i = 0; i < lift.Length; i++)
            lift[i] = Math.Max(0, lift[i] - (step * over[i] / length));
        return true;
    }
}
