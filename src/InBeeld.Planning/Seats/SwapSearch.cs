namespace InBeeld.Planning.Seats;

/// <summary>Makes a choice heavier by adding what is free, swapping one for one and forcing a seat in when stuck; goes back to the best when that led nowhere
/// (after Nogueira, Pinheiro, Subramanian, 2018). Never answers with less than it began with.</summary>
internal static class SwapSearch
{
    /// <param name="weight">Of each seat.</param>
    /// <param name="large">A seat without bookings weighs this.</param>
    /// <param name="first">To begin with.</param>
    /// <param name="accessible">Which seats count for <paramref name="needed"/>.</param>
    /// <param name="rounds">Steps: the same number gives the same answer.</param>
    public static int[] Run(int[][] graph, long[] weight, long large, int[] first, bool[]? accessible, int needed, ulong seed, long rounds, Func<bool> stop)
    {
        var n = graph.Length;
        var chance = new Chance(seed);
        var (inside, tight, blockers, until) = (new bool[n], new int[n], new int[n], new long[n]);
        var (free, loose) = (new Bag(n), new Bag(n));
        int[] booked = [.. Enumerable.Range(0, n).Where(v => weight[v] > large)];
        var (value, since) = (0L, 0L);
        for (var v = 0; v < n; v++)
            free.Add(v);
        foreach (var v in first)
            Enter(v);
        var (best, most) = (first, value);
        for (var round = 1L; round <= rounds; round++)
        {
            if ((round & 255) == 0 && stop())
                break;
            if (free.Count > 0)
            {
                Enter(Pick(free, 8, v => weight[v]));
                continue;
            }

            Note(round);
            var next = loose.Count == 0 ? -1 : Pick(loose, 12, v => until[v] > round ? long.MinValue : weight[v] - weight[blockers[v]]);
            if (round - since > 2_000 + 10L * n)
            {
                // Led nowhere: again from the best.
                Restore();
                since = round;
                next = -1;
            }

            if (next < 0 || until[next] > round || (weight[next] < weight[blockers[next]] && chance.Below(4) > 0))
                next = booked.Length > 0 && chance.Below(2) == 0 ? booked[chance.Below(booked.Length)] : chance.Below(n);
            if (inside[next])
                continue;
            foreach (var u in graph[next])
            {
                if (!inside[u])
                    continue;
                Leave(u);
                until[u] = round + 5 + chance.Below(10);
            }

            Enter(next);
        }

        while (free.Count > 0)
            Enter(free[0]);
        Note(rounds);
        return best;

        void Note(long round)
        {
            if (value <= most || (needed > 0 && Enumerable.Range(0, n).Count(v => inside[v] && accessible![v]) < needed))
                return;
            (most, since) = (value, round);
            best = [.. Enumerable.Range(0, n).Where(v => inside[v])];
        }

        void Restore()
        {
            var wanted = new bool[n];
            foreach (var v in best)
                wanted[v] = true;
            for (var v = 0; v < n; v++)
            {
                if (inside[v] && !wanted[v])
                    Leave(v);
            }

            foreach (var v in best)
            {
                if (!inside[v])
                    Enter(v);
            }
        }

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
            value += weight[v];
            free.Remove(v);
            loose.Remove(v);
            foreach (var u in graph[v])
            {
                blockers[u] ^= v;
                tight[u]++;
                Sort(u);
            }
        }

        void Leave(int v)
        {
            inside[v] = false;
            value -= weight[v];
            foreach (var u in graph[v])
            {
                blockers[u] ^= v;
                tight[u]--;
                Sort(u);
            }

            Sort(v);
        }

        void Sort(int u)
        {
            if (tight[u] == 0 && !inside[u])
                free.Add(u);
            else
                free.Remove(u);
            if (tight[u] == 1 && !inside[u])
                loose.Add(u);
            else
                loose.Remove(u);
        }
    }
}
