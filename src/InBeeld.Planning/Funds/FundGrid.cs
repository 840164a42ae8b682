namespace InBeeld.Planning.Funds;

/// <summary>The problem in flat arrays: one arc per pupil and fund that can pay something for that pupil; arcs of one pupil are next to each other.</summary>
internal sealed class FundGrid
{
    private FundGrid(FundProblem problem, int arcs)
    {
        Problem = problem;
        Cost = [.. problem.Pupils.Select(p => p.Cost)];
        Room = [.. problem.Funds.Select(f => f.Left)];
        Rank = [.. problem.Funds.Select(f => f.Preference)];
        First = new int[problem.Pupils.Count + 1];
        FundOf = new int[arcs];
        PupilOf = new int[arcs];
        Most = new long[arcs];
        Least = new long[arcs];
        Rest = new bool[arcs];
        Payable = [.. Cost];
    }

    public FundProblem Problem { get; }

    public long[] Cost { get; }

    /// <summary>Per fund what can be spent; lowered to a sum that claims can really have.</summary>
    public long[] Room { get; }

    public long[] Rank { get; }

    /// <summary>Per pupil the first of its arcs; one more at the end.</summary>
    public int[] First { get; }

    public int[] FundOf { get; }

    public int[] PupilOf { get; }

    /// <summary>Per arc the most a claim can be.</summary>
    public long[] Most { get; }

    /// <summary>Per arc the least a claim can be; at least 1.</summary>
    public long[] Least { get; }

    /// <summary>Per arc whether a claim must leave nothing uncovered.</summary>
    public bool[] Rest { get; }

    /// <summary>Per pupil the most that funds can pay by their rules, whatever is left in them.</summary>
    public long[] Payable { get; }

    public int Pupils => Cost.Length;

    public int Funds => Room.Length;

    public int Arcs => FundOf.Length;

    public static FundGrid Of(FundProblem problem)
    {
        var arcs = problem.Pupils.Select((p, i) => ArcsOf(problem, p, i)).SelectMany(a => a).ToList();
        var grid = new FundGrid(problem, arcs.Count);
        for (var a = 0; a < arcs.Count; a++)
        {
            (grid.PupilOf[a], grid.FundOf[a], grid.Most[a], grid.Least[a]) = arcs[a];
            grid.Rest[a] = problem.Funds[arcs[a].Fund].Pays == Pays.Rest;
            grid.First[arcs[a].Pupil + 1]++;
        }

        for (var i = 0; i < grid.Pupils; i++)
            grid.First[i + 1] += grid.First[i];
        for (var f = 0; f < grid.Funds; f++)
            grid.Room[f] = Reachable(grid, f);
        for (var i = 0; i < grid.Pupils; i++)
            grid.Payable[i] = Highest(grid, i);
        return grid;
    }

    /// <summary>Whether exactly these funds can pay for the pupil together: every sum from the least to the most of them can be made.</summary>
    public bool Together(int pupil, ReadOnlySpan<int> set)
    {
        var (least, most, whole) = (0L, 0L, false);
        foreach (var a in set)
            (least, most, whole) = (least + Least[a], most + Most[a], whole || Rest[a]);
        return least <= Cost[pupil] && (!whole || most >= Cost[pupil]);
    }

    public FundWorth Worth(long[] pay)
    {
        var (paid, claims, preference) = (0L, 0, 0L);
        for (var a = 0; a < pay.Length; a++)
        {
            if (pay[a] == 0)
                continue;
            paid += pay[a];
            claims++;
            preference += pay[a] * Rank[FundOf[a]];
        }

        return new(Cost.Sum() - paid, claims, preference);
    }

    public long Paid(long[] pay, int pupil)
    {
        var sum = 0L;
        for (var a = First[pupil]; a < First[pupil + 1]; a++)
            sum += pay[a];
        return sum;
    }

    public long[] Left(long[] pay)
    {
        var left = (long[])Room.Clone();
        for (var a = 0; a < pay.Length; a++)
            left[FundOf[a]] -= pay[a];
        return left;
    }

    private static IEnumerable<(int Pupil, int Fund, long Most, long Least)> ArcsOf(FundProblem problem, FundPupil pupil, int index)
    {
        var arcs = pupil.Shares
            .Select(s => (Pupil: index, s.Fund, Most: MostOf(problem, pupil, s), Least: LeastOf(problem.Funds[s.Fund])))
            .Where(a => a.Most >= a.Least)
            .Select(a => problem.Funds[a.Fund].Pays == Pays.Fixed ? a with { Most = a.Least } : a)
            .Where(a => problem.Funds[a.Fund].Pays != Pays.Fixed || a.Most == problem.Funds[a.Fund].Amount)
            .OrderBy(a => problem.Funds[a.Fund].Preference).ThenBy(a => a.Fund).ToList();
        // Who cannot be covered whole gets nothing from a fund that pays the whole rest.
        return arcs.Sum(a => a.Most) >= pupil.Cost ? arcs : arcs.Where(a => problem.Funds[a.Fund].Pays != Pays.Rest);
    }

    private static long Highest(FundGrid grid, int pupil)
    {
        var (begin, count, cost) = (grid.First[pupil], grid.First[pupil + 1] - grid.First[pupil], grid.Cost[pupil]);
        var all = Enumerable.Range(begin, count).ToArray();
        var most = Math.Min(cost, all.Sum(a => grid.Most[a]));
        const int MostFunds = 12;
        if (count > MostFunds || grid.Together(pupil, all))
            return most;
        var highest = 0L;
        for (var mask = 1; mask < 1 << count && highest < most; mask++)
        {
            int[] set = [.. all.Where((_, k) => (mask >> k & 1) != 0)];
            if (grid.Together(pupil, set))
                highest = Math.Max(highest, Math.Min(cost, set.Sum(a => grid.Most[a])));
        }

        return highest;
    }

    private static long MostOf(FundProblem problem, FundPupil pupil, FundShare share)
    {
        var fund = problem.Funds[share.Fund];
        return Math.Min(Math.Min(pupil.Cost, fund.Left), Math.Min(share.Most ?? long.MaxValue, fund.MostPerPupil ?? long.MaxValue));
    }

    private static long LeastOf(Fund fund) => Math.Max(1, Math.Max(fund.Least, fund.Pays == Pays.Fixed ? fund.Amount : 0));

    /// <summary>The largest sum of claims that fits in the fund, when each claim can have one size only; otherwise what is left.</summary>
    private static long Reachable(FundGrid grid, int fund)
    {
        var mine = Enumerable.Range(0, grid.Arcs).Where(a => grid.FundOf[a] == fund).ToList();
        var left = grid.Room[fund];
        if (mine.Sum(a => grid.Most[a]) <= left)
            return left;
        if (grid.Problem.Funds[fund].Pays == Pays.Fixed)
            return left - (left % grid.Problem.Funds[fund].Amount);
        bool Alone(int a) => grid.Rest[a] && grid.Most[a] == grid.Cost[grid.PupilOf[a]] && grid.First[grid.PupilOf[a] + 1] - grid.First[grid.PupilOf[a]] == 1;
        if (!mine.TrueForAll(Alone))
            return left;
        const long MostSteps = 4_000_000;
        var step = mine.Aggregate(0L, (g, a) => (long)System.Numerics.BigInteger.GreatestCommonDivisor(g, grid.Most[a]));
        var steps = left / step;
        if (steps > MostSteps)
            return left - (left % step);
        var sums = new System.Numerics.BigInteger(1);
        var within = (System.Numerics.BigInteger.One << (int)(steps + 1)) - 1;
        foreach (var a in mine)
            sums |= (sums << (int)(grid.Most[a] / step)) & within;
        return ((long)sums.GetBitLength() - 1) * step;
    }
}
