using System.Diagnostics;

namespace InBeeld.Planning.Rosters;

/// <summary>Makes rosters: who works when, who is in reserve, what stays open and why, and how good that is at most.</summary>
public static class RosterPlanner
{
    /// <summary>Rounds of search; with the seed they decide the answer, as long as the time limit does not cut in.</summary>
    private const int SearchRounds = 80_000, RoundsOfCell = 150, MostRounds = 400_000;

    private const int RoundsOfTurn = 8_000;

    /// <exception cref="ArgumentException">Something in the problem does not fit; the message names it.</exception>
    public static RosterAnswer Solve(RosterProblem problem, Limits limits, IProgress<Progress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        bool Stop() => cancel.IsCancellationRequested || clock.Elapsed >= limits.Time;
        var asked = ModelBuilder.Build(problem);
        var (called, after) = Calls.Of(asked);
        var model = called.Count == 0 ? asked : ModelBuilder.Build(after);
        var first = FirstCome.Roster(model);
        var search = new RosterSearch(model, new Chance(limits.Seed), Stop);
        search.Construct();
        search.Offer(first);
        // Before the prices: a good value makes their steps right.
        bool Early() => clock.Elapsed > limits.Time * 0.2;
        var early = Math.Clamp(model.People * model.Days * 2, 300, RoundsOfTurn / 3);
        for (var i = 0; i < 6; i++)
        {
            search.Improve(early, long.MinValue, int.MaxValue, i % 2 == 0 ? Heat.Wishes : Heat.Reserve, Early);
        }

        var total = new TotalBound(model, Stop, () => Stop() || clock.Elapsed > limits.Time * 0.6);
        var bound = Math.Min(search.Value.Total, total.Of(search));
        progress?.Report(new(search.Value.Total, bound, clock.Elapsed.TotalSeconds));
        var most = Math.Clamp((long)RoundsOfCell * model.People * model.Days, SearchRounds, MostRounds);
        for (var turn = 0; search.Value.Total > bound && search.Rounds < most && !Stop(); turn++)
        {
            // First each highest number of duties for a while, then the three that gave most.
            var caps = total.Caps.Count == 0 ? [int.MaxValue] : total.Caps;
            var turns = turn < caps.Count ? caps : [.. caps.OrderBy(search.Least).ThenBy(c => c).Take(3)];
            if (2 * (search.Value.Total - bound) > model.Weights.MissingReserve && turn % 4 < 3)
            {
                // It may be that somebody more can be found: not yet time for details.
                search.Improve(RoundsOfTurn, bound, int.MaxValue, turn % 2 == 0 ? Heat.Wishes : Heat.Reserve);
            }
            else
            {
                search.Improve(turn < caps.Count ? RoundsOfTurn / 3 : RoundsOfTurn, bound, turns[turn % turns.Count], turn % 3 == 0 ? Heat.Wishes : Heat.Calm);
            }

            progress?.Report(new(search.Value.Total, bound, clock.Elapsed.TotalSeconds));
        }

        var duties = new List<Duty>();
        for (var p = 0; p < model.People; p++)
        {
            for (var d = 0; d < model.Days; d++)
            {
                if (search.Best[p][d] is > 0 and var k)
                {
                    duties.Add(model.Options[p][d][k - 1].Duty);
                }
            }
        }

        var order = problem.Slots.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        return new(
            [.. duties.Where(d => !d.Reserve).OrderBy(d => order[d.Slot])],
            [.. duties.Where(d => d.Reserve).OrderBy(d => order[d.Slot])],
            called,
            Reasons.Of(model, search.Best),
            [.. model.Problem.Staff.Select((s, p) => LoadOf(model, search.Best, s.Id, p))],
            search.Value,
            bound,
            bound >= search.Value.Total,
            model.Value(first),
            limits.Seed,
            search.Rounds,
            clock.Elapsed.TotalSeconds);
    }

    private static Load LoadOf(RosterModel model, int[][] roster, string id, int p)
    {
        var had = Enumerable.Range(0, model.Days).Where(d => roster[p][d] > 0).Select(d => model.Options[p][d][roster[p][d] - 1]).ToList();
        return new(id, had.Count(o => o.Work), had.Count(o => !o.Work), had.Sum(o => o.Minutes));
    }
}
