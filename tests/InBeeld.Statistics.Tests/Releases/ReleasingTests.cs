using System.Globalization;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Releases;
using InBeeld.Statistics.Tests.Indicators;

namespace InBeeld.Statistics.Tests.Releases;

public sealed class ReleasingTests
{
    private static readonly IndicatorDefinition Together = IndicatorTests.Read(""" "key":"together","level":"location","numerator":"cooperates","aggregation":"share","percent":true """);
    private static readonly IndicatorDefinition Reading = IndicatorTests.Read(""" "key":"reading","level":"location","population":"cooperates","numerator":"reading","aggregation":"share","percent":true """);
    private static readonly IndicatorDefinition Pupils = IndicatorTests.Read(""" "key":"pupils","level":"location","population":"cooperates","numerator":"pupils","aggregation":"sum" """);
    private static readonly IndicatorDefinition Middle = IndicatorTests.Read(""" "key":"middle","level":"location","population":"cooperates","numerator":"pupils","aggregation":"median" """);
    private static readonly IndicatorDefinition Hours = IndicatorTests.Read(""" "key":"hours","level":"library","numerator":"hours","aggregation":"mean","decimals":1 """);

    [Fact]
    public void A_small_number_is_hidden_and_so_is_what_would_give_it_away()
    {
        // Groningen: 3 of 20 do not work together. Were the other provinces and the country told, so would those 3 be.
        var all = Release([Together], World(("Groningen", 5, 4, 17), ("Drenthe", 5, 4, 12), ("Utrecht", 5, 4, 9)))[0];
        Assert.True(all.Safe);
        Assert.Equal((Hiding.No, "63"), (At(all, "nl").Why, At(all, "nl").Text));
        Assert.Equal((Hiding.TooFew, "", (Fraction)20), (At(all, "Groningen").Why, At(all, "Groningen").Text, At(all, "Groningen").N));
        var others = new[] { At(all, "Drenthe"), At(all, "Utrecht") };
        Assert.Single(others, o => o.Why == Hiding.Protected);
        Assert.Single(others, o => o.Why == Hiding.No && o.K is not null);
        Assert.True(all.Narrowest >= 5);
    }

    [Fact]
    public void What_one_indicator_hides_the_next_does_not_tell()
    {
        // The schools that work together are those that were asked about reading.
        var set = World(("Groningen", 5, 4, 17), ("Drenthe", 5, 4, 12), ("Utrecht", 5, 4, 9));
        var all = Release([Together, Reading, Pupils], set);
        Assert.All(all, r => Assert.True(r.Safe));
        foreach (var province in new[] { "Groningen", "Drenthe", "Utrecht" })
        {
            var yes = Cell(all[0], province, "yes");
            foreach (var next in all.Skip(1))
                Assert.Equal(yes, Cell(next, province, "all"));
        }

        Assert.Null(Cell(all[1], "Groningen", "all"));
        Assert.Null(Cell(all[1], "Groningen", "known"));
    }

    [Fact]
    public void What_two_libraries_told_of_a_province_is_hidden()
    {
        var all = Release([Together], World(("Groningen", 2, 10, 10), ("Drenthe", 5, 4, 10), ("Utrecht", 5, 4, 10)))[0];
        Assert.Equal((Hiding.TooFew, null, (Fraction)20), (At(all, "Groningen").Why, At(all, "Groningen").K, At(all, "Groningen").N));
        Assert.Single([At(all, "Drenthe"), At(all, "Utrecht")], f => f.Why == Hiding.Protected);
        Assert.Equal(Hiding.No, At(all, "nl").Why);
    }

    [Fact]
    public void Of_libraries_themselves_no_single_one_is_told()
    {
        var set = World(("Groningen", 6, 2, 6), ("Drenthe", 6, 2, 6), ("Utrecht", 3, 2, 3));
        var all = Release([Hours], set, "library")[0];
        Assert.Equal(["nl", "Groningen", "Drenthe", "Utrecht"], all.Figures.Select(f => f.Place));
        Assert.Equal(Hiding.TooFew, At(all, "Utrecht").Why);
        Assert.Equal(Hiding.No, At(all, "nl").Why);
        Assert.Contains([At(all, "Groningen"), At(all, "Drenthe")], f => f.Why == Hiding.Protected);
    }

    [Fact]
    public void A_sum_that_is_mostly_one_library_is_hidden()
    {
        var set = World(("Groningen", 5, 4, 20), ("Drenthe", 5, 4, 20), ("Utrecht", 5, 4, 20));
        foreach (var school in Enumerable.Range(0, 4))
            set[$"Groningen-0-{school}", "pupils"] = Answer.Of(50_000);
        var all = Release([Pupils, Middle], set);
        Assert.Equal(Hiding.TooFew, At(all[0], "Groningen").Why);
        Assert.Contains([At(all[0], "nl"), At(all[0], "Drenthe"), At(all[0], "Utrecht")], f => f.Why != Hiding.No);
        // A middle value says nothing of the sum.
        Assert.Equal((Hiding.No, null, (Fraction)20), (At(all[1], "Groningen").Why, At(all[1], "Groningen").K, At(all[1], "Groningen").N));
    }

    [Fact]
    public void What_was_told_before_is_known_also_after_a_correction()
    {
        var set = World(("Groningen", 5, 4, 12), ("Drenthe", 5, 4, 12), ("Utrecht", 5, 4, 9));
        var first = Release([Together], set)[0];
        Assert.All(first.Figures, f => Assert.Equal(Hiding.No, f.Why));
        // A library corrects: in Groningen 18 of 20. That province was told, the others were, and the country was.
        for (var i = 0; i < 6; i++)
            set[$"Groningen-{3 + (i / 4)}-{i % 4}", "cooperates"] = Answer.Of(true);
        var second = Releasing.Of([Together], new(set), new(), "province", new[] { new EarlierRelease("first", first.Cells) }.ToLookup(_ => first.Table), TestContext.Current.CancellationToken)[0];
        Assert.True(second.Safe);
        Assert.Null(Cell(second, "Groningen", "no"));
        // Drenthe and Utrecht did not change and are known; the country would give the rest away.
        Assert.Equal((12, 9), (Cell(second, "Drenthe", "yes"), Cell(second, "Utrecht", "yes")));
        Assert.Null(Cell(second, "nl", "yes"));
    }

    [Fact]
    public void Nobody_is_not_zero_and_numbers_below_zero_are_not_told()
    {
        var set = World(("Groningen", 5, 4, 12), ("Drenthe", 5, 4, 12));
        var none = Release([IndicatorTests.Read(""" "key":"x","level":"location","numerator":"never_asked","aggregation":"share" """)], set)[0];
        Assert.All(none.Figures, f => Assert.Equal((Hiding.Nothing, null), (f.Why, f.N)));
        var below = Release([IndicatorTests.Read(""" "key":"x","level":"location","population":"cooperates","numerator":"0 - pupils","aggregation":"sum" """)], set)[0];
        Assert.False(below.Safe);
        Assert.All(below.Figures, f => Assert.Equal(("", null), (f.Text, f.N)));
    }

    [Fact]
    public void Rounded_figures_are_made_of_rounded_numbers()
    {
        var all = Releasing.Of([Together], new(World(("Groningen", 5, 4, 12), ("Drenthe", 5, 4, 12))), new(Rounding: 5), "province", cancel: TestContext.Current.CancellationToken)[0];
        Assert.Equal(((Fraction)10, (Fraction)20, "50"), (At(all, "Groningen").K, At(all, "Groningen").N, At(all, "Groningen").Text));
    }

    [Fact]
    public void The_name_of_an_indicator_makes_no_other_table()
    {
        var other = Together with { Key = "other", LabelNl = "Anders", Decimals = 2 };
        Assert.Equal(Releasing.TableOf(Together), Releasing.TableOf(other));
        Assert.NotEqual(Releasing.TableOf(Together), Releasing.TableOf(Reading));
        Assert.Equal(Releasing.TableOf(Pupils), Releasing.TableOf(Middle));
    }

    /// <summary>Whoever only subtracts: of everything that is told, over all tables together, nothing that the rules hide follows.</summary>
    [Theory]
    [InlineData(1, "province")]
    [InlineData(2, "province")]
    [InlineData(3, "library")]
    public void Nothing_that_is_hidden_follows_by_subtraction(int seed, string level)
    {
        var chance = new Random(seed);
        var hidden = 0;
        for (var run = 0; run < 12; run++)
        {
            var set = World([.. Enumerable.Range(0, 2 + chance.Next(4)).Select(p => ($"P{p}", 1 + chance.Next(7), 1 + chance.Next(6), chance.Next(30)))]);
            foreach (var school in set.Units.Where(u => u.Level == "location"))
            {
                if (chance.Next(6) == 0)
                    set[school.Id, "reading"] = Answer.None(AnswerState.Unknown);
                if (chance.Next(20) == 0)
                    set[school.Id, "cooperates"] = Answer.None(AnswerState.Unknown);
            }

            var all = Release([Together, Reading, Pupils], set, level);
            hidden += Subtraction.Try(all, new UnitIndex(set), [Together, Reading, Pupils], level);
        }

        Assert.True(hidden > 20, $"only {hidden} cells were hidden by the rules");
    }

    internal static ReleasedFigure At(IndicatorRelease release, string place) => release.Figures.Single(f => f.Place == place);

    private static long? Cell(IndicatorRelease release, string place, string part) => release.Cells.Single(c => (c.Place, c.Part) == (place, part)).Value / 1000;

    private static IReadOnlyList<IndicatorRelease> Release(IReadOnlyList<IndicatorDefinition> definitions, AnswerSet set, string level = "province") => Releasing.Of(definitions, new(set), new(), level, cancel: TestContext.Current.CancellationToken);

    /// <summary>Per province its libraries, the schools of each, and how many of all schools work together: the first so many.</summary>
    private static AnswerSet World(params (string Province, int Libraries, int Schools, int Together)[] provinces)
    {
        static Unit Unit(string id, string level, string parent) => new(id, id, level, parent, new Dictionary<string, string>());
        var units = new List<Unit> { Unit("nl", "country", "") };
        foreach (var (province, libraries, schools, _) in provinces)
        {
            units.Add(Unit(province, "province", "nl"));
            for (var l = 0; l < libraries; l++)
            {
                units.Add(Unit($"{province}-{l}", "library", province));
                for (var s = 0; s < schools; s++)
                    units.Add(Unit($"{province}-{l}-{s}", "location", $"{province}-{l}"));
            }
        }

        var set = new AnswerSet(units);
        foreach (var (province, libraries, schools, together) in provinces)
        {
            for (var i = 0; i < libraries * schools; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{province}-{i / schools}-{i % schools}");
                set[id, "cooperates"] = Answer.Of(i < together);
                set[id, "reading"] = Answer.Of(i % 2 == 0);
                set[id, "pupils"] = Answer.Of(100 + i);
            }

            for (var l = 0; l < libraries; l++)
                set[$"{province}-{l}", "hours"] = Answer.Of(10 + l);
        }

        return set;
    }
}
