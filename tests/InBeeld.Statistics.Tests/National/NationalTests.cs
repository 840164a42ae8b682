using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.National;
using InBeeld.Statistics.Stars;

namespace InBeeld.Statistics.Tests.National;

/// <summary>Each figure as it is printed in the article, from the answers by the engine.</summary>
public sealed class NationalTests
{
    private static readonly UnitIndex Primary = new(NationalData.Primary());
    private static readonly UnitIndex Secondary = new(NationalData.Secondary());
    private static readonly Dictionary<string, IndicatorFigure> Figures =
        NationalData.PrimaryIndicators().Select(d => IndicatorEngine.Compute(d, Primary)).Concat(NationalData.SecondaryIndicators().Select(d => IndicatorEngine.Compute(d, Secondary))).ToDictionary(f => f.Definition.Key);

    [Theory]
    [InlineData("po-libraries", 140, 140, "100")]
    [InlineData("po-locations", 5386, 6872, "78")]
    [InlineData("po-reading", 5061, 5386, "94")]
    [InlineData("po-digital", 2168, 5386, "40")]
    [InlineData("po-programme-libraries", 122, 140, "87")]
    [InlineData("po-dbos-libraries", 106, 140, "76")]
    [InlineData("po-dbos-locations", 2523, 6872, "37")]
    [InlineData("po-comparable-libraries", 46, 140, "33")]
    [InlineData("po-both-libraries", 30, 140, "21")]
    [InlineData("po-comparable-locations", 700, 6872, "10")]
    [InlineData("po-offers-reading", 140, 140, "100")]
    [InlineData("po-members", 1_050_000, 1_500_000, "70")]
    [InlineData("po-active-members", 598_500, 1_050_000, "57")]
    [InlineData("po-dbos-pupils", 484, 2523, "484")]
    [InlineData("po-comparable-pupils", 154, 700, "154")]
    [InlineData("vo-libraries", 115, 138, "83")]
    [InlineData("vo-reading-libraries", 115, 138, "83")]
    [InlineData("vo-collections", 94, 138, "68")]
    [InlineData("vo-activities", 84, 138, "61")]
    [InlineData("vo-advice", 58, 138, "42")]
    [InlineData("vo-programmes", 57, 138, "41")]
    [InlineData("vo-books", 57, 138, "41")]
    [InlineData("vo-locations", 726, 1962, "37")]
    [InlineData("vo-agreements", 257, 504, "51")]
    [InlineData("vo-stars-1", 559, 726, "77")]
    [InlineData("vo-stars-4", 0, 726, "0")]
    [InlineData("vo-maximum", 0, 726, "0")]
    public void A_printed_figure(string key, int k, int n, string text)
    {
        var r = Figures[key].Result;
        Assert.Equal((k, n, text), ((int)r.K!.Value.ToDecimal()!, (int)r.N!.Value.ToDecimal()!, r.Text));
        Assert.True(r.K.Value.IsWhole && r.N.Value.IsWhole);
    }

    [Fact]
    public void The_number_of_libraries_that_know_stands_beside_the_figure()
    {
        Assert.Equal((102, 38), (Figures["po-reading-plan"].Result.Units, Figures["po-reading-plan"].Result.Unknown));
        Assert.Equal((35, 105), (Figures["po-media-plan"].Result.Units, Figures["po-media-plan"].Result.Unknown));
    }

    [Fact]
    public void Exploring_talks_are_not_counted_as_cooperation_by_the_programme()
    {
        var r = Figures["po-dbos-locations-without-exploring"].Result;
        Assert.Equal((2523, 60), ((int)r.K!.Value.Numerator, r.Excluded["exploring"]));
    }

    [Fact]
    public void The_signed_agreements_are_51_percent_only_of_what_is_known()
    {
        Assert.Equal(222, Figures["vo-agreements"].Result.Unknown);
        Assert.Equal("35", Figures["vo-agreements-of-all"].Result.Text);
        // Of which whole numbers 257 is 51 %, rounded half up.
        Assert.Equal(Enumerable.Range(500, 9), Enumerable.Range(257, 1000).Where(n => (Exact.Fraction.Of(257, n) * 100).ToFixed(0) == "51"));
        Assert.Equal(Enumerable.Range(6862, 51), Enumerable.Range(6000, 2000).Where(n => (Exact.Fraction.Of(5386, n) * 100).ToFixed(0) == "78" && (Exact.Fraction.Of(2523, n) * 100).ToFixed(0) == "37"));
        Assert.Equal(Enumerable.Range(1937, 53), Enumerable.Range(1000, 2000).Where(n => (Exact.Fraction.Of(726, n) * 100).ToFixed(0) == "37"));
    }

    [Fact]
    public void The_stars_of_each_location_are_those_of_the_checklist()
    {
        var checklist = NationalData.Checklist();
        var cooperating = Secondary.Of("location").Where(u => Secondary.Set[u.Id, "cooperates"].Number == 1).ToList();
        var scores = cooperating.Select(u => StarScore.Of(checklist, i => Secondary.Set[u.Id, i]).Score!).ToList();
        Assert.All(scores, s => Assert.True(s.Sure));
        Assert.Equal([(1, 559), (2, 130), (3, 37)], scores.GroupBy(s => s.AtLeast!.Value).Select(g => (g.Key, g.Count())).Order());
        for (var stars = 0; stars <= 4; stars++)
            Assert.Equal(scores.Count(s => s.AtLeast == stars), (int)Figures[$"vo-stars-{stars}"].Result.K!.Value.Numerator);
    }

    [Fact]
    public void Libraries_without_a_location_are_not_in_it_and_those_that_do_not_cooperate_are()
    {
        Assert.Equal(138, Figures["vo-libraries"].Inputs.Count);
        Assert.Equal(2, Secondary.Of("library").Count(l => Secondary.Of(l.Id, "location").Count == 0));
        Assert.All(Secondary.Of("library"), l => Assert.Equal(Secondary.Set[l.Id, "cooperates"].Number == 1, Secondary.Of(l.Id, "location").Any(s => Secondary.Set[s.Id, "cooperates"].Number == 1)));
    }

    [Fact]
    public void No_school_reaches_more_pupils_than_it_has_and_no_library_more_members_than_children()
    {
        foreach (var unit in Primary.Of("location"))
            Assert.True((Primary.Set[unit.Id, "pupils_reached"].Number ?? 0) <= Primary.Set[unit.Id, "pupils"].Number);
        foreach (var unit in Primary.Of("library"))
            Assert.True(Primary.Set[unit.Id, "active_members"].Number <= Primary.Set[unit.Id, "members"].Number && Primary.Set[unit.Id, "members"].Number <= Primary.Set[unit.Id, "children_4_12"].Number);
    }

    [Fact]
    public void The_same_answers_are_made_every_time_and_give_the_same_records()
    {
        var again = new UnitIndex(NationalData.Primary());
        foreach (var definition in NationalData.PrimaryIndicators())
            Assert.Equal(IndicatorRecord.Of(Figures[definition.Key]).Sha256, IndicatorRecord.Of(IndicatorEngine.Compute(definition, again)).Sha256);
    }

    [Fact]
    public void Names_in_the_indicators_are_items_that_somebody_answered()
    {
        foreach (var (index, definitions) in new[] { (Primary, NationalData.PrimaryIndicators()), (Secondary, NationalData.SecondaryIndicators()) })
        {
            foreach (var item in definitions.SelectMany(d => d.Items(index.Levels)).Distinct())
                Assert.Contains(index.Set.Units, u => index.Set[u.Id, item] != Answer.Missing);
        }
    }
}
