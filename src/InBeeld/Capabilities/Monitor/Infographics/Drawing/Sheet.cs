using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>A picture as it was drawn.</summary>
/// <param name="Svg">Standing alone, with title and description.</param>
/// <param name="Texts">All lines of text in it.</param>
/// <param name="Width">In units; for a social format also in pixels.</param>
/// <param name="Height">As the width.</param>
internal sealed record Drawn(string Svg, IReadOnlyList<DrawnText> Texts, double Width, double Height);

/// <summary>Lays an infographic out: night above, two columns below. What is too much for the paper is drawn smaller, and left to the table only when it would be too small to read.</summary>
internal static class Sheet
{
    private const double Margin = 54;
    private const double Smallest = 0.62;

    /// <param name="picture">What is to be told.</param>
    /// <param name="format">Its shape.</param>
    /// <param name="style">Put into the drawing, such as where the font is; empty for none.</param>
    public static Drawn Draw(Infographic picture, Format format, string style = "")
    {
        var pen = new Pen();
        var (width, height) = format switch { Format.A4 => (840.0, 1188.0), Format.Square => (1080.0, 1080.0), _ => (1200.0, 630.0) };
        switch (format)
        {
            case Format.A4:
                A4(pen, picture);
                break;
            case Format.Square:
                Square(pen, picture);
                break;
            default:
                Wide(pen, picture);
                break;
        }

        var svg = $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Pen.N(width)} {Pen.N(height)}\" role=\"img\" lang=\"{picture.Language}\" aria-labelledby=\"pt pd\" font-family=\"{Ink.Fonts}\"><title id=\"pt\">{Pen.Escape(picture.Title)}</title><desc id=\"pd\">{Pen.Escape(picture.Text)}</desc>{(style.Length > 0 ? $"<style>{style}</style>" : "")}{pen}</svg>";
        return new(svg, pen.Texts, width, height);
    }

    private static void A4(Pen pen, Infographic picture)
    {
        const double width = 840, height = 1188;
        var room = width - 2 * Margin;
        var columns = (Left: (room - 40) / 2, Right: (room - 40) / 2);
        var scale = Scale(picture, columns.Left, columns.Right, 340, 1);
        // More to tell lifts the ground a little.
        var needed = Math.Max(Needed(picture.Left, columns.Left, scale, picture.Speech), Needed(picture.Right, columns.Right, scale, picture.Speech));
        var ground = Math.Clamp(1084 - needed - 46, 640, 800);
        Scenery.Draw(pen, width, height, ground);
        var y = Head(pen, picture, new(Margin, 68, room, 0), 71, 24, 1);
        picture.Hero.Draw(pen, new(Margin, y + 44, room, ground - 106 - y - 44), 1, picture.Speech);
        var top = ground + 42;
        Column(pen, picture.Left, new(Margin, top, columns.Left, 1086 - top), scale, picture.Speech);
        Column(pen, picture.Right, new(Margin + columns.Left + 40, top, columns.Right, 1086 - top), scale, picture.Speech);
        Foot(pen, picture, new(Margin, 1104, room, 70), 1);
    }

    private static void Square(Pen pen, Infographic picture)
    {
        const double width = 1080, height = 1080, ground = 716;
        Scenery.Draw(pen, width, height, ground);
        var box = new Box(64, 60, width - 128, 0);
        var y = Head(pen, picture, box, 92, 32, 1.3);
        picture.Hero.Draw(pen, new(box.X, y + 34, box.Width, ground - 128 - y - 34), 1.2, picture.Speech);
        var numbers = Numbers(picture, 2);
        var wide = (box.Width - 48) / Math.Max(1, numbers.Count);
        for (var i = 0; i < numbers.Count; i++)
        {
            var scale = Fits([numbers[i]], wide - 10, 196, 1.45, picture.Speech);
            numbers[i].Draw(pen, new(box.X + i * (wide + 48), 768, wide - 10, 196), scale, picture.Speech);
        }

        Foot(pen, picture, new(box.X, 984, box.Width, 80), 1.2);
    }

    private static void Wide(Pen pen, Infographic picture)
    {
        const double width = 1200, height = 630, ground = 486;
        Scenery.Draw(pen, width, height, ground);
        var left = new Box(56, 48, 500, 0);
        var y = Head(pen, picture, left, 58, 24, 1.1);
        picture.Hero.Draw(pen, new(620, 50, width - 620 - 56, ground - 118 - 50), 0.95, picture.Speech);
        // The figure stands in the night, so that the hills stay low.
        if (Numbers(picture, 1) is [BigNumber { Figure.IsShown: true } number] && ground - 110 - y > 80)
        {
            var figure = Glyphs.Fit(picture.Speech.Figure(number.Figure), 190, 84, 40, true);
            pen.Text(56, y + 30 + figure.Size * 0.74, figure.Lines[0], figure.Size, Ink.Sun, 56, 250, true, spacing: -0.03 * figure.Size);
            var x = 56 + Glyphs.Width(figure.Lines[0], figure.Size, true, -0.03 * figure.Size) + 20;
            var label = Glyphs.Fit(number.Label, 556 - x, 21, 15, lines: 3);
            pen.Lines(x, y + 34, label, Ink.Lead, x, 560);
        }

        Foot(pen, picture, new(56, 540, width - 112, 70), 1.1);
    }

    /// <returns>Below title and lead.</returns>
    private static double Head(Pen pen, Infographic picture, Box box, double large, double lead, double leastScale)
    {
        var spacing = -0.017 * large;
        var title = Glyphs.Fit(picture.Title, box.Width, large, large * 0.8, true, 1, spacing);
        if (title.Lines.Count != 1 || title.Lines[0] != picture.Title)
        {
            title = Glyphs.Fit(picture.Title, box.Width, large, large * 0.5, true, 2, spacing);
        }

        var y = pen.Lines(box.X, box.Y, title with { Apart = 1.1 }, Ink.White, box.X, box.Right, true, spacing: spacing * title.Size / large);
        var text = Glyphs.Fit(picture.Lead, box.Width, lead, Block.Least * leastScale, lines: 3);
        return pen.Lines(box.X, y + lead * 0.62, text, Ink.Lead, box.X, box.Right);
    }

    private static void Foot(Pen pen, Infographic picture, Box box, double scale)
    {
        pen.Path($"M{Pen.N(box.X)} {Pen.N(box.Y)}H{Pen.N(box.Right)}", $"stroke=\"{Ink.Rule}\" stroke-width=\"1.5\"");
        Scenery.Sign(pen, box.X, box.Y + 16 * scale, scale);
        var left = box.X + 150 * scale;
        var size = 14 * scale;
        while (size > Block.Least && picture.Source.Any(s => Glyphs.Width(s, size) > box.Right - left))
        {
            size = Math.Max(Block.Least, size * 0.97);
        }

        var lines = picture.Source.SelectMany(s => Glyphs.Wrap(s, box.Right - left, size, false, 2, out _)).Take(3).ToList();
        var y = box.Y + 29 * scale - Math.Max(0, lines.Count - 2) * 7 * scale;
        foreach (var line in lines)
        {
            pen.Text(box.Right, y, line, size, Ink.Second, left, box.Right, anchor: Anchor.End);
            y += (lines.Count > 2 ? 18 : 21) * scale;
        }
    }

    // As large as both columns allow.
    private static double Scale(Infographic picture, double left, double right, double height, double largest) =>
        Math.Min(Fits(picture.Left, left, height + 88, largest, picture.Speech), Fits(picture.Right, right, height + 88, largest, picture.Speech));

    private static double Fits(IReadOnlyList<Block> blocks, double width, double height, double largest, Speech speech)
    {
        var scale = largest;
        while (scale > Smallest && Needed(blocks, width, scale, speech) > height)
        {
            scale = Math.Max(Smallest, scale - 0.02);
        }

        return scale;
    }

    private static double Needed(IReadOnlyList<Block> blocks, double width, double scale, Speech speech) => blocks.Sum(b => b.Height(width, scale, speech)) + Math.Max(0, blocks.Count - 1) * 24 * scale;

    private static void Column(Pen pen, IReadOnlyList<Block> blocks, Box box, double scale, Speech speech)
    {
        var heights = blocks.Select(b => b.Height(box.Width, scale, speech)).ToList();
        var free = box.Height - heights.Sum();
        var gap = blocks.Count < 2 ? 0 : Math.Clamp(free / (blocks.Count - 1), 20 * scale, 62 * scale);
        var y = box.Y;
        for (var i = 0; i < blocks.Count && y + heights[i] <= box.Bottom + 2; i++)
        {
            blocks[i].Draw(pen, new(box.X, y, box.Width, heights[i]), scale, speech);
            y += heights[i] + gap;
        }
    }

    private static List<Block> Numbers(Infographic picture, int most) => [.. picture.Left.Concat(picture.Right).Where(b => b is BigNumber or StarScore or Pictogram).Take(most)];
}
