using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;

namespace InBeeld.Tests.Monitor;

/// <summary>Pictures hold what they say, in the room they have, in both languages; what is withheld stands nowhere.</summary>
public sealed class DrawingTests
{
    private static readonly Format[] Formats = [Format.A4, Format.Square, Format.Wide];

    private static Shown Secret => Shown.Hide(Withheld.TooFew);

    [Theory]
    [InlineData("nl", "85%", "319 van 377, 58 doen nog niet mee", "5.386")]
    [InlineData("en", "85%", "319 of 377, 58 do not take part yet", "5,386")]
    public void A_picture_is_xml_and_has_its_figures_in_the_drawing_the_words_and_the_table(string language, string share, string under, string thousands)
    {
        var speech = Speech.In(language);
        var picture = Of(language, new BigNumber(Shown.Share(319, 377), speech.Say("van de schoollocaties werkt samen", "of school locations work together"), "Samen", true, speech.Say("{0} doen nog niet mee", "{0} do not take part yet")),
            new TableBlock("Getallen", [("Scholen", Shown.Count(5386))]));
        foreach (var format in Formats)
        {
            var svg = XDocument.Parse(Sheet.Draw(picture, format).Svg);
            Assert.Contains(share, Texts(svg));
            Assert.Contains(picture.Text, svg.Descendants().First(e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);
        }

        Assert.Contains(under, Texts(XDocument.Parse(Sheet.Draw(picture, Format.A4).Svg)));
        Assert.Contains(thousands, picture.Text, StringComparison.Ordinal);
        var html = InfographicPage.Write(picture, Sheet.Draw(picture, Format.A4));
        Assert.All(picture.Rows, row => Assert.Contains($"<th scope=\"row\">{row.What}</th><td>{row.Figure}</td>", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_block_has_a_sentence_and_a_row_in_both_languages()
    {
        foreach (var block in All(Shown.Share(3, 8, 2)))
        {
            foreach (var speech in (Speech[])[Speech.Dutch, Speech.English])
            {
                Assert.EndsWith(block is Quote ? "”" : block is Agenda ? "?" : ".", block.Sentence(speech), StringComparison.Ordinal);
                Assert.NotEmpty(block.Rows(speech));
                Assert.All(block.Rows(speech), row => Assert.True(row.What.Length > 0 && row.Figure.Length > 0));
            }
        }
    }

    [Fact]
    public void A_withheld_figure_says_why_and_leaves_no_number_and_no_length()
    {
        var picture = Of("nl", new BigNumber(Secret, "van de scholen", "Scholen"), new Bars("Wat ze doen", [new("Boeken", Secret, Secret)])) with { Hero = new StarSky([new(2, 2, "op weg", Shown.Count(4711)), new(1, 1, "het begin", Secret)], "x") };
        foreach (var format in Formats)
        {
            var drawn = Sheet.Draw(picture, format);
            Assert.DoesNotContain(drawn.Texts, t => t.Text == "0%");
            // The other band is told, but no star is drawn: their number would tell the one that is not. The one circle is that of the mark.
            Assert.Single(XDocument.Parse(drawn.Svg).Descendants(), e => e.Name.LocalName == "circle");
        }

        Assert.All(All(Secret).Where(b => b is not (Quote or Agenda or StarCard or StarScore)), b => Assert.All(b.Rows(Speech.English), r => Assert.StartsWith("fewer than 5", r.Figure, StringComparison.Ordinal)));
        Assert.Contains("minder dan 5", Sheet.Draw(picture, Format.A4).Svg, StringComparison.Ordinal);
        Assert.Contains("minder dan 5", InfographicPage.Write(picture, Sheet.Draw(picture, Format.A4)), StringComparison.Ordinal);
        Assert.Null(Secret.Value);
        Assert.Null(Secret.K);
        Assert.Null(Secret.N);
        Assert.Equal(Sheet.Draw(Bar(Secret), Format.A4).Svg, Sheet.Draw(Bar(Shown.Share(1, 4).UnlessFewerThan(5)), Format.A4).Svg);
    }

    [Fact]
    public void Nothing_runs_out_of_its_room_whatever_it_is()
    {
        var word = Gen.Elements("Jeugdgezondheidszorgverantwoordelijken", "de", "“school”", "Sint-Odiliënberg", "<&>", "Москва", "مكتبة", "a", "😀😀", "\u0001x");
        var name = Gen.Choose(1, 14).SelectMany(n => Gen.ArrayOf(word, n)).Select(words => string.Join(' ', words));
        var share = Gen.Elements(Shown.Share(0, 1), Shown.Share(1, 1), Shown.Share(0, 2000), Shown.Share(2000, 2000), Shown.Share(1, 1_000_000, 999_999_999), Shown.Share(999_999, 1_000_000), Secret, Shown.Hide(Withheld.NobodyKnows), Shown.Share(0, 0));
        var pictures = from title in name
                       from lead in name
                       from label in name
                       from figure in share
                       from schools in Gen.ListOf(Gen.Elements(0L, 1, 3, 40, 700, 2000), 4)
                       from fields in Gen.Choose(0, 12)
                       from stars in Gen.Choose(0, 2)
                       select new Infographic(title, lead, stars switch
                       {
                           0 => new StarSky([.. schools.Select((s, i) => new StarBand(4 - i, 4 - i, label, Shown.Count(s)))], title),
                           1 => new StarCount(figure, 50, label, label, label, label, title),
                           _ => new StarCard([.. Enumerable.Range(0, fields).Select(i => new FieldStar(label, (Together)(i % 3), i, 12))]),
                       }, [new BigNumber(figure, label, label), new Pictogram(figure, label, label), new StarScore(1, 3, 12, 40)],
                       [new Bars(title, [.. Enumerable.Repeat(new BarRow(label, figure, Shown.Share(1, 3)), 6)], lead, label), new Stacked(label, [new(label, figure), new(label, figure)], lead), new Quote(lead, label), new Agenda(label, [lead, label])], [lead, title], "nl");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(pictures.ToArbitrary(), picture =>
        {
            foreach (var format in Formats)
            {
                var drawn = Sheet.Draw(picture, format);
                XDocument.Parse(drawn.Svg);
                XDocument.Parse("<x>" + InfographicPage.Write(picture, drawn)[15..].Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal).Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal) + "</x>");
                var over = drawn.Texts.FirstOrDefault(t => t.X < t.From - 0.6 || t.X + t.Width > t.To + 0.6 || t.X < 0 || t.X + t.Width > drawn.Width || t.Baseline > drawn.Height);
                Assert.True(over is null, $"{format}: {over}");
            }
        }));
    }

    [Fact]
    public void Stars_are_strewn_the_same_every_time_and_never_over_one_another_or_the_edge()
    {
        var box = new Box(100, 50, 550, 90);
        foreach (var count in (int[])[1, 2, 9, 31, 215, 700, 2000, 5000])
        {
            var marks = Scatter.Place(count, box, 12, 7, out var radius);
            Assert.Equal(count, marks.Count);
            Assert.Equal(marks, Scatter.Place(count, box, 12, 7, out _));
            Assert.NotEqual(marks, Scatter.Place(count, box, 12, 8, out _));
            Assert.All(marks, m => Assert.True(m.X - radius >= box.X - 0.01 && m.X + radius <= box.Right + 0.01 && m.Y - radius >= box.Y - 0.01 && m.Y + radius <= box.Bottom + 0.01));
            var sorted = marks.OrderBy(m => m.X).ToList();
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; j < count && sorted[j].X - sorted[i].X < radius * 2; j++)
                {
                    var (dx, dy) = (sorted[j].X - sorted[i].X, sorted[j].Y - sorted[i].Y);
                    Assert.True(Math.Sqrt(dx * dx + dy * dy) >= radius * 2 - 0.01, $"{count}: two stars on each other");
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 3, "33%")]
    [InlineData(1, 200, "1%")]
    [InlineData(1, 1000, "minder dan 1%")]
    [InlineData(999, 1000, "meer dan 99%")]
    [InlineData(0, 1000, "0%")]
    [InlineData(1000, 1000, "100%")]
    public void A_share_is_rounded_once_and_a_few_are_never_none(long k, long n, string told) => Assert.Equal(told, Speech.Dutch.Figure(Shown.Share(k, n)));

    [Fact]
    public void A_share_that_cannot_be_is_refused() => Assert.Throws<ArgumentException>(() => Shown.Share(5, 4));

    private static Infographic Bar(Shown figure) => Of("nl", new Bars("Wat ze samen doen", [new("Boeken", figure)]));

    private static Infographic Of(string language, params Block[] blocks) =>
        new("Elke ster is een school", "Scholen werken samen met hun bibliotheek.", new StarSky([new(1, 1, "het begin", Shown.Count(3))], "x"), [.. blocks.Take(2)], [.. blocks.Skip(2)], ["Middelland, 2025-2026."], language);

    private static Block[] All(Shown figure) =>
    [
        new BigNumber(figure, "van de scholen werkt samen", "Scholen die samenwerken"), new Pictogram(figure, "kinderen zijn lid", "Kinderen die lid zijn", Figurine.Book), new Bars("Wat ze doen", [new("Boeken", figure, figure)], "Van alle scholen.", "Nederland"),
        new Stacked("Hoe lang", [new("kort", figure), new("lang", figure)], "Van alle scholen."), new TableBlock("Getallen", [("Scholen", figure)]), new Quote("Kinderen vragen zelf om een boek.", "Een leerkracht"), new Agenda("Om over te praten", ["Boeken: wat past?"]),
        new StarCount(figure, 10, "Eén ster is 10 scholen", "samen", "nog niet", "Scholen die samenwerken", "x"), new StarSky([new(1, 1, "het begin", figure.IsShown ? Shown.Count(3) : figure)], "x"),
        new StarCard([new("Boeken", Together.Yes, 3, 4), new("Ouders", Together.Unknown, 0, 4, 4)]), new StarScore(1, 2, 10, 40),
    ];

    private static List<string> Texts(XDocument svg) => [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
}
