using System.Numerics;

namespace InBeeld.Planning.Seats;

/// <summary>Branch and bound on bit sets for seats that weigh differently: of seats that all conflict with each other the heaviest counts for the bound (Kumlander, 2004).</summary>
internal sealed class HeavySearch
{
    private readonly int n;
    private readonly int words;
    private readonly int[] order;
    private readonly long[] weight;
    private readonly ulong[] friends;
    private readonly ulong[] conflicts;
    private readonly List<int> chosen = [];
    private long known;
    private long left;
    private Func<bool> stop = () => false;
    private bool stopped;

    /// <param name="known">To be bettered.</param>
    public HeavySearch(int[][] graph, long[] weights, long known)
    {
        (n, words, this.known) = (graph.Length, (graph.Length + 63) / 64, known);
        // The heaviest come first in a group, so the group weighs what its first weighs.
        order = [.. Enumerable.Range(0, n).OrderByDescending(v => weights[v]).ThenByDescending(v => graph[v].Length).ThenBy(v => v)];
        weight = [.. order.Select(v => weights[v])];
        var place = new int[n];
        for (var i = 0; i < n; i++)
            place[order[i]] = i;
        (friends, conflicts) = (new ulong[n * words], new ulong[n * words]);
        for (var i = 0; i < n; i++)
        {
            foreach (var u in graph[order[i]])
                conflicts[i * words + (place[u] >> 6)] |= 1UL << place[u];
            for (var w = 0; w < words; w++)
                friends[i * words + w] = ~conflicts[i * words + w];
            friends[i * words + (i >> 6)] &= ~(1UL << i);
        }
    }

    /// <summary>The heaviest choice, when it is heavier than what was known.</summary>
    public int[]? Best { get; private set; }

    /// <summary>Everything was looked at.</summary>
    public bool Done { get; private set; }

    /// <param name="amount">Of work, in words handled: the same amount gives the same answer.</param>
    public void Run(long amount, Func<bool> stop)
    {
        (left, this.stop) = (amount, stop);
        var all = new ulong[words];
        for (var i = 0; i < n; i++)
            all[i >> 6] |= 1UL << i;
        Expand(all, 0);
        Done = !stopped;
    }

    private void Expand(ulong[] candidates, long value)
    {
        if (left <= 0 || stop())
        {
            stopped = true;
            return;
        }

        var (vertices, bounds) = Groups(candidates);
        if (vertices.Count == 0 && value > known)
        {
            known = value;
            Best = [.. chosen.Select(i => order[i])];
            return;
        }

        var next = new ulong[words];
        for (var k = vertices.Count - 1; k >= 0 && !stopped; k--)
        {
            if (value + bounds[k] <= known)
                return;
            var v = vertices[k];
            for (var w = 0; w < words; w++)
                next[w] = candidates[w] & friends[v * words + w];
            left -= words;
            chosen.Add(v);
            Expand([.. next], value + weight[v]);
            chosen.RemoveAt(chosen.Count - 1);
            candidates[v >> 6] &= ~(1UL << v);
        }
    }

    /// <summary>Groups of seats that conflict with each other, and for each seat the most that it and those before it can weigh together.</summary>
    private (List<int> Vertices, List<long> Bounds) Groups(ulong[] candidates)
    {
        var (vertices, bounds, before) = (new List<int>(), new List<long>(), 0L);
        var rest = (ulong[])candidates.Clone();
        var set = new ulong[words];
        var group = new List<int>();
        for (var low = 0; ;)
        {
            while (low < words && rest[low] == 0)
                low++;
            if (low == words)
                return (vertices, bounds);
            rest.CopyTo(set, 0);
            group.Clear();
            for (var w = low; w < words; w++)
            {
                while (set[w] != 0)
                {
                    var v = w * 64 + BitOperations.TrailingZeroCount(set[w]);
                    rest[w] &= ~(1UL << v);
                    set[w] &= ~(1UL << v);
                    for (var x = w; x < words; x++)
                        set[x] &= conflicts[v * words + x];
                    left -= words - w;
                    group.Add(v);
                }
            }

            for (var k = group.Count - 1; k >= 0; k--)
            {
                vertices.Add(group[k]);
                bounds.Add(before + weight[group[k]]);
            }

            before += weight[group[0]];
        }
    }
}
