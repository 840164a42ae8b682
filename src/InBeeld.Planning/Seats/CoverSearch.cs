namespace InBeeld.Planning.Seats;

/// <summary>Looks for a larger choice by way of the seats that are left out, which together touch all conflicts: NuMVC (Cai, Su, Luo, Sattar, 2013).
/// One seat more is asked than was found; conflicts that stay open for long weigh more; a seat comes back only when something changed near it.</summary>
internal sealed class CoverSearch
{
    private const double Forget = 0.3;
    private readonly int[][] graph;
    private readonly int[][] edges;
    private readonly int[] from;
    private readonly int[] to;
    private readonly int[] weight;
    private readonly int[] score;
    private readonly long[] since;
    private readonly bool[] changed;
    private readonly bool[] inside;
    private readonly int[] cover;
    private readonly int[] place;
    private readonly int[] open;
    private readonly int[] openPlace;
    private readonly Chance chance;
    private int covered;
    private int opened;
    private long total;
    private long step;
    private int tabu = -1;

    /// <param name="first">An answer to begin with.</param>
    public CoverSearch(int[][] graph, int[] first, ulong seed)
    {
        this.graph = graph;
        chance = new Chance(seed);
        var n = graph.Length;
        var m = graph.Sum(near => near.Length) / 2;
        (from, to, weight, open, openPlace) = (new int[m], new int[m], new int[m], new int[m], new int[m]);
        edges = [.. graph.Select(near => new int[near.Length])];
        var fill = new int[n];
        var e = 0;
        for (var v = 0; v < n; v++)
        {
            foreach (var u in graph[v])
            {
                if (u < v)
                    continue;
                (from[e], to[e], weight[e]) = (v, u, 1);
                edges[v][fill[v]++] = e;
                edges[u][fill[u]++] = e++;
            }
        }

        // Neighbours in the order of the edges.
        this.graph = [.. edges.Select((list, v) => list.Select(k => from[k] == v ? to[k] : from[k]).ToArray())];
        total = m;
        (score, since, changed, inside, cover, place) = (new int[n], new long[n], new bool[n], new bool[n], new int[n], new int[n]);
        Array.Fill(changed, true);
        Best = first;
        var outside = new bool[n];
        foreach (var v in first)
            outside[v] = true;
        for (var v = 0; v < n; v++)
        {
            if (outside[v])
                continue;
            inside[v] = true;
            place[v] = covered;
            cover[covered++] = v;
        }

        for (var v = 0; v < n; v++)
        {
            foreach (var u in this.graph[v])
            {
                // Leaving opens the conflicts that only it touches.
                if (inside[v] && !inside[u])
                    score[v]--;
            }
        }
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
        for (var work = 0L; work < amount && Best.Length < enough; step++)
        {
            if ((step & 255) == 0 && stop())
                return;
            if (opened == 0 && graph.Length - covered > Best.Length)
                Best = [.. Enumerable.Range(0, graph.Length).Where(v => !inside[v])];
            while (covered > 0 && graph.Length - covered <= Best.Length && Best.Length < enough)
            {
                var least = Cheapest();
                work += covered + graph[least].Length;
                Leave(least);
            }

            if (opened == 0)
            {
                if (Best.Length >= enough || covered == 0)
                    return;
                continue;
            }

            var out_ = Cheapest();
            work += covered + graph[out_].Length;
            Leave(out_);
            changed[out_] = false;
            var e = open[chance.Below(opened)];
            var (a, b) = (from[e], to[e]);
            var back = !changed[a] ? b : !changed[b] ? a : score[a] > score[b] || (score[a] == score[b] && since[a] < since[b]) ? a : b;
            Enter(back);
            work += graph[back].Length + opened;
            tabu = back;
            for (var k = 0; k < opened; k++)
            {
                var f = open[k];
                weight[f]++;
                score[from[f]]++;
                score[to[f]]++;
            }

            total += opened;
            if (total > 0.5 * graph.Length * from.Length)
            {
                work += 4L * from.Length;
                Fade();
            }
        }
    }

    /// <summary>The seat of the cover that opens least when it leaves; the oldest of equals; not the one that just came.</summary>
    private int Cheapest()
    {
        var best = -1;
        var most = int.MinValue;
        for (var k = 0; k < covered; k++)
        {
            var v = cover[k];
            var s = score[v];
            if (s < most || v == tabu)
                continue;
            if (s > most || since[v] < since[best])
                (best, most) = (v, s);
        }

        return best < 0 ? cover[0] : best;
    }

    private void Leave(int v)
    {
        inside[v] = false;
        covered--;
        cover[place[v]] = cover[covered];
        place[cover[covered]] = place[v];
        since[v] = step;
        score[v] = -score[v];
        var (near, list) = (graph[v], edges[v]);
        for (var k = 0; k < near.Length; k++)
        {
            var (u, e) = (near[k], list[k]);
            changed[u] = true;
            if (inside[u])
            {
                score[u] -= weight[e];
            }
            else
            {
                score[u] += weight[e];
                openPlace[e] = opened;
                open[opened++] = e;
            }
        }
    }

    private void Enter(int v)
    {
        inside[v] = true;
        place[v] = covered;
        cover[covered++] = v;
        since[v] = step;
        score[v] = -score[v];
        var (near, list) = (graph[v], edges[v]);
        for (var k = 0; k < near.Length; k++)
        {
            var (u, e) = (near[k], list[k]);
            changed[u] = true;
            if (inside[u])
            {
                score[u] += weight[e];
            }
            else
            {
                score[u] -= weight[e];
                var last = open[--opened];
                open[openPlace[e]] = last;
                openPlace[last] = openPlace[e];
            }
        }
    }

    private void Fade()
    {
        total = 0;
        Array.Clear(score);
        for (var e = 0; e < from.Length; e++)
        {
            weight[e] = (int)(Forget * weight[e]);
            total += weight[e];
            var (a, b) = (from[e], to[e]);
            if (!inside[a] && !inside[b])
            {
                score[a] += weight[e];
                score[b] += weight[e];
            }
            else if (inside[a] != inside[b])
            {
                score[inside[a] ? a : b] -= weight[e];
            }
        }
    }
}
