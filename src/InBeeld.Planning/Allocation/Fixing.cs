namespace InBeeld.Planning.Allocation;

/// <summary>
/// Units that go together and take more than the others are fixed, the others are planned around them by an exact flow, in all goals. Then one of the fixed
/// after another is tried elsewhere: it is a neighbourhood search with an exact part (Shaw, 1998).
/// </summary>
internal sealed class Fixing
{
    private const int Doubtful = 200;
    private readonly Flat flat;
    private readonly long usual;
    private readonly int[] loose;
    private readonly Unit[] units;
    private readonly long enough;

    /// <param name="flat">The problem.</param>
    /// <param name="size">Per unit what it takes, wherever it goes.</param>
    /// <param name="enough">No plan leaves less weight.</param>
    public Fixing(Flat flat, long[] size, long enough = 0)
    {
        this.flat = flat;
        this.enough = enough;
        usual = size.GroupBy(s => s).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        loose = [.. Enumerable.Range(0, flat.Count).Where(u => size[u] == usual)];
        units = [.. loose.Select(u => flat.Units.All[u])];
    }

    /// <summary>The best plan in which the fixed stay as they are; null when they do not fit, or time ends.</summary>
    public int[]? Around(int[] at, Func<bool> stop)
    {
        var plan = (int[])at.Clone();
        foreach (var u in loose)
            plan[u] = -1;
        var left = (long[])flat.Units.Capacity.Clone();
        foreach (var s in plan)
        {
            if (s >= 0)
                left[flat.Place[s]] -= flat.Use[s];
        }

        if (left.Min() < 0)
            return null;
        var flow = ByFlow.Solve(units, left, [.. left.Select(_ => usual)], stop);
        for (var i = 0; i < loose.Length; i++)
            plan[loose[i]] = flow.Choice[i] < 0 ? -1 : flat.Start[loose[i]] + flow.Choice[i];
        return flow.Levels < 3 ? null : plan;
    }

    /// <summary>Tries each of these units at its other good spots, or nowhere; then also the fixed for which that makes the least difference at these prices.</summary>
    public (int[] At, Worth Worth) Improve(int[] at, IReadOnlyList<int> units, double[] price, Func<bool> stop)
    {
        var (best, worth) = (at, flat.Worth(at));
        double Left(int u, int s) => s < 0 ? 0 : flat.Gain[s] + flat.Loss[u] - (price[flat.Place[s]] * flat.Use[s]);
        int[] Ways(int u) => [.. Enumerable.Range(flat.Start[u], flat.Start[u + 1] - flat.Start[u]).Append(-1).OrderByDescending(s => Left(u, s)).ThenBy(s => s).Take(3)];
        double Doubt(int u) => Ways(u) is { Length: > 1 } ways ? Left(u, ways[0]) - Left(u, ways[1]) : double.PositiveInfinity;
        var fixedOnes = Enumerable.Range(0, flat.Count).Except(loose).Except(units).Select(u => (Unit: u, Doubt: Doubt(u))).OrderBy(x => x.Doubt).ThenBy(x => x.Unit).Take(Doubtful);
        foreach (var u in units.Concat(units).Concat(fixedOnes.Select(x => x.Unit)))
        {
            foreach (var s in Ways(u).Append(-1).Distinct())
            {
                if (stop() || worth.UnplacedWeight <= enough)
                    return (best, worth);
                if (s == best[u])
                    continue;
                var other = (int[])best.Clone();
                other[u] = s;
                if (Around(other, stop) is { } plan && flat.Worth(plan) is var value && value < worth)
                    (best, worth) = (plan, value);
            }
        }

        return (best, worth);
    }
}
