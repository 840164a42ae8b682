namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>What stands for a tenth.</summary>
internal enum Figurine
{
    Child,
    Book,
    House,
}

/// <summary>Ten shapes of which so many are filled: seven of ten children. The exact share stands beside it.</summary>
/// <param name="Figure">A share.</param>
/// <param name="Label">Goes on after "7 van de 10": "kinderen zijn lid van de bibliotheek".</param>
/// <param name="What">The same in the table.</param>
/// <param name="Shape">A child, a book or a house.</param>
internal sealed record Pictogram(Shown Figure, string Label, string What, Figurine Shape = Figurine.Child) : Block
{
    private const double Tall = 46;

    private int Filled => (int)Math.Round((Figure.Value ?? 0) * 10, MidpointRounding.AwayFromZero);

    public override double Height(double width, double scale, Speech speech)
    {
        var (label, under) = Parts(width, scale, speech);
        return Tall * scale + 15 * scale + label.Height + (under.Lines.Count > 0 ? 8 * scale + under.Height : 0);
    }

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var (label, under) = Parts(box.Width, scale, speech);
        var step = Math.Min(box.Width / 10, 34.6 * scale);
        for (var i = 0; i < 10; i++)
        {
            var look = !Figure.IsShown ? $"fill=\"none\" stroke=\"{Ink.Second}\" stroke-width=\"1.3\" stroke-dasharray=\"2 3\""
                : i < Filled ? $"fill=\"{Ink.Bar}\" stroke=\"{Ink.Bar}\" stroke-width=\"1.6\""
                : $"fill=\"none\" stroke=\"{Ink.Bar}\" stroke-width=\"1.6\"";
            One(pen, box.X + step * i + 1, box.Y, Math.Min(step * 0.72, 25 * scale), Tall * scale, look);
        }

        var y = pen.Lines(box.X, box.Y + (Tall + 15) * scale, label, Ink.Black, box.X, box.Right, Figure.IsShown);
        if (under.Lines.Count > 0)
        {
            pen.Lines(box.X, y + 8 * scale, under, Ink.Second, box.X, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => [new(What, speech.Cell(Figure))];

    public override string Sentence(Speech speech) => Figure.IsShown ? $"{Tenths(speech)} {Label}. {speech.Cell(Figure)}." : $"{What}: {speech.Why(Figure.Why)}. {speech.WhySentence(Figure.Why)}";

    private string Tenths(Speech speech) => Figure.Value * 10 == Filled ? speech.Say($"{Filled} van de 10", $"{Filled} in 10") : speech.Say($"Ongeveer {Filled} van de 10", $"About {Filled} in 10");

    private (Fitted Label, Fitted Under) Parts(double width, double scale, Speech speech)
    {
        var under = Figure.IsShown ? Figure is { K: not null } ? speech.Cell(Figure) : speech.Under(Figure) : Speech.Capital(speech.Why(Figure.Why)) + ". " + speech.WhySentence(Figure.Why);
        return (Glyphs.Fit(Figure.IsShown ? $"{Tenths(speech)} {Label}" : What, width, Size(19, scale), Least, Figure.IsShown, 3),
            under.Length == 0 ? new([], 0) : Glyphs.Fit(under, width, Size(17, scale), Least, lines: 3));
    }

    private void One(Pen pen, double x, double y, double wide, double tall, string look)
    {
        var (c, h) = (x + wide / 2, tall);
        switch (Shape)
        {
            case Figurine.Child:
                var r = wide * 0.3;
                pen.Circle(c, y + r + 1, r, look);
                pen.Path($"M{Pen.N(x)} {Pen.N(y + h)}V{Pen.N(y + r * 2 + 4 + wide / 2)}a{Pen.N(wide / 2)} {Pen.N(wide / 2)} 0 0 1 {Pen.N(wide)} 0V{Pen.N(y + h)}Z", look);
                break;
            case Figurine.Book:
                pen.Path($"M{Pen.N(c)} {Pen.N(y + h * 0.3)}L{Pen.N(x)} {Pen.N(y + h * 0.15)}V{Pen.N(y + h * 0.85)}L{Pen.N(c)} {Pen.N(y + h)}L{Pen.N(x + wide)} {Pen.N(y + h * 0.85)}V{Pen.N(y + h * 0.15)}Z", look + " stroke-linejoin=\"round\"");
                break;
            default:
                pen.Path($"M{Pen.N(x)} {Pen.N(y + h)}V{Pen.N(y + h * 0.45)}L{Pen.N(c)} {Pen.N(y + h * 0.15)}L{Pen.N(x + wide)} {Pen.N(y + h * 0.45)}V{Pen.N(y + h)}Z", look + " stroke-linejoin=\"round\"");
                break;
        }
    }
}
