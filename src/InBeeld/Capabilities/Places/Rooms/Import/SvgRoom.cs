using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>
/// Reads a drawing in SVG: lines, polylines, rectangles and paths are walls, circles are seats, what is called table or tafel is a table. Curves become straight.
/// Nothing outside the file is fetched.
/// </summary>
internal static partial class SvgRoom
{
    private const int MostElements = 50_000;
    private const int Deepest = 60;

    private sealed record Level(Matrix At, string Said, bool Hidden);

    /// <summary>x' = A x + C y + E, y' = B x + D y + F, as SVG writes it.</summary>
    private readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
    {
        public static readonly Matrix One = new(1, 0, 0, 1, 0, 0);

        public (double X, double Y) Of(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);

        public Matrix Then(Matrix n) => new((A * n.A) + (C * n.B), (B * n.A) + (D * n.B), (A * n.C) + (C * n.D), (B * n.C) + (D * n.D), (A * n.E) + (C * n.F) + E, (B * n.E) + (D * n.F) + F);

        public double Size => Math.Sqrt(Math.Abs((A * D) - (B * C)));
    }

    /// <exception cref="RoomFileException">No SVG, not well formed, or too large.</exception>
    public static ReadRoom Read(string text)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = RoomFile.MostBytes, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return Read(xml);
        }
        catch (XmlException)
        {
            throw new RoomFileException("Deze tekening is geen goede SVG. Bewaar haar opnieuw, zonder DTD.");
        }
    }

    private static ReadRoom Read(XmlReader xml)
    {
        var sketch = new Sketch();
        var levels = new Stack<Level>();
        double? unit = null;
        var elements = 0;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && levels.Count > 0)
            {
                levels.Pop();
            }

            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (levels.Count == 0 && xml.LocalName != "svg")
            {
                throw new RoomFileException("Deze tekening is geen goede SVG. Bewaar haar opnieuw, zonder DTD.");
            }

            if (++elements > MostElements || levels.Count > Deepest)
            {
                throw new RoomFileException("De tekening heeft te veel delen. Laat weg wat niet nodig is.");
            }

            if (elements == 1)
            {
                unit = UnitOf(A(xml, "width"), A(xml, "viewBox"));
            }

            var (empty, name) = (xml.IsEmptyElement, xml.LocalName);
            var above = levels.Count > 0 ? levels.Peek() : new Level(Matrix.One, "", false);
            var said = string.Join(' ', A(xml, "class"), A(xml, "id"), xml.GetAttribute("label", "http://www.inkscape.org/namespaces/inkscape") ?? "", A(xml, "data-kind"));
            var own = new Level(above.At.Then(Transform(A(xml, "transform"))), Sketch.Kind(said).Length > 0 ? said : above.Said + " " + said,
                above.Hidden || name is "defs" or "clipPath" or "mask" or "symbol" or "pattern" or "marker" or "metadata" or "style" or "script" or "foreignObject" || A(xml, "display") == "none");
            if (!own.Hidden)
            {
                Draw(xml, name, own, sketch, ref empty);
            }

            if (!empty)
            {
                levels.Push(own);
            }
        }

        return sketch.Room("svg", unit);
    }

    private static void Draw(XmlReader xml, string name, Level at, Sketch sketch, ref bool empty)
    {
        double V(string attribute) => Numbers(A(xml, attribute)) is [var first, ..] ? first : 0;
        (double X, double Y)[] Corners(double x, double y, double w, double h) => [at.At.Of(x, y), at.At.Of(x + w, y), at.At.Of(x + w, y + h), at.At.Of(x, y + h)];
        var kind = Sketch.Kind(at.Said);
        switch (name)
        {
            case "line":
                sketch.Shape(kind, [at.At.Of(V("x1"), V("y1")), at.At.Of(V("x2"), V("y2"))], false);
                break;
            case "polyline" or "polygon":
                sketch.Shape(kind, [.. Numbers(A(xml, "points")).Chunk(2).Where(p => p.Length == 2).Select(p => at.At.Of(p[0], p[1]))], name == "polygon");
                break;
            case "rect" when kind == "seat":
                var (mx, my) = at.At.Of(V("x") + (V("width") / 2), V("y") + (V("height") / 2));
                sketch.Seat(mx, my, V("width") / 2 * at.At.Size, A(xml, "data-label"), at.Said);
                break;
            case "rect":
                sketch.Shape(kind, Corners(V("x"), V("y"), V("width"), V("height")), true);
                break;
            case "circle" or "ellipse":
                var (rx, ry) = name == "circle" ? (V("r"), V("r")) : (V("rx"), V("ry"));
                if (kind == "table")
                {
                    sketch.Shape(kind, Corners(V("cx") - rx, V("cy") - ry, 2 * rx, 2 * ry), true);
                }
                else
                {
                    var (x, y) = at.At.Of(V("cx"), V("cy"));
                    sketch.Seat(x, y, rx * at.At.Size, A(xml, "data-label"), at.Said);
                }

                break;
            case "path":
                foreach (var (points, closed) in Path(A(xml, "d")))
                {
                    sketch.Shape(kind, [.. points.Select(p => at.At.Of(p.X, p.Y))], closed);
                }

                break;
            case "text":
                var (tx, ty) = at.At.Of(V("x"), V("y"));
                sketch.Word(tx, ty, Words(xml));
                // The reader stands at the end of it now.
                empty = true;
                break;
            case "image" or "use":
                sketch.Skip();
                break;
        }
    }

    private static string Words(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, words) = (xml.Depth, "");
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && words.Length < 1000)
            {
                words += xml.Value;
            }

            if (xml.Depth - depth > Deepest)
            {
                throw new RoomFileException("De tekening heeft te veel delen. Laat weg wat niet nodig is.");
            }
        }

        return words;
    }

    // M, L, H, V and Z; of a curve the end.
    private static IEnumerable<(List<(double X, double Y)> Points, bool Closed)> Path(string d)
    {
        var points = new List<(double X, double Y)>();
        double x = 0, y = 0, startX = 0, startY = 0;
        foreach (Match piece in Command().Matches(d))
        {
            var command = piece.Value[0];
            var relative = char.IsLower(command);
            var numbers = Numbers(piece.Value[1..]);
            var big = char.ToUpperInvariant(command);
            if (big == 'Z')
            {
                if (points.Count > 0)
                {
                    yield return (points, true);
                }

                (points, x, y) = ([(startX, startY)], startX, startY);
                continue;
            }

            var each = big switch { 'H' or 'V' => 1, 'C' => 6, 'S' or 'Q' => 4, 'A' => 7, _ => 2 };
            var first = true;
            foreach (var part in numbers.Chunk(each).Where(p => p.Length == each))
            {
                (x, y) = big switch
                {
                    'H' => ((relative ? x : 0) + part[0], y),
                    'V' => (x, (relative ? y : 0) + part[0]),
                    _ => ((relative ? x : 0) + part[^2], (relative ? y : 0) + part[^1]),
                };
                if (big == 'M' && first)
                {
                    if (points.Count > 1)
                    {
                        yield return (points, false);
                    }

                    (points, startX, startY) = ([], x, y);
                }

                first = false;
                points.Add((x, y));
            }
        }

        if (points.Count > 1)
        {
            yield return (points, false);
        }
    }

    private static Matrix Transform(string said)
    {
        var matrix = Matrix.One;
        foreach (Match part in Function().Matches(said))
        {
            var n = Numbers(part.Groups["of"].Value);
            var turn = n.Count > 0 ? n[0] * Math.PI / 180 : 0;
            matrix = matrix.Then((part.Groups["name"].Value, n.Count) switch
            {
                ("translate", 1) => new Matrix(1, 0, 0, 1, n[0], 0),
                ("translate", >= 2) => new Matrix(1, 0, 0, 1, n[0], n[1]),
                ("scale", 1) => new Matrix(n[0], 0, 0, n[0], 0, 0),
                ("scale", >= 2) => new Matrix(n[0], 0, 0, n[1], 0, 0),
                ("matrix", >= 6) => new Matrix(n[0], n[1], n[2], n[3], n[4], n[5]),
                ("rotate", 1 or 2) => new Matrix(Math.Cos(turn), Math.Sin(turn), -Math.Sin(turn), Math.Cos(turn), 0, 0),
                ("rotate", >= 3) => new Matrix(1, 0, 0, 1, n[1], n[2]).Then(new Matrix(Math.Cos(turn), Math.Sin(turn), -Math.Sin(turn), Math.Cos(turn), 0, 0)).Then(new Matrix(1, 0, 0, 1, -n[1], -n[2])),
                _ => Matrix.One,
            });
        }

        return matrix;
    }

    // Width in mm, cm or m over the width of the view box; pixels say nothing of a room.
    private static double? UnitOf(string width, string viewBox)
    {
        var metres = width.Trim() switch
        {
            var w when w.EndsWith("mm", StringComparison.OrdinalIgnoreCase) => 0.001,
            var w when w.EndsWith("cm", StringComparison.OrdinalIgnoreCase) => 0.01,
            var w when w.EndsWith('m') => 1.0,
            _ => (double?)null,
        };
        if (metres is null || Numbers(width) is not [var wide, ..] || !(wide > 0))
        {
            return null;
        }

        var factor = Numbers(viewBox) is [_, _, var units, ..] && units > 0 ? wide * metres / units : metres;
        return factor is > 1e-7 and < 1e4 ? factor : null;
    }

    private static string A(XmlReader xml, string name) => xml.GetAttribute(name) ?? "";

    private static List<double> Numbers(string said)
    {
        var numbers = new List<double>();
        foreach (Match match in Decimal().Matches(said))
        {
            if (double.TryParse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    [GeneratedRegex(@"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?", RegexOptions.NonBacktracking)]
    private static partial Regex Decimal();

    [GeneratedRegex("[MmLlHhVvCcSsQqTtAaZz][^MmLlHhVvCcSsQqTtAaZz]*", RegexOptions.NonBacktracking)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<name>translate|scale|matrix|rotate)\s*\((?<of>[^)]*)\)")]
    private static partial Regex Function();
}
