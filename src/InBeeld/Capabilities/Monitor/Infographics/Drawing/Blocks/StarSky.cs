using System.Text;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>The schools with so many stars.</summary>
/// <param name="From">Fewest stars of the band, 1 to 4.</param>
/// <param name="To">Most; more than From when bands were put together because one was too small to tell.</param>
/// <param name="Word">"optimaal", "op weg".</param>
/// <param name="Schools">How many.</param>
internal sealed record StarBand(int From, int To, string Word, Shown Schools);

/// <summary>
/// The night sky: one mark per school, higher, larger and of another form with more stars. Within a band the place of a mark says nothing: it is strewn, so that no school is to be recognised. When one band is
/// withheld no mark is drawn in any, because their number would tell it.
/// </summary>
/// <param name="Bands">From the most stars to the fewest.</param>
/// <param name="Seed">Id of the unit: the same sky every time.</param>
internal sealed record StarSky(IReadOnlyList<StarBand> Bands, string Seed) : Block
{
    private static readonly double[] Radii = [0, 5.6, 8, 11.5, 17];

    private bool Told => Bands.All(b => b.Schools.IsShown);

    public override double Height(double width, double scale, Speech speech) => 93.5 * Math.Max(1, Bands.Count) * scale;

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        if (Bands.Count == 0)
        {
            return;
        }

        var high = box.Height / Bands.Count;
        scale = Math.Min(scale, high / 86);
        var axis = box.X + 152 * scale;
        for (var i = 0; i < Bands.Count; i++)
        {
            var band = Bands[i];
            var y = box.Y + i * high;
            pen.Path($"M{Pen.N(box.X)} {Pen.N(y)}H{Pen.N(box.Right)}", $"stroke=\"{Ink.Dash}\" stroke-width=\"1\" stroke-dasharray=\"2 6\"");
            pen.Text(axis, y + 18 * scale, $"{band.To * 25}%", Size(13, scale), Ink.Axis, Math.Min(axis - 60 * scale, axis - 40), axis, anchor: Anchor.End);
            Label(pen, band, box.X, y + 33 * scale, 98 * scale, scale, speech);
            if (Told)
            {
                var room = new Box(axis + 32 * scale, y + 5, box.Right - axis - 32 * scale, high - 10);
                Marks(pen, band.From, (int)band.Schools.Value!.Value, room, scale, Scatter.Seed($"{Seed}/{band.From}"));
            }
        }

        if (!Told)
        {
            var left = axis + 40 * scale;
            var why = Glyphs.Fit(NoStars(speech), box.Right - left - 20 * scale, 22 * scale, 14, lines: 4);
            var top = box.Y + (box.Height - why.Height) / 2;
            pen.Rect(left - 14, top - 14, box.Right - left + 14, why.Height + 32, $"fill=\"{Ink.Night}\"");
            pen.Lines(left, top, why, Ink.Lead, left, box.Right);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => Bands.Select(b => new TableRow(Speech.Capital(Name(b, speech)), speech.Cell(b.Schools)));

    public override string Sentence(Speech speech) => Told
        ? Joined(Bands.Reverse().Select(b => Told1(b, speech)))
        : NoStars(speech);

    private static string NoStars(Speech speech) => speech.Phrase("stars.none");

    private static string Told1(StarBand band, Speech speech) => band.Schools.Value == 0
        ? speech.Say($"Geen school heeft {Name(band, speech)}.", $"No school has {Name(band, speech)}.")
        : band.Schools.Value == 1
        ? speech.Say($"1 school heeft {Name(band, speech)}.", $"1 school has {Name(band, speech)}.")
        : speech.Say($"{speech.Figure(band.Schools)} scholen hebben {Name(band, speech)}.", $"{speech.Figure(band.Schools)} schools have {Name(band, speech)}.");

    private static string Name(StarBand band, Speech speech) => band.From == band.To ? speech.Stars(band.To)
        : band.To - band.From == 1 ? speech.Say($"{speech.Stars(band.From).Split(' ')[0]} of {speech.Stars(band.To)}", $"{speech.Stars(band.From).Split(' ')[0]} or {speech.Stars(band.To)}")
        : speech.Say($"{band.From} tot {band.To} sterren", $"{band.From} to {band.To} stars");

    private static void Label(Pen pen, StarBand band, double x, double y, double width, double scale, Speech speech)
    {
        // Of bands that were put together the stars that not all have are open.
        for (var s = 0; s < band.To; s++)
        {
            pen.Path(Pen.Star(x + (9 + 21 * s) * scale, y, (s < band.From ? 9.2 : 8.2) * scale), s < band.From ? $"fill=\"{Ink.Sun}\"" : $"fill=\"none\" stroke=\"{Ink.Sun}\" stroke-width=\"{Pen.N(1.6 * scale)}\" stroke-linejoin=\"round\"");
        }

        var shown = band.Schools.IsShown;
        var number = Glyphs.Fit(speech.Brief(band.Schools), width + 30 * scale, Size(shown ? 25 : 15.5, scale), Block.Least, shown);
        pen.Text(x, y + 34 * scale, number.Lines[0], number.Size, Ink.White, x, x + width + 30 * scale, shown);
        if (shown)
        {
            var after = x + Glyphs.Width(number.Lines[0], number.Size, true) + 7 * scale;
            var word = Glyphs.Fit(band.Word, Math.Max(20, x + 152 * scale - after), Size(17, scale), Block.Least);
            pen.Text(after, y + 34 * scale, word.Lines[0], word.Size, Ink.Word, after, x + 172 * scale);
        }
    }

    /// <summary>Four stars are large stars, three smaller ones, two sparkles, one a dot.</summary>
    internal static void Marks(Pen pen, int stars, int count, Box room, double scale, ulong seed)
    {
        var largest = Radii[Math.Clamp(stars, 1, 4)] * scale * (count <= 8 ? 1.35 : count <= 20 ? 1.15 : stars == 1 && count > 80 ? 0.5 : stars == 2 && count > 40 ? 0.85 : 1);
        var marks = Scatter.Place(count, room, largest, seed, out var radius);
        if (marks.Count == 0)
        {
            return;
        }

        if (stars <= 1)
        {
            var size = new Chance(seed + 1);
            pen.Open($"fill=\"{Ink.One}\"");
            foreach (var (x, y) in marks)
            {
                pen.Circle(x, y, radius * (0.75 + 0.25 * size.Next()));
            }

            pen.Close();
            return;
        }

        var path = new StringBuilder();
        foreach (var (x, y) in marks)
        {
            path.Append(stars == 2 ? Pen.Sparkle(x, y, radius) : Pen.Star(x, y, radius * 0.94));
        }

        pen.Path(path.ToString(), stars switch
        {
            2 => $"fill=\"{Ink.Two}\"",
            3 => $"fill=\"{Ink.Three}\"",
            _ => $"fill=\"{Ink.Sun}\" stroke=\"{Ink.Sun}\" stroke-width=\"{Pen.N(radius * 0.12)}\" stroke-linejoin=\"round\"",
        });
    }
}
