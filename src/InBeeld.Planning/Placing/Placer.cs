using System.Diagnostics;

namespace InBeeld.Planning.Placing;

/// <summary>Free placement: as many places as possible in an empty room, or a given number as far apart as possible. See docs/planning-seats.md.</summary>
public static class Placer
{
    private const int MostPlaces = 3_000;

    /// <summary>As many places as possible; stops at the bound, when a number of tries has given nothing more, at the limit, or when cancelled.</summary>
    /// <param name="tries">Local searches without a better answer before it gives up.</param>
    /// <exception cref="PlacingException">What is asked is not possible or not readable.</exception>
    public static Placement Most(PlacingProblem problem, Limits limits, long tries = 20_000, IProgress<Progress>? progress = null, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        bool Stop() => cancel.IsCancellationRequested || watch.Elapsed >= limits.Time;
        Check(problem.Room, problem.Margin);
        if (!(problem.Distance > 0) || !double.IsFinite(problem.Distance))
            throw new PlacingException($"distance: {problem.Distance} is not a distance in metres above 0.");
        var bound = PlacingBound.Of(problem.Room, problem.Distance, problem.Margin);
        if (bound > 2 * MostPlaces)
            throw new PlacingException($"outline: up to {bound} places would fit, more than {2 * MostPlaces}. Are the coordinates in millimetres or centimetres? Give metres.");
        var search = new PlacingSearch(new Region(problem.Room), false, problem.Margin, limits.Seed, Stop);
        var best = search.BestLattice(problem.Distance, bound > 500 ? 3 : 8);
        while (best.Length < bound && !Stop())
        {
            progress?.Report(new Progress(best.Length, bound, watch.Elapsed.TotalSeconds));
            if (search.Try(best.Length + 1, problem.Distance, best, tries) is not { } more)
                break;
            best = more;
        }

        progress?.Report(new Progress(best.Length, bound, watch.Elapsed.TotalSeconds));
        return new Placement(best, Math.Max(bound, best.Length), Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    /// <summary>So many places as far apart as possible: with <paramref name="circles"/> the largest equal circles in the room.</summary>
    /// <param name="circles">The margin is half of the distance, and <paramref name="margin"/> is not used.</param>
    /// <param name="tries">Local searches without a better answer before it gives up.</param>
    /// <exception cref="PlacingException">What is asked is not possible or not readable.</exception>
    public static Spread Widest(OpenRoom room, int count, bool circles, double margin, Limits limits, long tries = 20_000, IProgress<Progress>? progress = null, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        bool Stop() => cancel.IsCancellationRequested || watch.Elapsed >= limits.Time;
        Check(room, margin);
        if (count is < 2 or > MostPlaces)
            throw new PlacingException($"count: {count} is not between 2 and {MostPlaces}.");
        var most = Ceiling(room, count, circles, margin);
        var search = new PlacingSearch(new Region(room), circles, margin, limits.Seed, Stop);
        var (points, distance) = First(search, count, most);
        (points, distance) = search.Widen(points, distance);
        while (!Stop())
        {
            progress?.Report(new Progress(distance, most, watch.Elapsed.TotalSeconds));
            if (search.Try(count, distance * (1 + 1e-6), points, tries) is not { } wider)
                break;
            (points, distance) = search.Widen(wider, distance * (1 + 1e-6));
        }

        return new Spread(points, distance, Math.Max(most, distance), Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    /// <summary>The smallest distance at which the bound says that so many do not fit.</summary>
    private static double Ceiling(OpenRoom room, int count, bool circles, double margin)
    {
        var wide = Math.Max(room.Outline.Max(p => p.X) - room.Outline.Min(p => p.X), room.Outline.Max(p => p.Y) - room.Outline.Min(p => p.Y));
        var (low, high) = (wide * 1e-6, 2 * wide);
        for (var k = 0; k < 60; k++)
        {
            var middle = (low + high) / 2;
            if (PlacingBound.Of(room, middle, circles ? middle / 2 : margin) >= count)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>A distance at which so many fit, found from above.</summary>
    private static (Point[] Points, double Distance) First(PlacingSearch search, int count, double most)
    {
        for (var distance = most * 0.97; distance > most * 1e-4; distance *= 0.97)
        {
            var lattice = search.BestLattice(distance, 2);
            if (lattice.Length >= count)
                return (lattice[..count], distance);
            if (search.Try(count, distance, lattice, 3) is { } points)
                return (points, distance);
        }

        throw new PlacingException($"count: no way was found to place {count}.");
    }

    private static void Check(OpenRoom room, double margin)
    {
        if (!(margin >= 0) || !double.IsFinite(margin))
            throw new PlacingException($"margin: {margin} is not a distance in metres of 0 or more.");
        CheckPolygon(room.Outline, "outline");
        for (var o = 0; o < room.Obstacles.Count; o++)
            CheckPolygon(room.Obstacles[o], $"obstacles[{o}]");
    }

    private static void CheckPolygon(IReadOnlyList<Point> polygon, string name)
    {
        if (polygon.Count < 3)
            throw new PlacingException($"{name}: must have at least three corners.");
        if (polygon.Any(p => !(Math.Abs(p.X) < 1e6 && Math.Abs(p.Y) < 1e6)))
            throw new PlacingException($"{name}: a corner is not within 1,000,000 metres.");
        var sides = Geometry.Sides(polygon).ToArray();
        for (var i = 0; i < sides.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (new Point(sides[i].X1, sides[i].Y1), new Point(sides[i].X2, sides[i].Y2));
                var (c, d) = (new Point(sides[j].X1, sides[j].Y1), new Point(sides[j].X2, sides[j].Y2));
                if (Geometry.Turn(a, b, c) * Geometry.Turn(a, b, d) < 0 && Geometry.Turn(c, d, a) * Geometry.Turn(c, d, b) < 0)
                    throw new PlacingException($"{name}: crosses itself, at its sides {j} and {i}.");
            }
        }

        if (Math.Abs(Geometry.Area(polygon)) < 1e-9)
            throw new PlacingException($"{name}: has no area.");
    }
}
