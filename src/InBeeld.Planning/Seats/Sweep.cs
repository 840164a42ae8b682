using System.Numerics;
using System.Runtime.InteropServices;

namespace InBeeld.Planning.Seats;

/// <summary>Dynamic programme along an order of the seats: what matters of the choice so far is only which of the next seats it forbids.
/// Exact as long as no state is thrown away.</summary>
internal static class Sweep
{
    /// <summary>So far ahead may a conflict reach in the order.</summary>
    public const int Window = 256;

    private readonly record struct Bits(ulong A, ulong B, ulong C, ulong D, int Accessible)
    {
        public Bits Shift() => new(A >> 1 | B << 63, B >> 1 | C << 63, C >> 1 | D << 63, D >> 1, Accessible);

        public Bits Or(Bits o) => new(A | o.A, B | o.B, C | o.C, D | o.D, Accessible);

        public Bits Without(Bits o) => new(A & ~o.A, B & ~o.B, C & ~o.C, D & ~o.D, 0);

        public bool None => (A | B | C | D) == 0;

        public int Count => BitOperations.PopCount(A) + BitOperations.PopCount(B) + BitOperations.PopCount(C) + BitOperations.PopCount(D);

        public int First => A != 0 ? BitOperations.TrailingZeroCount(A) : B != 0 ? 64 + BitOperations.TrailingZeroCount(B)
            : C != 0 ? 128 + BitOperations.TrailingZeroCount(C) : 192 + BitOperations.TrailingZeroCount(D);

        public static Bits One(int at) => new(at < 64 ? 1UL << at : 0, at is >= 64 and < 128 ? 1UL << (at - 64) : 0,
            at is >= 128 and < 192 ? 1UL << (at - 128) : 0, at >= 192 ? 1UL << (at - 192) : 0, 0);

        public bool Equals(Bits o) => A == o.A && B == o.B && C == o.C && D == o.D && Accessible == o.Accessible;

        public override int GetHashCode()
        {
            var h = (A * 0x9E3779B97F4A7C15UL) ^ BitOperations.RotateLeft(B * 0xC2B2AE3D27D4EB4FUL, 23) ^ BitOperations.RotateLeft(C * 0x165667B19E3779F9UL, 41) ^ (D * 0xD6E8FEB86659FD93UL) ^ (ulong)Accessible * 0x94D049BB133111EBUL;
            return (int)(h ^ (h >> 32));
        }
    }

    /// <summary>Only choices that are worth more than one that is known matter.</summary>
    /// <param name="Weight">Of each seat: <paramref name="Large"/>, and its bookings.</param>
    /// <param name="Large">More than all bookings together, so that one seat more always weighs more.</param>
    /// <param name="Counts">For each position the most that can be chosen from there on.</param>
    /// <param name="Booked">For each position the most bookings that can be kept from there on.</param>
    /// <param name="Known">To be bettered.</param>
    public sealed record Aim(long[] Weight, long Large, int[] Counts, long[] Booked, long Known)
    {
        /// <summary>Everything was looked at: what was not found does not exist.</summary>
        public bool Done { get; set; }

        public bool Hopeless(int position, long value) => value + Counts[position] * Large + Booked[position] <= Known;
    }

    /// <summary>Ordered conflicts: for each position those further on.</summary>
    /// <returns>How far the furthest conflict reaches.</returns>
    public static int Reach(int[][] graph, int[] order)
    {
        var at = new int[graph.Length];
        for (var i = 0; i < order.Length; i++)
            at[order[i]] = i + 1;
        return order.Length == 0 ? 0 : order.Max(v => graph[v].Length == 0 ? 0 : graph[v].Max(u => at[u] == 0 ? 0 : at[u] - at[v]));
    }

    /// <param name="order">The seats to choose from; conflicts with others do not count.</param>
    /// <param name="most">States kept.</param>
    /// <param name="beam">Throw the least promising away when there are more (the answer is then no longer proven); otherwise give up.</param>
    /// <param name="accessible">Which seats count for <paramref name="needed"/>.</param>
    /// <param name="aim">Seats that weigh differently; null: all weigh one.</param>
    /// <param name="counts">Gets, for each position in the order, the most that can be chosen up to there.</param>
    /// <returns>The best choice and whether it is proven; null when given up or when nothing meets the need.</returns>
    public static (int[] Chosen, bool Exact)? Best(int[][] graph, int[] order, int most, bool beam, bool[]? accessible, int needed, Func<bool> stop, Aim? aim = null, List<int>? counts = null)
    {
        if (Reach(graph, order) >= Window)
            return null;
        var masks = Masks(graph, order);
        var states = new List<Bits> { default };
        var values = new List<long> { 0 };
        var layers = new List<int[]>();
        long kept = 0;
        var exact = true;
        for (var i = 0; i < order.Length; i++)
        {
            var index = new Dictionary<Bits, int>(states.Count * 2);
            var (nextStates, nextValues, from) = (new List<Bits>(states.Count * 2), new List<long>(states.Count * 2), new List<int>(states.Count * 2));
            var helps = needed > 0 && accessible![order[i]];
            var worth = aim?.Weight[order[i]] ?? 1;
            for (var s = 0; s < states.Count; s++)
            {
                var state = states[s];
                if ((state.A & 1) != 0)
                {
                    Add(state.Shift(), values[s], s << 1);
                    continue;
                }

                var taken = state.Or(masks[i]);
                if (helps && taken.Accessible < needed)
                    taken = taken with { Accessible = taken.Accessible + 1 };
                Add(taken.Shift(), values[s] + worth, s << 1 | 1);
                if (needed > 0 || !Clique(masks, order, i, masks[i].Without(state), aim))
                    Add(state.Shift(), values[s], s << 1);
            }

            if (nextStates.Count > most || kept > 60_000_000)
            {
                if (!beam)
                    return null;
                exact = false;
                var keep = Enumerable.Range(0, nextStates.Count).OrderByDescending(k => 4 * nextValues[k] - nextStates[k].Count).ThenBy(k => k).Take(most).ToArray();
                (nextStates, nextValues, from) = ([.. keep.Select(k => nextStates[k])], [.. keep.Select(k => nextValues[k])], [.. keep.Select(k => from[k])]);
            }

            if ((i & 7) == 0 && stop())
                return null;
            (states, values) = (nextStates, nextValues);
            counts?.Add((int)values.DefaultIfEmpty().Max());
            layers.Add([.. from]);
            kept += from.Count;

            void Add(Bits state, long value, int source)
            {
                if (aim is not null && aim.Hopeless(i + 1, value))
                    return;
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(index, state, out var there);
                if (!there)
                {
                    place = nextStates.Count;
                    nextStates.Add(state);
                    nextValues.Add(value);
                    from.Add(source);
                }
                else if (nextValues[place] < value)
                {
                    nextValues[place] = value;
                    from[place] = source;
                }
            }
        }

        if (aim is not null)
            aim.Done = exact;
        var end = -1;
        for (var s = 0; s < states.Count; s++)
        {
            if (states[s].Accessible >= needed && (end < 0 || values[s] > values[end]))
                end = s;
        }

        if (end < 0)
            return null;
        var chosen = new List<int>();
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var source = layers[i][end];
            if ((source & 1) != 0)
                chosen.Add(order[i]);
            end = source >> 1;
        }

        return ([.. chosen], exact);
    }

    /// <summary>When what a seat would still forbid is one clique, and none of it weighs more, taking the seat is never worse.</summary>
    private static bool Clique(Bits[] masks, int[] order, int i, Bits free, Aim? aim)
    {
        while (!free.None)
        {
            var at = free.First;
            if (aim is not null && aim.Weight[order[i + at]] > aim.Weight[order[i]])
                return false;
            free = free.Without(Bits.One(at));
            var rest = free;
            // Conflicts of the seat "at" further on, seen from here.
            while (!rest.None)
            {
                var other = rest.First;
                rest = rest.Without(Bits.One(other));
                if (masks[i + at].Without(Bits.One(other - at)) == masks[i + at])
                    return false;
            }
        }

        return true;
    }

    private static Bits[] Masks(int[][] graph, int[] order)
    {
        var at = new int[graph.Length];
        Array.Fill(at, -1);
        for (var i = 0; i < order.Length; i++)
            at[order[i]] = i;
        return [.. order.Select((v, i) => graph[v].Where(u => at[u] > i).Aggregate(default(Bits), (bits, u) => bits.Or(Bits.One(at[u] - i))))];
    }
}
