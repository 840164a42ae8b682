using InBeeld.Planning.Flows;

namespace InBeeld.Planning.Allocation;

/// <summary>
/// Children together, each unit taking the same wherever it goes: when a unit may be split over places, it is a flow. That gives a bound, prices, and a
/// plan in which only few units are split (at most one per place, since the answer is a tree); those are put where there is room.
/// </summary>
internal static class BySplitting
{
    private const long LargestMultiple = 5040;

    /// <param name="At">Per unit its spot number or -1; holds.</param>
    /// <param name="UnplacedWeight">No plan leaves less.</param>
    /// <param name="Price">Per place, for the search.</param>
    /// <param name="Size">Per unit what it takes.</param>
    /// <param name="Split">The units that were split.</param>
    /// <param name="WeightPrice">The same for the first goal alone.</param>
    internal sealed record Result(int[] At, long UnplacedWeight, double[] Price, double[] WeightPrice, long[] Size, int[] Split);

    /// <returns>Null when units take differently much at different places, or time ends.</returns>
    public static Result? Solve(Flat flat, Func<bool> stop)
    {
        var (n, places) = (flat.Count, flat.Units.Capacity.Length);
        var (size, multiple) = (new long[n], 1L);
        for (var u = 0; u < n; u++)
        {
            var uses = flat.Use.AsSpan(flat.Start[u]..flat.Start[u + 1]);
            size[u] = uses.Length == 0 ? 1 : uses[0];
            if (uses.ContainsAnyExcept(size[u]))
                return null;
            multiple = multiple / Common(multiple, size[u]) * size[u];
            if (multiple > LargestMultiple)
                return null;
        }

        if (Math.Max(flat.Weight.Max(), flat.Cost.Select(Math.Abs).DefaultIfEmpty().Max()) > FlowProblem.LargestCost / multiple)
            return null;
        var arcs = n + places + flat.Place.Length;
        var (from, to, capacity, supply) = (new int[arcs], new int[arcs], new long[arcs], new long[n + places + 1]);
        var goals = new[] { new long[arcs], new long[arcs], new long[arcs] };
        var none = n + places;
        for (var p = 0; p < places; p++)
            (from[p], to[p], capacity[p]) = (n + p, none, flat.Units.Capacity[p]);
        for (var u = 0; u < n; u++)
        {
            var each = multiple / size[u];
            supply[u] = size[u];
            supply[none] -= size[u];
            (from[places + u], to[places + u], capacity[places + u], goals[0][places + u]) = (u, none, size[u] + 1, flat.Weight[u] * each);
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
            {
                var a = n + places + s;
                (from[a], to[a], capacity[a]) = (u, n + flat.Place[s], size[u]);
                (goals[1][a], goals[2][a]) = (-flat.Kept[s] * each, flat.Cost[s] * each);
            }
        }

        var simplex = new NetworkSimplex(new FlowProblem(supply, from, to, capacity, goals[0], none));
        var (price, weightPrice, bound, worth) = (new double[places], new double[places], 0L, new[] { flat.PerWeight, flat.PerKept, 1 });
        for (var level = 0; level < 3; level++)
        {
            if (level > 0)
            {
                simplex.Freeze();
                simplex.Replace(goals[level]);
            }

            if (!simplex.Run(stop))
            {
                if (level == 0)
                    return null;
                break;
            }

            var prices = simplex.Prices;
            for (var p = 0; p < places; p++)
                price[p] += worth[level] * (prices[none] - prices[n + p]) / multiple;
            if (level == 0)
                (bound, weightPrice) = ((long)((simplex.Cost + multiple - 1) / multiple), [.. price.Select(p => p / flat.PerWeight)]);
        }

        var (at, split) = Whole(flat, simplex.Flow.AsSpan(n + places), size);
        return new Result(at, bound, price, weightPrice, size, split);
    }

    private static long Common(long a, long b) => b == 0 ? a : Common(b, a % b);

    /// <summary>Who is not split stays; the heaviest of the others first take the best spot with room.</summary>
    private static (int[] At, int[] Split) Whole(Flat flat, ReadOnlySpan<long> flow, long[] size)
    {
        var at = new int[flat.Count];
        var left = (long[])flat.Units.Capacity.Clone();
        for (var u = 0; u < flat.Count; u++)
        {
            at[u] = -1;
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
            {
                if (flow[s] == size[u])
                {
                    at[u] = s;
                    left[flat.Place[s]] -= size[u];
                }
            }
        }

        var split = new List<int>();
        for (var u = 0; u < flat.Count; u++)
        {
            if (at[u] < 0 && flow[flat.Start[u]..flat.Start[u + 1]].ContainsAnyExcept(0L))
                split.Add(u);
        }

        foreach (var u in split.OrderByDescending(u => flat.Weight[u]).ThenBy(u => u))
        {
            var most = flat.Start[u];
            for (var s = most; s < flat.Start[u + 1]; s++)
                most = flow[s] > flow[most] ? s : most;
            MakeRoom(flat, at, left, size, u, most);
        }

        foreach (var u in Enumerable.Range(0, flat.Count).Where(u => at[u] < 0).OrderByDescending(u => flat.Weight[u] / (double)size[u]).ThenBy(u => u))
        {
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
            {
                if (left[flat.Place[s]] >= size[u] && (at[u] < 0 || flat.Gain[s] > flat.Gain[at[u]]))
                    at[u] = s;
            }

            if (at[u] >= 0)
                left[flat.Place[at[u]]] -= size[u];
        }

        return (at, [.. split]);
    }

    /// <summary>The lightest go out for it, when together they weigh less.</summary>
    private static void MakeRoom(Flat flat, int[] at, long[] left, long[] size, int unit, int spot)
    {
        var place = flat.Place[spot];
        var (room, weight, leaving) = (left[place], 0L, new List<int>());
        var there = Enumerable.Range(0, flat.Count).Where(u => at[u] >= 0 && flat.Place[at[u]] == place);
        foreach (var u in there.OrderBy(u => flat.Weight[u] / (double)size[u]).ThenBy(u => u))
        {
            if (room >= size[unit])
                break;
            (room, weight) = (room + size[u], weight + flat.Weight[u]);
            leaving.Add(u);
        }

        if (room < size[unit] || weight >= flat.Weight[unit])
            return;
        leaving.ForEach(u => at[u] = -1);
        at[unit] = spot;
        left[place] = room - size[unit];
    }
}
