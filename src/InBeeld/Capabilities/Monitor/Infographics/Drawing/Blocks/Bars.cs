namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>A share with its label, and what it may be compared with.</summary>
/// <param name="Label">What it is a share of.</param>
/// <param name="Figure">A share.</param>
/// <param name="Against">The same of a wider group; a black stroke on the bar.</param>
internal sealed record BarRow(string Label, Shown Figure, Shown? Against = null);

/// <summary>Horizontal bars from zero, a number at each.</summary>
/// <param name="Title">The finding.</param>
/// <param name="Items">At most eight.</param>
/// <param name="Note">Of what they are shares.</param>
/// <param name="AgainstWhat">Whose share the black stroke is: "heel Nederland"; empty when no row has one.</param>
internal sealed record Bars(string Title, IReadOnlyList<BarRow> Items, string Note = "", string AgainstWhat = "") : Block
{
    public const int Most = 8;

    private const double Thick = 9;

    public override double Height(double width, double scale, Speech speech) =>
        Head(width, scale).Height + 18 * scale + Items.Take(Most).Sum(row => RowHeight(row, width, scale, speech)) + Foot(width, scale, speech).Sum(line => 8 * scale + line.Height);

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var y = pen.Lines(box.X, box.Y, Head(box.Width, scale), Ink.Black, box.X, box.Right, true) + 18 * scale;
        foreach (var row in Items.Take(Most))
        {
            var (label, figure) = Texts(row, box.Width, scale, speech);
            var figureWidth = Glyphs.Width(figure.Lines[0], figure.Size, row.Figure.IsShown);
            pen.Text(box.Right, y + label.Size * Pen.Ascent, figure.Lines[0], figure.Size, row.Figure.IsShown ? Ink.Black : Ink.Second, box.Right - figureWidth - 1, box.Right, row.Figure.IsShown, Anchor.End);
            var top = pen.Lines(box.X, y, label, Ink.Black, box.X, box.Right - figureWidth - 8) + 4.5 * scale;
            Bar(pen, row, new(box.X, top, box.Width, Thick * scale));
            y += RowHeight(row, box.Width, scale, speech);
        }

        foreach (var line in Foot(box.Width, scale, speech))
        {
            y = pen.Lines(box.X, y + 8 * scale, line, Ink.Second, box.X, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => Items.SelectMany(row => row.Against is { } against
        ? (TableRow[])[new(row.Label, speech.Cell(row.Figure)), new($"{row.Label}, {AgainstWhat}", speech.Cell(against))]
        : [new(row.Label, speech.Cell(row.Figure))]);

    public override string Sentence(Speech speech) => Joined([$"{Title}.", .. Items.Select(row => $"{row.Label}: {speech.Figure(row.Figure)}{(row.Against is { } against ? $", {AgainstWhat} {speech.Figure(against)}" : "")}.")]);

    private static void Bar(Pen pen, BarRow row, Box bar)
    {
        var radius = Math.Min(2, bar.Height / 3);
        if (row.Figure is { IsShown: true, Value: { } share })
        {
            pen.Rect(bar.X, bar.Y, bar.Width, bar.Height, $"fill=\"{Ink.Track}\"", radius);
            pen.Rect(bar.X, bar.Y, bar.Width * (double)Math.Clamp(share, 0, 1), bar.Height, $"fill=\"{Ink.Bar}\"", radius);
        }
        else
        {
            // As long as any other, so that its length says nothing.
            pen.Rect(bar.X + 0.5, bar.Y + 0.5, bar.Width - 1, bar.Height - 1, $"fill=\"none\" stroke=\"{Ink.Second}\" stroke-dasharray=\"3 4\"", radius);
        }

        if (row.Against is { IsShown: true, Value: { } other })
        {
            var x = bar.X + bar.Width * (double)Math.Clamp(other, 0, 1);
            pen.Rect(Math.Clamp(x - 2.5, bar.X, bar.Right - 5), bar.Y - 4, 5, bar.Height + 8, $"fill=\"{Ink.White}\"");
            pen.Rect(Math.Clamp(x - 1.3, bar.X + 1.2, bar.Right - 3.8), bar.Y - 4, 2.6, bar.Height + 8, $"fill=\"{Ink.Black}\"");
        }
    }

    private Fitted Head(double width, double scale) => Glyphs.Fit(Title, width, 25 * scale, 16, true, 2);

    private static (Fitted Label, Fitted Figure) Texts(BarRow row, double width, double scale, Speech speech)
    {
        var figure = Glyphs.Fit(speech.Brief(row.Figure), width * 0.6, Size(row.Figure.IsShown ? 18 : 15.5, scale), Least, row.Figure.IsShown);
        var room = width - Glyphs.Width(figure.Lines[0], figure.Size, row.Figure.IsShown) - 8;
        return (Glyphs.Fit(row.Label, room, Size(18, scale), Math.Max(Least, 15 * scale), lines: 2), figure);
    }

    private static double RowHeight(BarRow row, double width, double scale, Speech speech) => Texts(row, width, scale, speech).Label.Height + (4.5 + Thick + 6.5) * scale;

    private IEnumerable<Fitted> Foot(double width, double scale, Speech speech)
    {
        if (Note.Length > 0)
        {
            yield return Glyphs.Fit(Note, width, Size(15.5, scale), Least, lines: 2);
        }

        if (AgainstWhat.Length > 0 && Items.Any(row => row.Against is { IsShown: true }))
        {
            yield return Glyphs.Fit(speech.Say($"Zwarte streep: {AgainstWhat}.", $"Black stroke: {AgainstWhat}."), width, Size(15.5, scale), Least, lines: 2);
        }
    }
}
