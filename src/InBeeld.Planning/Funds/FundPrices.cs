namespace InBeeld.Planning.Funds;

/// <summary>
/// A bound of the cents uncovered that does count the rules of each claim: what a fund has left is not asked, but each of its cents has a price from 0 to 1
/// (Lagrangian relaxation; Held and Karp, 1971; Fisher, 1981). At given prices the best for one pupil is found over all sets of funds, exactly; the prices
/// follow from subgradient steps (Polyak, 1969). Prices are whole numbers of <see cref="One"/>, so the bound has no rounding errors.
/// </summary>
internal sealed class FundPrices
{
    private const int One = 4096, MostSets = 60_000, MostFunds = 15, Steps = 500, Patience = 20;

    private readonly FundGrid grid;
    private readonly List<(int[] Pupils, int[][] Sets)> kinds = [];
    private readonly bool fits;
    private long[] choice;

    public FundPrices(FundGrid grid)
    {
        this.grid = grid;
        choice = new long[grid.Arcs];
        var alike = Enumerable.Range(0, grid.Pupils).GroupBy(Kind, StringComparer.Ordinal).ToList();
        fits = alike.Sum(same => 1L << Math.Min(MostFunds + 1, grid.First[same.First() + 1] - grid.First[same.First()])) <= MostSets;
        foreach (var same in fits ? alike : [])
            kinds.Add(([.. same], Sets(same.First())));
    }

    /// <summary>Per arc what the best prices would pay; funds may be overdrawn. Given back until they are not.</summary>
    public long[] Wished()
    {
        var (pay, left) = ((long[])choice.Clone(), grid.Left(choice));
        for (var a = grid.Arcs - 1; a >= 0; a--)
        {
            if (left[grid.FundOf[a]] >= 0)
                continue;
            left[grid.FundOf[a]] += pay[a];
            pay[a] = 0;
        }

        return pay;
    }

    /// <param name="start">Per fund a price of 0 or 1 to begin with.</param>
    /// <param name="worth">Cents uncovered of the best mix known.</param>
    /// <param name="stop">When there is no more time.</param>
    /// <returns>No mix leaves less uncovered.</returns>
    public long Bound(long[] start, long worth, Func<bool> stop)
    {
        if (!fits)
            return 0;
        var (prices, best, most, since, part) = (start.Select(p => (double)Math.Clamp(p, 0, 1) * One).ToArray(), start, Int128.MinValue, 0, 1.0);
        for (var step = 0; step < Steps && !stop(); step++)
        {
            var whole = prices.Select(p => (long)Math.Round(p)).ToArray();
            var pay = new long[grid.Arcs];
            var value = Value(whole, pay);
            if (value > most)
                (most, best, choice, since) = (value, whole, pay, 0);
            else if (++since >= Patience)
                (since, part, prices) = (0, part / 2, [.. best.Select(p => (double)p)]);
            if (Rounded(most) >= worth)
                break;
            var over = grid.Left(pay).Select(l => -(double)l).ToArray();
            for (var f = 0; f < over.Length; f++)
                over[f] = (prices[f] <= 0 && over[f] < 0) || (prices[f] >= One && over[f] > 0) ? 0 : over[f];
            var length = over.Sum(o => o * o);
            if (length == 0)
                break;
            var by = part * (double)(((Int128)worth * One) - value) / length;
            for (var f = 0; f < over.Length; f++)
                prices[f] = Math.Clamp(prices[f] + (by * over[f]), 0, One);
        }

        return (long)Int128.Max(0, Rounded(most));
    }

    private static Int128 Rounded(Int128 value) => value <= 0 ? 0 : (value + One - 1) / One;

    private Int128 Value(long[] prices, long[] pay)
    {
        var sum = (Int128)0;
        for (var f = 0; f < prices.Length; f++)
            sum -= (Int128)prices[f] * grid.Room[f];
        var order = Enumerable.Range(0, grid.Arcs).Select(a => prices[grid.FundOf[a]]).ToArray();
        foreach (var (pupils, sets) in kinds)
        {
            var (one, first) = (pupils[0], grid.First[pupils[0]]);
            var (best, chosen) = ((Int128)grid.Cost[one] * One, Array.Empty<long>());
            foreach (var set in sets)
            {
                var value = OneSet(one, set, order, out var amounts);
                if (value < best)
                    (best, chosen) = (value, amounts);
            }

            sum += best * pupils.Length;
            foreach (var i in pupils)
                chosen.CopyTo(pay, grid.First[i]);
        }

        return sum;
    }

    /// <summary>With exactly these funds: each its least, then the cheapest first as long as that is worth it.</summary>
    private Int128 OneSet(int pupil, int[] set, long[] price, out long[] amounts)
    {
        var first = grid.First[pupil];
        amounts = new long[grid.First[pupil + 1] - first];
        var (left, value, whole) = (grid.Cost[pupil], (Int128)0, false);
        foreach (var a in set)
        {
            amounts[a - first] = grid.Least[a];
            left -= grid.Least[a];
            value += (Int128)grid.Least[a] * price[a];
            whole |= grid.Rest[a];
        }

        while (left > 0)
        {
            var next = -1;
            foreach (var a in set)
            {
                if (amounts[a - first] < grid.Most[a] && (next < 0 || price[a] < price[next]))
                    next = a;
            }

            if (next < 0 || (!whole && price[next] >= One))
                break;
            var more = Math.Min(left, grid.Most[next] - amounts[next - first]);
            amounts[next - first] += more;
            left -= more;
            value += (Int128)more * price[next];
        }

        return value + ((Int128)left * One);
    }

    /// <summary>Sets of funds that can pay this pupil together by their rules.</summary>
    private int[][] Sets(int pupil)
    {
        var arcs = Enumerable.Range(grid.First[pupil], grid.First[pupil + 1] - grid.First[pupil]).ToArray();
        return [.. Enumerable.Range(1, (1 << arcs.Length) - 1)
            .Select(mask => arcs.Where((_, k) => (mask >> k & 1) != 0).ToArray())
            .Where(set => grid.Together(pupil, set))];
    }

    private string Kind(int pupil) =>
        $"{grid.Cost[pupil]}:" + string.Join(';', Enumerable.Range(grid.First[pupil], grid.First[pupil + 1] - grid.First[pupil]).Select(a => $"{grid.FundOf[a]},{grid.Most[a]}"));
}
