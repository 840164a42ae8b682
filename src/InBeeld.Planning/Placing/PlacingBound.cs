namespace InBeeld.Planning.Placing;

/// <summary>How many points at a distance can fit at most. For convex rooms Oler's inequality (1961): 2A/(√3 d²) + P/(2d) + 1 of the part where
/// centres may be. A room that is not convex is cut in pieces along its walls. And the area of the discs around the points is not more than the
/// area there is.</summary>
internal static class PlacingBound
{
    private const int Depth = 3;

    private sealed record Setting(OpenRoom Room, double Distance, double Margin);

    public static int Of(OpenRoom room, double distance, double margin)
    {
        var outline = Left(room.Outline);
        var setting = new Setting(room with { Outline = outline }, distance, margin);
        return (int)Math.Min(Math.Min(Best(setting, outline, Depth), ByArea(setting)), int.MaxValue);
    }

    private static double ByArea(Setting s)
    {
        var radius = s.Distance / 2;
        // Discs stand out of the room by the part of the radius that is not in the margin.
        var beyond = radius - s.Margin;
        var area = Geometry.Area(s.Room.Outline);
        if (beyond > 0)
            area += Length(s.Room.Outline) * beyond + Math.PI * beyond * beyond;
        var obstacles = s.Room.Obstacles.Count > 0 && Apart(s.Room) ? s.Room.Obstacles : [];
        foreach (var obstacle in obstacles)
        {
            var taken = Math.Abs(Geometry.Area(obstacle));
            if (beyond > 0)
                taken = Region.Convex(obstacle) ? taken - Length(obstacle) * beyond : 0;
            area -= Math.Max(0, taken);
        }

        return Math.Floor(area / (Math.PI * radius * radius) + 1e-6);
    }

    /// <summary>Obstacles that overlap or stand out of the room do not take their whole area from it; boxes tell enough.</summary>
    private static bool Apart(OpenRoom room)
    {
        var boxes = room.Obstacles.Select(o => (X1: o.Min(p => p.X), X2: o.Max(p => p.X), Y1: o.Min(p => p.Y), Y2: o.Max(p => p.Y))).ToArray();
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (boxes[i].X1 < boxes[j].X2 && boxes[j].X1 < boxes[i].X2 && boxes[i].Y1 < boxes[j].Y2 && boxes[j].Y1 < boxes[i].Y2)
                    return false;
            }
        }

        return Region.Convex(room.Outline) && room.Obstacles.All(o => o.All(p => Geometry.Inside(room.Outline, p)));
    }

    /// <summary>The smallest of the bound of this piece as a whole and of its two halves along any wall.</summary>
    private static double Best(Setting s, IReadOnlyList<Point> piece, int depth)
    {
        if (piece.Count < 3)
            return 0;
        var best = Whole(s, piece);
        if (depth == 0 || best <= 1)
            return best;
        foreach (var (a, b) in Cuts(s, piece).Take(24))
        {
            var (one, two) = (Half(piece, a, b), Half(piece, b, a));
            var sum = Best(s, one, depth - 1);
            if (sum < best)
                best = Math.Min(best, sum + Best(s, two, depth - 1));
        }

        return best;
    }

    private static double Whole(Setting s, IReadOnlyList<Point> piece)
    {
        var hull = Hull(piece);
        if (hull.Count < 3)
            return hull.Count == 0 ? 0 : 1 + Math.Floor(Length(hull) / 2 / s.Distance + 1e-6);
        if (s.Room.Obstacles.Any(o => Region.Convex(o) && hull.TrueForAll(p => On(o, p))))
            return 0;
        var shrunk = Shrink(s, hull);
        if (shrunk.Count < 3)
            shrunk = Hull(shrunk);
        // Where nothing is left, not even one point fits; rounding is given the benefit of the doubt.
        if (shrunk.Count == 0)
            return 0;
        var area = shrunk.Count < 3 ? 0 : Math.Abs(Geometry.Area(shrunk));
        var length = shrunk.Count < 2 ? 0 : Length(shrunk);
        return Math.Floor(2 * area / (Math.Sqrt(3) * s.Distance * s.Distance) + length / (2 * s.Distance) + 1 + 1e-6);
    }

    /// <summary>Sides of the hull that are walls move in by the margin, as far as that is certain.</summary>
    private static List<Point> Shrink(Setting s, List<Point> hull)
    {
        if (s.Margin <= 0)
            return hull;
        var wall = new bool[hull.Count];
        for (var i = 0; i < hull.Count; i++)
        {
            var (a, b) = (hull[i], hull[(i + 1) % hull.Count]);
            wall[i] = Geometry.Sides(s.Room.Outline).Any(w =>
                Geometry.Distance(Geometry.Nearest(w, a), a) < 1e-9 && Geometry.Distance(Geometry.Nearest(w, b), b) < 1e-9);
        }

        var all = Array.TrueForAll(wall, w => w);
        var shrunk = hull;
        for (var i = 0; i < hull.Count; i++)
        {
            var before = (i + hull.Count - 1) % hull.Count;
            var after = (i + 1) % hull.Count;
            var (a, b) = (hull[i], hull[after]);
            // At a wide corner a point may be beyond the end of the wall; that is only safe when all sides are walls.
            if (!wall[i] || (!all && (Wide(hull[before], a, b) || Wide(a, b, hull[(after + 1) % hull.Count]))))
                continue;
            var length = Geometry.Distance(a, b);
            // A little less than the margin: what stands exactly at it stays.
            var (nx, ny) = ((a.Y - b.Y) / length * (s.Margin - 1e-9), (b.X - a.X) / length * (s.Margin - 1e-9));
            shrunk = Half(shrunk, new Point(a.X + nx, a.Y + ny), new Point(b.X + nx, b.Y + ny));
        }

        return shrunk;
    }

    private static bool Wide(Point a, Point b, Point c) => (a.X - b.X) * (c.X - b.X) + (a.Y - b.Y) * (c.Y - b.Y) < -1e-9;

    /// <summary>Along walls that begin or end at an inward corner, and along obstacles.</summary>
    private static IEnumerable<(Point, Point)> Cuts(Setting s, IReadOnlyList<Point> piece)
    {
        var outline = s.Room.Outline;
        for (var i = 0; i < outline.Count; i++)
        {
            var (a, b, c) = (outline[i], outline[(i + 1) % outline.Count], outline[(i + 2) % outline.Count]);
            if (Geometry.Turn(a, b, c) < -1e-12)
            {
                yield return (a, b);
                yield return (b, c);
            }
        }

        foreach (var obstacle in s.Room.Obstacles)
        {
            foreach (var side in Geometry.Sides(obstacle))
                yield return (new Point(side.X1, side.Y1), new Point(side.X2, side.Y2));
        }
    }

    /// <summary>What is left of the line from a to b. Of a hollow piece the corners are right, which is what the hull needs.</summary>
    private static List<Point> Half(IReadOnlyList<Point> piece, Point a, Point b)
    {
        var kept = new List<Point>();
        for (int i = 0, j = piece.Count - 1; i < piece.Count; j = i++)
        {
            var (p, q) = (piece[j], piece[i]);
            var (one, two) = (Geometry.Turn(a, b, p), Geometry.Turn(a, b, q));
            if (one * two < 0)
                kept.Add(new Point(p.X + one / (one - two) * (q.X - p.X), p.Y + one / (one - two) * (q.Y - p.Y)));
            if (two >= 0)
                kept.Add(q);
        }

        return kept;
    }

    /// <summary>Andrew's chain.</summary>
    private static List<Point> Hull(IReadOnlyList<Point> points)
    {
        var sorted = points.Distinct().OrderBy(p => p.X).ThenBy(p => p.Y).ToList();
        if (sorted.Count < 3)
            return sorted;
        var hull = new List<Point>();
        for (var side = 0; side < 2; side++)
        {
            var start = hull.Count;
            foreach (var p in sorted)
            {
                while (hull.Count >= start + 2 && Geometry.Turn(hull[^2], hull[^1], p) <= 0)
                    hull.RemoveAt(hull.Count - 1);
                hull.Add(p);
            }

            hull.RemoveAt(hull.Count - 1);
            sorted.Reverse();
        }

        return hull;
    }

    private static bool On(IReadOnlyList<Point> polygon, Point p) =>
        Geometry.Inside(polygon, p) || Geometry.Sides(polygon).Any(w => Geometry.Distance(Geometry.Nearest(w, p), p) < 1e-9);

    private static double Length(IReadOnlyList<Point> polygon) => Geometry.Sides(polygon).Sum(w => Math.Sqrt(Geometry.Square(w.X1 - w.X2) + Geometry.Square(w.Y1 - w.Y2)));

    private static IReadOnlyList<Point> Left(IReadOnlyList<Point> polygon) => Geometry.Area(polygon) > 0 ? polygon : [.. polygon.Reverse()];
}
