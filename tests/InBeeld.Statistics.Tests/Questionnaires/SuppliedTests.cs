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
    public void The_measurement_has_a_section_per_research_question_and_a_part_per_role()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.Measurement);
        Assert.Equal(Enumerable.Range(1, 14), q.Sections.Skip(1).Select(s => int.Parse(s.Label.Nl.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(q.Sections, s => Assert.True(q.Items.Count(i => i.Section == s.Key) > 1));
        Assert.All(q.Parts, p => Assert.Contains(q.Sections, s => s.Part == p.Key));
        // It goes into a monitor, that holds nobody: no table per location, and each text that somebody said asks for no names.
        Assert.All(q.Items, i => Assert.Equal((ItemLevel.Library, i.Key), (i.Level, i.Concept)));
        Assert.All(q.Items.Where(i => i.Section == "experience" && i.Kind == ItemKind.Text), i => Assert.Contains("geen namen", i.Help.Nl, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_measurement_asks_at_the_start_it_asks_again_on_the_same_scale()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.Measurement);
        List<string> AskedIn(string round) => [.. q.Items.Where(i => Route.Asked(q, Round(q, round))["L", i.Key] == Asking.Yes).Select(i => i.Concept)];
        var (start, later) = (AskedIn("0"), AskedIn("1"));
        // Only the plan for the building blocks is of the start alone.
        Assert.Equal(["blocks-plan"], start.Except(later));
        Assert.Superset(new HashSet<string> { "outputs", "blocks-used", "strong", "weak", "recommend", "needed-first" }, later.Except(start).ToHashSet());
        var scales = q.Items.Where(i => start.Contains(i.Concept) && i.Kind == ItemKind.Choice).ToList();
        Assert.Equal(8, scales.Count(i => i.Concept.StartsWith("stage-", StringComparison.Ordinal)));
        Assert.Equal(8, scales.Count(i => i.Concept.StartsWith("enough-", StringComparison.Ordinal)));
        Assert.Equal(7, scales.Count(i => i.Concept.StartsWith("result-", StringComparison.Ordinal)));
        // A scale has one wording everywhere.
        Assert.All(q.Items.Where(i => i.Kind == ItemKind.Choice).GroupBy(i => string.Join(' ', i.Options.Select(o => o.Code))), g => Assert.Single(g.Select(i => string.Join('|', i.Options.Select(o => o.Label.Nl + o.Label.En))).Distinct()));
        Assert.All(Crosswalks.Propose(q, q with { Version = 2 }), p => Assert.Equal(CrossingKind.Same, p.Kind));
        // The stages are those of the building blocks at three levels.
        Assert.Equal(SuppliedQuestionnaires.Of(SuppliedQuestionnaires.BuildingBlocks).ItemOf("network-strategic")!.Options.Select(o => (o.Code, o.Label)), q.ItemOf("stage-network")!.Options.Select(o => (o.Code, o.Label)));
    }

    [Fact]
    public void The_measurement_asks_what_is_odd()
    {
        var q = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.Measurement);
        var who = new Respondent("L", [], (_, key) => key switch { "children-reached" => Answer.Of(10m), "children-fit" => Answer.Of(12m), "partner-count" => Answer.Of(0m), "partner-kinds" => Answer.Chosen("primary"), _ => Answer.Missing }, (_, _) => Answer.Of(14m));
        Assert.Equal(["fit-more", "partners-none", "reached-fewer"], Checks.Odd(q, who).Select(o => o.Check.Key).Order());
    }

    private static Respondent Round(Questionnaire q, string round) =>
        new("L", [], (_, key) => key == "round" ? Answer.Chosen(round) : q.ItemOf(key) is { Kind: ItemKind.Number } ? Answer.Of(3m) : Answer.Missing);

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
