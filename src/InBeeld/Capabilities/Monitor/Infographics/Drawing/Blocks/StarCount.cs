using System.Text;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>The night sky of a share: a filled star for so many that do, high up, and an open one for so many that do not yet, low above the houses.</summary>
/// <param name="Figure">A share with k and n.</param>
/// <param name="Each">One star is so many.</param>
/// <param name="EachWord">"Eén ster is 100 scholen".</param>
/// <param name="Yes">"werken samen".</param>
/// <param name="No">"nog niet".</param>
/// <param name="What">In the table: "Scholen die samenwerken".</param>
/// <param name="Seed">Id of the unit.</param>
internal sealed record StarCount(Shown Figure, int Each, string EachWord, string Yes, string No, string What, string Seed) : Block
{
    public override double Height(double width, double scale, Speech speech) => 374 * scale;

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        if (Figure is not { IsShown: true, K: { } k, N: { } n })
        {
            var why = Glyphs.Fit($"{What}: {speech.Why(Figure.Why)}. {speech.WhySentence(Figure.Why)}", box.Width * 0.8, 24 * scale, 14, lines: 5);
            pen.Lines(box.X + box.Width * 0.1, box.Y + (box.Height - why.Height) / 2, why, Ink.Lead, box.X, box.Right);
            return;
        }

        var (yes, no) = ((int)Stars(k), (int)Math.Max(0, Stars(n) - Stars(k)));
        var sky = new Box(box.X + 182 * scale, box.Y, box.Width - 182 * scale, box.Height);
        // The line between them lies where the share is, with room for a row of each.
        var split = yes + no == 0 ? 0.5 : Math.Clamp((double)yes / (yes + no), no == 0 ? 0.5 : 0.28, 0.76);
        var line = Math.Min(sky.Y + sky.Height * split, sky.Bottom - 96 * scale);
        var about = Figure.AboutN ? speech.Say(", ongeveer", ", about") : "";
        Part(pen, box, new(sky.X, sky.Y + 6, sky.Width, line - sky.Y - 12), yes, true, speech.Number(k), Yes, scale);
        Part(pen, box, new(sky.X, line + 6, sky.Width, sky.Bottom - line - 12), no, false, speech.Number(n - k), No + about, scale);
        foreach (var y in (double[])[box.Y, line])
        {
            pen.Path($"M{Pen.N(box.X)} {Pen.N(y)}H{Pen.N(box.Right)}", $"stroke=\"{Ink.Dash}\" stroke-width=\"1\" stroke-dasharray=\"2 6\"");
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => [new(What, speech.Cell(Figure))];

    public override string Sentence(Speech speech) => Figure.IsShown ? $"{What}: {speech.Cell(Figure)}. {EachWord}." : $"{What}: {speech.Why(Figure.Why)}. {speech.WhySentence(Figure.Why)}";

    private long Stars(long units) => (long)Math.Round((decimal)units / Math.Max(1, Each), MidpointRounding.AwayFromZero);

    private void Part(Pen pen, Box box, Box sky, int count, bool filled, string number, string word, double scale)
    {
        var width = 152 * scale;
        var y = sky.Y + 34 * scale;
        Look(pen, Pen.Star(box.X + 11 * scale, y - 10 * scale, 10.5 * scale), filled, 1.8 * scale);
        var large = Glyphs.Fit(number, width, 25 * scale, Least, true, 2);
        y = pen.Lines(box.X, y + 8 * scale, large, Ink.White, box.X, box.X + 172 * scale, true);
        y = pen.Lines(box.X, y + 7 * scale, Glyphs.Fit(word, width, Size(17, scale), Least, lines: 2), Ink.Word, box.X, box.X + 172 * scale);
        if (filled)
        {
            pen.Lines(box.X, y + 16 * scale, Glyphs.Fit(EachWord, width, Size(14, scale), Least, lines: 3), Ink.Axis, box.X, box.X + 172 * scale);
        }

        var path = new StringBuilder();
        foreach (var (x, at) in Scatter.Place(count, sky, 17 * scale, Scatter.Seed(Seed + (filled ? "/yes" : "/no")), out var radius))
        {
            path.Append(Pen.Star(x, at, radius * 0.92));
        }

        Look(pen, path.ToString(), filled, 1.8 * scale);
    }

    private static void Look(Pen pen, string path, bool filled, double stroke)
    {
        if (path.Length > 0)
        {
            pen.Path(path, $"fill=\"{(filled ? Ink.Sun : "none")}\" stroke=\"{Ink.Sun}\" stroke-width=\"{Pen.N(stroke)}\" stroke-linejoin=\"round\"");
        }
    }
}
