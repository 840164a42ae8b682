using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>A municipality to draw: its boundary as GeoJSON in degrees, whether it is on, whether it is the one that the page is about.</summary>
internal sealed record MapArea(string Code, string Name, bool IsOn, bool IsHere, string Boundary);

/// <summary>
/// Draws municipalities as SVG, on the server. Equirectangular: a degree of longitude as wide as it is in the middle of the drawing,
/// which in a country of this size differs less than the line is wide. The same stands in a table beside it.
/// </summary>
internal static class MunicipalityMap
{
    private const double Width = 640;
    private const double Margin = 4;

    // Half a unit of the drawing: less cannot be seen.
    private const double Finest = 0.5;

    public static IHtmlContent? Draw(IReadOnlyList<MapArea> areas, string title, string description, string onWord, string offWord)
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
        var height = ((north - south) * scale) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg class="ib-map" viewBox="0 0 {Width:0} {height:0}" role="img" aria-labelledby="map-title map-desc"><title id="map-title">{H(title)}</title><desc id="map-desc">{H(description)}</desc>""");
        // What is on lies above, so that its border is whole; the one that the page is about on top.
        foreach (var (area, polygons) in outlines.OrderBy(o => o.Area.IsHere).ThenBy(o => o.Area.IsOn))
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<a href="/organisations/municipalities/{area.Code}" tabindex="-1"><path class="{(area.IsOn ? "on" : "off")}{(area.IsHere ? " here" : "")}" d="{Path(polygons, p => (Margin + ((p.Lon - west) * narrow * scale), Margin + ((north - p.Lat) * scale)))}"><title>{H(area.Name)}: {H(area.IsOn ? onWord : offWord)}</title></path></a>""");
        }

        return new HtmlString(svg.Append("</svg>").ToString());
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

    private static string H(string text) => WebUtility.HtmlEncode(text);
}
