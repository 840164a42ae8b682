using System.Numerics;

namespace InBeeld.Planning.Seats;

/// <summary>Branch and bound on bit sets: the largest clique among the seats that do not conflict, bounded by greedy colouring in which a seat may
/// take the colour of another that can change its own (Tomita's MCS, 2010; San Segundo's BBMC, 2011, and infra-chromatic bound, 2015).
/// Can be stopped and taken up again.</summary>
internal sealed class CliqueSearch
{
    private readonly int n;
    private readonly int words;
    private readonly int[] order;
    private readonly ulong[] friends;
    private readonly ulong[] conflicts;
    private readonly List<Level> levels = [];
    private readonly ulong[] rest;
    private readonly ulong[] set;
    private readonly List<ulong[]> classes = [];
    private int[] best;
    private long work;
    private long nodes;
    private int branches;
    private int depth = -1;

    private sealed class Level(int words, int n)
    {
        public readonly ulong[] Set = new ulong[words];
        public readonly int[] Vertices = new int[n];
        public readonly int[] Colours = new int[n];

        /// <summary>Where in the list it is, from the end.</summary>
        public int Next;
    }

    public CliqueSearch(int[][] graph, int[] first)
    {
        n = graph.Length;
        words = (n + 63) / 64;
        (best, rest, set) = (first, new ulong[words], new ulong[words]);
        order = Widest(graph);
        var place = new int[n];
        for (var i = 0; i < n; i++)
            place[order[i]] = i;
        conflicts = new ulong[n * words];
        friends = new ulong[n * words];
        for (var i = 0; i < n; i++)
        {
            foreach (var u in graph[order[i]])
                conflicts[i * words + (place[u] >> 6)] |= 1UL << place[u];
            for (var w = 0; w < words; w++)
                friends[i * words + w] = ~conflicts[i * words + w];
            friends[i * words + (i >> 6)] &= ~(1UL << i);
            if ((n & 63) != 0)
                friends[i * words + words - 1] &= (1UL << (n & 63)) - 1;
        }
    }

    /// <summary>The best so far.</summary>
    public int[] Best => best;

    /// <summary>No choice is larger.</summary>
    public int Bound { get; private set; } = int.MaxValue;

    /// <summary>Everything was looked at.</summary>
    public bool Done { get; private set; }

    /// <summary>Which share of the first branches is done; the first are the largest.</summary>
    public double Share => Done ? 1 : branches == 0 ? 0 : 1 - (levels[0].Next + 1.0) / branches;

    /// <returns>The best set, and the most any set can have.</returns>
    public static (int[] Chosen, int Bound) Run(int[][] graph, int[] first, Func<bool> stop)
    {
        var search = new CliqueSearch(graph, first);
        search.Run(first, long.MaxValue, stop);
        return (search.best, search.Bound);
    }

    /// <summary>Goes on where it stopped.</summary>
    /// <param name="first">The best known answer.</param>
    /// <param name="amount">Of work, in words handled.</param>
    public void Run(int[] first, long amount, Func<bool> stop)
    {
        if (first.Length > best.Length)
            best = first;
        var end = work + amount;
        if (depth < 0 && !Done)
        {
            var root = At(0);
            for (var i = 0; i < n; i++)
                root.Set[i >> 6] |= 1UL << i;
            root.Next = Colour(root, best.Length) - 1;
            (depth, branches) = (0, root.Next + 1);
        }

        for (; depth >= 0; nodes++)
        {
            var level = levels[depth];
            if (depth == 0)
                Bound = Math.Max(best.Length, level.Next < 0 ? 0 : level.Colours[level.Next]);
            if ((nodes & 255) == 0 && (work > end || stop()))
                return;
            if (level.Next < 0 || depth + level.Colours[level.Next] <= best.Length)
            {
                if (--depth >= 0)
                    Drop(levels[depth]);
                continue;
            }

            var next = At(depth + 1);
            if (!Friends(level, next))
            {
                if (depth + 1 > best.Length)
                    best = [.. levels.Take(depth + 1).Select(l => order[l.Vertices[l.Next]])];
                Drop(level);
                continue;
            }

            depth++;
            next.Next = Colour(next, best.Length - depth) - 1;
        }

        Bound = best.Length;
        Done = true;
    }

    private bool Friends(Level level, Level next)
    {
        var any = 0UL;
        var row = level.Vertices[level.Next] * words;
        for (var w = 0; w < words; w++)
            any |= next.Set[w] = level.Set[w] & friends[row + w];
        return any != 0;
    }

    /// <summary>All choices with this seat are done.</summary>
    private static void Drop(Level level)
    {
        var v = level.Vertices[level.Next--];
        level.Set[v >> 6] &= ~(1UL << v);
    }

    /// <summary>Seats of one colour all conflict with each other, so at most one of them is chosen.</summary>
    /// <param name="free">So many colours cost nothing; seats that get one of them are not listed.</param>
    /// <returns>How many are listed.</returns>
    private int Colour(Level level, int free)
    {
        level.Set.AsSpan().CopyTo(rest);
        while (classes.Count <= free + 1)
            classes.Add(new ulong[words]);
        var (count, low) = (0, 0);
        for (var colour = 1; ; colour++)
        {
            while (low < words && rest[low] == 0)
                low++;
            if (low == words)
                break;
            work += 2L * words;
            if (colour <= free)
                Array.Clear(classes[colour]);
            for (var w = low; w < words; w++)
                set[w] = rest[w];
            var listed = count;
            for (var w = low; w < words; w++)
            {
                while (set[w] != 0)
                {
                    var v = w * 64 + BitOperations.TrailingZeroCount(set[w]);
                    var bit = 1UL << v;
                    rest[w] &= ~bit;
                    set[w] &= ~bit;
                    var row = v * words;
                    for (var x = w; x < words; x++)
                        set[x] &= conflicts[row + x];
                    work += words - w;
                    if (colour <= free)
                    {
                        classes[colour][w] |= bit;
                    }
                    else if (free < 2 || !Squeeze(v, free))
                    {
                        level.Vertices[count] = v;
                        level.Colours[count++] = colour;
                    }
                }
            }

            // All of this colour found another: the colour is still free to give.
            if (colour > free && count == listed)
                colour--;
        }

        return count;
    }

    /// <summary>Finds a free colour for v in which one friend stands in the way that can take another free colour.</summary>
    private bool Squeeze(int v, int free)
    {
        var row = v * words;
        for (var one = 1; one < free; one++)
        {
            var first = classes[one];
            var friend = -1;
            for (var w = 0; w < words && friend >= -1; w++)
            {
                var common = first[w] & friends[row + w];
                if (common == 0)
                    continue;
                friend = friend == -1 && (common & (common - 1)) == 0 ? w * 64 + BitOperations.TrailingZeroCount(common) : -2;
            }

            work += words;
            if (friend == -1)
            {
                first[v >> 6] |= 1UL << v;
                return true;
            }

            if (friend < 0)
                continue;
            var other = friend * words;
            for (var two = one + 1; two <= free; two++)
            {
                var second = classes[two];
                var common = 0UL;
                for (var w = 0; w < words && common == 0; w++)
                    common = second[w] & friends[other + w];
                work += words;
                if (common != 0)
                    continue;
                first[friend >> 6] &= ~(1UL << friend);
                second[friend >> 6] |= 1UL << friend;
                first[v >> 6] |= 1UL << v;
                return true;
            }
        }

        return false;
    }

    private Level At(int depth)
    {
        while (levels.Count <= depth)
            levels.Add(new Level(words, n));
        return levels[depth];
    }

    /// <summary>The seat with the most conflicts among those that are left goes last, so that branches begin with few friends.</summary>
    private static int[] Widest(int[][] graph)
    {
        var left = graph.Select(near => near.Length).ToArray();
        var gone = new bool[graph.Length];
        var order = new int[graph.Length];
        for (var k = graph.Length - 1; k >= 0; k--)
        {
            var worst = -1;
            for (var v = 0; v < graph.Length; v++)
            {
                // Among equals the one whose neighbours have the most.
                if (!gone[v] && (worst < 0 || left[v] > left[worst]))
                    worst = v;
            }

            gone[worst] = true;
            order[k] = worst;
            foreach (var u in graph[worst])
                left[u]--;
        }

        return order;
    }
}
