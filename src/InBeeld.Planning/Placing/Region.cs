using InBeeld.Planning.Seats;

namespace InBeeld.Planning.Placing;

/// <summary>Where centres may be, as a force: pushes a point that is too near a wall, or beyond it, back.</summary>
internal sealed class Region
{
    private readonly OpenRoom room;
    private readonly Segment[] walls;
    private readonly Segment[][] obstacles;
    private readonly (double A, double B, double C)[]? planes;

    public Region(OpenRoom room)
    {
        this.room = room;
        walls = [.. Geometry.Sides(room.Outline)];
        obstacles = [.. room.Obstacles.Select(o => Geometry.Sides(o).ToArray())];
        planes = Convex(room.Outline) ? Planes(room.Outline) : null;
        (MinX, MaxX) = (room.Outline.Min(p => p.X), room.Outline.Max(p => p.X));
        (MinY, MaxY) = (room.Outline.Min(p => p.Y), room.Outline.Max(p => p.Y));
    }

    public double MinX { get; }

    public double MaxX { get; }

    public double MinY { get; }

    public double MaxY { get; }

    public OpenRoom Room => room;

    public Point Random(Chance chance, double margin)
    {
        var p = default(Point);
        for (var tries = 0; tries < 200; tries++)
        {
            p = new Point(MinX + chance.Share() * (MaxX - MinX), MinY + chance.Share() * (MaxY - MinY));
            if (Allowed(p, margin))
                break;
        }

        return p;
    }

    /// <summary>Allowed, but for rounding.</summary>
    public bool Allowed(Point p, double margin) => Broken(p, margin) <= 1e-10;

    /// <returns>By how much the margin is broken; at most 0 when it is not.</returns>
    public double Broken(Point p, double margin) => margin - PlacingCheck.Depth(room, p);

    /// <summary>Adds the squares of how far the point is too near a wall.</summary>
    /// <param name="byX">The derivative is added.</param>
    /// <param name="byMargin">The derivative by the margin is added.</param>
    public double Push(double x, double y, double margin, ref double byX, ref double byY, ref double byMargin)
    {
        var energy = planes is null ? Outline(x, y, margin, ref byX, ref byY, ref byMargin) : 0;
        if (planes is not null)
        {
            foreach (var (a, b, c) in planes)
            {
                var v = margin - (a * x + b * y - c);
                if (v <= 0)
                    continue;
                energy += v * v;
                byX -= 2 * v * a;
                byY -= 2 * v * b;
                byMargin += 2 * v;
            }
        }

        for (var o = 0; o < obstacles.Length; o++)
            energy += Obstacle(o, x, y, margin, ref byX, ref byY, ref byMargin);
        return energy;
    }

    public static bool Convex(IReadOnlyList<Point> polygon)
    {
        var (left, right) = (false, false);
        for (var i = 0; i < polygon.Count; i++)
        {
            var turn = Geometry.Turn(polygon[i], polygon[(i + 1) % polygon.Count], polygon[(i + 2) % polygon.Count]);
            left |= turn > 1e-12;
            right |= turn < -1e-12;
        }

        return !(left && right);
    }

    private static (double, double, double)[] Planes(IReadOnlyList<Point> outline)
    {
        var sign = Geometry.Area(outline) > 0 ? 1 : -1;
        return [.. Geometry.Sides(outline).Select(s =>
        {
            var (dx, dy) = (s.X2 - s.X1, s.Y2 - s.Y1);
            var length = Math.Sqrt(dx * dx + dy * dy) * sign;
            return (-dy / length, dx / length, (-dy * s.X1 + dx * s.Y1) / length);
        })];
    }

    private double Outline(double x, double y, double margin, ref double byX, ref double byY, ref double byMargin)
    {
        var p = new Point(x, y);
        if (!Geometry.Inside(room.Outline, p))
            return Away(walls, p, margin, false, ref byX, ref byY, ref byMargin);
        var energy = 0.0;
        foreach (var wall in walls)
        {
            var near = Geometry.Nearest(wall, p);
            var d = Geometry.Distance(near, p);
            var v = margin - d;
            if (v <= 0 || d == 0)
                continue;
            energy += v * v;
            byX -= 2 * v * (x - near.X) / d;
            byY -= 2 * v * (y - near.Y) / d;
            byMargin += 2 * v;
        }

        return energy;
    }

    private double Obstacle(int o, double x, double y, double margin, ref double byX, ref double byY, ref double byMargin)
    {
        var p = new Point(x, y);
        return Away(obstacles[o], p, margin, !Geometry.Inside(room.Obstacles[o], p), ref byX, ref byY, ref byMargin);
    }

    /// <summary>From the nearest side, on the right or on the wrong side of it.</summary>
    private static double Away(Segment[] sides, Point p, double margin, bool right, ref double byX, ref double byY, ref double byMargin)
    {
        var best = double.PositiveInfinity;
        var near = p;
        foreach (var side in sides)
        {
            var q = Geometry.Nearest(side, p);
            var square = Geometry.Square(q.X - p.X) + Geometry.Square(q.Y - p.Y);
            if (square < best)
                (best, near) = (square, q);
        }

        var d = Math.Sqrt(best);
        var v = margin - (right ? d : -d);
        if (v <= 0 || d == 0)
            return 0;
        var sign = right ? 1 : -1;
        byX -= sign * 2 * v * (p.X - near.X) / d;
        byY -= sign * 2 * v * (p.Y - near.Y) / d;
        byMargin += 2 * v;
        return v * v;
    }
}
