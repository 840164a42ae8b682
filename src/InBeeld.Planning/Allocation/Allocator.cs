using System.Diagnostics;

namespace InBeeld.Planning.Allocation;

/// <summary>Gives children places: who weighs most first, then what they had, then cost.</summary>
public static class Allocator
{
    /// <summary>Solves as well as the time allows; never worse than first come, first served.</summary>
    /// <exception cref="ArgumentException">The problem is wrong; the message names what.</exception>
    public static AllocationAnswer Solve(AllocationProblem problem, Limits limits, IProgress<Progress>? progress = null, CancellationToken stop = default)
    {
        problem.Check();
        var clock = Stopwatch.StartNew();
        bool Stopped() => stop.IsCancellationRequested || clock.Elapsed > limits.Time;
        var units = Units.Of(problem);
        var first = units.FirstCome();
        var use = units.CommonUse();
        var (choice, bound, method) = use is not null
            ? Flow(units, use, first, Stopped)
            : Search.Solve(units, first, limits.Seed, () => Stopped() || clock.Elapsed > limits.Time * 0.5, () => Stopped() || clock.Elapsed > limits.Time * 0.9, Stopped, b => progress?.Report(b with { Seconds = clock.Elapsed.TotalSeconds }));
        var worth = units.Worth(choice);
        var placeOf = units.PlaceOf(choice);
        progress?.Report(new Progress(worth.UnplacedWeight, bound.UnplacedWeight, clock.Elapsed.TotalSeconds, placeOf));
        return new AllocationAnswer(
            placeOf, worth, bound, worth == bound, method, Reasons.Of(units, choice, use, worth.UnplacedWeight == bound.UnplacedWeight),
            FirstComeOf(units, first), clock.Elapsed.TotalSeconds);
    }

    private static (int[] Choice, Worth Bound, string Method) Flow(Units units, long[] use, int[] first, Func<bool> stopped)
    {
        var (choice, levels) = ByFlow.Solve(units, use, stopped);
        var worth = units.Worth(choice);
        if (levels == 0 && units.Worth(first) < worth)
            (choice, worth) = (first, units.Worth(first));
        // What a level not finished could reach at most: everybody the best of the own options.
        var bound = new Worth(
            levels > 0 ? worth.UnplacedWeight : units.All.Where(u => u.Spots.Length == 0).Sum(u => u.Weight),
            levels > 1 ? worth.Kept : units.All.Sum(u => (long)u.Spots.Select(s => s.Kept).DefaultIfEmpty().Max()),
            levels > 2 ? worth.Cost : units.All.Sum(u => Math.Min(0, u.Spots.Select(s => s.Cost).DefaultIfEmpty().Min())));
        return (choice, bound, "flow");
    }

    private static FirstCome FirstComeOf(Units units, int[] first)
    {
        var placeOf = units.PlaceOf(first);
        var placed = Enumerable.Range(0, placeOf.Length).Where(c => placeOf[c] >= 0).ToArray();
        return new FirstCome(placeOf, placed.Length, placed.Sum(c => units.Problem.Children[c].Weight), units.Worth(first));
    }
}
