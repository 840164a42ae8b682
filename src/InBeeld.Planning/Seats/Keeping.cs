namespace InBeeld.Planning.Seats;

/// <summary>
/// Among choices as large as the one that was found, one that keeps the most bookings at their seat. A seat weighs more than all bookings together, and its own bookings on top of that:
/// so a heavier choice never has fewer seats. First swaps; then, to better or to prove it, the dynamic programme along the room and branch and bound, which have to beat what is known.
/// </summary>
internal static class Keeping
{
    private const int States = 20_000;
    private const long Work = 60_000_000;
    private const int LargestExact = 1_000;

    /// <param name="open">Which seats may be chosen.</param>
    /// <param name="first">A choice among them.</param>
    /// <param name="needed">So many of them must be accessible; <paramref name="first"/> has them.</param>
    /// <returns>A choice that has no fewer seats, and whether none that is as large keeps more.</returns>
    public static (List<int> Chosen, bool Proven) Improve(int[][] graph, bool[] open, IReadOnlyList<Seat> seats, List<int> first, int needed, ulong seed, Func<bool> stop)
    {
        var large = 1 + seats.Where((_, v) => open[v]).Sum(s => (long)s.Booked);
        long[] weight = [.. seats.Select(s => large + s.Booked)];
        var (chosen, proven) = (new List<int>(), true);
        foreach (var part in Reduction.Components(graph, open))
        {
            var inside = part.ToHashSet();
            var (best, sure) = Part(graph, part, seats, weight, large, [.. first.Where(inside.Contains)], null, 0, seed, stop);
            chosen.AddRange(best);
            proven &= sure;
        }

        if (chosen.Count(v => seats[v].Accessible) >= needed)
            return (chosen, proven);
        // The parts of the room are bound together by what they need together.
        int[] all = [.. Enumerable.Range(0, graph.Length).Where(v => open[v])];
        (chosen, proven) = Part(graph, all, seats, weight, large, [.. first], [.. seats.Select(s => s.Accessible)], needed, seed, stop);
        return (chosen, proven);
    }

    private static (List<int> Chosen, bool Proven) Part(int[][] graph, int[] part, IReadOnlyList<Seat> seats, long[] weight, long large, int[] first, bool[]? accessible, int needed, ulong seed, Func<bool> stop)
    {
        if (accessible is null && Array.TrueForAll(part, v => weight[v] == large))
            return ([.. first], true);
        var at = new Dictionary<int, int>();
        foreach (var v in part)
            at[v] = at.Count;
        var (small, back) = Reduction.Sub(graph, part);
        long[] heavy = [.. back.Select(v => weight[v])];
        var known = SwapSearch.Run(small, heavy, large, [.. first.Select(v => at[v])], accessible is null ? null : [.. back.Select(v => accessible[v])], needed, seed, 20_000 + 400L * part.Length, stop);
        List<int> best = [.. known.Select(v => back[v])];

        // Seats that can be left out without loss; what is left falls apart into pieces.
        var open = new bool[graph.Length];
        foreach (var v in part)
            open[v] = true;
        if (needed > 0)
        {
            var order = SeatSolver.Order(graph, seats, part);
            var whole = Exact(graph, order, weight, large, Value(best, weight), accessible, needed, stop);
            return (whole.Better ?? best, whole.Proven);
        }

        Reduction.Dominated(graph, open, stop, weight);
        var (together, all, proven) = (new List<int>(), true, true);
        var pieces = Reduction.Components(graph, open);
        foreach (var piece in pieces)
        {
            // What is known of the piece when it is all there is; otherwise nothing.
            var value = pieces.Count == 1 ? Value(best, weight) : -1;
            var (better, sure) = Piece(graph, piece, seats, weight, large, value, seed, stop);
            proven &= sure;
            if (better is not null)
                together.AddRange(better);
            else
                all &= pieces.Count == 1;
        }

        if (pieces.Count == 1 ? together.Count > 0 : all && Value(together, weight) > Value(best, weight))
            best = together;
        return (best, proven);
    }

    /// <returns>What is worth more than what is known (nothing known: the best), and whether nothing is worth more than both.</returns>
    private static (List<int>? Better, bool Proven) Piece(int[][] graph, int[] piece, IReadOnlyList<Seat> seats, long[] weight, long large, long known, ulong seed, Func<bool> stop)
    {
        if (piece.Length == 1)
            return weight[piece[0]] > known ? ([.. piece], true) : (null, true);
        var (small, back) = Reduction.Sub(graph, piece);
        long[] heavy = [.. back.Select(v => weight[v])];
        List<int>? found = null;
        if (known < 0)
        {
            found = [.. SwapSearch.Run(small, heavy, large, [], null, 0, seed, 20_000 + 400L * piece.Length, stop).Select(v => back[v])];
            known = Value(found, weight);
        }

        var (better, proven) = Exact(graph, SeatSolver.Order(graph, seats, piece), weight, large, known, null, 0, stop);
        if (proven || piece.Length > LargestExact)
            return (better ?? found, proven);
        var search = new HeavySearch(small, heavy, known);
        search.Run(Work, stop);
        return (search.Best is { } heavier ? [.. heavier.Select(v => back[v])] : found, search.Done);
    }

    private static (List<int>? Better, bool Proven) Exact(int[][] graph, int[] order, long[] weight, long large, long known, bool[]? accessible, int needed, Func<bool> stop)
    {
        if (Sweep.Reach(graph, order) >= Sweep.Window)
            return (null, false);
        // From the far end: so much can still come.
        var counts = new List<int>();
        if (Sweep.Best(graph, [.. order.Reverse()], States, false, null, 0, stop, null, counts) is null)
            return (null, false);
        counts.Reverse();
        counts.Add(0);
        var aim = new Sweep.Aim(weight, large, [.. counts], Booked(graph, order, weight, large), known);
        var answer = Sweep.Best(graph, order, States, false, accessible, needed, stop, aim);
        return (answer is { } found ? [.. found.Chosen] : null, aim.Done);
    }

    /// <summary>For each position in the order the most bookings that can be kept from there on: of seats that all conflict with each other at most one.</summary>
    private static long[] Booked(int[][] graph, int[] order, long[] weight, long large)
    {
        var group = new int[graph.Length];
        Array.Fill(group, -1);
        var cliques = new List<List<int>>();
        foreach (var v in order.Where(v => weight[v] > large))
        {
            var clique = cliques.FindIndex(c => c.TrueForAll(u => Array.BinarySearch(graph[v], u) >= 0));
            if (clique < 0)
            {
                clique = cliques.Count;
                cliques.Add([]);
            }

            cliques[clique].Add(v);
            group[v] = clique;
        }

        var most = new long[cliques.Count];
        var bound = new long[order.Length + 1];
        for (var i = order.Length - 1; i >= 0; i--)
        {
            bound[i] = bound[i + 1];
            if (group[order[i]] is >= 0 and var g && weight[order[i]] - large > most[g])
            {
                bound[i] += weight[order[i]] - large - most[g];
                most[g] = weight[order[i]] - large;
            }
        }

        return bound;
    }

    private static long Value(List<int> chosen, long[] weight) => chosen.Sum(v => weight[v]);
}
