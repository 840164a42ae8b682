using System.Globalization;
using System.Security;
using System.Text;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>Where a block may draw, in units of the drawing.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
}

/// <summary>A line of text as it was drawn, with the room it had: for proving that nothing runs out of it.</summary>
internal sealed record DrawnText(string Text, double X, double Baseline, double Width, double Size, double From, double To);

/// <summary>Writes SVG. Numbers in it have one decimal and a point, text is escaped, and each text tells how wide it came out.</summary>
internal sealed class Pen
{
    private readonly StringBuilder svg = new(32 * 1024);
    private readonly List<DrawnText> texts = [];

    public IReadOnlyList<DrawnText> Texts => texts;

    public override string ToString() => svg.ToString();

    /// <summary>With one decimal.</summary>
    public static string N(double number) => (Math.Round(number, 1, MidpointRounding.AwayFromZero) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Without what XML cannot hold.</summary>
    public static string Escape(string text)
    {
        var clean = text.Any(c => char.IsSurrogate(c) || c < ' ' || c is '\ufffe' or '\uffff') ? Clean(text) : text;
        return SecurityElement.Escape(clean);
    }

    /// <param name="left">The least x the text may reach.</param>
    /// <param name="right">The greatest.</param>
    public void Text(double x, double baseline, string text, double size, string fill, double left, double right, bool bold = false, Anchor anchor = Anchor.Start, double spacing = 0)
    {
        var width = Glyphs.Width(text, size, bold, spacing);
        var from = anchor switch { Anchor.End => x - width, Anchor.Middle => x - width / 2, _ => x };
        texts.Add(new(text, from, baseline, width, size, left, right));
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(baseline)}\" font-size=\"{N(size)}\" fill=\"{fill}\"");
        svg.Append(bold ? " font-weight=\"700\"" : "").Append(anchor switch { Anchor.End => " text-anchor=\"end\"", Anchor.Middle => " text-anchor=\"middle\"", _ => "" });
        if (spacing != 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $" letter-spacing=\"{N(spacing)}\"");
        }

        svg.Append('>').Append(Escape(text)).Append("</text>");
    }

    /// <summary>Lines below each other, the first with its top at y.</summary>
    /// <returns>Below the last.</returns>
    public double Lines(double x, double y, Fitted text, string fill, double left, double right, bool bold = false, Anchor anchor = Anchor.Start, double spacing = 0)
    {
        var baseline = y + text.Size * Ascent;
        foreach (var line in text.Lines)
        {
            Text(x, baseline, line, text.Size, fill, left, right, bold, anchor, spacing);
            baseline += text.Size * text.Apart;
        }

        return y + text.Height;
    }

    /// <summary>The baseline is so far below the top of a line, in sizes.</summary>
    public const double Ascent = 0.8;

    public void Rect(double x, double y, double width, double height, string look, double radius = 0)
    {
        if (width > 0 && height > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"{(radius > 0 ? $" rx=\"{N(radius)}\"" : "")} {look}/>");
        }
    }

    public void Circle(double x, double y, double radius, string look = "") => svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"{(look.Length > 0 ? " " : "")}{look}/>");

    public void Path(string d, string look) => svg.Append("<path d=\"").Append(d).Append("\" ").Append(look).Append("/>");

    public void Line(double x, double y, double toX, double toY, string look) => Path($"M{N(x)} {N(y)}L{N(toX)} {N(toY)}", look);

    /// <summary>As it is: of ours, never from people.</summary>
    public void Open(string attributes) => svg.Append("<g ").Append(attributes).Append('>');

    public void Close() => svg.Append("</g>");

    public void Add(string markup) => svg.Append(markup);

    /// <summary>A five-pointed star.</summary>
    public static string Star(double x, double y, double radius)
    {
        var d = new StringBuilder();
        for (var i = 0; i < 10; i++)
        {
            var (angle, r) = (Math.PI * i / 5, i % 2 == 0 ? radius : radius * 0.47);
            d.Append(i == 0 ? 'M' : 'L').Append(N(x + r * Math.Sin(angle))).Append(' ').Append(N(y - r * Math.Cos(angle)));
        }

        return d.Append('Z').ToString();
    }

    /// <summary>A four-pointed sparkle.</summary>
    public static string Sparkle(double x, double y, double radius)
    {
        var (r, q) = (radius, radius * 0.24);
        return $"M{N(x)} {N(y - r)}L{N(x + q)} {N(y - q)}L{N(x + r)} {N(y)}L{N(x + q)} {N(y + q)}L{N(x)} {N(y + r)}L{N(x - q)} {N(y + q)}L{N(x - r)} {N(y)}L{N(x - q)} {N(y - q)}Z";
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else
            {
                clean.Append(char.IsSurrogate(c) || c < ' ' || c is '\ufffe' or '\uffff' ? ' ' : c);
            }
        }

        return clean.ToString();
    }
}

internal enum Anchor
{
    Start,
    Middle,
    End,
}
