namespace InBeeld.Planning.Allocation;

/// <summary>
/// Search for units of different size: a unit moves to a spot; when that is too full it swaps with somebody there, or that one goes on to another spot.
/// Worse plans are accepted less and less (Kirkpatrick, Gelatt, Vecchi, 1983). A place may be too full at a fine a little above its Lagrangian price
/// (Yagiura, Ibaraki, Glover, 2006), and the spots that are good at those prices are tried most.
/// </summary>
internal sealed class Annealing
{
    private const int Near = 6;
    private readonly Flat flat;
    private readonly Chance chance;
    private readonly int none;
    private readonly int[] place;
    private readonly long[] use;
    private readonly double[] energy;
    private readonly double[] reduced;
    private readonly int[] ranked;
    private readonly int[]? table;
    private readonly int[] at;
    private readonly long[] over;
    private readonly double[] basis;
    private readonly double[] fine;
    private readonly int[][] inside;
    private readonly int[] count;
    private readonly int[] position;
    private readonly List<int> moved = [];
    private readonly int[] bestAt;
    private int overfull;
    private Worth worth;
    private Worth best;

    /// <param name="flat">The problem.</param>
    /// <param name="choice">Per unit its spot number or -1: a plan that holds.</param>
    /// <param name="price">Per place and use; decides which spots are tried most, and the fines.</param>
    public Annealing(Flat flat, int[] choice, double[] price, Chance chance)
    {
        this.flat = flat;
        this.chance = chance;
        var (spots, n) = (flat.Place.Length, flat.Count);
        none = price.Length;
        // To have no place is a spot as well, numbered after the others, at a place without end.
        place = [.. flat.Place, .. Enumerable.Repeat(none, n)];
        use = [.. flat.Use, .. Enumerable.Repeat(0L, n)];
        energy = [.. flat.Gain.Select(g => -g), .. flat.Loss];
        reduced = [.. energy.Select((e, s) => e + (s < spots ? price[place[s]] * use[s] : 0))];
        ranked = new int[spots + n];
        var gaps = new double[n];
        for (var u = 0; u < n; u++)
        {
            var first = flat.Start[u] + u;
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                ranked[s + u] = s;
            ranked[flat.Start[u + 1] + u] = spots + u;
            var mine = ranked.AsSpan(first, flat.Start[u + 1] - flat.Start[u] + 1);
            mine.Sort((a, b) => reduced[a].CompareTo(reduced[b]) is var c && c != 0 ? c : a.CompareTo(b));
            gaps[u] = mine.Length > 1 ? reduced[mine[1]] - reduced[mine[0]] : 0;
        }

        Gap = Middle(gaps);
        table = (long)n * none <= 8_000_000 ? Table() : null;
        // A fine also where the price is 0, for a price may be wrong.
        var usual = Math.Max(price.DefaultIfEmpty().Average(), Gap / Math.Max(1, use.Take(spots).Select(x => (double)x).DefaultIfEmpty(1).Average()));
        basis = [.. price.Select(p => Math.Max(p, usual / 2)), 0];
        fine = new double[none + 1];
        at = new int[n];
        over = [.. flat.Units.Capacity.Select(c => -c), long.MinValue / 2];
        count = new int[none + 1];
        inside = [.. Enumerable.Range(0, none + 1).Select(_ => new int[4])];
        position = new int[n];
        for (var u = 0; u < n; u++)
            Put(u, choice[u] < 0 ? spots + u : choice[u]);
        worth = flat.Worth(choice);
        best = worth;
        bestAt = (int[])at.Clone();
    }

    /// <summary>What the middle unit loses at its second-best spot: a measure for heat.</summary>
    public double Gap { get; }

    public Worth Best => best;

    /// <summary>Per unit its spot number or -1.</summary>
    public int[] BestAt => [.. bestAt.Select(s => s >= flat.Place.Length ? -1 : s)];

    public void Run(long moves, double hot, double cold, double low, double high, Func<bool> stop)
    {
        var heat = hot;
        var cooling = Math.Pow(cold / hot, 1024.0 / moves);
        for (long i = 0; i < moves; i++)
        {
            if ((i & 1023) == 0)
            {
                heat *= cooling;
                var share = low + ((high - low) * i / moves);
                for (var p = 0; p < none; p++)
                    fine[p] = share * basis[p];
                if (stop())
                    return;
            }

            Try(heat);
        }
    }

    private void Try(double heat)
    {
        var random = chance.Next();
        var unit = (int)(((random >> 32) * (ulong)flat.Count) >> 32);
        var first = flat.Start[unit] + unit;
        var spots = flat.Start[unit + 1] - flat.Start[unit] + 1;
        var to = ranked[first + (int)(((random & 0xFFFFFF) * (ulong)((random & 0x7000000) != 0 ? Math.Min(spots, Near) : spots)) >> 24)];
        var from = at[unit];
        if (to == from)
            return;
        var limit = heat * -Math.Log(((random >> 27) & 0x1FFFFF) * (1.0 / 0x200000) + 1e-9);
        var (p, q) = (place[to], place[from]);
        var change = energy[to] - energy[from];
        var size = use[to];
        var (overP, overQ) = (over[p], over[q]);
        if (overP + size <= 0 || count[p] == 0)
        {
            if (change + Fine(p, overP, size) + Fine(q, overQ, -use[from]) <= limit)
                Shift(unit, to);
            return;
        }

        // Even with the best that can follow it is too bad.
        var second = chance.Next();
        var other = inside[p][(int)(((second >> 32) * (ulong)count[p]) >> 32)];
        var held = at[other];
        if ((second & 3) != 0)
        {
            // Swap.
            var back = SpotAt(other, q);
            if (back >= 0 && change + energy[back] - energy[held] + Fine(p, overP, size - use[held]) + Fine(q, overQ, use[back] - use[from]) <= limit)
            {
                Shift(other, back);
                Shift(unit, to);
            }

            return;
        }

        var begin = flat.Start[other] + other;
        var choices = Math.Min(Near, flat.Start[other + 1] - flat.Start[other] + 1);
        var on = ranked[begin + (int)((((second >> 2) & 0xFFFFFF) * (ulong)choices) >> 24)];
        var r = place[on];
        if (r == p)
        {
            if (change + Fine(p, overP, size) + Fine(q, overQ, -use[from]) <= limit)
                Shift(unit, to);
            return;
        }

        var sum = change + energy[on] - energy[held] + Fine(p, overP, size - use[held]);
        sum += r == q ? Fine(q, overQ, use[on] - use[from]) : Fine(q, overQ, -use[from]) + Fine(r, over[r], use[on]);
        if (sum <= limit)
        {
            Shift(other, on);
            Shift(unit, to);
        }
    }

    private double Fine(int p, long now, long change) => fine[p] * (Math.Max(0, now + change) - Math.Max(0, now));

    private int SpotAt(int unit, int p) =>
        p == none ? flat.Place.Length + unit : table is not null ? table[(unit * none) + p] - 1 : flat.SpotAt(unit, p);

    private int[] Table()
    {
        var all = new int[flat.Count * none];
        for (var u = 0; u < flat.Count; u++)
        {
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
                all[(u * none) + place[s]] = s + 1;
        }

        return all;
    }

    private static double Middle(double[] values)
    {
        var sorted = values.Where(v => v > 0).Order().ToArray();
        return sorted.Length == 0 ? 1 : sorted[sorted.Length / 2];
    }

    private void Put(int unit, int spot)
    {
        var p = place[spot];
        if (count[p] == inside[p].Length)
            Array.Resize(ref inside[p], count[p] * 2);
        position[unit] = count[p];
        inside[p][count[p]++] = unit;
        Fill(p, use[spot]);
        at[unit] = spot;
    }

    private void Fill(int p, long change)
    {
        overfull -= over[p] > 0 ? 1 : 0;
        over[p] += change;
        overfull += over[p] > 0 ? 1 : 0;
    }

    private void Shift(int unit, int spot)
    {
        var old = at[unit];
        var p = place[old];
        var last = inside[p][--count[p]];
        inside[p][position[unit]] = last;
        position[last] = position[unit];
        Fill(p, -use[old]);
        Put(unit, spot);
        worth = flat.After(worth, unit, old, spot);
        if (moved.Count <= flat.Count)
            moved.Add(unit);
        if (overfull == 0 && worth < best)
            Keep();
    }

    /// <summary>Only who moved since the best plan is copied.</summary>
    private void Keep()
    {
        best = worth;
        if (moved.Count > flat.Count)
        {
            at.CopyTo(bestAt, 0);
        }
        else
        {
            foreach (var unit in moved)
                bestAt[unit] = at[unit];
        }

        moved.Clear();
    }
}
