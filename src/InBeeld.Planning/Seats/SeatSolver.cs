using System.Diagnostics;

namespace InBeeld.Planning.Seats;

/// <summary>The largest set of seats that can be used at the same time (a maximum independent set), with proof or with the bound that remains.</summary>
public static class SeatSolver
{
    private const int LargestExact = 8_000;

    /// <summary>Solves a problem; stops at the limit or when cancelled, with the best answer found. Where seats are booked it looks on, at most a quarter of the limit longer,
    /// for a choice that is as large and keeps more of the bookings.</summary>
    /// <exception cref="SeatProblemException">What is asked is not possible or not readable.</exception>
    public static SeatPlan Solve(SeatProblem problem, Limits limits, IProgress<Progress>? progress = null, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        bool Stop() => cancel.IsCancellationRequested || watch.Elapsed >= limits.Time;
        var graph = ConflictGraph.Build(problem);
        var seats = problem.Seats;
        var open = seats.Select(s => s.Fixed is null).ToArray();
        var chosen = new List<int>();
        for (var v = 0; v < graph.Length; v++)
        {
            if (seats[v].Fixed != true)
                continue;
            chosen.Add(v);
            foreach (var u in graph[v])
            {
                if (seats[u].Fixed == true)
                    throw new SeatProblemException($"seats: \"{seats[v].Id}\" and \"{seats[u].Id}\" are both fixed, but conflict.");
                open[u] = false;
            }
        }

        var needed = Math.Max(0, problem.AccessibleAtLeast - chosen.Count(v => seats[v].Accessible));
        var bound = chosen.Count;
        var (found, most) = Free(graph, open, seats, limits.Seed, Stop, (b, u) => progress?.Report(new Progress(chosen.Count + b, chosen.Count + u, watch.Elapsed.TotalSeconds)));
        if (found.Count(v => seats[v].Accessible) < needed)
            found = WithAccessible(graph, open, seats, needed, ref most, limits.Seed, Stop);
        var keptProven = true;
        if (seats.Where((s, v) => open[v] && s.Booked > 0).Any())
        {
            // Looking for the largest has the time it always had; what it leaves, and a little more, is for the bookings.
            var until = Math.Max(limits.Time.TotalSeconds, Math.Min(watch.Elapsed.TotalSeconds, limits.Time.TotalSeconds) + limits.Time.TotalSeconds / 4);
            (found, keptProven) = Keeping.Improve(graph, open, seats, found, needed, limits.Seed, () => cancel.IsCancellationRequested || watch.Elapsed.TotalSeconds >= until);
            keptProven &= most == found.Count;
        }

        chosen.AddRange(found);
        bound += most;
        chosen.Sort();
        progress?.Report(new Progress(chosen.Count, bound, watch.Elapsed.TotalSeconds));
        return new SeatPlan([.. chosen.Select(v => seats[v].Id)], bound, Math.Round(watch.Elapsed.TotalSeconds, 3)) { Kept = chosen.Sum(v => (long)seats[v].Booked), KeptProven = keptProven };
    }

    private static List<int> WithAccessible(int[][] graph, bool[] open, IReadOnlyList<Seat> seats, int needed, ref int most, ulong seed, Func<bool> stop)
    {
        var accessible = seats.Select(s => s.Accessible).ToArray();
        var (core, possible) = Free(graph, [.. open.Select((o, v) => o && accessible[v])], seats, seed, stop, (_, _) => { });
        if (possible < needed)
            throw new SeatProblemException($"accessibleAtLeast: with this distance at most {possible} more accessible seats can be used; {needed} are needed.");
        if (core.Count < needed)
            throw new SeatProblemException($"accessibleAtLeast: no answer was found in time with {needed} more accessible seats.");
        var order = Order(graph, seats, [.. Enumerable.Range(0, graph.Length).Where(v => open[v])]);
        if (Sweep.Best(graph, order, 200_000, false, accessible, needed, stop) is { } best)
        {
            most = best.Chosen.Length;
            return [.. best.Chosen];
        }

        core = [.. core.Take(needed)];
        var rest = (bool[])open.Clone();
        foreach (var v in core)
        {
            rest[v] = false;
            foreach (var u in graph[v])
                rest[u] = false;
        }

        return [.. core, .. Free(graph, rest, seats, seed, stop, (_, _) => { }).Found];
    }

    /// <summary>The largest choice among the open seats, and its bound.</summary>
    private static (List<int> Found, int Bound) Free(int[][] graph, bool[] open, IReadOnlyList<Seat> seats, ulong seed, Func<bool> stop, Action<int, int> report)
    {
        open = (bool[])open.Clone();
        Reduction.Dominated(graph, open, stop);
        var found = new List<int>();
        var bound = 0;
        var parts = Reduction.Components(graph, open).OrderBy(p => p.Length).ToList();
        var left = parts.Sum(p => p.Length);
        foreach (var part in parts)
        {
            var (chosen, most) = Part(graph, part, seats, seed, stop);
            found.AddRange(chosen);
            bound += most;
            left -= part.Length;
            report(found.Count, bound + left);
        }

        return (found, bound);
    }

    private static (int[] Chosen, int Bound) Part(int[][] graph, int[] part, IReadOnlyList<Seat> seats, ulong seed, Func<bool> stop)
    {
        if (part.Length <= 2)
            return ([part[0]], 1);
        var order = Order(graph, seats, part);
        var reach = Sweep.Reach(graph, order);
        var narrow = reach < Sweep.Window && reach * 3 < part.Length;
        var (small, back) = Reduction.Sub(graph, part);
        if (!narrow && part.Length <= LargestExact)
        {
            var quick = new CliqueSearch(small, []);
            quick.Run([], 20_000_000, stop);
            if (quick.Done)
                return ([.. quick.Best.Select(v => back[v])], quick.Best.Length);
        }

        if (Sweep.Best(graph, order, narrow ? 60_000 : 6_000, false, null, 0, stop) is { } sure)
            return (sure.Chosen, sure.Chosen.Length);
        var bound = Math.Min(part.Length, Reduction.Cover(small));
        if (narrow)
            bound = Math.Min(bound, Strips(graph, order, stop));
        if (!narrow && small.Sum(near => near.Length) <= 400_000)
            bound = Math.Min(bound, Reduction.CoverByCommon(small, stop));
        var first = LocalSearch.Run(small, seed, narrow ? 400_000 + 2_000L * part.Length : 2_000, stop, bound);
        if (narrow && first.Length < bound && Sweep.Best(graph, order, 4_000, true, null, 0, stop) is { } beam && beam.Chosen.Length > first.Length)
            return (beam.Chosen, Math.Max(bound, beam.Chosen.Length));
        if (first.Length < bound && !narrow && part.Length <= LargestExact)
        {
            var (best, most) = Search.Run(small, first, bound, seed, stop);
            first = best;
            bound = Math.Min(bound, most);
        }

        return ([.. first.Select(v => back[v])], bound);
    }

    /// <summary>Pieces of the room solved apart: together they can never have fewer than the whole.</summary>
    private static int Strips(int[][] graph, int[] order, Func<bool> stop)
    {
        if (order.Length <= 1 || stop())
            return order.Length;
        if (order.Length <= 400 && Sweep.Best(graph, order, 12_000, false, null, 0, stop) is { } sure)
            return sure.Chosen.Length;
        var half = order.Length / 2;
        return Strips(graph, order[..half], stop) + Strips(graph, order[half..], stop);
    }

    /// <summary>Along the room, lengthwise or crosswise: where conflicts reach least far ahead.</summary>
    internal static int[] Order(int[][] graph, IReadOnlyList<Seat> seats, int[] part)
    {
        int[][] ways = [[.. part.OrderBy(v => seats[v].X).ThenBy(v => seats[v].Y).ThenBy(v => v)], [.. part.OrderBy(v => seats[v].Y).ThenBy(v => seats[v].X).ThenBy(v => v)]];
        return ways.OrderBy(way => Sweep.Reach(graph, way)).First();
    }
}
