namespace InBeeld.Planning.Allocation;

/// <summary>
/// Uses that differ, or children together: a generalised assignment, for which no exact method is fast. Small ones are still solved by trying everything
/// that could be better; for the others Lagrangian prices, annealing with longer and longer runs, and a bound.
/// </summary>
internal static class Search
{
    private const int Runs = 6;

    /// <param name="stop">The search stops; a little time is left for the bound.</param>
    /// <param name="end">Everything stops.</param>
    public static (int[] Choice, Worth Bound, string Method) Solve(Units units, int[] first, ulong seed, Func<bool> stop, Func<bool> end, Action<Progress> progress, bool small = true, int runs = Runs)
    {
        var flat = new Flat(units);
        var at = Numbers(flat, first);
        if (small && Enumeration.Solve(flat, at, stop) is { } exact)
            return (Choices(flat, exact), units.Worth(Choices(flat, exact)), "enumeration");
        var worth = units.Worth(first);
        var split = BySplitting.Solve(flat, stop);
        if (split is not null && units.Worth(Choices(flat, split.At)) is var rounded && rounded < worth)
            (at, worth) = (split.At, rounded);
        var price = split?.Price ?? GuidingPrices(flat, at, stop);
        var chance = new Chance(seed);
        var moves = Math.Clamp(4000L * flat.Count, 20_000, 30_000_000);
        var bound = Bound(flat, worth, split, 300, stop);
        for (var run = 0; run < runs && !stop() && worth != bound; run++, moves *= 2)
        {
            var annealing = new Annealing(flat, at, price, chance);
            // A plan from a flow is good already: it is not melted.
            var hot = split is not null ? flat.Spread / 200 : run % 2 == 0 ? flat.Spread / 10 : flat.Spread / 40;
            annealing.Run(moves, hot, hot / 200, stop);
            if (annealing.Best < worth)
                (worth, at) = (annealing.Best, annealing.BestAt);
            bound = Bound(flat, worth, split, 300, stop);
            progress(new Progress(worth.UnplacedWeight, bound.UnplacedWeight, 0));
        }

        if (stop())
            bound = Bound(flat, worth, split, 150, end);
        return (Choices(flat, at), bound, "search");
    }

    private static Worth Bound(Flat flat, Worth worth, BySplitting.Result? split, int rounds, Func<bool> stop)
    {
        var bound = Prices.Bound(flat, worth, rounds, stop);
        return split is null ? bound : bound with { UnplacedWeight = Math.Max(bound.UnplacedWeight, split.UnplacedWeight) };
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
