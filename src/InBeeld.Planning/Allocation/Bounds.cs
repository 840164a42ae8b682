namespace InBeeld.Planning.Allocation;

/// <summary>The bound of each goal, given that the goals before stay as good as they are: prices per place, then sets per place.</summary>
/// <param name="flat">The problem.</param>
/// <param name="atLeast">Weight without a place of which it is known that no plan leaves less.</param>
internal sealed class Bounds(Flat flat, long atLeast)
{
    private const int Rounds = 300;
    private const long LargestTables = 60_000_000;

    /// <summary>With more spots only prices per place are worked out, and not more often than needed.</summary>
    public const int Large = 60_000;

    private readonly Knapsacks knapsacks = new(flat);
    private readonly bool[] could = [.. Enumerable.Range(0, flat.Count).Select(u => flat.Start[u + 1] > flat.Start[u])];
    private Worth of;
    private Worth bound;
    private bool known;

    /// <summary>No plan leaves less, as far as is known.</summary>
    public long UnplacedWeight => known ? Math.Max(atLeast, bound.UnplacedWeight) : atLeast;

    /// <summary>For a plan worth so much. What is known is not worked out again.</summary>
    public Worth Of(Worth worth, Func<bool> stop)
    {
        if (known && worth.UnplacedWeight == of.UnplacedWeight && worth.Kept == of.Kept)
            return bound with { Kept = Math.Max(bound.Kept, worth.Kept), Cost = Math.Min(bound.Cost, worth.Cost) };
        bound = Work(worth, stop);
        (of, known) = (worth, !stop());
        return bound;
    }

    private Worth Work(Worth worth, Func<bool> stop)
    {
        var all = flat.Weight.Sum();
        var least = Enumerable.Range(0, flat.Count).Where(u => !could[u]).Sum(u => flat.Weight[u]);
        var weights = new double[flat.Place.Length];
        for (var u = 0; u < flat.Count; u++)
            weights.AsSpan(flat.Start[u]..flat.Start[u + 1]).Fill(flat.Weight[u]);
        var (everybody, any) = (worth.UnplacedWeight == least, could.Select(_ => true).ToArray());
        var unplaced = Math.Max(least, atLeast);
        if (worth.UnplacedWeight > unplaced && (atLeast == 0 || flat.Place.Length <= Large))
            unplaced = Math.Max(unplaced, all - Most(weights, any, [], all - worth.UnplacedWeight, stop));
        // When everybody who weighs something has a place, none may be left: stronger than a sum to be reached.
        var leave = everybody ? [.. flat.Weight.Select((w, u) => w == 0 || !could[u])] : any;
        (double[], double)[] rows = everybody ? [] : [(weights, all - worth.UnplacedWeight)];
        double[] kept = [.. flat.Kept.Select(k => (double)k)];
        var most = Enumerable.Range(0, flat.Count).Sum(u => (long)flat.Kept[flat.Start[u]..flat.Start[u + 1]].DefaultIfEmpty().Max());
        if (most > worth.Kept)
            most = Math.Min(most, Math.Max(worth.Kept, Most(kept, leave, rows, worth.Kept, stop)));
        if (worth.Kept > 0)
            rows = [.. rows, (kept, worth.Kept)];
        var cost = -Most([.. flat.Cost.Select(c => -(double)c)], leave, rows, -worth.Cost, stop);
        return new Worth(Math.Min(unplaced, worth.UnplacedWeight), most, Math.Min(cost, worth.Cost));
    }

    private long Most(double[] value, bool[] leave, (double[] PerSpot, double Least)[] rows, long reached, Func<bool> stop)
    {
        var (most, price, lift) = Prices.Solve(flat, new Prices.Goal(value, leave, rows), reached, Rounds, stop);
        var bound = Down(most);
        // The tables of the sets must not be too large.
        if (bound <= reached || stop() || flat.Place.Length > Large || flat.Place.Sum(p => Math.Min(1200, flat.Units.Capacity[p])) > LargestTables)
            return bound;
        var lifted = (double[])value.Clone();
        var off = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            off += lift[r] * rows[r].Least;
            for (var s = 0; s < lifted.Length; s++)
                lifted[s] += lift[r] * rows[r].PerSpot[s];
        }

        var unit = new double[flat.Count];
        for (var u = 0; u < flat.Count; u++)
        {
            unit[u] = leave[u] ? 0 : double.NegativeInfinity;
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                unit[u] = Math.Max(unit[u], lifted[s] - (price[flat.Place[s]] * flat.Use[s]));
        }

        return Math.Min(bound, Down(knapsacks.Solve(lifted, leave, unit, reached + off, Rounds, stop) - off));
    }

    /// <summary>Values are whole, so a bound may be rounded down; a little is left for sums that are not exact.</summary>
    private static long Down(double bound) => bound > 9e18 ? long.MaxValue / 2 : (long)Math.Floor(bound + 1e-6 + (Math.Abs(bound) * 1e-11));
}
