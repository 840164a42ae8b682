using System.Diagnostics;

namespace InBeeld.Planning.Funds;

/// <summary>
/// Branch and bound over claims made or not made, the node with the lowest bound first and of those the deepest. Every node gives a bound (a flow) and,
/// mended, a mix.
/// </summary>
internal sealed class FundSearch
{
    /// <summary>Arcs looked at decide when a large problem stops, so that the answer does not depend on the clock.</summary>
    private const long MostWork = 6_000_000;

    private const int FewestNodes = 400, MostNodes = 4_000, BetweenDives = 100;

    private readonly FundGrid grid;
    private readonly FundRelaxation relaxation;
    private readonly FundMend mend;
    private readonly Func<bool> stop;
    private readonly IProgress<Progress>? progress;
    private readonly Stopwatch clock;
    private readonly PriorityQueue<Node, (long Uncovered, int Claims, int Depth, int Number)> open = new();
    private readonly sbyte[] decided;
    private long lower;
    private int added;
    private bool mended;

    public FundSearch(FundGrid grid, Func<bool> stop, IProgress<Progress>? progress, Stopwatch clock)
    {
        (this.grid, this.stop, this.progress, this.clock) = (grid, stop, progress, clock);
        relaxation = new(grid, stop);
        mend = new(grid, stop);
        decided = new sbyte[grid.Arcs];
        Best = FundMend.FirstCome(grid);
        Worth = grid.Worth(Best);
    }

    private sealed record Node(Node? Parent, int Arc, sbyte Value, int Depth, long Uncovered, int Claims);

    public long[] Best { get; private set; }

    public FundWorth Worth { get; private set; }

    public FundWorth Bound { get; private set; }

    public int ProvenGoals { get; private set; }

    public int Nodes => relaxation.Solved;

    public void Run()
    {
        var most = Math.Clamp(MostWork / Math.Max(1, grid.Arcs), FewestNodes, MostNodes);
        var root = new Node(null, -1, 0, 0, 0, 0);
        Back(root);
        var top = new FundRelaxation.Result([], 0, 0);
        var (preference, tied, dived) = (0L, false, 0);
        while (open.TryPeek(out var node, out _))
        {
            var compared = (node.Uncovered, node.Claims).CompareTo((Worth.Uncovered, Worth.Claims));
            if ((compared == 0 || (lower >= Worth.Uncovered && node.Uncovered < Worth.Uncovered)) && !tied && node != root)
            {
                // Nothing more will be proven but the preference: a third of the work is for the rest.
                (tied, most) = (true, Math.Min(most, relaxation.Solved + (most / 3)));
            }

            if (compared > 0 || stop() || relaxation.Solved > most)
                break;
            open.Dequeue();
            var late = Look(node, out var found);
            if (late)
            {
                Back(node);
                break;
            }

            if (node == root && found is not null)
            {
                top = found;
                var prices = relaxation.Prices;
                Decide(node);
                preference = relaxation.Preference(decided) ?? 0;
                lower = Priced(found.Uncovered, prices);
            }

            if (node == root || relaxation.Solved >= dived + BetweenDives)
            {
                Decide(node);
                Dive();
                dived = relaxation.Solved;
            }

            if ((relaxation.Solved & 15) < 2)
                progress?.Report(new(Worth.Uncovered, open.TryPeek(out var next, out _) ? Math.Min(Math.Max(next.Uncovered, lower), Worth.Uncovered) : Worth.Uncovered, clock.Elapsed.TotalSeconds));
        }

        Conclude(top, preference);
    }

    /// <summary>Where the flow leaves a gap, prices that do count the rules may close it; what they would pay is tried as well.</summary>
    private long Priced(long uncovered, long[] start)
    {
        if (uncovered >= Worth.Uncovered)
            return uncovered;
        var prices = new FundPrices(grid);
        var bound = prices.Bound(start, Worth.Uncovered, stop);
        mended = false;
        Offer(mend.Of(prices.Wished()));
        return Math.Max(bound, uncovered);
    }

    private void Conclude(FundRelaxation.Result top, long preference)
    {
        var next = open.TryPeek(out var node, out _) ? (node.Uncovered, node.Claims) : (long.MaxValue, int.MaxValue);
        var compare = next.CompareTo((Worth.Uncovered, Worth.Claims));
        var uncovered = Math.Min(Math.Max(next.Item1, lower), Worth.Uncovered);
        var first = uncovered == Worth.Uncovered;
        var claims = !first || next.Item1 < Worth.Uncovered ? 0 : next.Item1 > Worth.Uncovered ? Worth.Claims : Math.Min(next.Item2, Worth.Claims);
        var least = compare > 0 ? Worth.Preference : first && top.Uncovered == Worth.Uncovered ? Math.Min(preference, Worth.Preference) : 0;
        Bound = new(uncovered, claims, least);
        ProvenGoals = !first ? 0 : claims < Worth.Claims ? 1 : least < Worth.Preference ? 2 : 3;
        progress?.Report(new(Worth.Uncovered, uncovered, clock.Elapsed.TotalSeconds));
    }

    /// <returns>Whether there was no time.</returns>
    private bool Look(Node node, out FundRelaxation.Result? found)
    {
        Decide(node);
        found = relaxation.Solve(decided, out var late);
        if (found is null)
            return late;
        Offer(mend.Of(found.Pay));
        var bound = (node.Uncovered, node.Claims);
        bound = bound.CompareTo((found.Uncovered, found.Claims)) < 0 ? (found.Uncovered, found.Claims) : bound;
        var compared = bound.CompareTo((Worth.Uncovered, Worth.Claims));
        if (compared > 0 || (compared == 0 && relaxation.Preference(decided) >= Worth.Preference))
            return false;
        var (arc, likely) = Choose(found.Pay);
        if (arc < 0)
            return false;
        // Of two alike, the one that was added last is looked at first.
        Back(new(node, arc, (sbyte)(1 - likely), node.Depth + 1, bound.Item1, bound.Item2));
        Back(new(node, arc, likely, node.Depth + 1, bound.Item1, bound.Item2));
        return false;
    }

    /// <summary>From the decisions at hand straight down: a sixth of the claims against their rules is decided at a time, until there are none.</summary>
    private void Dive()
    {
        while (Worth.Uncovered > lower && relaxation.Solve(decided, out _) is { } found)
        {
            Offer(mend.Of(found.Pay));
            var broken = Enumerable.Range(0, grid.Arcs).Where(a => decided[a] < 0 && Broken(found.Pay, a)).OrderByDescending(a => (double)found.Pay[a] / grid.Most[a]).ToList();
            if (broken.Count == 0)
                return;
            foreach (var a in broken.Take(1 + (broken.Count / 6)))
                decided[a] = (sbyte)(2 * found.Pay[a] >= Math.Max(grid.Least[a], grid.Rest[a] ? grid.Most[a] : 0) ? 1 : 0);
        }
    }

    private bool Broken(long[] pay, int a) =>
        pay[a] > 0 && (pay[a] < grid.Least[a] || (grid.Rest[a] && grid.Paid(pay, grid.PupilOf[a]) < grid.Cost[grid.PupilOf[a]]));

    /// <summary>A claim against its rules; otherwise one that is only partly made; otherwise any that is open.</summary>
    private (int Arc, sbyte Likely) Choose(long[] pay)
    {
        var (arc, score, likely) = (-1, -1L, (sbyte)0);
        for (var a = 0; a < pay.Length; a++)
        {
            if (decided[a] >= 0)
                continue;
            var broken = Broken(pay, a);
            var part = Math.Min(pay[a], grid.Most[a] - pay[a]);
            var value = broken ? (FundProblem.Largest * 4) + pay[a] : part > 0 ? (FundProblem.Largest * 2) + part : pay[a] > 0 ? FundProblem.Largest : 0;
            if (value > score)
                (arc, score, likely) = (a, value, (sbyte)(2 * pay[a] >= grid.Most[a] ? 1 : 0));
        }

        return (arc, likely);
    }

    private void Back(Node node) => open.Enqueue(node, (node.Uncovered, node.Claims, -node.Depth, -added++));

    private void Decide(Node node)
    {
        Array.Fill(decided, (sbyte)-1);
        for (var at = node; at is { Parent: not null }; at = at.Parent)
            decided[at.Arc] = at.Value;
    }

    /// <summary>A mix that is the best so far is made still better; the very first always.</summary>
    private void Offer(long[] pay)
    {
        var worth = grid.Worth(pay);
        if (worth >= Worth && mended)
            return;
        mended = true;
        mend.Better(pay);
        worth = grid.Worth(pay);
        if (worth < Worth)
            (Best, Worth) = (pay, worth);
    }
}
