namespace InBeeld.Planning.Seats;

/// <summary>Any conflicts: two local searches and branch and bound take turns, each turn longer, until there is proof or the time ends.</summary>
internal static class Search
{
    private const long First = 500_000;
    private const long Longest = 500_000_000;
    private const double InSight = 3e11;
    private const long Fair = 4_000_000_000;

    /// <returns>The best choice, and the most any choice can have.</returns>
    public static (int[] Chosen, int Bound) Run(int[][] graph, int[] first, int bound, ulong seed, Func<bool> stop)
    {
        var best = first;
        var cover = new CoverSearch(graph, first, seed);
        var penalty = new PenaltySearch(graph, first, seed + 1);
        var exact = new CliqueSearch(graph, first);
        var spent = 0.0;
        for (var turn = First; best.Length < bound && !stop(); turn = Math.Min(2 * turn, Longest))
        {
            cover.Beat(best);
            cover.Run(turn, stop, bound);
            penalty.Beat(cover.Best);
            penalty.Run(turn, stop, bound);
            best = penalty.Best;
            // Most of the time when the end is in sight (the first branches are the largest), little when it is clear that it is not.
            var sight = exact.Share > 0 && spent / exact.Share < InSight;
            var amount = sight ? 16 * turn : spent < Fair ? 2 * turn : turn / 4;
            exact.Run(best, amount, stop);
            spent += amount;
            best = exact.Best;
            bound = Math.Min(bound, Math.Max(best.Length, exact.Bound));
        }

        return (best, Math.Max(bound, best.Length));
    }
}
