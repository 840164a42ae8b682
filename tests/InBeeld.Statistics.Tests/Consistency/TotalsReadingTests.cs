using System.Globalization;
using InBeeld.Statistics.Cli;
using InBeeld.Statistics.Consistency;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Statistics.Tests.Consistency;

/// <summary>Totals that stand beside figures: "(N = 102)", the line above a list, a row or column of a table; and what is said of what was not held against anything.</summary>
public sealed class TotalsReadingTests
{
    [Theory]
    [InlineData("68% levert collecties en 61% voert activiteiten uit (N = 115).", 115, true)]
    [InlineData("Bij 68% zijn er collecties (N: 2.000).", 2000, true)]
    [InlineData("68% of them brings collections (*N*=2,000).", 2000, true)]
    [InlineData("68% levert collecties (n = 115).", 115, false)]
    public void N_in_the_sentence_is_the_total_of_its_percentages(string text, int total, bool certain)
    {
        var read = Read(text);
        var n = read.Readings[0];
        Assert.Equal((total, ReadingRule.StatedTotal, true), ((int)n.Statement.Total!, n.Why, n.Certain));
        Assert.All(read.Readings.Skip(1), r => Assert.Equal((n.Statement.Id, ReadingRule.StatedBase, certain), (r.Statement.Of, r.Why, r.Certain)));
        Assert.True(read.Readings.Count > 1);
    }

    [Theory]
    [InlineData("Van de bibliotheken (N = 138) werkt 83% samen.", "bibliotheken")]
    [InlineData("Van de 138 bibliotheken werkt 83% samen.", "bibliotheken")]
    [InlineData("Van de bibliotheken (N = 138):\n- werkt 115 samen (83%)\n", "bibliotheken")]
    [InlineData("Van de 138 bibliotheken:\n- werkt 115 samen (83%)\n", "bibliotheken")]
    [InlineData("In 83% van de bibliotheken gaat het zo (N = 138).", "bibliotheken")]
    public void N_states_the_total_that_is_named(string text, string name)
    {
        var read = Read(text);
        Assert.Equal((name, 138L), (read.Readings[0].Statement.Of, read.Readings[0].Statement.Total!.Value));
        Assert.All(read.Readings, r => Assert.Equal((name, true), (r.Statement.Of, r.Certain)));
    }

    [Theory]
    [InlineData("Selectie: het aantal bibliotheken waarvan dit bekend is, N: 102.")]
    [InlineData("In 83% van de bibliotheken en 40% van de scholen is het zo (N = 138).")]
    [InlineData("Van de jongens leest 45% (n = 45) en van de meisjes 55% (n = 55).")]
    [InlineData("Ja zegt 45% (n = 45), nee zegt 55% (n = 55).")]
    public void N_that_is_not_plain_is_a_statement_of_its_own(string text)
    {
        var read = Read(text);
        Assert.All(read.Readings.Where(r => r.Statement.Percent is null), r => Assert.True(r.Statement is { Of: null, Total: not null }));
        Assert.DoesNotContain(read.Readings, r => r.Why is ReadingRule.StatedBase or ReadingRule.HeadingBase);
        Assert.Contains(FiguresCheck.OnTheirOwn(read.Problem()), n => n.Why == AloneBecause.NoShare);
    }

    [Fact]
    public void Each_percentage_can_have_its_own_N_and_a_part_of_all_is_a_count()
    {
        var read = Read("Leesplan 45% (N = 102), mediaplan 30% (N = 35).").Readings;
        Assert.Equal([null, null, "#1", "#2"], read.Select(r => r.Statement.Of));
        var part = Read("Leesplan: 45% (n = 102 van 140).").Readings;
        Assert.Equal((102L, 140L, "#1"), (part[0].Statement.Count!.Value, part[0].Statement.Total!.Value, part[1].Statement.Of));
    }

    [Fact]
    public void N_in_a_heading_is_the_assumed_total_of_what_stands_below_it_up_to_the_next_heading()
    {
        var read = Read("# Leesplan (N = 100)\n\n33,4% heeft een leesplan.\n\n# Anders\n\n33,4% doet iets anders.\n");
        Assert.Equal([null, "#1", null], read.Readings.Select(r => r.Statement.Of));
        Assert.Equal([ReadingRule.StatedTotal, ReadingRule.HeadingBase, ReadingRule.NotNamed], read.Readings.Select(r => r.Why));
        // 33.4 % of 100 cannot be; without the assumption nothing is wrong.
        Assert.False(FiguresCheck.Run(read.Problem()).Consistent);
        Assert.True(FiguresCheck.Run(read.CertainProblem()).Consistent);
    }

    [Theory]
    [InlineData("Van alle scholen in het gebied:\n- lezen: 5.386 (78 %)\n- media: 2.523 (37 %)\n", true, true)]
    [InlineData("Van alle scholen in het gebied:\n- lezen: 5.386 (78 %)\n- media: 2.523 (47 %)\n", true, false)]
    [InlineData("Het bereik (percentage van alle scholen in het gebied):\n• lezen: 5.386 (78 %)\n• media: 2.523 (47 %)\n", true, false)]
    [InlineData("Het bereik in % van het totaal:\n* lezen: 5.386 (78 %)\n* media: 2.523 (47 %)\n", false, false)]
    [InlineData("Of all schools in the area:\n- reading: 5,386 (78%)\n- media: 2,523 (47%)\n", true, false)]
    [InlineData("Van alle scholen in het gebied leest 5.386 (78 %) en doet 2.523 (47 %) media.", true, false)]
    public void Lines_under_one_line_have_one_total(string text, bool certain, bool consistent)
    {
        var read = Read(text);
        Assert.Equal(2, read.Readings.Count);
        Assert.Single(read.Readings.Select(r => r.Statement.Of).Distinct());
        Assert.All(read.Readings, r => Assert.Equal(certain, r.Certain));
        Assert.Equal(consistent, FiguresCheck.Run(read.Problem()).Consistent);
    }

    [Fact]
    public void Where_it_is_not_plain_they_are_not_joined_and_the_answer_says_why()
    {
        const string Text = "Samenwerking met scholen:\n- lezen: 5.386 (78 %)\n- media: 2.523 (47 %)\n\nHet zijn 37 % van het totaal en 41 % van het totaal.";
        var read = Read(Text);
        Assert.All(read.Readings, r => Assert.Equal((null, ReadingRule.NotNamed), (r.Statement.Of, r.Why)));
        Assert.Equal(["#1", "#2", "#3", "#4"], FiguresCheck.OnTheirOwn(read.Problem()).Where(n => n.Why == AloneBecause.NotNamed).Select(n => n.Statement));
        Assert.Contains("Niet met een ander cijfer vergeleken: #1, #2, #3, #4 (het totaal is niet genoemd).", CheckVerb.Answer("x.txt", Text, false), StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(CheckVerb.Answer("x.txt", Text, true));
        Assert.Equal("notNamed", json.RootElement.GetProperty("notCompared")[0].GetProperty("why").GetString());
    }

    [Theory]
    [InlineData("| soort | aantal | % |\n|---|--:|--:|\n| lezen | 120 | 60 |\n| media | 50 | 25 |\n| anders | 30 | 15 |\n| **Totaal** | 200 | 100 |\n", true)]
    [InlineData("soort\taantal\tpercentage\nlezen\t120\t60%\nmedia\t50\t25%\nanders\t30\t15%\nTotaal\t200\t\n", true)]
    [InlineData("| kind | n (%) |\n|---|---|\n| Total | 200 |\n| reading | 120 (60%) |\n| media | 50 (25%) |\n| other | 30 (15%) |\n", true)]
    [InlineData("kind\tNumber of schools\tShare\nreading\t120\t60%\nmedia\t50\t25%\nother\t31\t15%\nTotal\t200\t100%\n", false)]
    [InlineData("soort          aantal      %\nlezen             120     60\nmedia              50     25\nanders             30     15\n-----------------------------\nTotaal            200    100\n", true)]
    [InlineData("               Aantal   Percentage\nlezen             120          60%\nmedia en\n  internet         50          25%\nanders             30          15%\nTotaal            200\n", true)]
    [InlineData("Kind of help   Number of schools      Share\nreading                 120             60 %\nmedia                    50             25 %\nother                    31             15 %\nTotal                   200            100 %\n", false)]
    [InlineData("Soort aanbod aantal %\nlezen op school 120 60 %\nmedia 50 25 %\nanders 30 15 %\nTotaal 200 100 %\n", true)]
    [InlineData("| soort | aantal | % |\n|---|--:|--:|\n| lezen | 120 | 61 |\n| media | 50 | 25 |\n| anders | 30 | 15 |\n| Totaal | 200 | 100 |\n", false)]
    public void A_table_with_a_row_of_totals_is_added_up(string text, bool consistent)
    {
        var read = Read(text);
        Assert.Equal(4, read.Readings.Count);
        Assert.Empty(read.Unused);
        Assert.All(read.Readings, r => Assert.True(r.Certain));
        Assert.Equal(200, read.Readings[0].Statement.Count);
        Assert.All(read.Readings.Skip(1), r => Assert.Equal(("#1", ReadingRule.TableTotal), (r.Statement.Of, r.Why)));
        Assert.Equal("#1 = #2 + #3 + #4", Assert.Single(read.Relations).Text);
        Assert.Equal(consistent, FiguresCheck.Run(read.Problem()).Consistent);
    }

    [Fact]
    public void Without_percentages_it_is_assumed_that_the_rows_are_the_total_and_the_answer_says_so()
    {
        const string Text = "| soort | aantal |\n|---|---|\n| lezen | 120 |\n| waarvan thuis | 100 |\n| media | 90 |\n| Totaal | 200 |\n";
        var read = Read(Text);
        Assert.Equal(("#1 = #2 + #4", false), (read.Relations[0].Text, read.Relations[0].Certain));
        var answer = FiguresCheck.Run(read.Problem());
        Assert.Equal(["#1 = #2 + #4"], Assert.Single(answer.Conflicts).Relations);
        Assert.True(FiguresCheck.Run(read.CertainProblem()).Consistent);
        Assert.Contains("dat de rijen van de tabel samen het totaal zijn", CheckVerb.Answer("x.md", Text, false), StringComparison.Ordinal);
        Assert.Contains("\"#1 = #2 + #4\"", CheckVerb.Answer("x.md", Text, true).Split("\"assumed\": [")[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| soort | aantal | % |\n|---|---|---|\n| lezen | 150 | 75 |\n| media | 100 | 50 |\n| Totaal | 200 | 100 |\n", null, ReadingRule.TableOverlaps)]
    [InlineData("| soort | aantal | % |\n|---|---|---|\n| lezen | 120 | 60 |\n| media | <5 | |\n| anders | 30 | 15 |\n| Totaal | 200 | 100 |\n", "#1 >= #2 + #3", ReadingRule.TableCell)]
    [InlineData("| soort | aantal |\n|---|---|\n| Totaal | 20 |\n| lezen | 12 |\n| media | 8 |\n| Totaal | 30 |\n", null, ReadingRule.TableTotals)]
    [InlineData("| soort | 2020 | 2021 |\n|---|---|---|\n| lezen | 12 | 13 |\n", null, ReadingRule.TableUnknown)]
    [InlineData("| soort | aantal | punten |\n|---|---|---|\n| lezen | 12 | 13 |\n", null, ReadingRule.TableColumn)]
    [InlineData("| soort | aantal |\n|---|---|\n| lezen | 12 | 13 |\n", null, ReadingRule.TableCell)]
    public void What_a_table_does_not_make_plain_is_not_added_up_and_said(string text, string? relation, ReadingRule why)
    {
        var read = Read(text);
        Assert.Equal(relation, read.Relations.SingleOrDefault()?.Text);
        Assert.Contains(read.Unused, u => u.Why == why);
        Assert.All(read.Unused, u => Assert.Contains(u.Quote, u.Sentence, StringComparison.Ordinal));
        Assert.NotEqual(false, FiguresCheck.Run(read.Problem()).Consistent);
        Assert.DoesNotContain("()", CheckVerb.Answer("x.md", text, false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_totals_is_the_total_of_its_row()
    {
        var per = Read("| soort | aantal | totaal | % |\n|---|---|---|---|\n| po | 122 | 140 | 87 |\n| vo | 115 | 138 | 83 |\n| Totaal | 237 | 278 | 85 |\n");
        Assert.Equal([278L, 140, 138], per.Readings.Select(r => r.Statement.Total!.Value));
        Assert.Equal(["#1 = #2 + #3", "#1.total = #2.total + #3.total"], per.Relations.Select(r => r.Text));
        Assert.True(FiguresCheck.Run(per.Problem()).Consistent);
        var groups = Read("| school | aantal jongens | aantal meisjes | totaal |\n|---|---|---|---|\n| A | 10 | 12 | 22 |\n| B | 9 | 9 | 19 |\n");
        Assert.Equal(2, groups.Relations.Count);
        var conflict = Assert.Single(FiguresCheck.Run(groups.Problem()).Conflicts);
        Assert.Equal([9L, 9, 19], conflict.Statements.Select(id => groups.Readings.Single(r => r.Statement.Id == id).Statement.Count!.Value));
    }

    [Theory]
    [InlineData("| soort | aantal | % |\n|---|---|---|\n| lezen | 120 | 60 |\n| media | 80 | 40 |\n", "tabel 1")]
    [InlineData("| soort | aantal | % |\n|---|---|---|\n| lezen | 120 | 60 |\n| media | 80 | 70 |\n", null)]
    [InlineData("Van alle scholen:\n\n| soort | aantal | % |\n|---|---|---|\n| lezen | 120 | 60 |\n| media | 80 | 70 |\n", "scholen")]
    [InlineData("| soort | aantal | % met een leesplan |\n|---|---|---|\n| po | 120 | 60 |\n| vo | 80 | 40 |\n", null)]
    public void Percentages_without_a_total_are_of_one_total_when_they_add_up_to_a_hundred_or_a_line_says_of_what(string text, string? of) =>
        Assert.All(Read(text).Readings, r => Assert.Equal(of, r.Statement.Of));

    [Theory]
    [InlineData("Een op de vijf scholen doet mee.", 20, Nearness.About)]
    [InlineData("Ruim 1 op de 5 scholen doet mee.", 20, Nearness.Over)]
    [InlineData("One in five schools takes part in the plan.", 20, Nearness.About)]
    [InlineData("Bijna de helft van de scholen doet mee.", 50, Nearness.Nearly)]
    [InlineData("Meer dan de helft van de scholen doet mee.", 50, Nearness.AtLeast)]
    [InlineData("Niet meer dan een kwart van de scholen doet mee.", 25, Nearness.AtMost)]
    [InlineData("Almost two fifths of the schools take part.", 40, Nearness.Nearly)]
    [InlineData("Een derde van de scholen doet mee.", 33, Nearness.About)]
    public void Shares_in_words_are_rough(string text, int percent, Nearness near)
    {
        var s = Assert.Single(Read(text).Readings).Statement;
        Assert.Equal((null, percent, near, 10m, text.Contains("schools", StringComparison.Ordinal) ? "schools" : "scholen"), (s.Count, (int)s.Percent!, s.Near, s.Step!.Value, s.Of));
    }

    [Theory]
    [InlineData("Er zijn ruim 5.000 scholen in het land.", 5000, Nearness.Over)]
    [InlineData("Er zijn ruim vijfduizend scholen in het land.", 5000, Nearness.Over)]
    [InlineData("Er is een half miljoen boeken in het land.", 500_000, Nearness.About)]
    [InlineData("Er zijn anderhalf miljoen boeken in het land.", 1_500_000, Nearness.About)]
    [InlineData("Er zijn niet meer dan 300 scholen in het land.", 300, Nearness.AtMost)]
    [InlineData("Er zijn een kleine 300 scholen in het land.", 300, Nearness.Nearly)]
    public void Counts_in_words_are_as_near_as_they_say(string text, int count, Nearness near)
    {
        var s = Assert.Single(Read(text).Readings).Statement;
        Assert.Equal((count, near), ((int)s.Count!, s.Near));
    }

    [Theory]
    [InlineData("Zij willen een derde leeromgeving voor het kind maken.")]
    [InlineData("Er zijn een paar honderd scholen in het land.")]
    [InlineData("There are a few thousand schools in the country.")]
    public void What_is_no_number_is_not_read(string text) => Assert.Empty(Read(text).Readings);

    [Fact]
    public void A_limit_is_said_in_a_sentence_and_never_called_consistent()
    {
        var made = string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"s{i}\",\"of\":\"n\",\"percent\":{10 + i}.{(i * 37) % 90 + 10}}},"))).TrimEnd(',');
        var problem = SmallFormat.Read($"{{\"statements\":[{made}]}}", out _)!;
        var answer = FiguresCheck.Run(problem, new(1, 1, 1));
        Assert.Null(answer.Consistent);
        Assert.Contains("De grens van het rekenwerk is bereikt: het is niet bekend of alles samen waar kan zijn.", CheckReport.Text(problem, answer), StringComparison.Ordinal);
        var json = CheckReport.Json(problem, answer);
        Assert.Null(json["consistent"]);
        Assert.Contains("limit of systems was reached before it was known", json["limit"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("check it in parts", Assert.Throws<UnreadableException>(() => CheckVerb.Answer("x.txt", string.Concat(Enumerable.Repeat("Er zijn 150 scholen. ", 2_001)), false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_sums_than_are_checked_are_told()
    {
        var read = Read(string.Concat(Enumerable.Repeat("| a | aantal |\n|---|---|\n| x | 1 |\n| y | 2 |\n| Totaal | 3 |\n\n", CheckLimits.Relations + 1)));
        Assert.Equal(CheckLimits.Relations, read.Relations.Count);
        Assert.Single(read.Unused, u => u.Why == ReadingRule.TableTooLong);
        Assert.Null(FiguresCheck.Trouble(read.Problem()));
    }

    [Theory]
    [InlineData("soort     aantal          n\nlezen            12\nmedia     13        14\n")]
    [InlineData("soort aantal %\nlezen 5 386 78 %\nmedia 14 3 %\n")]
    public void In_a_table_set_with_spaces_a_number_that_can_be_of_two_columns_is_told_and_not_read(string text)
    {
        var read = Read(text);
        Assert.Contains(read.Unused, u => u.Why == ReadingRule.TableCell);
        Assert.DoesNotContain(read.Readings, r => r.Statement.Count is 386 or 12);
    }

    [Fact]
    public void A_cell_that_is_empty_in_a_table_set_with_spaces_moves_no_number()
    {
        var read = Read("soort          aantal      %\nlezen             120     60\nmedia                     25\nanders             30     15\nTotaal            200    100\n");
        Assert.Equal([200, 120, null, 30], read.Readings.Select(r => r.Statement.Count));
        Assert.Equal(25, read.Readings[2].Statement.Percent);
    }

    [Fact]
    public void Running_text_with_two_spaces_after_a_point_is_no_table()
    {
        var read = Read("Het aantal scholen.  Van de 140 bibliotheken werken 122 samen.  Dat is 87%.\nHet aantal groeit.  In 2020 waren het er 118.\n");
        Assert.Contains(read.Readings, r => r.Statement is { Count: 122 });
        Assert.DoesNotContain(read.Readings, r => r.Why is ReadingRule.TableTotal or ReadingRule.SameTable);
    }

    [Fact]
    public void Tables_by_chance_are_read_or_refused_and_never_break()
    {
        string[] pieces = ["|", "|", "|", "\t", "\n", "\n", "|---|---|\n", "aantal", "%", "n", "N = 12", "totaal", "Totaal", "12", "5.386", "5,386 (78 %)", "37", "100", " ", "   ", "-----", "\naantal  %\n", "soort aantal %\n", "-", "*", "- ", "Van alle scholen:", "# ", "waarvan", "(n: 3 van 4)", "\\|", "een op de", "vijf", "half", "miljoen"];
        for (var seed = 0; seed < 3_000; seed++)
        {
            var chance = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, chance.Next(1, 70)).Select(_ => pieces[chance.Next(pieces.Length)] + (chance.Next(3) == 0 ? "" : " ")));
            var read = Read(text);
            Assert.Null(FiguresCheck.Trouble(read.Problem()));
            Assert.Null(FiguresCheck.Trouble(read.CertainProblem()));
            if (seed % 20 == 0)
                FiguresCheck.Run(read.Problem(), new(500, 3, 200_000));
        }
    }

    private static TextFigures Read(string text) => FigureReader.Read(text, out _)!;
}
