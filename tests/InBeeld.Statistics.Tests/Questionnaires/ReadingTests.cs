using FsCheck;
using FsCheck.Fluent;
using InBeeld.Statistics.Questionnaires;
using static InBeeld.Statistics.Tests.Questionnaires.Samples;

namespace InBeeld.Statistics.Tests.Questionnaires;

public sealed class ReadingTests
{
    private static readonly Item Places = Item("places", ItemKind.Number, "", ItemLevel.Location);

    [Fact]
    public void What_was_written_is_read_as_the_same()
    {
        var q = Of(Item("a"), Item("b", ItemKind.Choices, "a = 1", ItemLevel.Location, "x", "y"), Item("c", ItemKind.Number) with { Least = 0, Most = 10.50m, Decimals = 2, Unit = W, Field = "f", Points = new(0, [new(1, 2), new(5, 3)]) }) with
        {
            Checks = [new("odd", "c > before.c", W, ["c"])],
            Crosswalk = new(1, [new("a", CrossingKind.Changed, W)]),
            Source = "InBeeld",
            Adaptable = true,
        };
        var read = QuestionnaireReader.Read(Text(q));
        Assert.Empty(read.Faults);
        Assert.Equal(Text(q), Text(read.Questionnaire!));
        Assert.Contains("\"most\": 10.5,", Text(q), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_texts_and_numbers_come_back()
    {
        var texts = Gen.Elements("é", "\"quoted\"", "<b>", "a\\b", "日本", "plain").Select(t => new Words(t, t));
        var property = from label in texts
                       from least in Gen.Choose(-100, 100)
                       from span in Gen.Choose(0, 1000)
                       from required in Gen.Elements(true, false)
                       select Of(Item("n", ItemKind.Number) with { Label = label, Decimals = 1, Least = least / 10m, Most = (least + span) / 10m, Required = required });
        Prop.ForAll(property.ToArbitrary(), q =>
        {
            var read = QuestionnaireReader.Read(Text(q));
            return read.Fine && Text(read.Questionnaire!) == Text(q) && read.Questionnaire!.Items[0].Label == q.Items[0].Label && read.Questionnaire.Items[0].Most == q.Items[0].Most;
        }).QuickCheckThrowOnFailure();
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "[]", "must be { }" },
        { "{", "this is not JSON" },
        { """{"key":"a","key":"b"}""", "this is not JSON" },
        { """{"version":1}""", "key: is missing" },
        { """{"key":"A b"}""", "is no key" },
        { """{"items":[{"kind":"stars"}]}""", "items[1].kind: must be one of yesno, choice, choices, number, text" },
        { """{"items":[{"key":"a","askif":"b = 1"}]}""", "items[1].askif (\"a\"): there is no field with this name" },
        { """{"items":[{"key":"a","section":"nowhere"}]}""", "items[1].section (\"a\"): \"nowhere\" is not there" },
        { """{"items":[{"key":"a","label":{"nl":"ja"}}]}""", "items[1].label (\"a\"): is written in one language only; \"en\" is missing" },
        { """{"items":[{"key":"a","kind":"choice","options":[{"code":"x"}]}]}""", "items[1].options (\"a\"): a choice needs two options or more" },
        { """{"items":[{"key":"a","kind":"number","least":5,"most":2}]}""", "items[1].least (\"a\"): must rise: 5 > 2" },
        { """{"items":[{"key":"a","kind":"number","most":1e13}]}""", "items[1].most (\"a\"): must lie in" },
        { """{"items":[{"key":"a","kind":"text","unit":{"nl":"x","en":"x"}}]}""", "items[1].unit (\"a\"): does not belong to text" },
        { """{"items":[{"key":"a"},{"key":"a"}]}""", "items[2].key (\"a\"): \"a\" stands in it twice" },
        { """{"items":{}}""", "items: must be [ ]" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_is_told_with_row_field_and_reason(string text, string sentence)
    {
        var read = QuestionnaireReader.Read(text);
        Assert.False(read.Fine);
        Assert.Contains(read.Faults, f => f.Message.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Too_large_and_too_deep_are_refused()
    {
        Assert.Equal(FaultReason.TooLarge, QuestionnaireReader.Read(new string(' ', QuestionnaireReader.MostCharacters + 1)).Faults[0].Reason);
        Assert.Equal(FaultReason.NotJson, QuestionnaireReader.Read(new string('[', 50)).Faults[0].Reason);
        var many = Of([.. Enumerable.Range(0, QuestionnaireLimits.Items + 1).Select(i => Item($"i{i}"))]);
        Assert.Contains(Faults(many), f => f is { Field: "items", Reason: FaultReason.TooMany, About: "500" });
    }

    [Fact]
    public void Ten_thousand_faults_are_told_as_a_hundred() =>
        Assert.Equal(QuestionnaireLimits.Faults, QuestionnaireReader.Read($$"""{"items":[{{string.Join(",", Enumerable.Repeat("{}", 10_000))}}]}""").Faults.Count);

    [Fact]
    public void A_route_may_not_go_round_and_not_ahead()
    {
        var loop = Faults(Of(Item("a", askIf: "c = 1"), Item("b", askIf: "a = 1"), Item("c", askIf: "b = 1"), Item("d", askIf: "e = 1"), Item("e")));
        Assert.Equal(["a", "b", "c"], loop.Where(f => f.Reason == FaultReason.Loop).Select(f => f.Key));
        Assert.Equal("items[4].askIf (\"d\"): depends on \"e\", which is asked later", Assert.Single(loop, f => f.Reason == FaultReason.Later).Message);
        Assert.Single(Faults(Of(Item("a", askIf: "a = 1"))), f => f.Reason == FaultReason.Loop);
        Assert.Single(Faults(Of(Item("a", askIf: "b ="), Item("b"))), f => f.Reason == FaultReason.Expression);
        Assert.Single(Faults(Of(Item("a", askIf: "zzz = 1"))), f => f is { Reason: FaultReason.Name, About: "zzz" });
    }

    [Fact]
    public void An_item_of_the_library_cannot_depend_on_a_list_of_values()
    {
        Assert.Single(Faults(Of(Places, Item("b", askIf: "places > 3"))), f => f.Reason == FaultReason.PerLocation);
        Assert.Empty(Faults(Of(Places, Item("b", askIf: "any(places > 3)"), Item("c", askIf: "places > 3", level: ItemLevel.Location))));
    }

    [Fact]
    public void A_check_that_divides_by_zero_is_refused()
    {
        var q = Of(Item("a", ItemKind.Number), Item("b", ItemKind.Number));
        Assert.Single(Faults(q with { Checks = [new("k", "a / (0) > 1", W, ["a"])] }), f => f.Reason == FaultReason.DividesByZero);
        Assert.Empty(Faults(q with { Checks = [new("k", "a / b > 0.5", W, ["a"])] }));
        Assert.Single(Faults(q with { Checks = [new("k", "a > 1", W, ["c"])] }), f => f is { Reason: FaultReason.NotThere, About: "c" });
    }

    [Fact]
    public void Points_and_fields_belong_together()
    {
        Assert.Single(Faults(Of(Item("a") with { Points = new(2, []) })), f => f.Reason == FaultReason.Field);
        Assert.Single(Faults(Of(Item("a") with { Points = new(2, []), Field = "g" })), f => f.Reason == FaultReason.NotThere);
        Assert.Empty(Faults(Of(Item("a") with { Points = new(2.5m, []), Field = "f" })));
        Assert.Single(Faults(Of(Item("a")) with { Scoring = new([new("f", W)], [50, 25, 100]) }), f => f is { Field: "scoring.bands", Reason: FaultReason.Order });
    }
}
