namespace InBeeld.Planning.Allocation;

/// <summary>Branch and bound for small problems: heaviest first, each of its spots or none, as long as the rest could still make it better.</summary>
internal static class Enumeration
{
    private const int LargestUnits = 40, Tries = 3_000_000;

    /// <returns>Per unit its spot number or -1, proven the best; null when there are too many to try.</returns>
    public static int[]? Solve(Flat flat, int[] start, Func<bool> stop)
    {
        if (flat.Count > LargestUnits)
            return null;
        var order = Enumerable.Range(0, flat.Count).OrderByDescending(u => flat.Weight[u]).ThenBy(u => u).ToArray();
        // What the units from here on could add at best.
        var rest = new Worth[flat.Count + 1];
        for (var i = flat.Count - 1; i >= 0; i--)
        {
            var u = order[i];
            var spots = Enumerable.Range(flat.Start[u], flat.Start[u + 1] - flat.Start[u]).ToArray();
            var must = spots.Length > 0 && flat.Weight[u] > 0;
            rest[i] = new Worth(
                rest[i + 1].UnplacedWeight + (spots.Length == 0 ? flat.Weight[u] : 0),
                rest[i + 1].Kept + spots.Select(s => flat.Kept[s]).DefaultIfEmpty().Max(),
                rest[i + 1].Cost + (must ? spots.Min(s => flat.Cost[s]) : Math.Min(0, spots.Select(s => flat.Cost[s]).DefaultIfEmpty().Min())));
        }

        var (at, best, left) = (new int[flat.Count], (int[])start.Clone(), (long[])flat.Units.Capacity.Clone());
        var worth = flat.Units.Worth([.. start.Select((s, u) => s < 0 ? -1 : s - flat.Start[u])]);
        var tries = 0;
        bool Go(int i, Worth sofar)
        {
            if (++tries > Tries || ((tries & 1023) == 0 && stop()))
                return false;
            if (Sum(sofar, rest[i]) >= worth)
                return true;
            if (i == flat.Count)
            {
                (worth, best) = (sofar, (int[])at.Clone());
                return true;
            }

            var u = order[i];
            foreach (var s in Enumerable.Range(flat.Start[u], flat.Start[u + 1] - flat.Start[u]).OrderByDescending(s => flat.Gain[s]))
            {
                var place = flat.Place[s];
                if (left[place] < flat.Use[s])
                    continue;
                at[u] = s;
                left[place] -= flat.Use[s];
                var whole = Go(i + 1, Sum(sofar, new Worth(0, flat.Kept[s], flat.Cost[s])));
                left[place] += flat.Use[s];
                if (!whole)
                    return false;
            }

            at[u] = -1;
            return Go(i + 1, Sum(sofar, new Worth(flat.Weight[u], 0, 0)));
        }

        return Go(0, default) ? best : null;
    }

    private static Worth Sum(Worth a, Worth b) => new(a.UnplacedWeight + b.UnplacedWeight, a.Kept + b.Kept, a.Cost + b.Cost);
}
