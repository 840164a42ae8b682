using InBeeld.Planning.Flows;

namespace InBeeld.Planning.Funds;

/// <summary>
/// The problem without the rules per claim, as a flow from pupil by fund to a sink, or straight to the sink: uncovered. Goals in order by freezing.
/// A claim can be decided: not made, or made (then its rules do count). What is found is a bound for every mix with these decisions.
/// </summary>
internal sealed class FundRelaxation
{
    /// <summary>One claim in the costs of the second goal; costs are rounded down, so the bound stays true.</summary>
    private const long One = 10_000_000_000;

    private readonly FundGrid grid;
    private readonly int sink;
    private readonly int[] from;
    private readonly int[] to;
    private readonly long[] goal;
    private readonly Func<bool> stop;

    public FundRelaxation(FundGrid grid, Func<bool> stop)
    {
        (this.grid, this.stop) = (grid, stop);
        var (n, m) = (grid.Pupils, grid.Funds);
        sink = n + m;
        var arcs = grid.Arcs + n + m;
        (from, to, goal) = (new int[arcs], new int[arcs], new long[arcs]);
        for (var a = 0; a < grid.Arcs; a++)
            (from[a], to[a]) = (grid.PupilOf[a], n + grid.FundOf[a]);
        for (var i = 0; i < n; i++)
            (from[grid.Arcs + i], to[grid.Arcs + i], goal[grid.Arcs + i]) = (i, sink, 1);
        for (var f = 0; f < m; f++)
            (from[grid.Arcs + n + f], to[grid.Arcs + n + f]) = (n + f, sink);
    }

    /// <param name="Pay">Per arc; the rules of claims that are not decided need not hold.</param>
    /// <param name="Uncovered">No mix leaves less.</param>
    /// <param name="Claims">No mix that leaves so much has fewer.</param>
    internal sealed record Result(long[] Pay, long Uncovered, int Claims);

    /// <summary>Per fund what one cent more in it would leave less uncovered, in the last flow.</summary>
    public long[] Prices { get; private set; } = [];

    /// <summary>Flows solved.</summary>
    public int Solved { get; private set; }

    /// <param name="decided">Per arc: 1 made, 0 not made, -1 open.</param>
    /// <returns>Null when nothing fits the decisions, or there was no time (<paramref name="late"/>).</returns>
    public Result? Solve(sbyte[] decided, out bool late)
    {
        if (First(decided, out late) is not { } simplex)
            return null;
        Prices = [.. Enumerable.Range(grid.Pupils, grid.Funds).Select(f => simplex.Prices[sink] - simplex.Prices[f])];
        var (must, uncovered) = (MustBeCovered(simplex), Uncovered(simplex));
        var (costs, claims, constant) = ClaimCosts(decided, must);
        simplex.Freeze();
        simplex.Replace(costs);
        late = !simplex.Run(stop);
        if (late)
            return null;
        var least = claims + (int)((simplex.Cost + constant + One - 1) / One);
        simplex.Freeze();
        simplex.Replace(Preferences());
        late = !simplex.Run(stop);
        return late ? null : new Result(Pay(simplex, decided), uncovered, least);
    }

    /// <returns>No mix that leaves as little uncovered as these decisions allow has a lower preference; null as above.</returns>
    public long? Preference(sbyte[] decided)
    {
        if (First(decided, out _) is not { } simplex)
            return null;
        simplex.Freeze();
        simplex.Replace(Preferences());
        if (!simplex.Run(stop))
            return null;
        var pay = Pay(simplex, decided);
        return Enumerable.Range(0, grid.Arcs).Sum(a => pay[a] * grid.Rank[grid.FundOf[a]]);
    }

    private NetworkSimplex? First(sbyte[] decided, out bool late)
    {
        Solved++;
        var (n, m) = (grid.Pupils, grid.Funds);
        var supply = new long[n + m + 1];
        var capacity = new long[from.Length];
        // One more than the cost never binds, and lets the search begin with everything uncovered.
        for (var i = 0; i < n; i++)
            (supply[i], capacity[grid.Arcs + i]) = (grid.Payable[i], grid.Payable[i] + 1);
        for (var f = 0; f < m; f++)
            capacity[grid.Arcs + n + f] = grid.Room[f];
        supply[sink] = -grid.Payable.Sum();
        late = false;
        for (var a = 0; a < grid.Arcs; a++)
        {
            if (decided[a] == 0)
                continue;
            capacity[a] = grid.Most[a];
            if (decided[a] < 0)
                continue;
            capacity[a] -= grid.Least[a];
            supply[from[a]] -= grid.Least[a];
            supply[to[a]] += grid.Least[a];
            if (grid.Rest[a] && grid.Payable[from[a]] < grid.Cost[from[a]])
                return null;
            if (grid.Rest[a])
                capacity[grid.Arcs + from[a]] = 0;
        }

        if (supply.AsSpan(0, n).ContainsAnyInRange(long.MinValue, -1L) || Enumerable.Range(0, m).Any(f => supply[n + f] > grid.Room[f]))
            return null;
        var simplex = new NetworkSimplex(new FlowProblem(supply, from, to, capacity, goal, sink));
        late = !simplex.Run(stop);
        return late || !simplex.Feasible ? null : simplex;
    }

    /// <summary>Pupils of whom nothing can stay uncovered in any mix that is best on the first goal.</summary>
    private bool[] MustBeCovered(NetworkSimplex simplex)
    {
        var price = simplex.Prices;
        return [.. Enumerable.Range(0, grid.Pupils).Select(i => 1 + price[i] - price[sink] > 0)];
    }

    private long Uncovered(NetworkSimplex simplex)
    {
        var flow = simplex.Flow;
        return flow.AsSpan(grid.Arcs, grid.Pupils).ToArray().Sum() + grid.Cost.Sum() - grid.Payable.Sum();
    }

    /// <summary>
    /// Costs per cent that no mix can have more of than it has claims. Either each claim counts by the part of its most that is used, or, when the pupil must
    /// be covered and that would give a broken number, the fewest funds that can cover the pupil count evenly over all its cents.
    /// </summary>
    private (long[] Costs, int Claims, Int128 Constant) ClaimCosts(sbyte[] decided, bool[] must)
    {
        var costs = new long[from.Length];
        var (claims, constant) = (0, (Int128)0);
        for (var i = 0; i < grid.Pupils; i++)
        {
            var (begin, end) = (grid.First[i], grid.First[i + 1]);
            var ones = 0;
            var left = grid.Payable[i];
            var open = new List<long>();
            for (var a = begin; a < end; a++)
            {
                if (decided[a] == 1)
                    (ones, left) = (ones + 1, left - grid.Most[a]);
                else if (decided[a] < 0)
                    open.Add(grid.Most[a]);
            }

            var (few, whole) = Fewest(open, left);
            if (must[i] && !whole)
            {
                var even = One * (ones + few) / grid.Payable[i];
                for (var a = begin; a < end; a++)
                {
                    costs[a] = even;
                    constant += decided[a] == 1 ? (Int128)even * grid.Least[a] : 0;
                }

                continue;
            }

            claims += ones;
            for (var a = begin; a < end; a++)
                costs[a] = decided[a] < 0 ? One / grid.Most[a] : 0;
        }

        return (costs, claims, constant);
    }

    private static (int Few, bool Whole) Fewest(List<long> open, long left)
    {
        var few = 0;
        foreach (var most in open.OrderDescending())
        {
            if (left <= 0)
                return (few, left == 0 || few == 0);
            left -= most;
            few++;
        }

        return (few, left >= 0);
    }

    private long[] Preferences()
    {
        var costs = new long[from.Length];
        for (var a = 0; a < grid.Arcs; a++)
            costs[a] = grid.Rank[grid.FundOf[a]];
        return costs;
    }

    private long[] Pay(NetworkSimplex simplex, sbyte[] decided)
    {
        var pay = simplex.Flow[..grid.Arcs];
        for (var a = 0; a < pay.Length; a++)
            pay[a] += decided[a] == 1 ? grid.Least[a] : 0;
        return pay;
    }
}
