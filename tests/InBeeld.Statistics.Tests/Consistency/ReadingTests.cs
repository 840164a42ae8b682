using InBeeld.Statistics.Consistency;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Statistics.Tests.Consistency;

public sealed class ReadingTests
{
    /// <summary>The figures of the article of 2022 on the library monitor, in our own sentences.</summary>
    private const string Article = """
        Cijfers over het schooljaar 2020-2021

        De bibliotheken hielpen ruim 5,3 duizend schoolvestigingen in het primair onderwijs, 78% van alle schoolvestigingen in hun
        werkgebied. Alle 140 basisbibliotheken deden dat.

        Het ging in totaal om 5.386 schoolvestigingen, 78% van alle schoolvestigingen in het werkgebied van de bibliothe-
        ken. Met 5.061 van deze scholen gaat het over lezen, met 2.168 over media. Van de programma's voor scholen is er een dat het meest
        gekozen wordt: 122 van de 140 basisbibliotheken gebruiken dat of een programma dat erop lijkt. Daarmee gingen 106 basisbibliotheken (76%)
        naar 2.523 schoollocaties (37%). Zo bereikten zij zo'n 484 duizend leerlingen. Nog 46 bibliotheken deden iets dat erop lijkt, met circa 700 scholen.
        Zeven van de tien kinderen zijn lid. Hiervan is 57% actief. Bij drie kwart van de locaties (77%) is er één ster: zij hadden tussen de 1 en 25% van de punten.

        Voortgezet onderwijs

        Van alle openbare bibliotheken met een school in de buurt werken 115 bibliotheken (83%) mee. Zij bedienen 726 schoollocaties, 37% van alle
        schoollocaties in het werkgebied van de bibliotheken. Van alle schoollocaties waarmee wordt samengewerkt, heeft men met 257 een overeenkomst (51%).
        """;

    [Fact]
    public void One_contradiction_is_found_in_the_figures_of_2020_2021_and_it_says_that_it_rests_on_an_assumption()
    {
        var read = Read(Article);
        var answer = FiguresCheck.Run(read.Problem());
        Assert.False(answer.Consistent);
        Assert.True(answer.Complete);
        var conflict = Assert.Single(answer.Conflicts);
        var members = conflict.Statements.Select(id => read.Readings.Single(r => r.Statement.Id == id)).ToList();
        Assert.Equal([726, 257], members.Select(m => m.Statement.Count));
        Assert.Equal([true, false], members.Select(m => m.Certain));
        Assert.Equal(ReadingRule.SameNounBefore, members[1].Why);
        Assert.Contains(conflict.Repairs, r => r is { What: RepairOf.Percent, From: 35, To: 35 });
        Assert.Contains(conflict.Repairs, r => r is { What: RepairOf.Of, From: 500, To: 508 });
        Assert.True(FiguresCheck.Run(read.CertainProblem()).Consistent);
    }

    [Theory]
    [InlineData(5300, 78, "schoolvestigingen in werkgebied (primair onderwijs, 2020-2021)", true)]
    [InlineData(5386, 78, "schoolvestigingen in werkgebied (primair onderwijs, 2020-2021)", true)]
    [InlineData(106, 76, "basisbibliotheken (primair onderwijs, 2020-2021)", false)]
    [InlineData(2523, 37, null, false)]
    [InlineData(726, 37, "schoollocaties in werkgebied (voortgezet onderwijs, 2020-2021)", true)]
    [InlineData(115, 83, "openbare bibliotheken met school (voortgezet onderwijs, 2020-2021)", true)]
    public void Every_share_of_the_article_has_the_total_that_the_text_says(int count, int percent, string? of, bool certain)
    {
        var reading = Read(Article).Readings.Single(r => r.Statement.Count == count);
        Assert.Equal((percent, of, certain), ((int)reading.Statement.Percent!, reading.Statement.Of, reading.Certain));
    }

    [Fact]
    public void Parts_refer_back()
    {
        var read = Read(Article).Readings;
        string Id(long count) => read.Single(r => r.Statement.Count == count).Statement.Id;
        Assert.Equal(Id(5386), read.Single(r => r.Statement.Count == 5061).Statement.Of);
        var members = read.Single(r => r.Statement is { Percent: 70, Count: null });
        Assert.Equal((Nearness.About, 10m), (members.Statement.Near, members.Statement.Step!.Value));
        Assert.Equal(members.Statement.Id, read.Single(r => r.Statement.Percent == 57).Statement.Of);
        Assert.Equal(140, read.Single(r => r.Statement.Count == 122).Statement.Total);
        Assert.Equal((Nearness.About, 484_000L, 1_000m), read.Where(r => r.Statement.Count == 484_000).Select(r => (r.Statement.Near, r.Statement.Count!.Value, r.Statement.Step!.Value)).Single());
        Assert.Contains(Read(Article).Unused, u => u is { Quote: "25%", Why: ReadingRule.Range });
        Assert.Contains(Read(Article).Unused, u => u is { Quote: "drie kwart", Why: ReadingRule.SaidAgain });
    }

    [Theory]
    [InlineData("In totaal 5.386 scholen in het land.", 5386, true)]
    [InlineData("In totaal 5,386 scholen in het land.", 5386, false)]
    [InlineData("In totaal 5 386 scholen in het land.", 5386, false)]
    [InlineData("In total 5,386 schools of the country.", 5386, true)]
    [InlineData("In total 5.386 schools of the country.", 5386, false)]
    [InlineData("Er zijn vijfduizend scholen in het land.", 5000, true)]
    [InlineData("Er zijn tweehonderdvijftig scholen in het land.", 250, true)]
    [InlineData("Er zijn 1.234.567 leerlingen in het land.", 1234567, true)]
    [InlineData("Er is 5,3 duizend keer gelezen in het land.", 5300, true)]
    [InlineData("There are five thousand schools in the country.", 5000, true)]
    public void Numbers_are_read_as_the_language_writes_them(string text, long count, bool certain)
    {
        var reading = Assert.Single(Read(text).Readings);
        Assert.Equal((count, certain), (reading.Statement.Count!.Value, reading.Certain));
    }

    [Theory]
    [InlineData("Dat was in 2021 zo, op 12 maart, voor kinderen van 4 tot en met 12 jaar uit groep 7.")]
    [InlineData("Zie VO1,4 en tinyurl.com/3wwp6c2e of bel 020-1234567 over twee scholen.")]
    [InlineData("Het kost 25 euro of € 30 in het schooljaar 2020-2021.")]
    public void Years_ages_dates_and_money_are_no_figures(string text) => Assert.Empty(Read(text).Readings);

    [Theory]
    [InlineData("Van de 140 bibliotheken werken 122 bibliotheken (90%) samen.")]
    [InlineData("Of the 140 libraries, 122 (90%) work with schools.")]
    [InlineData("122 van de 140 bibliotheken (90%) werken samen.")]
    [InlineData("There are 140 libraries. Of these, 122 (90%) work with a school.")]
    [InlineData("Er zijn 140 bibliotheken. Hiervan doen 122 bibliotheken (90%) mee.")]
    [InlineData("Er zijn 140 bibliotheken, waarvan 122 (90%) meedoen.")]
    public void What_is_wrong_is_found_in_one_sentence_or_two(string text)
    {
        var read = Read(text);
        Assert.All(read.Readings, r => Assert.True(r.Certain));
        var answer = FiguresCheck.Run(read.Problem());
        Assert.False(answer.Consistent);
        Assert.Contains(answer.Conflicts[0].Repairs, r => r is { What: RepairOf.Percent, From: 87, To: 87 });
        Assert.True(FiguresCheck.Run(Read(text.Replace("90%", "87%", StringComparison.Ordinal)).Problem()).Consistent);
    }

    [Theory]
    [InlineData("In 2022 deden 124 bibliotheken mee, 93% van de bibliotheken. In 2023 deden 122 bibliotheken mee, 87% van de bibliotheken.")]
    [InlineData("In het primair onderwijs zijn het 2.523 locaties, 37% van alle locaties. In het voortgezet onderwijs zijn het 726 locaties, 37% van alle locaties.")]
    [InlineData("Wij bereikten 100 scholen (50%). Zij bereikten 300 scholen (50%).")]
    [InlineData("Het aantal leden groeide met 140% tot 300 leden.")]
    public void Figures_of_other_years_levels_or_of_no_named_total_are_not_held_against_each_other(string text) => Assert.True(FiguresCheck.Run(Read(text).Problem()).Consistent);

    [Fact]
    public void A_later_report_in_English_holds()
    {
        var read = Read("Of the 134 libraries, 124 (93%) work with secondary schools. Together they serve 829 of the 1,925 school locations (43%). For primary education it is 5,298 of 6,590 school locations (80%).");
        Assert.False(read.Dutch);
        Assert.Equal([null, 124, 829, 5298], read.Readings.Select(r => r.Statement.Count));
        Assert.All(read.Readings, r => Assert.True(r.Certain));
        Assert.True(FiguresCheck.Run(read.Problem()).Consistent);
    }

    [Fact]
    public void Text_by_chance_is_read_or_refused_and_never_breaks()
    {
        string[] pieces = ["5.386", "5,386", " 5 386 ", "78%", "(51%)", "van de", "van alle", "alle", "hiervan", "waarvan", "scholen", "waarmee", ", ", ". ", "\n", "\n\n", "-\n", "vijfduizend", "zeven van de tien", "drie kwart", "duizend",
            "%", "(", ")", "of the", "of these", "\u00A0", "0", "99999999999999999999", "1.2.3,4", "ruim", "tussen", " ", " ", "\"", "é", "\uD800", "2021", "#1", "10^5", "Van", "Of", "miljoen", "1,2345678", "deze", "meer dan"];
        for (var seed = 0; seed < 3_000; seed++)
        {
            var chance = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, chance.Next(1, 60)).Select(_ => pieces[chance.Next(pieces.Length)] + (chance.Next(3) == 0 ? "" : " ")));
            if (FigureReader.Read(text, out var trouble) is not { } read)
            {
                Assert.NotNull(trouble);
                continue;
            }

            Assert.Null(FiguresCheck.Trouble(read.Problem()));
            if (seed % 10 == 0)
                Assert.True(FiguresCheck.Run(read.Problem(), new(2_000, 5)).Nodes <= 2_000);
        }
    }

    [Fact]
    public void Too_long_or_too_much_is_refused()
    {
        Assert.Null(FigureReader.Read(new string('a', CheckLimits.Characters + 1), out var trouble));
        Assert.Contains("more than 1000000 characters", trouble, StringComparison.Ordinal);
        Assert.Null(FigureReader.Read(string.Concat(Enumerable.Repeat("Er zijn 150 scholen. ", 2_001)), out trouble));
        Assert.Contains("2000 figures", trouble, StringComparison.Ordinal);
    }

    private static TextFigures Read(string text) => FigureReader.Read(text, out _)!;
}
