namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>What somebody said, as it was approved; without a name.</summary>
internal sealed record Quote(string Said, string Who) : Block
{
    private const double Indent = 40;

    public override double Height(double width, double scale, Speech speech) => Text(width, scale).Height + (Who.Length > 0 ? 10 * scale + By(width, scale).Height : 0);

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var x = box.X + Indent * scale;
        pen.Text(box.X - 2 * scale, box.Y + 50 * scale, "“", 76 * scale, Ink.Bar, box.X - 4 * scale, x + 4 * scale, true);
        var y = pen.Lines(x, box.Y, Text(box.Width, scale), Ink.Black, x, box.Right);
        if (Who.Length > 0)
        {
            pen.Lines(x, y + 10 * scale, By(box.Width, scale), Ink.Second, x, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => [new(Who.Length > 0 ? Who : speech.Say("Iemand zei", "Somebody said"), $"“{Said}”")];

    public override string Sentence(Speech speech) => $"{(Who.Length > 0 ? Who : speech.Say("Iemand zei", "Somebody said"))}: “{Said}”";

    private Fitted Text(double width, double scale) => Glyphs.Fit(Said, width - Indent * scale, Size(22, scale), 14, lines: 6);

    private Fitted By(double width, double scale) => Glyphs.Fit(Who, width - Indent * scale, Size(15.5, scale), Least, lines: 2);
}

/// <summary>Figures below each other with thin lines between.</summary>
internal sealed record TableBlock(string Title, IReadOnlyList<(string Label, Shown Figure)> Items, string Note = "") : Block
{
    public const int Most = 10;

    public override double Height(double width, double scale, Speech speech) =>
        Head(width, scale).Height + 12 * scale + Items.Take(Most).Sum(i => Fit(i, width, scale, speech).Label.Height + 17 * scale) + (Note.Length > 0 ? 6 * scale + Under(width, scale).Height : 0);

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var y = pen.Lines(box.X, box.Y, Head(box.Width, scale), Ink.Black, box.X, box.Right, true) + 12 * scale;
        foreach (var item in Items.Take(Most))
        {
            var (label, figure) = Fit(item, box.Width, scale, speech);
            var wide = Glyphs.Width(figure.Lines[0], figure.Size, item.Figure.IsShown);
            pen.Text(box.Right, y + 7 * scale + label.Size * Pen.Ascent, figure.Lines[0], figure.Size, item.Figure.IsShown ? Ink.Black : Ink.Second, box.Right - wide - 1, box.Right, item.Figure.IsShown, Anchor.End);
            y = pen.Lines(box.X, y + 7 * scale, label, Ink.Black, box.X, box.Right - wide - 8) + 10 * scale;
            pen.Line(box.X, y, box.Right, y, $"stroke=\"{Ink.Rule}\" stroke-width=\"1\"");
        }

        if (Note.Length > 0)
        {
            pen.Lines(box.X, y + 6 * scale, Under(box.Width, scale), Ink.Second, box.X, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => Items.Select(i => new TableRow(i.Label, speech.Cell(i.Figure)));

    public override string Sentence(Speech speech) => Joined([$"{Title}.", .. Items.Select(i => $"{i.Label}: {speech.Figure(i.Figure)}.")]);

    private Fitted Head(double width, double scale) => Glyphs.Fit(Title, width, 25 * scale, 16, true, 2);

    private Fitted Under(double width, double scale) => Glyphs.Fit(Note, width, Size(15.5, scale), Least, lines: 2);

    private static (Fitted Label, Fitted Figure) Fit((string Label, Shown Figure) item, double width, double scale, Speech speech)
    {
        var figure = Glyphs.Fit(speech.Brief(item.Figure), width * 0.6, Size(18, scale), Least, item.Figure.IsShown);
        return (Glyphs.Fit(item.Label, width - Glyphs.Width(figure.Lines[0], figure.Size, item.Figure.IsShown) - 8, Size(18, scale), Least, lines: 2), figure);
    }
}

/// <summary>Things to talk about, each with an open box to tick on paper.</summary>
internal sealed record Agenda(string Title, IReadOnlyList<string> Items, string Note = "") : Block
{
    public const int Most = 6;

    public override double Height(double width, double scale, Speech speech) =>
        Head(width, scale).Height + 16 * scale + Items.Take(Most).Sum(i => Line(i, width, scale).Height + 15 * scale) + (Note.Length > 0 ? 2 * scale + Under(width, scale).Height : 0);

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var y = pen.Lines(box.X, box.Y, Head(box.Width, scale), Ink.Black, box.X, box.Right, true) + 16 * scale;
        foreach (var item in Items.Take(Most))
        {
            var line = Line(item, box.Width, scale);
            pen.Rect(box.X + 1, y + line.Size * 0.02, line.Size * 0.9, line.Size * 0.9, $"fill=\"none\" stroke=\"{Ink.Number}\" stroke-width=\"1.8\"", 3);
            y = pen.Lines(box.X + 30 * scale, y, line, Ink.Black, box.X + 30 * scale, box.Right) + 15 * scale;
        }

        if (Note.Length > 0)
        {
            pen.Lines(box.X, y + 2 * scale, Under(box.Width, scale), Ink.Second, box.X, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => Items.Select((item, i) => new TableRow($"{Title} {i + 1}", item));

    public override string Sentence(Speech speech) => Joined([$"{Title}:", .. Items]);

    private Fitted Head(double width, double scale) => Glyphs.Fit(Title, width, 25 * scale, 16, true, 2);

    private static Fitted Line(string item, double width, double scale) => Glyphs.Fit(item, width - 30 * scale, Size(18, scale), Least, lines: 3);

    private Fitted Under(double width, double scale) => Glyphs.Fit(Note, width, Size(15.5, scale), Least, lines: 2);
}
