using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>
/// The outline of a municipality: polygons of rings of (longitude, latitude) in degrees, WGS84. Simplified by snapping to a grid,
/// so that two neighbours still share their border: no gaps, no overlaps.
/// </summary>
internal sealed record Boundary(IReadOnlyList<IReadOnlyList<IReadOnlyList<(double Lon, double Lat)>>> Polygons)
{
    /// <summary>Degrees; some 35 by 55 metres in the Netherlands.</summary>
    public const double Grid = 0.0005;

    public const int MostPoints = 500_000;

    public int Points => Polygons.Sum(p => p.Sum(r => r.Count));

    /// <summary>Reads a GeoJSON geometry. Never throws on what is in it.</summary>
    /// <returns>The boundary, or why it is none.</returns>
    public static (Boundary? Boundary, Rejected? Why) Of(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var type) || !geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            return (null, new Rejected(0, "De omtrek heeft geen coördinaten."));
        }

        var points = 0;
        var polygons = new List<IReadOnlyList<IReadOnlyList<(double, double)>>>();
        IEnumerable<JsonElement> parts;
        switch (type.ValueKind == JsonValueKind.String ? type.GetString() : "")
        {
            case "Polygon":
                parts = [coordinates];
                break;
            case "MultiPolygon":
                parts = coordinates.EnumerateArray();
                break;
            default:
                return (null, new Rejected(0, "De omtrek is geen vlak (Polygon of MultiPolygon)."));
        }

        foreach (var part in parts)
        {
            if (part.ValueKind != JsonValueKind.Array)
            {
                return (null, new Rejected(0, "De omtrek heeft geen coördinaten."));
            }

            var rings = new List<IReadOnlyList<(double, double)>>();
            foreach (var ring in part.EnumerateArray())
            {
                var (read, why) = Ring(ring, ref points);
                if (why is not null)
                {
                    return (null, why);
                }

                rings.Add(read!);
            }

            if (rings.Count > 0)
            {
                polygons.Add(rings);
            }
        }

        return polygons.Count == 0 ? (null, new Rejected(0, "De omtrek heeft geen coördinaten.")) : (new Boundary(polygons), null);
    }

    /// <summary>On the grid, without points that say nothing; a ring that vanishes is left out, but the largest one of the whole stays.</summary>
    public Boundary Simplified()
    {
        var polygons = new List<IReadOnlyList<IReadOnlyList<(double, double)>>>();
        foreach (var rings in Polygons.Select(rings => rings.Select(Snap).ToList()).Where(rings => rings[0].Count >= 4))
        {
            polygons.Add([rings[0], .. rings.Skip(1).Where(hole => hole.Count >= 4)]);
        }

        return polygons.Count > 0 ? new Boundary(polygons) : new Boundary([[Polygons.SelectMany(p => p).MaxBy(r => r.Count)!]]);
    }

    /// <summary>As GeoJSON, always a MultiPolygon, four decimals.</summary>
    public string ToJson()
    {
        var json = new StringBuilder("{\"type\":\"MultiPolygon\",\"coordinates\":[");
        json.AppendJoin(',', Polygons.Select(rings => "[" + string.Join(',', rings.Select(ring => "[" + string.Join(',', ring.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.Lon:0.####},{p.Lat:0.####}]"))) + "]")) + "]"));
        return json.Append("]}").ToString();
    }

    private static (IReadOnlyList<(double, double)>? Ring, Rejected? Why) Ring(JsonElement ring, ref int points)
    {
        if (ring.ValueKind != JsonValueKind.Array)
        {
            return (null, new Rejected(0, "De omtrek heeft geen coördinaten."));
        }

        var read = new List<(double Lon, double Lat)>(ring.GetArrayLength());
        foreach (var point in ring.EnumerateArray())
        {
            if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() < 2 || point[0].ValueKind != JsonValueKind.Number || point[1].ValueKind != JsonValueKind.Number
                || !point[0].TryGetDouble(out var lon) || !point[1].TryGetDouble(out var lat) || !double.IsFinite(lon) || !double.IsFinite(lat))
            {
                return (null, new Rejected(0, "Een punt van de omtrek heeft geen twee getallen."));
            }

            if (Math.Abs(lon) > 180 || Math.Abs(lat) > 90)
            {
                return (null, new Rejected(0, "Een punt ligt niet op aarde: {0}, {1}. Kies een bestand in WGS84 (lengte en breedte), niet in RD.", Math.Round(lon, 1), Math.Round(lat, 1)));
            }

            read.Add((lon, lat));
            if (++points > MostPoints)
            {
                return (null, new Rejected(0, "De omtrek heeft meer dan {0} punten.", MostPoints));
            }
        }

        if (read.Count < 4)
        {
            return (null, new Rejected(0, "Een ring van de omtrek heeft minder dan vier punten."));
        }

        return read[0] != read[^1] ? (null, new Rejected(0, "Een ring van de omtrek is niet gesloten.")) : (read, null);
    }

    private static IReadOnlyList<(double, double)> Snap(IReadOnlyList<(double Lon, double Lat)> ring)
    {
        var kept = new List<(double, double)>();
        foreach (var (lon, lat) in ring)
        {
            var point = (Math.Round(Math.Round(lon / Grid) * Grid, 4), Math.Round(Math.Round(lat / Grid) * Grid, 4));
            if (kept.Count == 0 || kept[^1] != point)
            {
                kept.Add(point);
            }
        }

        return kept;
    }
}
