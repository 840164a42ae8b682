using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;
using static InBeeld.Statistics.Tests.Questionnaires.Samples;

namespace InBeeld.Statistics.Tests.Questionnaires;

public sealed class RouteTests
{
    private static readonly Questionnaire Q = Of(
        Item("a"),
        Item("b", ItemKind.Number, "a = 1"),
        Item("c", askIf: "b > 5"),
        Item("d", ItemKind.Number, "a = 1", ItemLevel.Location),
        Item("e", askIf: "any(d > 10)"),
        Item("f", ItemKind.Choices, "", ItemLevel.Location, "none", "some"));

    private static (AnswerSet Set, Respondent Who) Given()
    {
        var set = new AnswerSet([new("L", "L", "library", "", new Dictionary<string, string>()), new("1", "1", "location", "L", new Dictionary<string, string>()), new("2", "2", "location", "L", new Dictionary<string, string>())]);
        return (set, Respondent.Of(set, "L"));
    }

    [Fact]
    public void What_was_not_asked_stays_not_asked_for_what_follows()
    {
        var (set, who) = Given();
        set["L", "a"] = Answer.Of(false);
        // Kept from before, when a was a yes.
        set["L", "b"] = Answer.Of(9);
        set["1", "d"] = Answer.Of(99);
        var asked = Route.Asked(Q, who);
        Assert.Equal([Asking.Yes, Asking.No, Asking.No, Asking.No], new[] { "a", "b", "c", "e" }.Select(i => asked["L", i]));
        Assert.Equal(Asking.No, asked["1", "d"]);
        Assert.Equal(AnswerState.NotAsked, asked.Answer("L", "b").State);
    }

    [Fact]
    public void While_an_answer_is_not_known_what_depends_on_it_is_open_and_not_required()
    {
        var (set, who) = Given();
        foreach (var state in new[] { AnswerState.Missing, AnswerState.Unknown, AnswerState.Refused })
        {
            set["L", "a"] = Answer.None(state);
            Assert.Equal(Asking.Open, Route.Asked(Q, who)["L", "b"]);
        }

        Assert.Equal(["f", "f"], Route.Lacking(Q, who, Route.Asked(Q, who)).Select(l => l.Item.Key));
        set["L", "a"] = Answer.None(AnswerState.NotApplicable);
        Assert.Equal(Asking.No, Route.Asked(Q, who)["L", "b"]);
    }

    [Fact]
    public void A_location_looks_at_its_own_answer_and_a_library_at_all()
    {
        var (set, who) = Given();
        set["L", "a"] = Answer.Of(true);
        set["1", "d"] = Answer.Of(3);
        Assert.Equal(Asking.Open, Route.Asked(Q, who)["L", "e"]);
        set["2", "d"] = Answer.Of(11);
        Assert.Equal(Asking.Yes, Route.Asked(Q, who)["L", "e"]);
        set["2", "d"] = Answer.Of(10);
        Assert.Equal(Asking.No, Route.Asked(Q, who)["L", "e"]);
    }

    [Fact]
    public void A_check_asks_when_it_is_true_and_never_when_it_is_not_known()
    {
        var (set, who) = Given();
        var before = new AnswerSet(set.Units) { ["1", "d"] = Answer.Of(0), ["2", "d"] = Answer.Of(10) };
        var q = Q with { Checks = [new("grown", "d / before.d >= 2", W, ["d"]), new("all", "sum(d) > b", W, ["b", "d"])] };
        set["L", "a"] = Answer.Of(true);
        set["1", "d"] = Answer.Of(5);
        set["2", "d"] = Answer.Of(20);
        set["L", "b"] = Answer.Of(24);
        // Location 1 would divide by zero.
        Assert.Equal([("grown", "2"), ("all", "L")], Checks.Odd(q, Respondent.Of(set, "L", before)).Select(o => (o.Check.Key, o.Unit)));
        Assert.Equal([("all", "L")], Checks.Odd(q, who).Select(o => (o.Check.Key, o.Unit)));
        set["L", "a"] = Answer.Of(false);
        Assert.Empty(Checks.Odd(q, Respondent.Of(set, "L", before)));
    }

    [Fact]
    public void Points_are_an_interval_where_the_answer_is_not_known()
    {
        var item = Item("s", ItemKind.Choice, "", ItemLevel.Library, "no", "bit", "much") with { Kind = ItemKind.Choice };
        Assert.Equal((2, 2, 2), Parts(Scores.Of(item, Answer.Chosen("much"))));
        Assert.Equal((0, 2, 2), Parts(Scores.Of(item, Answer.Missing)));
        Assert.Equal((0, 0, 2), Parts(Scores.Of(item, Answer.None(AnswerState.NotAsked))));
        Assert.Equal((0, 0, 0), Parts(Scores.Of(item, Answer.None(AnswerState.NotApplicable))));
        var several = item with { Kind = ItemKind.Choices, Most = 1 };
        Assert.Equal((2, 2, 2), Parts(Scores.Of(several, Answer.Chosen("bit", "much"))));
        Assert.Equal((3, 3, 3), Parts(Scores.Of(several with { Most = null }, Answer.Chosen("bit", "much"))));
        var number = Item("n", ItemKind.Number) with { Points = new(0, [new(1, 1), new(10, 4)]), Field = "f" };
        Assert.Equal([0m, 1, 1, 4], new[] { 0m, 1, 9, 10 }.Select(n => Scores.Of(number, Answer.Of(n)).Least));
        Assert.Equal(4, Scores.Maximum(number));
    }

    [Fact]
    public void Of_a_unit_the_items_of_its_own_level_score()
    {
        var (set, who) = Given();
        set["1", "f"] = Answer.Chosen("some");
        Assert.Equal([("f", 1m)], Scores.Of(Q, who, "1").Select(s => (s.Item.Key, s.Least)));
        Assert.Empty(Scores.Of(Q, who, "L"));
    }

    private static (decimal, decimal, decimal) Parts(ItemScore s) => (s.Least, s.Most, s.Maximum);
}
