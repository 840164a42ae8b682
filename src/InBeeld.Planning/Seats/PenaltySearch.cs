namespace InBeeld.Planning.Seats;

/// <summary>Looks for a larger choice by adding what is free and swapping one for one, with penalties on seats that were chosen often: finds choices
/// that hide among seats with few friends (Pullan, Hoos, 2006, dynamic local search; Pullan, 2006, phased local search).</summary>
internal sealed class PenaltySearch
{
    private readonly int[][] graph;
    private readonly Chance chance;
    private readonly int n;
    private readonly bool[] inside;
    private readonly int[] tight;
    private readonly int[] blockers;
    private readonly int[] penalty;
    private readonly long[] used;
    private readonly bool[] kept;
    private readonly Bag free;
    private readonly Bag loose;
    private readonly Bag chosen;
    private long round = 1;
    private int delay = 2;
    private int cycles;
    private int penalised;
    private long work;
    private int overlap;

    public PenaltySearch(int[][] graph, int[] first, ulong seed)
    {
        (this.graph, n, chance, Best) = (graph, graph.Length, new Chance(seed), first);
        (inside, tight, blockers, penalty, used, kept) = (new bool[n], new int[n], new int[n], new int[n], new long[n], new bool[n]);
        (free, loose, chosen) = (new Bag(n), new Bag(n), new Bag(n));
        for (var v = 0; v < n; v++)
            free.Add(v);
    }

    /// <summary>The largest choice found, or given.</summary>
    public int[] Best { get; private set; }

    /// <summary>Another search found this many; look for more.</summary>
    public void Beat(int[] other)
    {
        if (other.Length > Best.Length)
            Best = other;
    }

    /// <param name="amount">Of work: conflicts and seats looked at.</param>
    public void Run(long amount, Func<bool> stop, int enough)
    {
        work = 0;
        for (var turn = 0; work < amount && Best.Length < enough && !stop(); turn++)
        {
            // Fifty rounds by chance, fifty with penalties.
            var penalties = turn / 50 % 2 == 1;
            var last = Climb(penalties);
            if (penalties)
                Punish();
            round++;
            if (penalties && delay > 1 && last >= 0)
            {
                while (chosen.Count > 0)
                    Leave(chosen[chosen.Count - 1]);
                Enter(last);
            }
            else
            {
                Force(chance.Below(n));
            }
        }
    }

    private int Climb(bool penalties)
    {
        var last = -1;
        while (true)
        {
            while (Pick(free, penalties) is >= 0 and var v)
            {
                Enter(v);
                used[v] = round;
                last = v;
            }

            Keep();
            foreach (var v in chosen.Items)
                kept[v] = true;
            overlap = chosen.Count;
            while (free.Count == 0 && overlap > 0 && Pick(loose, penalties) is >= 0 and var v)
            {
                Leave(blockers[v]);
                Enter(v);
                used[v] = round;
                last = v;
            }

            Array.Clear(kept);
            overlap = 0;
            if (Pick(free, penalties) < 0)
                return last;
        }
    }

    private void Keep()
    {
        if (chosen.Count > Best.Length)
            Best = [.. chosen.Items.ToArray().Order()];
    }

    /// <summary>One that was not yet used in this round, with the least penalty; by chance among equals.</summary>
    private int Pick(Bag bag, bool penalties)
    {
        var (best, least, equal) = (-1, int.MaxValue, 0);
        var items = bag.Items;
        work += items.Length;
        if (!penalties && items.Length > 0)
        {
            // Any will do: begin anywhere.
            var start = chance.Below(items.Length);
            for (var k = 0; k < items.Length; k++)
            {
                var v = items[(start + k) % items.Length];
                if (used[v] != round)
                    return v;
            }

            return -1;
        }

        foreach (var v in items)
        {
            if (used[v] == round || penalty[v] > least)
                continue;
            if (penalty[v] < least)
                (best, least, equal) = (v, penalty[v], 1);
            else if (chance.Below(++equal) == 0)
                best = v;
        }

        return best;
    }

    /// <summary>Chosen ones get a penalty; every so many rounds all lose one. The delay is set so that three of four have one.</summary>
    private void Punish()
    {
        foreach (var v in chosen.Items)
        {
            if (penalty[v]++ == 0)
                penalised++;
        }

        if (++cycles < delay)
            return;
        cycles = 0;
        work += n;
        for (var v = 0; v < n; v++)
        {
            if (penalty[v] > 0 && --penalty[v] == 0)
                penalised--;
        }

        if (penalised < 0.75 * n)
            delay++;
        else if (delay > 1)
            delay--;
    }

    private void Force(int v)
    {
        if (inside[v])
            return;
        foreach (var u in graph[v])
        {
            if (inside[u])
                Leave(u);
        }

        Enter(v);
    }

    private void Enter(int v)
    {
        inside[v] = true;
        chosen.Add(v);
        free.Remove(v);
        loose.Remove(v);
        work += graph[v].Length;
        foreach (var u in graph[v])
        {
            blockers[u] ^= v;
            switch (++tight[u])
            {
                case 1:
                    free.Remove(u);
                    loose.Add(u);
                    break;
                case 2:
                    loose.Remove(u);
                    break;
            }
        }
    }

    private void Leave(int v)
    {
        inside[v] = false;
        chosen.Remove(v);
        if (kept[v])
            overlap--;
        work += graph[v].Length;
        foreach (var u in graph[v])
        {
            blockers[u] ^= v;
            switch (--tight[u])
            {
                case 0:
                    loose.Remove(u);
                    free.Add(u);
                    break;
                case 1:
                    loose.Add(u);
                    break;
            }
        }

        if (tight[v] == 0)
            free.Add(v);
        else if (tight[v] == 1)
            loose.Add(v);
    }
}
