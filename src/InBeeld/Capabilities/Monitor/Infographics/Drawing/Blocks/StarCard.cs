namespace InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

/// <summary>Whether there is cooperation on a field.</summary>
internal enum Together
{
    /// <summary>Points were got.</summary>
    Yes,

    /// <summary>None.</summary>
    No,

    /// <summary>Not answered.</summary>
    Unknown,
}

/// <summary>A field of cooperation of one school.</summary>
/// <param name="Label">As people call it.</param>
/// <param name="Is">Whether there is any.</param>
/// <param name="Got">Points for certain.</param>
/// <param name="Most">Points that could be got.</param>
/// <param name="Open">Points of which it is not known.</param>
internal sealed record FieldStar(string Label, Together Is, decimal Got, decimal Most, decimal Open = 0);

/// <summary>
/// The night sky of one school: a constellation of its fields. Where there is cooperation shines a filled star, higher with more of the points; where there is none an open star on the lowest line; where it
/// is not known a dashed ring with a question mark.
/// </summary>
internal sealed record StarCard(IReadOnlyList<FieldStar> Fields) : Block
{
    public const int Most = 10;

    public override double Height(double width, double scale, Speech speech) => 374 * scale;

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var fields = Fields.Take(Most).ToList();
        if (fields.Count == 0)
        {
            return;
        }

        var step = box.Width / fields.Count;
        // All as large as the longest can be.
        var size = fields.Min(f => Glyphs.Fit(f.Label, step - 8, 16 * scale, 12, lines: 4).Size);
        var labels = fields.Select(f => Glyphs.Fit(f.Label, step - 8, size, size, lines: 4)).ToList();
        var words = fields.Select(f => Glyphs.Fit(Word(f, speech), step - 10, Size(14, scale), 11.5, lines: 2)).ToList();
        var under = labels.Zip(words).Max(x => x.First.Height + 7 * scale + x.Second.Height) + 30 * scale;
        var (top, bottom) = (box.Y + 20 * scale, box.Bottom - under);
        // Yes and no have no parts.
        var parts = fields.Exists(f => f.Most > 1) ? 4 : 1;
        for (var i = 0; i <= parts; i++)
        {
            var y = bottom - (bottom - top) * i / parts;
            pen.Path($"M{Pen.N(box.X)} {Pen.N(y)}H{Pen.N(box.Right)}", $"stroke=\"{Ink.Dash}\" stroke-width=\"1\" stroke-dasharray=\"2 6\"");
            if (parts > 1)
            {
                pen.Text(box.X, y - 5 * scale, $"{i * 25}%", Size(13, scale), Ink.Axis, box.X, box.Right);
            }
        }

        var at = fields.Select((f, i) => (X: box.X + step * (i + 0.5), Y: bottom - (bottom - top) * (f.Most == 0 || f.Is != Together.Yes ? 0 : (double)Math.Clamp(f.Got / f.Most, 0, 1)))).ToList();
        pen.Path(string.Concat(at.Where(p => p.Y < bottom).Select(p => $"M{Pen.N(p.X)} {Pen.N(bottom)}V{Pen.N(p.Y)}")) is { Length: > 0 } stems ? stems : "M0 0", $"fill=\"none\" stroke=\"{Ink.Axis}\" stroke-width=\"1.4\" stroke-dasharray=\"1 5\" stroke-linecap=\"round\"");
        for (var i = 0; i < fields.Count; i++)
        {
            Mark(pen, fields[i].Is, at[i].X, at[i].Y, Math.Min(19, step * 0.26) * scale, scale);
            var (left, right) = (box.X + step * i, box.X + step * (i + 1));
            var y = pen.Lines(at[i].X, bottom + 27 * scale, labels[i], Ink.White, left, right, anchor: Anchor.Middle);
            pen.Lines(at[i].X, y + 7 * scale, words[i], fields[i].Is == Together.Yes ? Ink.Sun : Ink.Axis, left, right, fields[i].Is == Together.Yes, Anchor.Middle);
        }
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => Fields.Select(f => new TableRow(f.Label, f.Is == Together.Unknown
        ? Word(f, speech)
        : speech.Say($"{Word(f, speech)}, {speech.Number(f.Got)} van {speech.Number(f.Most)} punten", $"{Word(f, speech)}, {speech.Number(f.Got)} of {speech.Number(f.Most)} points") + (f.Open > 0 ? speech.Say($", {speech.Number(f.Open)} niet bekend", $", {speech.Number(f.Open)} not known") : "")));

    public override string Sentence(Speech speech) => Joined(
    [
        List(Together.Yes, speech.Phrase("fields.yes"), speech),
        List(Together.No, speech.Phrase("fields.no"), speech),
        List(Together.Unknown, speech.Phrase("fields.unknown"), speech),
    ]);

    /// <summary>As it stands below a star.</summary>
    public static string Word(FieldStar field, Speech speech) => field.Is switch
    {
        Together.Yes => speech.Say("samen", "together"),
        Together.No => speech.Say("nog niet", "not yet"),
        _ => speech.Say("niet bekend", "not known"),
    };

    private string List(Together what, string begin, Speech speech)
    {
        var names = Fields.Where(f => f.Is == what).Select(f => f.Label.Length > 1 && char.IsLower(f.Label[1]) ? char.ToLowerInvariant(f.Label[0]) + f.Label[1..] : f.Label).ToList();
        return names.Count switch
        {
            0 => "",
            1 => $"{begin} {names[0]}.",
            _ => $"{begin} {string.Join(", ", names.SkipLast(1))} {speech.Say("en", "and")} {names[^1]}.",
        };
    }

    private static void Mark(Pen pen, Together what, double x, double y, double radius, double scale)
    {
        // The dotted lines end at the mark, so that an open star is open.
        pen.Circle(x, y, radius * 1.15, $"fill=\"{Ink.Night}\"");
        switch (what)
        {
            case Together.Yes:
                pen.Path(Pen.Star(x, y, radius), $"fill=\"{Ink.Sun}\" stroke=\"{Ink.Sun}\" stroke-width=\"{Pen.N(radius * 0.12)}\" stroke-linejoin=\"round\"");
                break;
            case Together.No:
                pen.Path(Pen.Star(x, y, radius * 0.9), $"fill=\"{Ink.Night}\" stroke=\"{Ink.Sun}\" stroke-width=\"{Pen.N(2 * scale)}\" stroke-linejoin=\"round\"");
                break;
            default:
                pen.Circle(x, y, radius * 0.85, $"fill=\"{Ink.Night}\" stroke=\"{Ink.One}\" stroke-width=\"{Pen.N(2 * scale)}\" stroke-dasharray=\"4 4\"");
                pen.Text(x, y + radius * 0.38, "?", radius, Ink.One, x - radius, x + radius, true, Anchor.Middle);
                break;
        }
    }
}

/// <summary>Stars of one school, large: so many filled of four, and the points they are of.</summary>
/// <param name="AtLeast">Stars it has for certain.</param>
/// <param name="AtMost">Stars it could have if all that is not known were there.</param>
/// <param name="Got">Points for certain.</param>
/// <param name="Points">Points that could be got.</param>
internal sealed record StarScore(int AtLeast, int AtMost, decimal Got, decimal Points) : Block
{
    public const int Of = 4;

    public override double Height(double width, double scale, Speech speech) => 66 * scale + 17 * scale + Text(width, scale, speech).Height + 8 * scale + Under(width, scale, speech).Height;

    public override void Draw(Pen pen, Box box, double scale, Speech speech)
    {
        var radius = Math.Min(34 * scale, box.Width / 9);
        for (var i = 0; i < Of; i++)
        {
            var look = i < AtLeast ? $"fill=\"{Ink.Sun}\" stroke=\"{Ink.Number}\"" : $"fill=\"{Ink.White}\" stroke=\"{Ink.Number}\"{(i < AtMost ? " stroke-dasharray=\"4 4\"" : "")}";
            pen.Path(Pen.Star(box.X + radius + i * radius * 2.25, box.Y + radius, radius * 0.94), $"{look} stroke-width=\"{Pen.N(2 * scale)}\" stroke-linejoin=\"round\"");
        }

        var y = pen.Lines(box.X, box.Y + (66 + 17) * scale, Text(box.Width, scale, speech), Ink.Black, box.X, box.Right, true);
        pen.Lines(box.X, y + 8 * scale, Under(box.Width, scale, speech), Ink.Second, box.X, box.Right);
    }

    public override IEnumerable<TableRow> Rows(Speech speech) => [new(speech.Say("Sterren", "Stars"), Stars(speech)), new(speech.Say("Punten", "Points"), Got == 0 && Points == 0 ? speech.Why(Withheld.NobodyKnows) : Of_(speech))];

    public override string Sentence(Speech speech) => $"{Speech.Capital(Stars(speech))}: {Of_(speech)}.";

    private string Stars(Speech speech) => AtLeast == AtMost ? speech.Stars(AtLeast) : speech.Say($"ten minste {speech.Stars(AtLeast)}, misschien {speech.Stars(AtMost)}", $"at least {speech.Stars(AtLeast)}, perhaps {speech.Stars(AtMost)}");

    private string Of_(Speech speech) => (AtLeast == AtMost ? "" : speech.Say("ten minste ", "at least ")) + speech.Say($"{speech.Number(Got)} van de {speech.Number(Points)} punten", $"{speech.Number(Got)} of {speech.Number(Points)} points");

    private Fitted Text(double width, double scale, Speech speech) => Glyphs.Fit(Speech.Capital(Stars(speech)), width, 25 * scale, 16, true, 2);

    private Fitted Under(double width, double scale, Speech speech) => Glyphs.Fit(Speech.Capital(Of_(speech)), width, Size(17, scale), Least, lines: 2);
}
