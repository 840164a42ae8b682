using System.Diagnostics;

namespace InBeeld.Planning.Funds;

/// <summary>Says which fund pays what for which pupil, what stays uncovered and why, and how good that is at most.</summary>
public static class FundPlanner
{
    /// <summary>Without rules per claim the cents uncovered are exact by one flow; the rest, and all with rules, by branch and bound.</summary>
    /// <param name="problem">Checked here.</param>
    /// <param name="limits">The seed is not used: nothing is left to chance.</param>
    /// <param name="progress">Cents uncovered and their bound.</param>
    /// <param name="cancel">Stops with the best mix found.</param>
    /// <exception cref="ArgumentException">Something in the problem does not fit; the message names it.</exception>
    public static FundAnswer Solve(FundProblem problem, Limits limits, IProgress<Progress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        bool Stop() => cancel.IsCancellationRequested || clock.Elapsed >= limits.Time;
        problem.Check();
        var grid = FundGrid.Of(problem);
        var search = new FundSearch(grid, Stop, progress, clock);
        search.Run();
        var claims = Enumerable.Range(0, grid.Arcs).Where(a => search.Best[a] > 0)
            .Select(a => new FundClaim(grid.PupilOf[a], grid.FundOf[a], search.Best[a]))
            .OrderBy(c => c.Pupil).ThenBy(c => c.Fund);
        return new(
            [.. claims],
            search.Worth,
            search.Bound,
            search.ProvenGoals == 3,
            search.ProvenGoals,
            FundReasons.Of(grid, search.Best, search.ProvenGoals > 0),
            grid.Worth(FundMend.FirstCome(grid)),
            search.Nodes,
            clock.Elapsed.TotalSeconds);
    }
}
