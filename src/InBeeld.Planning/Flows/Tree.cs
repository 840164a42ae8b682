namespace InBeeld.Planning.Flows;

/// <summary>The spanning tree of the network simplex method: per node its parent, the arc to it, its children as a list, its depth and its price.</summary>
internal sealed class Tree
{
    private readonly int[] firstChild;
    private readonly int[] nextSibling;
    private readonly int[] earlierSibling;
    private readonly int[] depth;

    public Tree(int nodes, int root)
    {
        Parent = new int[nodes];
        Arc = new int[nodes];
        Up = new bool[nodes];
        Price = new long[nodes];
        depth = new int[nodes];
        firstChild = new int[nodes];
        nextSibling = new int[nodes];
        earlierSibling = new int[nodes];
        Array.Fill(firstChild, -1);
        Array.Fill(nextSibling, -1);
        Array.Fill(earlierSibling, -1);
        Parent[root] = -1;
        Arc[root] = -1;
    }

    public int[] Parent { get; }

    /// <summary>The arc between a node and its parent.</summary>
    public int[] Arc { get; }

    /// <summary>Whether that arc goes from the node to its parent.</summary>
    public bool[] Up { get; }

    public long[] Price { get; }

    public void Hang(int node, int parent, int arc, bool up)
    {
        Parent[node] = parent;
        Arc[node] = arc;
        Up[node] = up;
        var old = firstChild[parent];
        nextSibling[node] = old;
        earlierSibling[node] = -1;
        if (old >= 0)
            earlierSibling[old] = node;
        firstChild[parent] = node;
    }

    private void TakeOff(int node)
    {
        var (earlier, later) = (earlierSibling[node], nextSibling[node]);
        if (earlier >= 0)
            nextSibling[earlier] = later;
        else
            firstChild[Parent[node]] = later;
        if (later >= 0)
            earlierSibling[later] = earlier;
    }

    /// <summary>Where the ways up from two nodes meet.</summary>
    public int Join(int a, int b)
    {
        while (a != b)
        {
            if (depth[a] > depth[b])
                a = Parent[a];
            else if (depth[b] > depth[a])
                b = Parent[b];
            else
                (a, b) = (Parent[a], Parent[b]);
        }

        return a;
    }

    /// <summary>Cuts the arc above <paramref name="cut"/> and hangs what falls off, turned around, by <paramref name="node"/> under <paramref name="under"/>.</summary>
    public void Rehang(int node, int under, int cut, int arc, int[] from, long shift)
    {
        var (u, parent, last) = (node, under, Parent[cut]);
        while (u != last)
        {
            var (above, oldArc) = (Parent[u], Arc[u]);
            TakeOff(u);
            Hang(u, parent, arc, from[arc] == u);
            (parent, arc, u) = (u, oldArc, above);
        }

        for (u = node; u >= 0; u = After(u, node))
        {
            Price[u] += shift;
            depth[u] = depth[Parent[u]] + 1;
        }
    }

    /// <summary>Prices anew, from the root down.</summary>
    public void Reprice(int root, long[] cost)
    {
        Price[root] = 0;
        depth[root] = 0;
        for (var u = After(root, root); u >= 0; u = After(u, root))
        {
            var p = Parent[u];
            Price[u] = Up[u] ? Price[p] - cost[Arc[u]] : Price[p] + cost[Arc[u]];
            depth[u] = depth[p] + 1;
        }
    }

    private int After(int u, int top)
    {
        if (firstChild[u] >= 0)
            return firstChild[u];
        while (u != top)
        {
            if (nextSibling[u] >= 0)
                return nextSibling[u];
            u = Parent[u];
        }

        return -1;
    }
}
