using InBeeld.Planning.Seats;

namespace InBeeld.Planning;

/// <summary>A place in a room, in metres.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>Plane geometry that several planners need.</summary>
internal static class Geometry
{
    public static double Distance(Point a, Point b) => Math.Sqrt(Square(a.X - b.X) + Square(a.Y - b.Y));

    public static double Square(double v) => v * v;

    /// <summary>Twice the area of the triangle; positive when the corner turns to the left.</summary>
    public static double Turn(Point a, Point b, Point c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    /// <summary>The point of the segment that is nearest to <paramref name="p"/>.</summary>
    public static Point Nearest(Segment s, Point p)
    {
        var (dx, dy) = (s.X2 - s.X1, s.Y2 - s.Y1);
        var length = dx * dx + dy * dy;
        var at = length == 0 ? 0 : Math.Clamp(((p.X - s.X1) * dx + (p.Y - s.Y1) * dy) / length, 0, 1);
        return at == 1 ? new Point(s.X2, s.Y2) : new Point(s.X1 + at * dx, s.Y1 + at * dy);
    }

    /// <summary>Inside by the even-odd rule; on the edge it may be either.</summary>
    public static bool Inside(IReadOnlyList<Point> polygon, Point p)
    {
        var inside = false;
        for (int i = 0, j = polygon.Count - 1; i < polygon.Count; j = i++)
        {
            var (a, b) = (polygon[i], polygon[j]);
            if (a.Y > p.Y != b.Y > p.Y && p.X < (b.X - a.X) * (p.Y - a.Y) / (b.Y - a.Y) + a.X)
                inside = !inside;
        }

        return inside;
    }

    /// <summary>The sides, the last back to the first corner.</summary>
    public static IEnumerable<Segment> Sides(IReadOnlyList<Point> polygon)
    {
        for (int i = 0, j = polygon.Count - 1; i < polygon.Count; j = i++)
        {
            if (polygon[i] != polygon[j])
                yield return new Segment(polygon[j].X, polygon[j].Y, polygon[i].X, polygon[i].Y);
        }
    }

    /// <summary>Positive when the corners go round to the left.</summary>
    public static double Area(IReadOnlyList<Point> polygon)
    {
        var sum = 0.0;
        for (int i = 0, j = polygon.Count - 1; i < polygon.Count; j = i++)
            sum += polygon[j].X * polygon[i].Y - polygon[i].X * polygon[j].Y;
        return sum / 2;
    }
}
