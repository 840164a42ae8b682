namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

internal sealed record StackPart(string Label, Shown Figure);

/// <summary>One bar in at most four parts that make a whole. When one of them is withheld the bar is not drawn at all: the rest would tell it.</summary>
/// <param name="Title">The finding.</param>
/// <param name="Parts">Shares of one total, in their order.</param>
/// <param name="Note">Of what.</param>
internal sealed record Stacked(string Title, IReadOnlyList<StackPart> Parts, string Note = "") : Block
{
    public const int Most = 4;

    private static readonly string[] Fills = [Ink.Number, Ink.Bar, "#8fb9bd", Ink.Track];

    private bool Whole => Parts.All(p => p.Figure.IsShown);

    public override double Height(double width, double scale, Speech speech) =>
        Head(width, scale).Height + 16 * scale + (34 + 12) * scale + Parts.Take(Most).Sum(p => Label(p, width, scale, speech).Height + 9 * scale) + (Note.Length > 0 ? Under(width, scale).Height + 4 * scale : 0);

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var y = pen.Lines(box.X, box.Y, Head(box.Width, scale), Ink.Black, box.X, box.Right, true) + 16 * scale;
        if (Whole)
        {
            var total = Parts.Sum(p => p.Figure.Value ?? 0);
            var x = box.X;
            foreach (var (part, i) in Parts.Take(Most).Select((p, i) => (p, i)))
            {
                var wide = total == 0 ? 0 : box.Width * (double)((part.Figure.Value ?? 0) / total);
                Piece(pen, x, y, Math.Max(0, wide - 2), 34 * scale, i);
                x += wide;
            }
        }
        else
        {
            pen.Rect(box.X + 0.5, y, box.Width - 1, 34 * scale, $"fill=\"none\" stroke=\"{Ink.Second}\" stroke-dasharray=\"3 4\"", 2);
        }

        y += (34 + 12) * scale;
        foreach (var (part, i) in Parts.Take(Most).Select((p, i) => (p, i)))
        {
            var label = Label(part, box.Width, scale, speech);
            Piece(pen, box.X, y + label.Size * 0.08, label.Size * 0.8, label.Size * 0.8, i);
            y = pen.Lines(box.X + label.Size * 1.3, y, label, Ink.Black, box.X + label.Size, box.Right) + 9 * scale;
        }

        if (Note.Length > 0)
        {
            pen.Lines(box.X, y + 4 * scale, Under(box.Width, scale), Ink.Second, box.X, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => Parts.Select(p => new TableRow(p.Label, speech.Cell(p.Figure)));

    public override string Sentence(Speech speech) => Joined([$"{Title}.", .. Parts.Select(p => $"{p.Label}: {speech.Figure(p.Figure)}.")]);

    // The parts differ in darkness and, printed grey, in their strokes.
    private static void Piece(Pen pen, double x, double y, double width, double height, int part)
    {
        pen.Rect(x, y, width, height, $"fill=\"{Fills[part]}\"{(part == 3 ? $" stroke=\"{Ink.Second}\" stroke-width=\"1\"" : "")}");
        var step = part switch { 1 => 9.0, 2 => 5.0, _ => 0 };
        for (var at = step; step > 0 && at < width - 1; at += step)
        {
            pen.Line(x + at, y, x + at, y + height, $"stroke=\"{(part == 1 ? Ink.White : Ink.Number)}\" stroke-width=\"1\"");
        }
    }

    private Fitted Head(double width, double scale) => Glyphs.Fit(Title, width, 25 * scale, 16, true, 2);

    private Fitted Under(double width, double scale) => Glyphs.Fit(Note, width, Size(15.5, scale), Least, lines: 2);

    private static Fitted Label(StackPart part, double width, double scale, Speech speech) => Glyphs.Fit($"{speech.Figure(part.Figure)} {part.Label}", width - Size(17, scale) * 1.4, Size(17, scale), Least, lines: 2);
}
