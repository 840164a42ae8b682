using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InBeeld.Capabilities.Monitor.Indicators.Map;

/// <summary>A municipality of which the boundary is known: a GeoJSON MultiPolygon in degrees, on a grid, so that neighbours share the points of their border exactly.</summary>
internal sealed class Bounded
{
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    public string Province { get; set; } = "";

    /// <summary>duo or areas; demo: it does not exist.</summary>
    public string Source { get; set; } = "";

    public string Boundary { get; set; } = "";
}

/// <summary>
/// Draws boundaries that were read in. Equirectangular: a degree of longitude as wide as it is in the middle of the drawing, which in a country of this size differs less than the line is wide.
/// </summary>
internal static class MunicipalityOutlines
{
    private const double Width = 1070, Height = 1400, Margin = 6;

    // The grid in which a place for words is looked for, per area.
    private const int Steps = 14;

    private sealed record Shape(string Name, List<List<Point>> Rings);

    private readonly record struct Point(double X, double Y);

    /// <summary>Each municipality by itself, in the order given.</summary>
    /// <returns>Null when there is none.</returns>
    public static Outlines? Of(IReadOnlyList<Bounded> areas) => Draw([.. areas.Select(a => new Shape(a.Code, Read(a.Boundary)))]);

    /// <summary>Put together per province.</summary>
    /// <returns>Null when there is none.</returns>
    public static Outlines? ByProvince(IReadOnlyList<Bounded> areas) => Draw([.. areas.GroupBy(a => a.Province).Select(g => new Shape(g.Key, Together([.. g.SelectMany(a => Read(a.Boundary))])))]);

    private static Outlines? Draw(List<Shape> shapes)
    {
        var points = shapes.SelectMany(s => s.Rings).SelectMany(r => r).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        var (west, east, south, north) = (points.Min(p => p.X), points.Max(p => p.X), points.Min(p => p.Y), points.Max(p => p.Y));
        var narrow = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = Math.Min((Width - (2 * Margin)) / Math.Max(1e-9, (east - west) * narrow), (Height - (2 * Margin)) / Math.Max(1e-9, north - south));
        Point Put(Point p) => new(Math.Round(Margin + ((p.X - west) * narrow * scale)), Math.Round(Margin + ((north - p.Y) * scale)));
        var outlines = shapes.ConvertAll(s => Outlined(s.Name, [.. s.Rings.Select(r => r.ConvertAll(Put))]));
        return new((int)Math.Ceiling(((east - west) * narrow * scale) + (2 * Margin)), (int)Math.Ceiling(((north - south) * scale) + (2 * Margin)), outlines);
    }

    private static Outline Outlined(string name, List<List<Point>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            var drawn = ring.Where((p, i) => i == 0 || p != ring[i - 1]).ToList();
            if (drawn.Count > 3)
            {
                path.Append(string.Concat(drawn.SkipLast(1).Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "M" : "L")}{p.X:0} {p.Y:0}")))).Append('Z');
            }
        }

        var (x, y, room) = rings.Count == 0 ? (0, 0, 0) : Place(rings);
        return new(name, path.ToString(), x, y, room);
    }

    private static (double X, double Y, double Room) Place(List<List<Point>> rings)
    {
        var largest = rings.MaxBy(r => (r.Max(p => p.X) - r.Min(p => p.X)) * (r.Max(p => p.Y) - r.Min(p => p.Y)))!;
        var (left, right, top, bottom) = (largest.Min(p => p.X), largest.Max(p => p.X), largest.Min(p => p.Y), largest.Max(p => p.Y));
        var best = (X: (left + right) / 2, Y: (top + bottom) / 2, Room: 0.0);
        if (right - left < Outline.Letter || bottom - top < Outline.Letter / 2)
        {
            // No figure is as short as that.
            return best;
        }

        (Point A, Point B)[] edges = [.. rings.SelectMany(Edges)];
        for (var i = 1; i < Steps; i++)
        {
            for (var j = 1; j < Steps; j++)
            {
                var at = new Point(left + ((right - left) * i / Steps), top + ((bottom - top) * j / Steps));
                if (Inside(at, edges) && Far(at, edges) is var room && room > best.Room)
                {
                    best = (Math.Round(at.X), Math.Round(at.Y), room);
                }
            }
        }

        return best;
    }

    private static bool Inside(Point at, (Point A, Point B)[] edges)
    {
        var inside = false;
        foreach (var (a, b) in edges)
        {
            inside ^= (a.Y > at.Y) != (b.Y > at.Y) && at.X < ((b.X - a.X) * (at.Y - a.Y) / (b.Y - a.Y)) + a.X;
        }

        return inside;
    }

    private static double Far(Point at, (Point A, Point B)[] edges) => edges.Min(e =>
    {
        var (dx, dy) = (e.B.X - e.A.X, e.B.Y - e.A.Y);
        var along = dx == 0 && dy == 0 ? 0 : Math.Clamp((((at.X - e.A.X) * dx) + ((at.Y - e.A.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        // Words are wider than high: a border above is less in the way than one beside.
        return Math.Sqrt(Math.Pow(at.X - e.A.X - (along * dx), 2) + Math.Pow(1.6 * (at.Y - e.A.Y - (along * dy)), 2));
    });

    private static IEnumerable<(Point A, Point B)> Edges(List<Point> ring) => ring.Zip(ring.Skip(1));

    // An edge that two municipalities share lies within; what is left is put end to end.
    private static List<List<Point>> Together(List<List<Point>> rings)
    {
        var outer = new HashSet<(Point A, Point B)>();
        foreach (var (a, b) in rings.SelectMany(Edges).Where(e => e.A != e.B))
        {
            if (!outer.Remove((b, a)) && !outer.Remove((a, b)))
            {
                outer.Add((a, b));
            }
        }

        var from = outer.SelectMany(e => new[] { (At: e.A, Edge: e), (At: e.B, Edge: e) }).GroupBy(e => e.At).ToDictionary(g => g.Key, g => g.Select(e => e.Edge).ToList());
        var joined = new List<List<Point>>();
        foreach (var first in outer.ToList())
        {
            if (!outer.Remove(first))
            {
                continue;
            }

            var ring = new List<Point> { first.A, first.B };
            while (ring[^1] != ring[0] && from[ring[^1]].Find(outer.Contains) is var next && outer.Remove(next))
            {
                ring.Add(next.A == ring[^1] ? next.B : next.A);
            }

            joined.Add(ring);
        }

        return joined;
    }

    private static List<List<Point>> Read(string boundary)
    {
        using var json = JsonDocument.Parse(boundary);
        return [.. json.RootElement.GetProperty("coordinates").EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()).Select(ring => ring.EnumerateArray().Select(p => new Point(p[0].GetDouble(), p[1].GetDouble())).ToList())];
    }
}
