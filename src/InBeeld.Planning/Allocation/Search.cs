namespace InBeeld.Planning.Allocation;

/// <summary>
/// Uses that differ, or children together: a generalised assignment, for which no exact method is fast. Small ones are still solved by trying everything
/// that could be better; for the others Lagrangian prices, annealing with longer and longer runs, and a bound.
/// </summary>
internal static class Search
{
    private const int Runs = 40, Turns = 600;

    /// <param name="half">The search for the first goal stops.</param>
    /// <param name="stop">The search stops; a little time is left for the bound.</param>
    /// <param name="end">Everything stops.</param>
    public static (int[] Choice, Worth Bound, string Method) Solve(Units units, int[] first, ulong seed, Func<bool> half, Func<bool> stop, Func<bool> end, Action<Progress> progress, bool small = true, int runs = Runs)
    {
        var flat = new Flat(units);
        var at = Numbers(flat, first);
        if (small && Enumeration.Solve(flat, at, half) is { } exact)
            return (Choices(flat, exact), units.Worth(Choices(flat, exact)), "enumeration");
        var worth = units.Worth(first);
        var split = BySplitting.Solve(flat, stop);
        if (split is not null && units.Worth(Choices(flat, split.At)) is var rounded && rounded < worth)
            (at, worth) = (split.At, rounded);
        var price = split?.Price ?? GuidingPrices(flat, at, stop);
        var chance = new Chance(seed);
        var bounds = new Bounds(flat, split?.UnplacedWeight ?? 0);
        void Take(Worth other, int[] plan)
        {
            if (other < worth)
                (worth, at) = (other, plan);
            progress(new Progress(worth.UnplacedWeight, Math.Min(worth.UnplacedWeight, bounds.UnplacedWeight), 0, units.PlaceOf(Choices(flat, at))));
        }

        // For a large problem the bound takes too long to work out more than once.
        var hopeless = Enumerable.Range(0, flat.Count).Where(u => flat.Start[u + 1] == flat.Start[u]).Sum(u => flat.Weight[u]);
        bool Done() => (flat.Place.Length <= 2000 || (flat.Place.Length <= Bounds.Large && worth.UnplacedWeight <= Math.Max(hopeless, bounds.UnplacedWeight)))
            && worth == bounds.Of(worth, stop);

        var (off, gap) = flat.Off(price);
        var most = Enumerable.Range(0, flat.Count).Sum(u => (long)flat.Kept[flat.Start[u]..flat.Start[u + 1]].DefaultIfEmpty().Max());
        var part = Math.Clamp((split is null ? 10_000L : 1000L) * flat.Count, 20_000, 10_000_000);
        var fixing = split is not null && split.Size.Distinct().Skip(1).Any() ? new Fixing(flat, split.Size, split.UnplacedWeight) : null;
        if (fixing is not null)
        {
            // From two plans: who is split in the plan as it is, and out of it.
            var without = (int[])at.Clone();
            foreach (var u in split!.Split)
                without[u] = -1;
            foreach (var begin in flat.Place.Length <= Bounds.Large ? new[] { without, at } : [at])
            {
                if (fixing.Around(begin, half) is not { } around)
                    break;
                Take(flat.Worth(around), around);
                if (worth.UnplacedWeight > split.UnplacedWeight)
                {
                    var (better, value) = fixing.Improve(around, split.Split, price, half);
                    Take(value, better);
                }
            }
        }

        for (var (run, moves) = (0, part); run < runs && run < (split is null ? 2 : 5) && !stop() && !Done(); run++, moves *= 2)
        {
            var annealing = new Annealing(flat, at, price, chance);
            var hot = run % 2 == 0 && most > worth.Kept ? flat.PerKept / 3 : gap;
            annealing.Run(moves, hot, gap / 20, 2, 20, stop);
            Take(annealing.Best, annealing.BestAt);
            if (fixing?.Around(at, stop) is { } evened)
                Take(flat.Worth(evened), evened);
        }

        var (unitPrice, sets) = UnitPrices(flat, at, price, stop);
        var groups = new Groups(flat, at, unitPrice, off, gap, chance);
        var still = 0;
        for (var run = 0; run < runs && !stop() && !Done(); run++)
        {
            if (split is null && still-- <= 0)
            {
                // From the sets that the places like best; who is in none of them comes later.
                groups.Restart(sets);
                still = 2;
            }

            // Quickly first, then more and more slowly.
            var turns = Math.Min(Turns, 25 << Math.Min(run, 6));
            for (var (turn, soft) = (0, 0.8 * gap); turn < turns && !stop(); turn++, soft *= Math.Pow(40, 1.0 / turns))
            {
                groups.Soften(split is null && turn < turns - 1 ? soft : double.PositiveInfinity);
                groups.Run(Math.Max(20, flat.Units.Capacity.Length), stop);
            }

            still = groups.Best < worth ? 2 : still;
            Take(groups.Best, groups.BestAt);
        }

        Take(groups.Best, groups.BestAt);
        return (Choices(flat, at), bounds.Of(worth, end), "search");
    }

    /// <summary>What a place for each unit costs in the whole, and a plan from the sets the places like best at those prices.</summary>
    private static (double[] Price, int[] At) UnitPrices(Flat flat, int[] at, double[] price, Func<bool> stop)
    {
        var (value, unit, reached) = (new double[flat.Place.Length], new double[flat.Count], 0.0);
        for (var u = 0; u < flat.Count; u++)
        {
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
            {
                value[s] = flat.Gain[s] + flat.Loss[u];
                unit[u] = Math.Max(unit[u], value[s] - (price[flat.Place[s]] * flat.Use[s]));
            }

            reached += at[u] < 0 ? 0 : value[at[u]];
        }

        var (least, sets) = (double.PositiveInfinity, new bool[value.Length]);
        _ = new Knapsacks(flat).Solve(value, [.. unit.Select(_ => true)], unit, reached, 300, stop, (taken, bound) =>
        {
            if (bound < least)
            {
                least = bound;
                taken.CopyTo(sets, 0);
            }
        });
        var plan = new int[flat.Count];
        for (var u = 0; u < flat.Count; u++)
        {
            double Left(int s) => value[s] - (price[flat.Place[s]] * flat.Use[s]);
            plan[u] = -1;
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                plan[u] = sets[s] && (plan[u] < 0 || Left(s) > Left(plan[u])) ? s : plan[u];
        }

        // A large capacity is counted in steps: what does not really fit goes out.
        var left = (long[])flat.Units.Capacity.Clone();
        for (var u = 0; u < flat.Count; u++)
        {
            if (plan[u] >= 0 && flat.Use[plan[u]] > left[flat.Place[plan[u]]])
                plan[u] = -1;
            if (plan[u] >= 0)
                left[flat.Place[plan[u]]] -= flat.Use[plan[u]];
        }

        return (unit.Select((x, u) => flat.Loss[u] - x).ToArray(), plan);
    }

    private static double[] GuidingPrices(Flat flat, int[] at, Func<bool> stop)
    {
        var value = new double[flat.Place.Length];
        var reached = 0.0;
        for (var u = 0; u < flat.Count; u++)
        {
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                value[s] = flat.Gain[s] + flat.Loss[u];
            reached += at[u] < 0 ? 0 : value[at[u]];
        }

        return Prices.Solve(flat, new Prices.Goal(value, [.. Enumerable.Repeat(true, flat.Count)], []), reached, 300, stop).Price;
    }

    private static int[] Numbers(Flat flat, int[] choice) => [.. choice.Select((s, u) => s < 0 ? -1 : flat.Start[u] + s)];

    private static int[] Choices(Flat flat, int[] at) => [.. at.Select((s, u) => s < 0 ? -1 : s - flat.Start[u])];
}
