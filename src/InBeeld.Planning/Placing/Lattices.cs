namespace InBeeld.Planning.Placing;

/// <summary>Regular patterns laid in a room: rows along a wall, straight or with every second row shifted by half.</summary>
internal static class Lattices
{
    /// <summary>Patterns in which points are at least <paramref name="distance"/> apart and all inside. Rows are also stretched so that they fill the room exactly.</summary>
    /// <param name="offsets">How many shifts are tried in each direction.</param>
    public static IEnumerable<Point[]> In(Region region, double distance, double margin, int offsets)
    {
        foreach (var angle in Angles(region.Room.Outline))
        {
            var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
            var turned = region.Room.Outline.Select(p => new Point(p.X * cos + p.Y * sin, p.Y * cos - p.X * sin)).ToArray();
            var (left, right) = (turned.Min(p => p.X) + margin, turned.Max(p => p.X) - margin);
            var (low, high) = (turned.Min(p => p.Y) + margin, turned.Max(p => p.Y) - margin);
            if (right < left || high < low)
                continue;
            foreach (var (row, step, shift) in Shapes(distance, high - low, right - left))
            {
                var around = (high - low) % row is var rest && rest > row - 1e-9 ? 0 : rest;
                for (var k = 0; k < offsets; k++)
                {
                    for (var m = 0; m < (shift == 0 ? Math.Min(offsets, 2) : offsets); m++)
                    {
                        // The first shifts are against the walls.
                        var up = low + (offsets == 1 ? 0 : around * k / (offsets - 1));
                        var points = Lay(left + (shift == 0 ? m : (m + 1) / 2 * 2 * shift / Math.Max(1, offsets - 1) + m % 2 * shift), up);
                        if (points.Length > 0)
                            yield return points;
                    }
                }

                Point[] Lay(double from, double up)
                {
                    var points = new List<Point>();
                    var line = 0;
                    for (var y = up; y <= high + 1e-10; y = up + ++line * row)
                    {
                        var start = from + (line % 2) * shift;
                        start -= Math.Floor((start - left + 1e-10) / step) * step;
                        for (var k = 0; start + k * step <= right + 1e-10; k++)
                        {
                            var x = start + k * step;
                            var p = new Point(x * cos - y * sin, x * sin + y * cos);
                            if (region.Allowed(p, margin))
                                points.Add(p);
                        }
                    }

                    return [.. points];
                }
            }
        }
    }

    private static IEnumerable<double> Angles(IReadOnlyList<Point> outline) => Geometry.Sides(outline)
        .Select(s => (Angle: Math.Round((Math.Atan2(s.Y2 - s.Y1, s.X2 - s.X1) + Math.PI) % (Math.PI / 2), 9), Length: Math.Sqrt(Geometry.Square(s.X2 - s.X1) + Geometry.Square(s.Y2 - s.Y1))))
        .GroupBy(s => s.Angle).OrderByDescending(g => g.Sum(s => s.Length)).Take(3).SelectMany(g => new[] { g.Key, g.Key + Math.PI / 2 });

    private static IEnumerable<(double Row, double Step, double Shift)> Shapes(double d, double height, double width)
    {
        yield return (d, d, 0);
        var tight = d * Math.Sqrt(3) / 2;
        yield return (tight, d, d / 2);
        // So many rows that they fill the height: closer rows have wider steps.
        for (var rows = (int)Math.Ceiling(height / d) + 1; rows <= (int)(height / (d / 2)) + 1 && rows < 400; rows++)
        {
            var row = height / (rows - 1);
            if (row >= d * 0.5 && row <= d)
                yield return (row, Step(row), Step(row) / 2);
        }

        // So many steps that they fill the width: wider steps have closer rows.
        for (var halves = 1; halves <= (int)(width / (d / 2)) && halves < 800; halves++)
        {
            var step = 2 * width / halves;
            if (step >= d && step <= d * 1.8)
                yield return (Math.Max(Math.Sqrt(Math.Max(0, d * d - step * step / 4)), d / 2), step, step / 2);
        }

        double Step(double row) => Math.Max(d, 2 * Math.Sqrt(Math.Max(0, d * d - row * row)));
    }
}
