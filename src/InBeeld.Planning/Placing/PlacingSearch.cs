namespace InBeeld.Planning.Placing;

/// <summary>Looks for a given number of points that keep their distance: many starts, each improved by moving the points that are most in each
/// other's way to the widest holes, or by shaking (basin hopping; Addis, Locatelli, Schoen, 2008; Lai and others, 2022).</summary>
internal sealed class PlacingSearch(Region region, bool circles, double margin, ulong seed, Func<bool> stop)
{
    private readonly Chance chance = new(seed);
    private readonly Dictionary<double, List<Point[]>> lattices = [];

    private double Margin(double distance) => circles ? distance / 2 : margin;

    /// <summary>The most points of all regular patterns.</summary>
    public Point[] BestLattice(double distance, int offsets)
    {
        Point[] best = [];
        foreach (var points in Lattices.In(region, distance, Margin(distance), offsets))
        {
            if (points.Length > best.Length)
                best = points;
            if (stop())
                break;
        }

        return best;
    }

    /// <param name="from">A good answer with fewer points, or with as many and a smaller distance.</param>
    /// <param name="runs">Local minimisations at most.</param>
    /// <returns>Points that keep the distance within 1e-10; null when none were found.</returns>
    public Point[]? Try(int n, double distance, IReadOnlyList<Point> from, long runs)
    {
        var springs = new Springs(region, n) { Distance = distance, Margin = margin, Circles = circles };
        var enough = 1e-22 * distance * distance;
        var best = new double[2 * n + 1];
        for (var start = 0; springs.Runs < runs && !stop(); start++)
        {
            var x = Start(start, n, distance, from);
            var energy = Down(springs, x, enough, distance);
            var patience = 15 + n / 2;
            for (var fails = 0; energy > enough && fails < patience && springs.Runs < runs && !stop(); fails++)
            {
                Array.Copy(x, best, best.Length);
                Move(springs, x, n, distance, fails);
                var found = Down(springs, x, enough, distance);
                if (found < energy * (1 - 1e-5))
                    (energy, fails) = (found, -1);
                else
                    Array.Copy(best, x, best.Length);
            }

            if (energy > enough)
                continue;
            Point[] points = [.. Enumerable.Range(0, n).Select(i => new Point(x[i], x[n + i]))];
            if (PlacingCheck.Worst(region.Room, points, distance, Margin(distance)) <= 2e-10)
                return points;
        }

        return null;
    }

    /// <summary>From here the distance is made as large as it goes: the reward for distance goes to nothing, so that the overlap does too.</summary>
    public (Point[] Points, double Distance) Widen(IReadOnlyList<Point> from, double distance)
    {
        var n = from.Count;
        var springs = new Springs(region, n) { Distance = distance, Margin = margin, Circles = circles };
        var x = Variables(from);
        x[2 * n] = distance;
        Point[] best = [.. from];
        var widest = Reach(best);
        for (var reward = 1e-2; reward > 1e-14; reward /= 10)
        {
            springs.Reward = reward * distance;
            springs.Descend(x, 200 + 20 * n, double.NegativeInfinity, 0);
            Point[] points = [.. Enumerable.Range(0, n).Select(i => new Point(x[i], x[n + i]))];
            if (Reach(points) is var wide && wide > widest)
                (best, widest) = (points, wide);
            if (stop())
                break;
        }

        return (best, widest);
    }

    /// <summary>How far apart these points are, with the walls; 0 when one is outside.</summary>
    public double Reach(IReadOnlyList<Point> points)
    {
        var reach = double.PositiveInfinity;
        for (var i = 0; i < points.Count; i++)
        {
            var depth = PlacingCheck.Depth(region.Room, points[i]);
            if (circles)
                reach = Math.Min(reach, 2 * depth);
            else if (depth < margin - 1e-10)
                return 0;
            for (var j = 0; j < i; j++)
                reach = Math.Min(reach, Geometry.Distance(points[i], points[j]));
        }

        return Math.Max(0, reach);
    }

    private static double Down(Springs springs, double[] x, double enough, double distance)
    {
        var energy = springs.Descend(x, 300, enough, 0.02);
        return energy > enough && energy < 1e-5 * distance * distance ? springs.Descend(x, 3000, enough, 0.002) : energy;
    }

    private double[] Start(int start, int n, double distance, IReadOnlyList<Point> from)
    {
        var points = new List<Point>();
        switch (start % 4)
        {
            case 0 or 2 when from.Count > 0:
                points.AddRange(from);
                break;
            case 1 when Denser(n, distance) is { Count: > 0 } patterns:
                points.AddRange(patterns[chance.Below(patterns.Count)]);
                break;
        }

        while (points.Count > n)
            points.RemoveAt(chance.Below(points.Count));
        while (points.Count < n)
            points.Add(start % 4 == 3 ? region.Random(chance, Margin(distance)) : Hole(points, distance));
        if (start > 0)
        {
            var shake = distance * (start % 4 == 2 ? 0.8 : 0.2) * chance.Share();
            for (var i = 0; i < n; i++)
                points[i] = Shaken(points[i], shake);
        }

        return Variables(points);
    }

    /// <summary>Patterns of a little too many points, because they are a little too close.</summary>
    private List<Point[]> Denser(int n, double distance)
    {
        var near = distance * (0.9 + 0.1 * chance.Below(10) / 10);
        if (!lattices.TryGetValue(near, out var patterns))
        {
            lattices[near] = patterns = [.. Lattices.In(region, near, Margin(distance), 2).Where(p => p.Length >= n).Take(400)];
        }

        return [.. patterns.Where(p => p.Length >= n && p.Length <= n + 2 + n / 12)];
    }

    private void Move(Springs springs, double[] x, int n, double distance, int fails)
    {
        var kind = chance.Below(4);
        if (kind < 2 || n < 3)
        {
            var worst = Enumerable.Range(0, n).OrderByDescending(i => springs.Of(x, i)).ToArray();
            var moved = 1 + (kind == 1 ? chance.Below(2) : 0);
            for (var k = 0; k < moved && k < n; k++)
            {
                // Now and then one that is not in the way.
                var i = worst[chance.Below(Math.Min(n, chance.Below(3) == 0 ? n : 2 + fails / 4 + n / 10))];
                var others = Enumerable.Range(0, n).Where(j => j != i).Select(j => new Point(x[j], x[n + j])).ToList();
                var hole = Hole(others, distance);
                (x[i], x[n + i]) = (hole.X, hole.Y);
            }
        }
        else if (kind == 2)
        {
            var centre = region.Random(chance, Margin(distance));
            var wide = distance * (1.2 + 1.5 * chance.Share());
            for (var i = 0; i < n; i++)
            {
                var p = new Point(x[i], x[n + i]);
                if (Geometry.Distance(p, centre) < wide)
                    Put(x, n, i, Shaken(p, 0.7 * distance));
            }
        }
        else
        {
            var shake = distance * (0.1 + 0.4 * chance.Share());
            for (var i = 0; i < n; i++)
                Put(x, n, i, Shaken(new Point(x[i], x[n + i]), shake));
        }
    }

    /// <summary>One of the places that are farthest from all points.</summary>
    private Point Hole(List<Point> points, double distance)
    {
        var (best, far) = (default(Point), -1.0);
        var tries = 10 + chance.Below(40) + points.Count / 2;
        for (var k = 0; k < tries; k++)
        {
            var p = region.Random(chance, Margin(distance));
            var near = double.PositiveInfinity;
            foreach (var q in points)
                near = Math.Min(near, Geometry.Square(p.X - q.X) + Geometry.Square(p.Y - q.Y));
            if (near > far)
                (best, far) = (p, near);
        }

        return best;
    }

    private Point Shaken(Point p, double by) => new(p.X + (2 * chance.Share() - 1) * by, p.Y + (2 * chance.Share() - 1) * by);

    private static void Put(double[] x, int n, int i, Point p) => (x[i], x[n + i]) = (p.X, p.Y);

    private static double[] Variables(IReadOnlyList<Point> points)
    {
        var x = new double[2 * points.Count + 1];
        for (var i = 0; i < points.Count; i++)
            Put(x, points.Count, i, points[i]);
        return x;
    }
}
