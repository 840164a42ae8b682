namespace InBeeld.Planning.Seats;

/// <summary>A good first answer: add what is free, swap one for one, and force a seat in when stuck (after Andrade, Resende, Werneck, 2012).</summary>
internal static class LocalSearch
{
    /// <returns>A set of seats without conflict, at least as large as the greedy one.</returns>
    public static int[] Run(int[][] graph, ulong seed, long rounds, Func<bool> stop, int enough)
    {
        var n = graph.Length;
        var chance = new Chance(seed);
        var inside = new bool[n];
        var tight = new int[n];
        var until = new long[n];
        var free = new Bag(n);
        var loose = new Bag(n);
        for (var v = 0; v < n; v++)
            free.Add(v);
        var size = 0;
        int[] best = [];
        var since = 0L;
        for (var round = 0L; round < rounds && best.Length < enough; round++)
        {
            if ((round & 1023) == 0 && best.Length > 0 && stop())
                break;
            int v;
            if (free.Count > 0)
            {
                v = Pick(free, 8, u => -graph[u].Length);
            }
            else
            {
                if (size > best.Length)
                {
                    best = [.. Enumerable.Range(0, n).Where(u => inside[u])];
                    since = round;
                }

                v = loose.Count == 0 ? -1 : Pick(loose, 12, u => -until[u]);
                if (v < 0 || until[v] > round || round - since > 20_000 + 20L * n)
                {
                    v = chance.Below(n);
                    if (round - since > 20_000 + 20L * n)
                        since = round;
                    if (inside[v])
                        continue;
                }
            }

            foreach (var u in graph[v])
            {
                if (inside[u])
                {
                    Leave(u);
                    until[u] = round + 7 + chance.Below(10);
                }
            }

            Enter(v);
        }

        return size > best.Length ? [.. Enumerable.Range(0, n).Where(u => inside[u])] : best;

        int Pick(Bag bag, int tries, Func<int, long> worth)
        {
            var pick = bag[chance.Below(bag.Count)];
            for (var k = 1; k < tries; k++)
            {
                var other = bag[chance.Below(bag.Count)];
                if (worth(other) > worth(pick))
                    pick = other;
            }

            return pick;
        }

        void Enter(int v)
        {
            inside[v] = true;
            size++;
            free.Remove(v);
            loose.Remove(v);
            foreach (var u in graph[v])
                Sort(u, ++tight[u]);
        }

        void Leave(int v)
        {
            inside[v] = false;
            size--;
            foreach (var u in graph[v])
                Sort(u, --tight[u]);
            Sort(v, tight[v]);
        }

        void Sort(int u, int conflicts)
        {
            if (conflicts == 0 && !inside[u])
                free.Add(u);
            else
                free.Remove(u);
            if (conflicts == 1 && !inside[u])
                loose.Add(u);
            else
                loose.Remove(u);
        }
    }
}
