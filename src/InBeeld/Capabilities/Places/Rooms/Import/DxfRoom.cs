using System.Globalization;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>
/// Reads a drawing in DXF written as text: pairs of a code and a value. LINE, LWPOLYLINE and POLYLINE are walls (or what their layer is called), CIRCLE and INSERT seats, TEXT
/// words; $INSUNITS says the unit. In DXF up is more; here down is.
/// </summary>
internal static class DxfRoom
{
    private const int MostPairs = 600_000;

    private sealed class Entity
    {
        public string Type { get; init; } = "";
        public string Layer { get; set; } = "";
        public string Text { get; set; } = "";
        public string Block { get; set; } = "";
        public int Flags { get; set; }
        public double Radius { get; set; }
        public List<(double X, double Y)> Points { get; } = [];
        public double EndX { get; set; }
        public double EndY { get; set; }
    }

    public static bool Looks(string text)
    {
        var lines = text.Split('\n', 12);
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            var (code, value) = (lines[i].Trim(), lines[i + 1].Trim());
            if (code == "0")
            {
                return value == "SECTION";
            }

            if (code != "999")
            {
                return false;
            }
        }

        return false;
    }

    /// <exception cref="RoomFileException">Cut off, or too large.</exception>
    public static ReadRoom Read(string text)
    {
        var sketch = new Sketch();
        double? unit = null;
        var (section, variable) = ("", "");
        Entity? current = null, poly = null, insert = null;
        var count = 0;
        foreach (var (code, value) in Pairs(text))
        {
            if (++count > MostPairs)
            {
                throw new RoomFileException("De tekening heeft te veel delen. Laat weg wat niet nodig is.");
            }

            if (code == 0)
            {
                Close(sketch, current, ref poly, ref insert);
                current = section == "ENTITIES" && value is not ("SECTION" or "ENDSEC" or "EOF") ? new Entity { Type = value } : null;
                section = value is "SECTION" or "ENDSEC" ? "" : section;
                continue;
            }

            if (code == 2 && section.Length == 0 && current is null)
            {
                section = value;
            }
            else if (section == "HEADER" && code == 9)
            {
                variable = value;
            }
            else if (section == "HEADER" && code == 70 && variable == "$INSUNITS")
            {
                unit = value switch { "1" => 0.0254, "2" => 0.3048, "4" => 0.001, "5" => 0.01, "6" => 1, "14" => 0.1, _ => null };
            }
            else if (current is not null)
            {
                Take(current, code, value);
            }
        }

        Close(sketch, current, ref poly, ref insert);
        Finish(sketch, ref poly, ref insert);
        return sketch.Room("dxf", unit);
    }

    private static void Take(Entity e, int code, string value)
    {
        double Number() => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : 0;
        switch (code)
        {
            case 1:
                e.Text = value;
                break;
            case 2:
                e.Block = value;
                break;
            case 8:
                e.Layer = value;
                break;
            case 10 when e.Points.Count < 20_000:
                e.Points.Add((Number(), 0));
                break;
            case 20 when e.Points.Count > 0:
                e.Points[^1] = (e.Points[^1].X, -Number());
                break;
            case 11:
                e.EndX = Number();
                break;
            case 21:
                e.EndY = -Number();
                break;
            case 40:
                e.Radius = Number();
                break;
            case 70:
                e.Flags = int.TryParse(value, CultureInfo.InvariantCulture, out var flags) ? flags : 0;
                break;
        }
    }

    private static void Close(Sketch sketch, Entity? e, ref Entity? poly, ref Entity? insert)
    {
        if (e is null)
        {
            return;
        }

        if (e.Type is not ("VERTEX" or "ATTRIB" or "SEQEND"))
        {
            Finish(sketch, ref poly, ref insert);
        }

        var at = e.Points.Count > 0 ? e.Points[0] : (0, 0);
        var kind = Sketch.Kind(e.Layer);
        switch (e.Type)
        {
            case "LINE":
                sketch.Shape(kind == "table" ? "" : kind, [at, (e.EndX, e.EndY)], false);
                break;
            case "LWPOLYLINE":
                sketch.Shape(kind, e.Points, (e.Flags & 1) != 0);
                break;
            case "POLYLINE":
                poly = e;
                // Its own point says only how high it lies.
                poly.Points.Clear();
                break;
            case "VERTEX" when poly is not null && poly.Points.Count < 20_000:
                poly.Points.Add(at);
                break;
            case "CIRCLE" when kind == "table":
                sketch.Table(at.X - e.Radius, at.Y - e.Radius, at.X + e.Radius, at.Y + e.Radius);
                break;
            case "CIRCLE":
                sketch.Seat(at.X, at.Y, e.Radius, "", e.Layer);
                break;
            case "INSERT":
                insert = e;
                break;
            case "ATTRIB" when insert is not null && insert.Text.Length == 0:
                insert.Text = e.Text;
                break;
            case "TEXT" or "MTEXT":
                sketch.Word(at.X, at.Y, e.Text);
                break;
            case "SEQEND":
                Finish(sketch, ref poly, ref insert);
                break;
            case "VERTEX" or "ATTRIB":
                break;
            default:
                sketch.Skip();
                break;
        }
    }

    private static void Finish(Sketch sketch, ref Entity? poly, ref Entity? insert)
    {
        if (poly is { } line)
        {
            sketch.Shape(Sketch.Kind(line.Layer), line.Points, (line.Flags & 1) != 0);
            poly = null;
        }

        if (insert is { Points.Count: > 0 } block)
        {
            if (Sketch.Kind(block.Block + " " + block.Layer) is "" or "seat")
            {
                sketch.Seat(block.Points[0].X, block.Points[0].Y, 0, block.Text, block.Block + " " + block.Layer);
            }
            else
            {
                sketch.Skip();
            }
        }

        insert = null;
    }

    private static IEnumerable<(int Code, string Value)> Pairs(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } code)
        {
            if (reader.ReadLine() is not { } value)
            {
                yield break;
            }

            if (!int.TryParse(code.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            {
                throw new RoomFileException("Deze tekening is geen goede DXF. Bewaar haar opnieuw als tekst.");
            }

            yield return (number, value.Trim());
        }
    }
}
