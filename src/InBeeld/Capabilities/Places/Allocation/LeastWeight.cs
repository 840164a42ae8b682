using InBeeld.Planning.Flows;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>
/// The weight that stays without a place whatever is done, when everybody gets one part of the week: a flow of least cost from each child by its school (or by the kind of seat it needs) to a series.
/// Brothers and sisters may part in it, and children who need a kind of seat do not count for the most of their school; so it is never more than what is possible.
/// </summary>
internal static class LeastWeight
{
    /// <param name="reach">Per child the series it could have.</param>
    public static long Of(IReadOnlyList<Asked> asked, List<Series> open, List<List<int>> reach, CancellationToken ct)
    {
        var arcs = new List<(int From, int To, long Capacity, long Cost)>();
        var none = asked.Count + open.Count;
        var doors = new Dictionary<(int Series, Guid School, int Mix), int>();
        for (var s = 0; s < open.Count; s++)
        {
            arcs.Add((asked.Count + s, none, open[s].Capacity, 0));
        }

        for (var i = 0; i < asked.Count; i++)
        {
            arcs.Add((i, none, 2, Plan.Weights[asked[i].Class]));
            var mix = SeatKinds.Mix(asked[i].Needs);
            foreach (var s in reach[i])
            {
                var door = (s, mix == 0 ? asked[i].School : Guid.Empty, mix);
                if (!doors.TryGetValue(door, out var node))
                {
                    doors[door] = node = none + 1 + doors.Count;
                    arcs.Add((node, asked.Count + s, Most(open[s], asked[i].School, mix), 0));
                }

                arcs.Add((i, node, 1, 0));
            }
        }

        var supply = new long[none + 1 + doors.Count];
        supply.AsSpan(0, asked.Count).Fill(1);
        supply[none] = -asked.Count;
        var simplex = new NetworkSimplex(new FlowProblem(supply, [.. arcs.Select(a => a.From)], [.. arcs.Select(a => a.To)], [.. arcs.Select(a => a.Capacity)], [.. arcs.Select(a => a.Cost)], none));
        return simplex.Run(() => ct.IsCancellationRequested) ? (long)simplex.Cost : 0;
    }

    private static long Most(Series s, Guid school, int mix) => mix == 0 ? s.PerSchool is { } most ? Math.Max(0, most - (s.AtSchool?.GetValueOrDefault(school) ?? 0)) : s.Capacity
        : s.Weeks.Min(free => Enumerable.Range(0, free.Length).Where(m => (m & mix) == mix).Sum(m => free[m]));
}
