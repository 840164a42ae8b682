using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>A municipality to draw: its boundary as GeoJSON in degrees, whether it is on, whether it is the one that the page is about.</summary>
internal sealed record MapArea(string Code, string Name, bool IsOn, bool IsHere, string Boundary);

/// <summary>One municipality on the drawing, as the d of an SVG path.</summary>
internal sealed record MapShape(MapArea Area, string Path);

/// <summary>What the map shows, in units of the drawing; those that must lie on top come last.</summary>
internal sealed record MapDrawing(int Width, int Height, IReadOnlyList<MapShape> Shapes, string Title, string Description);

/// <summary>
/// The geometry of a map of municipalities. Equirectangular: a degree of longitude as wide as it is in the middle of the drawing,
/// which in a country of this size differs less than the line is wide. The same stands in a table beside it.
/// </summary>
internal static class MunicipalityMap
{
    private const double Width = 640;
    private const double Margin = 4;

    // Half a unit of the drawing: less cannot be seen.
    private const double Finest = 0.5;

    /// <returns>Null when of none of them the boundary is known.</returns>
    public static MapDrawing? Draw(IReadOnlyList<MapArea> areas, string title, string description)
    {
        var outlines = areas.Select(area => (Area: area, Polygons: Read(area.Boundary))).Where(o => o.Polygons.Count > 0).ToList();
        if (outlines.Count == 0)
        {
            return null;
        }

        var points = outlines.SelectMany(o => o.Polygons).SelectMany(rings => rings[0]).ToList();
        var (west, east, south, north) = (points.Min(p => p.Lon), points.Max(p => p.Lon), points.Min(p => p.Lat), points.Max(p => p.Lat));
        var narrow = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = (Width - (2 * Margin)) / Math.Max(1e-9, (east - west) * narrow);
        var shapes = outlines.OrderBy(o => o.Area.IsHere).ThenBy(o => o.Area.IsOn)
            .Select(o => new MapShape(o.Area, Path(o.Polygons, p => (Margin + ((p.Lon - west) * narrow * scale), Margin + ((north - p.Lat) * scale)))));
        return new MapDrawing((int)Width, (int)Math.Ceiling(((north - south) * scale) + (2 * Margin)), [.. shapes], title, description);
    }

    private static string Path(List<List<List<(double Lon, double Lat)>>> polygons, Func<(double Lon, double Lat), (double X, double Y)> project)
    {
        var path = new StringBuilder();
        foreach (var ring in polygons.SelectMany(rings => rings))
        {
            (double X, double Y)? last = null;
            var drawn = 0;
            var start = path.Length;
            foreach (var point in ring)
            {
                var (x, y) = project(point);
                (x, y) = (Math.Round(x / Finest) * Finest, Math.Round(y / Finest) * Finest);
                if (last != (x, y))
                {
                    path.Append(CultureInfo.InvariantCulture, $"{(drawn == 0 ? "M" : "L")}{x:0.#} {y:0.#}");
                    last = (x, y);
                    drawn++;
                }
            }

            if (drawn < 3)
            {
                path.Length = start;
            }
            else
            {
                path.Append('Z');
            }
        }

        return path.ToString();
    }

    private static List<List<List<(double Lon, double Lat)>>> Read(string boundary)
    {
        using var json = JsonDocument.Parse(boundary);
        return [.. json.RootElement.GetProperty("coordinates").EnumerateArray().Select(polygon => polygon.EnumerateArray().Select(ring => ring.EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble())).ToList()).ToList())];
    }
}
