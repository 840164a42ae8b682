using InBeeld.Capabilities.Figures.CheckText;
using InBeeld.Statistics.Consistency;

namespace InBeeld.Tests.Figures;

/// <summary>Statements as lines: what is written is read again as the same.</summary>
public sealed class StatementLinesTests
{
    private static readonly Statement[] AllKinds =
    [
        new("#1", 726, "schoollocaties in het werkgebied (voortgezet onderwijs, 2021)", null, 37),
        new("#2", 257, "#1", null, 51.0m, 1),
        new("#3", 122, "bibliotheken", 140),
        new("#4", null, "140 grote; scholen", 7_000),
        new("#5", null, null, 140),
        new("#6", null, "leden van de bieb", null, 0.125m, 3, Nearness.AtLeast),
        new("a b", 484_000, Near: Nearness.About),
        new("c", 5_300, Near: Nearness.Over, Step: 100),
        new("d", 12, null, 10, 120, MayExceed: true),
        new("e", null, "x", 500, Near: Nearness.Nearly),
        new("f", 1_000_000_000_000, Near: Nearness.AtMost, Step: 0.01m, MayExceed: true),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_read_as_the_same(bool dutch)
    {
        var read = StatementLines.Read(StatementLines.Write(AllKinds, dutch), null, Rounding.Any);
        Assert.True(read.Ok, string.Join("; ", read.Refusals.Select(r => r.Sentence + string.Join(',', r.Args))));
        Assert.Equal(AllKinds, read.Value.Statements);
        Assert.Equal(Rounding.Any, read.Value.Rounding);
    }

    [Theory]
    [InlineData("a: 5.386 = 78,0 % van alle scholen", 5_386, "alle scholen", 78.0, 1)]
    [InlineData("a:5 386=78.25% of schools", 5_386, "schools", 78.25, 2)]
    [InlineData("a: 5,386", 5_386, null, null, 0)]
    public void Numbers_may_be_grouped_and_words_of_both_languages_do(string line, long count, string? of, double? percent, int decimals)
    {
        var s = Assert.Single(StatementLines.Read(line, "", Rounding.HalfUp).Value.Statements);
        Assert.Equal(new Statement("a", count, of, null, (decimal?)percent, decimals), s);
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_and_what_is_read_can_be_checked()
    {
        var random = new Random(20);
        string[] pieces = ["#1", "#2", ":", " ", "=", "%", "van ", " of ", "totaal ", "total", "12", "1.000", "0,5", "\"", ";", "stap 10", "mag meer", "ruim ", "at least ", "x", "\n", "<", "9999999999999999", "\t", "é"];
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var typed = "#1: 5\n#3:" + string.Concat(Enumerable.Range(0, random.Next(1, 10)).Select(_ => pieces[random.Next(pieces.Length)]));
            var answer = StatementLines.Read(typed, i % 7 == 0 ? pieces[random.Next(pieces.Length)] : null, Rounding.HalfUp);
            if (answer.Ok)
            {
                read++;
                Assert.Null(FiguresCheck.Trouble(answer.Value));
                Assert.Equal(answer.Value.Statements, StatementLines.Read(StatementLines.Write(answer.Value.Statements, i % 2 == 0), null, Rounding.HalfUp).Value.Statements);
            }
        }

        Assert.InRange(read, 100, 19_000);
    }
}
