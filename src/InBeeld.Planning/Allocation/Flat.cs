namespace InBeeld.Planning.Allocation;

/// <summary>The units in long rows, for fast searching: the spots of unit u are numbers <see cref="Start"/>[u] up to Start[u + 1].</summary>
internal sealed class Flat
{
    /// <param name="units">The problem.</param>
    /// <param name="weightOnly">The worth to the search is the weight; the other goals only break ties.</param>
    public Flat(Units units, bool weightOnly = false)
    {
        Units = units;
        var spots = units.All.SelectMany(u => u.Spots).ToArray();
        Start = new int[units.All.Length + 1];
        for (var u = 0; u < units.All.Length; u++)
            Start[u + 1] = Start[u] + units.All[u].Spots.Length;
        Place = [.. spots.Select(s => s.Place)];
        Use = [.. spots.Select(s => s.Use)];
        Kept = [.. spots.Select(s => s.Kept)];
        Cost = [.. spots.Select(s => s.Cost)];
        Weight = [.. units.All.Select(u => u.Weight)];
        var spread = 1.0;
        for (var u = 0; u < Count; u++)
        {
            var costs = Cost.AsSpan(Start[u], Start[u + 1] - Start[u]);
            foreach (var c in costs)
                spread = Math.Max(spread, Math.Max(Math.Abs((double)c), c - (double)costs[0]));
        }

        Spread = spread;
        var lightest = Weight.Where(w => w > 0).DefaultIfEmpty(1).Min();
        PerKept = 2 * spread;
        PerWeight = 4 * spread * (1 + (Kept.Length == 0 ? 0 : Kept.Max())) / lightest;
        if (weightOnly)
        {
            PerWeight = 1;
            Gain = [.. Cost.Select((c, s) => ((Kept[s] * 0.5) - (c / (10 * spread))) / (1 + (Kept.Length == 0 ? 0 : Kept.Max())))];
            Loss = [.. Weight.Select(w => (double)w)];
            return;
        }

        Gain = [.. Cost.Select((c, s) => (Kept[s] * PerKept) - c)];
        Loss = [.. Weight.Select(w => w * PerWeight)];
    }

    public Units Units { get; }

    public int Count => Weight.Length;

    public int[] Start { get; }

    public int[] Place { get; }

    public long[] Use { get; }

    public int[] Kept { get; }

    public long[] Cost { get; }

    public long[] Weight { get; }

    /// <summary>The largest difference in cost between two spots of a unit, or cost of one.</summary>
    public double Spread { get; }

    /// <summary>What keeping one and placing one weight are worth to the search. Only guides it: answers are compared goal by goal.</summary>
    public double PerKept { get; }

    public double PerWeight { get; }

    /// <summary>Per spot its worth to the search.</summary>
    public double[] Gain { get; }

    /// <summary>Per unit what it loses without a place.</summary>
    public double[] Loss { get; }

    /// <summary>The spot of a unit at a place, or -1.</summary>
    public int SpotAt(int unit, int place)
    {
        var at = Array.BinarySearch(Place, Start[unit], Start[unit + 1] - Start[unit], place);
        return at < 0 ? -1 : at;
    }

    /// <summary>What a plan is worth: per unit its spot number or -1.</summary>
    public Worth Worth(int[] at)
    {
        var worth = new Worth(Weight.Sum(), 0, 0);
        for (var u = 0; u < at.Length; u++)
            worth = After(worth, u, -1, at[u]);
        return worth;
    }

    /// <summary>What it is worth after a unit went from one spot to another; a number that is not a spot is no place.</summary>
    public Worth After(Worth worth, int unit, int from, int to)
    {
        var (weight, kept, cost) = (worth.UnplacedWeight, worth.Kept, worth.Cost);
        if ((uint)from < (uint)Place.Length)
            (weight, kept, cost) = (weight + Weight[unit], kept - Kept[from], cost - Cost[from]);
        if ((uint)to < (uint)Place.Length)
            (weight, kept, cost) = (weight - Weight[unit], kept + Kept[to], cost + Cost[to]);
        return new Worth(weight, kept, cost);
    }

    /// <summary>Per place its spots; per spot its unit.</summary>
    public (int[][] Spots, int[] Unit) ByPlace()
    {
        var lists = Units.Capacity.Select(_ => new List<int>()).ToArray();
        var unit = new int[Place.Length];
        for (var u = 0; u < Count; u++)
        {
            for (var s = Start[u]; s < Start[u + 1]; s++)
            {
                lists[Place[s]].Add(s);
                unit[s] = u;
            }
        }

        return ([.. lists.Select(l => l.ToArray())], unit);
    }

    /// <summary>Per spot how much worse it is than the best of its unit at prices per place, and how much the second-best usually is.</summary>
    public (double[] Off, double Gap) Off(double[] price)
    {
        var off = new double[Place.Length];
        var gaps = new List<double>();
        for (var u = 0; u < Count; u++)
        {
            var (best, second) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var s = Start[u]; s < Start[u + 1]; s++)
            {
                off[s] = (price[Place[s]] * Use[s]) - Gain[s];
                (best, second) = off[s] < best ? (off[s], best) : (best, Math.Min(second, off[s]));
            }

            for (var s = Start[u]; s < Start[u + 1]; s++)
                off[s] -= best;
            if (second < double.PositiveInfinity && second > best)
                gaps.Add(second - best);
        }

        gaps.Sort();
        return (off, gaps.Count == 0 ? 1 : gaps[gaps.Count / 2]);
    }
}
