namespace InBeeld.Planning.Seats;

/// <summary>Makes a problem smaller without making the answer worse.</summary>
internal static class Reduction
{
    /// <summary>A seat is closed when another that it conflicts with forbids nothing more than it does, and weighs as much.</summary>
    /// <param name="weight">Of each seat; null: all weigh the same.</param>
    public static void Dominated(int[][] graph, bool[] open, Func<bool> stop, long[]? weight = null)
    {
        var mark = new int[graph.Length];
        var stamp = 0;
        for (var changed = true; changed && !stop();)
        {
            changed = false;
            for (var v = 0; v < graph.Length && !stop(); v++)
            {
                if (!open[v])
                    continue;
                stamp++;
                mark[v] = stamp;
                foreach (var u in graph[v])
                    mark[u] = stamp;
                if (graph[v].Any(u => open[u] && (weight is null || weight[u] >= weight[v]) && graph[u].All(w => !open[w] || mark[w] == stamp)))
                {
                    open[v] = false;
                    changed = true;
                }
            }
        }
    }

    /// <returns>Open seats that conflict with each other, directly or through others.</returns>
    public static List<int[]> Components(int[][] graph, bool[] open)
    {
        var seen = new bool[graph.Length];
        var parts = new List<int[]>();
        for (var v = 0; v < graph.Length; v++)
        {
            if (!open[v] || seen[v])
                continue;
            var part = new List<int> { v };
            seen[v] = true;
            for (var k = 0; k < part.Count; k++)
            {
                foreach (var u in graph[part[k]])
                {
                    if (open[u] && !seen[u])
                    {
                        seen[u] = true;
                        part.Add(u);
                    }
                }
            }

            part.Sort();
            parts.Add([.. part]);
        }

        return parts;
    }

    /// <returns>The graph of these seats only, numbered anew, and what each number was.</returns>
    public static (int[][] Graph, int[] Back) Sub(int[][] graph, int[] part)
    {
        var at = new Dictionary<int, int>();
        foreach (var v in part)
            at[v] = at.Count;
        return ([.. part.Select(v => graph[v].Where(at.ContainsKey).Select(u => at[u]).ToArray())], part);
    }

    /// <returns>How many cliques cover all seats, greedily: no choice is larger.</returns>
    public static int Cover(int[][] graph)
    {
        var sets = graph.Select(near => near.ToHashSet()).ToArray();
        var done = new bool[graph.Length];
        var cliques = 0;
        foreach (var v in Enumerable.Range(0, graph.Length).OrderBy(v => graph[v].Length))
        {
            if (done[v])
                continue;
            cliques++;
            done[v] = true;
            var clique = new List<int> { v };
            foreach (var u in graph[v])
            {
                if (!done[u] && clique.TrueForAll(sets[u].Contains))
                {
                    done[u] = true;
                    clique.Add(u);
                }
            }
        }

        return cliques;
    }

    /// <summary>The same, but each next seat is the one that leaves most others able to join (after Leighton's recursive largest first, 1979).
    /// Slower; finds groups that exclude each other within the group.</summary>
    public static int CoverByCommon(int[][] graph, Func<bool> stop)
    {
        var all = Enumerable.Range(0, graph.Length);
        IEnumerable<int>[] ways = [all, all.OrderBy(v => graph[v].Length), all.OrderByDescending(v => graph[v].Length), all.Reverse()];
        return ways.Min(way => CoverByCommon(graph, way, stop));
    }

    private static int CoverByCommon(int[][] graph, IEnumerable<int> order, Func<bool> stop)
    {
        var done = new bool[graph.Length];
        var able = new bool[graph.Length];
        var kept = new int[graph.Length];
        Array.Fill(kept, -1);
        var cliques = 0;
        foreach (var v in order)
        {
            if (done[v])
                continue;
            if (stop())
                return graph.Length;
            cliques++;
            done[v] = true;
            var join = graph[v].Where(u => !done[u]).ToList();
            foreach (var u in join)
                able[u] = true;
            while (join.Count > 0)
            {
                var next = join.MaxBy(u => graph[u].Count(w => able[w]));
                done[next] = true;
                foreach (var u in graph[next])
                    kept[u] = next;
                foreach (var u in join)
                    able[u] = u != next && kept[u] == next;
                join.RemoveAll(u => !able[u]);
            }
        }

        return cliques;
    }
}
