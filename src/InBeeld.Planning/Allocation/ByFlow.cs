using InBeeld.Planning.Flows;

namespace InBeeld.Planning.Allocation;

/// <summary>
/// Exact when all who could go to a place take equally much of it: a flow from each unit to one of its places or to none, in levels.
/// After each level the arcs with a price difference are frozen, so a level never hurts the ones before.
/// </summary>
internal static class ByFlow
{
    /// <param name="Choice">Per unit the index of its spot, or -1.</param>
    /// <param name="Levels">How many levels are proven: 3 is all.</param>
    internal sealed record Result(int[] Choice, int Levels);

    public static Result Solve(Units units, long[] use, Func<bool> stop) => Solve(units.All, units.Capacity, use, stop);

    /// <param name="units">Those to place.</param>
    /// <param name="room">Per place.</param>
    /// <param name="use">Per place what each takes.</param>
    public static Result Solve(IReadOnlyList<Unit> units, long[] room, long[] use, Func<bool> stop)
    {
        var (n, places) = (units.Count, room.Length);
        var arcs = n + places + units.Sum(u => u.Spots.Length);
        var (from, to, capacity) = (new int[arcs], new int[arcs], new long[arcs]);
        var goals = new[] { new long[arcs], new long[arcs], new long[arcs] };
        var supply = new long[n + places + 1];
        var (none, a) = (n + places, 0);
        for (var p = 0; p < places; p++, a++)
            (from[a], to[a], capacity[a]) = (n + p, none, use[p] == 0 ? 0 : room[p] / use[p]);
        for (var u = 0; u < n; u++)
        {
            supply[u] = 1;
            (from[a], to[a], capacity[a], goals[0][a]) = (u, none, 2, units[u].Weight);
            a++;
            foreach (var spot in units[u].Spots)
            {
                (from[a], to[a], capacity[a]) = (u, n + spot.Place, 1);
                goals[1][a] = -spot.Kept;
                goals[2][a++] = spot.Cost;
            }
        }

        supply[none] = -n;
        var simplex = new NetworkSimplex(new FlowProblem(supply, from, to, capacity, goals[0], none));
        var level = 0;
        while (simplex.Run(stop))
        {
            if (++level == 3)
                break;
            simplex.Freeze();
            simplex.Replace(goals[level]);
        }

        var flow = simplex.Flow;
        var choice = new int[n];
        a = places;
        for (var u = 0; u < n; u++)
        {
            var count = units[u].Spots.Length;
            choice[u] = flow.AsSpan(a + 1, count).IndexOf(1L);
            a += 1 + count;
        }

        return new Result(choice, level);
    }
}
