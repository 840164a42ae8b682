using System.Numerics;

namespace InBeeld.Planning.Seats;

/// <summary>Branch and bound on bit sets: the largest clique among the seats that do not conflict, bounded by greedy colouring
/// (Tomita's MCS; San Segundo's BBMC).</summary>
internal sealed class CliqueSearch
{
    private readonly int n;
    private readonly int words;
    private readonly int[] order;
    private readonly ulong[][] friends;
    private readonly ulong[][] conflicts;
    private readonly Func<bool> stop;
    private readonly List<int> now = [];
    private int[] best;
    private bool stopped;
    private long nodes;

    private CliqueSearch(int[][] graph, int[] first, Func<bool> stop)
    {
        n = graph.Length;
        words = (n + 63) / 64;
        this.stop = stop;
        best = first;
        order = [.. Enumerable.Range(0, n).OrderBy(v => graph[v].Length).ThenBy(v => v)];
        var at = new int[n];
        for (var i = 0; i < n; i++)
            at[order[i]] = i;
        conflicts = new ulong[n][];
        friends = new ulong[n][];
        for (var i = 0; i < n; i++)
        {
            conflicts[i] = new ulong[words];
            foreach (var u in graph[order[i]])
                conflicts[i][at[u] >> 6] |= 1UL << at[u];
            friends[i] = [.. conflicts[i].Select(w => ~w)];
            friends[i][i >> 6] &= ~(1UL << i);
            if ((n & 63) != 0)
                friends[i][words - 1] &= (1UL << (n & 63)) - 1;
        }
    }

    /// <returns>The best set, and the most any set can have.</returns>
    public static (int[] Chosen, int Bound) Run(int[][] graph, int[] first, Func<bool> stop)
    {
        var search = new CliqueSearch(graph, first, stop);
        var all = new ulong[search.words];
        for (var i = 0; i < search.n; i++)
            all[i >> 6] |= 1UL << i;
        var bound = search.Expand(all, true);
        return (search.best, Math.Max(search.best.Length, bound));
    }

    private int Expand(ulong[] candidates, bool root)
    {
        var count = candidates.Sum(w => BitOperations.PopCount(w));
        var (vertices, colours) = (new int[count], new int[count]);
        Colour(candidates, vertices, colours);
        for (var k = count - 1; k >= 0; k--)
        {
            if (now.Count + colours[k] <= best.Length)
                return best.Length;
            if (stopped || ((++nodes & 1023) == 0 && (stopped = stop())))
                return root ? colours[k] : 0;
            var v = vertices[k];
            now.Add(v);
            var next = new ulong[words];
            var any = 0UL;
            for (var w = 0; w < words; w++)
                any |= next[w] = candidates[w] & friends[v][w];
            if (any != 0)
                Expand(next, false);
            else if (now.Count > best.Length)
                best = [.. now.Select(i => order[i])];
            now.RemoveAt(now.Count - 1);
            if (stopped)
                return root ? colours[k] : 0;
            candidates[v >> 6] &= ~(1UL << v);
        }

        return best.Length;
    }

    /// <summary>Seats of one colour all conflict with each other, so at most one of them is chosen.</summary>
    private void Colour(ulong[] candidates, int[] vertices, int[] colours)
    {
        var left = (ulong[])candidates.Clone();
        var (colour, k) = (0, 0);
        var class_ = new ulong[words];
        while (k < vertices.Length)
        {
            colour++;
            left.CopyTo(class_, 0);
            for (var w = 0; w < words; w++)
            {
                while (class_[w] != 0)
                {
                    var v = w * 64 + BitOperations.TrailingZeroCount(class_[w]);
                    left[w] &= ~(1UL << v);
                    class_[w] &= ~(1UL << v);
                    var row = conflicts[v];
                    for (var x = w; x < words; x++)
                        class_[x] &= row[x];
                    vertices[k] = v;
                    colours[k++] = colour;
                }
            }
        }
    }
}
