namespace InBeeld.Planning.Flows;

/// <summary>
/// The network simplex method for the flow of least cost: a spanning tree of arcs, prices at the nodes that make those arcs neither a gain nor a
/// loss, and one arc after another that is a gain brought into the tree. Strongly feasible trees (Cunningham, 1976) keep it from going in circles;
/// arcs are looked at in blocks (Kelly and O'Neill, 1991; Kovács, 2015). All numbers are whole: the answer is exact.
/// After one run the costs may be replaced while what is already optimal stays so (<see cref="Freeze"/>): goals in order, without weights.
/// </summary>
public sealed class NetworkSimplex
{
    private const sbyte AtZero = 1, InTree = 0, Full = -1;
    private const long Endless = long.MaxValue / 4;
    private readonly FlowProblem problem;
    private readonly int root;
    private readonly int arcs;
    private readonly int[] from;
    private readonly int[] to;
    private readonly long[] capacity;
    private readonly long[] cost;
    private readonly long[] flow;
    private readonly sbyte[] state;
    private readonly Tree tree;
    private int next;

    /// <param name="problem">Checked here.</param>
    public NetworkSimplex(FlowProblem problem)
    {
        problem.Check();
        this.problem = problem;
        var n = problem.Nodes;
        root = problem.Root >= 0 ? problem.Root : n;
        var start = StartArcs();
        arcs = problem.Arcs;
        var total = arcs + start.Count(a => a < 0);
        from = Longer(problem.From, total);
        to = Longer(problem.To, total);
        capacity = Longer(problem.Capacity, total);
        cost = Longer(problem.Cost, total);
        flow = new long[total];
        state = new sbyte[total];
        Array.Fill(state, AtZero, 0, arcs);
        tree = new Tree(Math.Max(n, root + 1), root);
        var dear = Dear();
        for (int u = 0, a = arcs; u < n; u++)
        {
            if (u == root)
                continue;
            var arc = start[u];
            if (arc < 0)
            {
                arc = a++;
                (from[arc], to[arc]) = problem.Supply[u] >= 0 ? (u, root) : (root, u);
                capacity[arc] = Endless;
                cost[arc] = dear;
            }

            state[arc] = InTree;
            flow[arc] = Math.Abs(problem.Supply[u]);
            tree.Hang(u, root, arc, from[arc] == u);
        }

        tree.Reprice(root, cost);
    }

    /// <summary>Bringing one arc into the tree counts as one step.</summary>
    public long Steps { get; private set; }

    /// <summary>Per arc what it carries.</summary>
    public long[] Flow => flow[..arcs];

    /// <summary>Per node its price: what one unit more there would save or cost, up to one constant.</summary>
    public long[] Prices => tree.Price[..problem.Nodes];

    /// <summary>Whether what is supplied can reach where it is wanted; known after <see cref="Run"/>.</summary>
    public bool Feasible => !flow.AsSpan(arcs).ContainsAnyExcept(0L);

    /// <summary>The cost of the flow for the costs in force.</summary>
    public Int128 Cost => FlowCheck.Cost(cost[..arcs], Flow);

    /// <summary>Searches until no arc is a gain, or <paramref name="stop"/> says so.</summary>
    /// <returns>Whether the flow is proven to be the best.</returns>
    public bool Run(Func<bool>? stop = null)
    {
        for (long since = 0; ; since++)
        {
            if ((since & 255) == 0 && stop?.Invoke() == true)
                return false;
            var arc = Entering();
            if (arc < 0)
                return true;
            Steps++;
            BringIn(arc);
        }
    }

    /// <summary>After a run: arcs that are a gain or a loss keep their flow from now on, so whatever follows is as good for these costs.</summary>
    public void Freeze()
    {
        for (var a = 0; a < state.Length; a++)
        {
            if (state[a] != InTree && (a >= arcs || cost[a] + tree.Price[from[a]] - tree.Price[to[a]] != 0))
                state[a] = InTree;
        }
    }

    /// <summary>The next goal: other costs, from the same flow.</summary>
    public void Replace(long[] costs)
    {
        if (costs.Length != arcs || costs.Any(c => Math.Abs(c) > FlowProblem.LargestCost))
            throw new ArgumentException("One cost per arc, not too large.");
        costs.CopyTo(cost, 0);
        Array.Fill(cost, Dear(), arcs, cost.Length - arcs);
        tree.Reprice(root, cost);
    }

    private int[] StartArcs()
    {
        var start = new int[problem.Nodes];
        Array.Fill(start, -1);
        for (var a = 0; a < problem.Arcs && problem.Root >= 0; a++)
        {
            var u = problem.From[a];
            if (problem.To[a] == root && u != root && problem.Supply[u] >= 0 && problem.Capacity[a] > problem.Supply[u] && start[u] < 0)
                start[u] = a;
        }

        if (problem.Root >= 0)
            start[root] = 0;
        return start;
    }

    private long Dear() => 1 + ((problem.Arcs == 0 ? 0 : cost.Take(arcs).Max(Math.Abs)) * (problem.Nodes + 1L));

    private static T[] Longer<T>(T[] array, int length)
    {
        var longer = new T[length];
        array.CopyTo(longer, 0);
        return longer;
    }

    private int Entering()
    {
        var block = Math.Max(10, (int)Math.Sqrt(arcs));
        var (best, found, price) = (0L, -1, tree.Price);
        var count = block;
        for (var looked = 0; looked < arcs; looked++)
        {
            var a = next;
            if (++next == arcs)
                next = 0;
            var gain = state[a] * (cost[a] + price[from[a]] - price[to[a]]);
            if (gain < best)
                (best, found) = (gain, a);
            if (--count == 0)
            {
                if (found >= 0)
                    return found;
                count = block;
            }
        }

        return found;
    }

    private void BringIn(int arc)
    {
        var (first, second) = state[arc] == AtZero ? (from[arc], to[arc]) : (to[arc], from[arc]);
        var join = tree.Join(first, second);
        var (amount, leaves, side) = (capacity[arc], -1, 0);
        for (var u = first; u != join; u = tree.Parent[u])
        {
            var e = tree.Arc[u];
            var room = tree.Up[u] ? flow[e] : capacity[e] - flow[e];
            if (room < amount)
                (amount, leaves, side) = (room, u, 1);
        }

        for (var u = second; u != join; u = tree.Parent[u])
        {
            var e = tree.Arc[u];
            var room = tree.Up[u] ? capacity[e] - flow[e] : flow[e];
            if (room <= amount)
                (amount, leaves, side) = (room, u, 2);
        }

        if (amount != 0)
        {
            flow[arc] += state[arc] * amount;
            for (var u = first; u != join; u = tree.Parent[u])
                flow[tree.Arc[u]] += tree.Up[u] ? -amount : amount;
            for (var u = second; u != join; u = tree.Parent[u])
                flow[tree.Arc[u]] += tree.Up[u] ? amount : -amount;
        }

        if (side == 0)
        {
            state[arc] = (sbyte)-state[arc];
            return;
        }

        var gone = tree.Arc[leaves];
        var reduced = cost[arc] + tree.Price[from[arc]] - tree.Price[to[arc]];
        state[arc] = InTree;
        // An artificial arc never comes back.
        state[gone] = gone >= arcs ? InTree : flow[gone] == 0 ? AtZero : Full;
        var (moves, stays) = side == 1 ? (first, second) : (second, first);
        tree.Rehang(moves, stays, leaves, arc, from, moves == from[arc] ? -reduced : reduced);
    }
}
