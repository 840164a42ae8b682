using System.Numerics;
using System.Runtime.InteropServices;

namespace InBeeld.Planning.Allocation;

/// <summary>
/// One place and who could go there: the set worth most that fits, by dynamic programming over what is left (Bellman, 1957), and all sets nearly as good.
/// A large capacity is counted in steps, each use rounded down: what comes out as most may then be too much, never too little.
/// </summary>
internal sealed class Knapsack
{
    private const int Steps = 1200;
    private readonly List<(ulong Set, double Short)> found = [];
    private double[] most = [];
    private long[] uses = [];
    private int[] sizes = [];
    private double[] values = [];
    private int count;
    private int width;
    private int limit;
    private double least;

    /// <summary>What the best set is worth at most.</summary>
    public double Most => count == 0 ? 0 : most[width - 1];

    /// <summary>Works out the table. The spans stay in use until the next call.</summary>
    /// <param name="value">Per item its worth; items that are worth nothing are not in the best set.</param>
    /// <param name="use">Per item, more than 0.</param>
    /// <param name="capacity">Not negative.</param>
    public void Fill(ReadOnlySpan<double> value, ReadOnlySpan<long> use, long capacity)
    {
        count = value.Length;
        if (values.Length < count)
            (values, uses, sizes) = (new double[count * 2], new long[count * 2], new int[count * 2]);
        long sum = 0;
        for (var i = 0; i < count; i++)
            sum += use[i];
        capacity = Math.Min(capacity, sum);
        var step = Math.Max(1, (capacity + Steps - 1) / Steps);
        width = (int)(capacity / step) + 1;
        if (most.Length < (count + 1) * width)
            most = new double[(count + 1) * width * 2];
        Array.Clear(most, count * width, width);
        for (var i = count - 1; i >= 0; i--)
        {
            (values[i], uses[i]) = (value[i], use[i]);
            var size = sizes[i] = (int)Math.Min(use[i] / step, width);
            var rest = most.AsSpan((i + 1) * width, width);
            var now = most.AsSpan(i * width, width);
            if (value[i] <= 0 || use[i] > capacity)
            {
                rest.CopyTo(now);
                continue;
            }

            rest[..size].CopyTo(now);
            Take(rest, now[size..], rest[size..], value[i]);
        }
    }

    /// <summary>By each room left the better of with and without.</summary>
    private static void Take(ReadOnlySpan<double> smaller, Span<double> now, ReadOnlySpan<double> without, double worth)
    {
        var (c, more) = (0, new Vector<double>(worth));
        for (; c <= now.Length - Vector<double>.Count; c += Vector<double>.Count)
            Vector.Max(new Vector<double>(smaller[c..]) + more, new Vector<double>(without[c..])).CopyTo(now[c..]);
        for (; c < now.Length; c++)
            now[c] = Math.Max(smaller[c] + worth, without[c]);
    }

    /// <summary>Says of each item whether it is in the best set.</summary>
    public void Best(Span<bool> chosen)
    {
        var at = width - 1;
        for (var i = 0; i < count; i++)
        {
            chosen[i] = most[(i * width) + at] > most[((i + 1) * width) + at];
            at -= chosen[i] ? sizes[i] : 0;
        }
    }

    /// <summary>The sets that fit and fall at most so much short of <see cref="Most"/>, by shortfall; at most 64 items.</summary>
    /// <returns>Null: more than so many.</returns>
    public List<(ulong Set, double Short)>? All(double within, long capacity, int atMost)
    {
        found.Clear();
        (limit, least) = (atMost, Most - within - 1e-9);
        if (!Go(0, width - 1, capacity, 0, 0))
            return null;
        var all = CollectionsMarshal.AsSpan(found);
        all.Sort((a, b) => a.Short.CompareTo(b.Short) is var c && c != 0 ? c : a.Set.CompareTo(b.Set));
        return [.. found];
    }

    private bool Go(int i, int at, long left, double worth, ulong set)
    {
        if (worth + (count == 0 ? 0 : most[(i * width) + at]) < least)
            return true;
        if (i == count)
        {
            found.Add((set, Math.Max(0, Most - worth)));
            return found.Count <= limit;
        }

        if (uses[i] <= left && !Go(i + 1, at - Math.Min(at, sizes[i]), left - uses[i], worth + values[i], set | (1UL << i)))
            return false;
        return Go(i + 1, at, left, worth, set);
    }
}
