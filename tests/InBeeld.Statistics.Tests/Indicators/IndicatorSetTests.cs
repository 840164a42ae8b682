using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Statistics.Tests.Indicators;

public sealed class IndicatorSetTests
{
    [Theory]
    [InlineData(SuppliedQuestionnaires.MonitorPrimary)]
    [InlineData(SuppliedQuestionnaires.MonitorSecondary)]
    public void Supplied_indicators_ask_only_for_items_of_their_questionnaire_and_are_written_as_they_are_read(string key)
    {
        var set = IndicatorSet.Of(key);
        Assert.Equal(set.Indicators.Count, IndicatorSet.For(SuppliedQuestionnaires.Of(key)).Indicators.Count);
        Assert.All(set.Indicators, i => Assert.False(i.Words.Nl.Length == 0 || i.Words.En.Length == 0));
        Assert.All(set.Groups, g => Assert.Contains(set.Indicators, i => i.Group == g.Key));
        var again = IndicatorSet.Read(set.Write());
        Assert.Empty(again.Errors);
        Assert.Equal(set.Write(), again.Set!.Write());
    }

    [Fact]
    public void An_item_that_went_takes_its_indicators_along()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary);
        var without = IndicatorSet.For(q with { Items = [.. q.Items.Where(i => i.Key != "members")] }).Indicators.Select(i => i.Definition.Key).ToList();
        Assert.DoesNotContain("members", without);
        Assert.DoesNotContain("active-members", without);
        Assert.Contains("hours", without);
    }

    [Fact]
    public void Of_another_questionnaire_yes_or_no_is_a_share_and_a_number_a_median()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary);
        var set = IndicatorSet.For(q with { Key = "own" });
        Assert.Equal(q.Items.Count(i => i.Kind is ItemKind.YesNo or ItemKind.Number), set.Indicators.Count);
        Assert.Equal(Aggregation.Share, set.Indicators.First(i => i.Definition.Key == "cooperates").Definition.Aggregation);
        Assert.Equal(Aggregation.Median, set.Indicators.First(i => i.Definition.Key == "pupils").Definition.Aggregation);
    }

    [Theory]
    [InlineData("""{"groups": [], "indicators": [{"key": "a", "label": {"nl": "A", "en": "A"}, "level": "library", "numerator": "x", "aggregation": "sum", "group": "g"}]}""", "indicators[0].group")]
    [InlineData("""{"groups": [{"key": "g", "label": {"nl": "G", "en": "G"}}, {"key": "g", "label": {"nl": "G", "en": "G"}}], "indicators": []}""", "groups")]
    [InlineData("""{"groups": "no", "indicators": [{"key": 1}]}""", "key")]
    public void What_is_wrong_is_named(string text, string named)
    {
        var (set, errors) = IndicatorSet.Read(text);
        Assert.Null(set);
        Assert.Contains(errors, e => e.Contains(named, StringComparison.Ordinal));
    }
}
