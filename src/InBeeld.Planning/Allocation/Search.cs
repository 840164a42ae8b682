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
        double E(string x, double d) => double.TryParse(Environment.GetEnvironmentVariable(x), out var v) ? v : d;
        var t0 = System.Diagnostics.Stopwatch.StartNew();
        var annealing = new Annealing(flat, at, price, chance);
        var hot = annealing.Gap * E("HOT", 1);
        annealing.Run((long)(E("MM", 50) * 1e6), hot, annealing.Gap * E("COLD", 0.05), E("LOW", 1.1), E("HIGH", 10), stop);
        Console.Error.WriteLine($"{t0.Elapsed} {annealing.Best} gap {annealing.Gap}");
        if (annealing.Best < worth)
            (worth, at) = (annealing.Best, annealing.BestAt);
        var value = new double[flat.Place.Length];
        var unitPrice = new double[flat.Count];
        var reached = 0.0;
        for (var u = 0; u < flat.Count; u++)
        {
            unitPrice[u] = 0;
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
            {
                value[s] = flat.Gain[s] + flat.Loss[u];
                unitPrice[u] = Math.Max(unitPrice[u], value[s] - price[flat.Place[s]] * flat.Use[s]);
            }
            reached += at[u] < 0 ? 0 : value[at[u]];
        }
        var (low, sets) = (double.PositiveInfinity, new bool[value.Length]);
        var kb = new Knapsacks(flat).Solve(value, [.. flat.Weight.Select(_ => true)], unitPrice, reached, 400, stop, (t, b) => { if (b < low) { low = b; t.CopyTo(sets, 0); } });
        Console.Error.WriteLine($"{t0.Elapsed} knap bound {flat.Loss.Sum() - kb}");
        var begin = new int[flat.Count];
        for (var u = 0; u < flat.Count; u++)
        {
            begin[u] = -1;
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                if (sets[s] && (begin[u] < 0 || value[s] - price[flat.Place[s]] * flat.Use[s] > value[begin[u]] - price[flat.Place[begin[u]]] * flat.Use[begin[u]]))
                    begin[u] = s;
        }
        Console.Error.WriteLine($"begin {begin.Count(b => b < 0)} without");
        var groups = new Groups(flat, begin, [.. unitPrice.Select((x, u) => flat.Loss[u] - x)], annealing.Off, annealing.Gap, chance);
        var from = t0.Elapsed.TotalSeconds;
        var next = from + 1; var soft = E("SOFT", 1);
        while (!stop())
        {
            var share = Math.Max(0, 1 - (t0.Elapsed.TotalSeconds - from) / (26 - from));
            groups.Soft(soft);
            soft *= E("GROW", 1.05);
            if (soft > E("MAXS", 100)) soft = E("SOFT", 1);
            groups.Run(20, annealing.Gap * E("NOISE", 1) * share, stop);
            if (t0.Elapsed.TotalSeconds > next)
            {
                next += 3;
                Console.Error.WriteLine($"{t0.Elapsed} {groups.Worth.UnplacedWeight} {groups.Worth.Cost} best {groups.Best.Cost} tried {groups.Tried} proven {groups.Proven} gave {groups.Gave} better {groups.Better} even {groups.Even} lists {groups.Lists} soft {soft:F1} climb {groups.TC/1e9:F1} list {groups.TL/1e9:F1} tog {groups.TT/1e9:F1} within {groups.WS/groups.Tried:F2}");
            }
        }
        if (groups.Best < worth)
            (worth, at) = (groups.Best, groups.BestAt);

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
