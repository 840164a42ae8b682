namespace InBeeld.Planning.Allocation;

/// <summary>
/// Uses that differ, or children together: a generalised assignment, for which no exact method is fast. Small ones are still solved by trying everything
/// that could be better; for the others Lagrangian prices, annealing with longer and longer runs, and a bound.
/// </summary>
internal static class Search
{
    private const int Runs = 6;

    public static (int[] Choice, Worth Bound, string Method) Solve(Units units, int[] first, ulong seed, Func<bool> stop, Action<Progress> progress)
    {
        var flat = new Flat(units);
        var at = Numbers(flat, first);
        var small = Enumeration.Solve(flat, at, stop);
        if (small is not null)
            return (Choices(flat, small), units.Worth(Choices(flat, small)), "enumeration");
        var price = GuidingPrices(flat, at, stop);
        var chance = new Chance(seed);
        var moves = Math.Clamp(4000L * flat.Count, 400_000, 30_000_000);
        var worth = units.Worth(first);
        var bound = Prices.Bound(flat, worth, 200, stop);
        for (var run = 0; run < Runs && !stop() && worth != bound; run++, moves *= 2)
        {
            var annealing = new Annealing(flat, at, price, chance);
            var hot = run % 2 == 0 ? flat.Spread / 10 : flat.Spread / 40;
            annealing.Run(moves, hot, hot / 200, stop);
            if (annealing.Best < worth)
                (worth, at) = (annealing.Best, annealing.BestAt);
            bound = Prices.Bound(flat, worth, 300, stop);
            progress(new Progress(worth.UnplacedWeight, bound.UnplacedWeight, 0));
        }

        return (Choices(flat, at), bound, "search");
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
