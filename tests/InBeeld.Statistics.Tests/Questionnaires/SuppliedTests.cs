using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Statistics.Tests.Questionnaires;

public sealed class SuppliedTests
{
    public static TheoryData<string> Keys => [.. SuppliedQuestionnaires.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_comes_along_is_without_faults_is_ours_and_is_written_as_always(string key)
    {
        var read = QuestionnaireReader.Read(SuppliedQuestionnaires.Text(key));
        Assert.Empty(read.Faults);
        Assert.Equal((key, "InBeeld", true), (read.Questionnaire!.Key, read.Questionnaire.Source, read.Questionnaire.Adaptable));
        Assert.Equal(SuppliedQuestionnaires.Text(key), QuestionnaireWriter.Write(read.Questionnaire));
    }

    [Fact]
    public void Both_monitors_ask_the_shared_concepts_of_the_same_level_and_kind()
    {
        var (primary, secondary) = (SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary), SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorSecondary));
        var shared = Crosswalks.Propose(primary, secondary);
        Assert.All(shared, p => Assert.Equal(CrossingKind.Same, p.Kind));
        Assert.Superset(new HashSet<string> { "cooperates", "reading", "digital", "dbos", "comparable", "agreement-signed", "reading-plan", "media-plan", "pupils" }, shared.Select(p => p.Now.Concept).ToHashSet());
        Assert.All(new[] { "members", "active-members" }, c => Assert.Contains(primary.Items, i => i.Concept == c));
    }

    [Fact]
    public void The_building_blocks_are_eight_at_three_levels_with_nine_points_each()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.BuildingBlocks);
        var who = new Respondent("L", [], (_, _) => Answer.Missing);
        var fields = Scores.Of(q, who, "L").GroupBy(s => s.Item.Field).ToList();
        Assert.Equal(q.Scoring!.Fields.Select(f => f.Key), fields.Select(g => g.Key));
        Assert.All(fields, g => Assert.Equal((3, 9m), (g.Count(), g.Sum(s => s.Maximum))));
    }

    [Fact]
    public void The_star_checklist_scores_nothing_without_cooperation_and_the_same_maximum()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.StarsSecondary);
        var set = new AnswerSet([new("L", "L", "library", "", new Dictionary<string, string>()), new("1", "1", "location", "L", new Dictionary<string, string>())]) { ["1", "cooperates"] = Answer.Of(false) };
        var without = Scores.Of(q, Respondent.Of(set, "L"), "1");
        Assert.Equal((0m, 0m), (without.Sum(s => s.Least), without.Sum(s => s.Most)));
        set["1", "cooperates"] = Answer.Of(true);
        var open = Scores.Of(q, Respondent.Of(set, "L"), "1");
        Assert.Equal((0m, without.Sum(s => s.Maximum)), (open.Sum(s => s.Least), open.Sum(s => s.Most)));
        Assert.Equal(q.Scoring!.Fields.Count, open.Select(s => s.Item.Field).Distinct().Count());
    }

    [Fact]
    public void Texts_are_short_enough_to_read()
    {
        // At most fifteen words in a sentence.
        foreach (var key in SuppliedQuestionnaires.Keys)
        {
            var q = SuppliedQuestionnaires.Of(key);
            var sentences = q.Items.SelectMany(i => new[] { i.Label.Nl, i.Help.Nl }).Concat(q.Checks.Select(c => c.Ask.Nl)).SelectMany(t => t.Split('.', '?', '!'));
            Assert.All(sentences, s => Assert.InRange(s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 0, 15));
        }
    }
}
