namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>One large figure, what it is about, and of how many.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Label">Goes on after the figure: "van de schoollocaties werkt samen".</param>
/// <param name="What">The same in the table: "Schoollocaties die samenwerken".</param>
/// <param name="First">The largest of the picture.</param>
/// <param name="Rest">What the rest is, with the number in it: "{0} doen nog niet mee"; empty for none. Only for a share.</param>
internal sealed record BigNumber(Shown Figure, string Label, string What, bool First = true, string Rest = "") : Block
{
    public override double Height(double width, double scale, Speech speech)
    {
        var (number, label, under) = Parts(width, scale, speech);
        return Cap(number) + Gap(scale) + label.Height + (under.Lines.Count == 0 ? 0 : 8 * scale + under.Height);
    }

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var (number, label, under) = Parts(box.Width, scale, speech);
        var baseline = box.Y + Cap(number);
        foreach (var (line, i) in number.Lines.Select((line, i) => (line, i)))
        {
            var at = baseline - (number.Lines.Count - 1 - i) * number.Size * Fitted.Lead;
            pen.Text(box.X, at, line, number.Size, Ink.Number, box.X, box.Right, true, spacing: Figure.IsShown ? Spacing * number.Size : 0);
        }

        var y = pen.Lines(box.X, baseline + Gap(scale), label, Ink.Black, box.X, box.Right);
        if (under.Lines.Count > 0)
        {
            pen.Lines(box.X, y + 8 * scale, under, Ink.Second, box.X, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => [new(What, speech.Cell(Figure))];

    public override string Sentence(Speech speech) => Figure.IsShown
        ? Joined([$"{speech.Figure(Figure)} {Label}.", Under(speech) is { Length: > 0 } under ? Speech.Capital(under) + "." : ""])
        : $"{What}: {speech.Why(Figure.Why)}. {speech.WhySentence(Figure.Why)}";

    private const double Spacing = -0.033;

    // A capital, without what hangs below the line.
    private static double Cap(Fitted number) => number.Size * (0.74 + (number.Lines.Count - 1) * Fitted.Lead);

    private static double Gap(double scale) => 17 * scale;

    private (Fitted Number, Fitted Label, Fitted Under) Parts(double width, double scale, Speech speech)
    {
        var large = (First ? 92 : 64) * scale;
        var number = Figure.IsShown
            ? Glyphs.Fit(speech.Figure(Figure), width, large, 20, true, 2, Spacing * large)
            : Glyphs.Fit(Speech.Capital(speech.Why(Figure.Why)), width, 34 * scale, 18, true, 2);
        var label = Glyphs.Fit(Figure.IsShown ? Label : What, width, Size(19, scale), Least, lines: 3);
        var under = Figure.IsShown ? Under(speech) : speech.WhySentence(Figure.Why);
        return (number, label, under.Length == 0 ? new([], 0) : Glyphs.Fit(under, width, Size(17, scale), Least, lines: 3));
    }

    private string Under(Speech speech)
    {
        var under = speech.Under(Figure);
        return Rest.Length > 0 && Figure is { Unknown: 0, AboutN: false, K: { } k, N: { } n } && n > k ? $"{under}, {string.Format(System.Globalization.CultureInfo.InvariantCulture, Rest, speech.Number(n - k))}" : under;
    }
}
