using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Tests.Monitor;

/// <summary>When a question is asked, as a researcher reads it.</summary>
public sealed class ConditionWordsTests
{
    private static readonly Questionnaire Primary = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary);

    [Theory]
    [InlineData("cooperates = 1", "“Werk je samen met deze schoollocatie?” met ja is beantwoord")]
    [InlineData("cooperates = 0", "“Werk je samen met deze schoollocatie?” met nee is beantwoord")]
    [InlineData("[agreement-signed] = 1", "“Is er een getekende afspraak over de samenwerking?” met ja is beantwoord")]
    [InlineData("pupils > 20", "bij “Hoeveel leerlingen bereikte je op deze locatie?” meer dan 20 staat")]
    [InlineData("count([digital-offer]) > 0", "bij “Wat bied je aan voor digitale geletterdheid?” iets is gekozen")]
    [InlineData("any(cooperates)", "any(cooperates)")]
    [InlineData("cooperates = 1 and pupils > 20", "cooperates = 1 and pupils > 20")]
    [InlineData("nothing = 1", "nothing = 1")]
    public void A_condition_is_said_in_words_or_stays_as_it_was_written(string expression, string words)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("nl-NL");
        Assert.Equal(words, ConditionWords.Of(expression, Primary, new Text()));
        System.Globalization.CultureInfo.CurrentUICulture = before;
    }

    [Fact]
    public void A_choice_is_said_by_the_words_of_what_is_chosen()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.Measurement);
        var item = q.ItemOf("round")!;
        Assert.Equal(ItemKind.Choice, item.Kind);
        Assert.DoesNotContain("'0'", ConditionWords.Of("round = '0'", q, new Text()), StringComparison.Ordinal);
        Assert.Equal("round = 'nowhere'", ConditionWords.Of("round = 'nowhere'", q, new Text()));
    }
}
