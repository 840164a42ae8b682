using System.Text.Json;
using InBeeld.Statistics.Questionnaires;
using static InBeeld.Statistics.Tests.Questionnaires.Samples;

namespace InBeeld.Statistics.Tests.Questionnaires;

public sealed class CrosswalkTests
{
    private static readonly Item Number = Item("n", ItemKind.Number);
    private static readonly Item Choice = Item("k", ItemKind.Choice, "", ItemLevel.Library, "x", "y");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    private static readonly (Item Before, Item Now, CrossingKind Kind, CrossingReason First)[] All =
    [
        (Number, Number, CrossingKind.Same, CrossingReason.Nothing),
        (Number, Number with { Label = new("anders", "other") }, CrossingKind.Changed, CrossingReason.Wording),
        (Number, Number with { Key = "m" }, CrossingKind.Changed, CrossingReason.Form),
        (Number, Number with { Most = 10 }, CrossingKind.Changed, CrossingReason.Limits),
        (Number, Number with { Unit = W }, CrossingKind.Break, CrossingReason.Unit),
        (Number, Number with { AskIf = "a = 1" }, CrossingKind.Break, CrossingReason.Route),
        (Number, Number with { Level = ItemLevel.Location, Label = new("x", "x") }, CrossingKind.Break, CrossingReason.Level),
        (Number, Item("n"), CrossingKind.Break, CrossingReason.Kind),
        (Choice, Choice with { Options = [Choice.Options[1], Choice.Options[0]] }, CrossingKind.Changed, CrossingReason.Options),
        (Choice, Choice with { Options = [.. Choice.Options, new("z", W)] }, CrossingKind.Break, CrossingReason.OtherOptions),
        (Choice with { Kind = ItemKind.Choices }, Choice with { Kind = ItemKind.Choices, Options = [.. Choice.Options, new("z", W)] }, CrossingKind.Changed, CrossingReason.Options),
        (Choice with { Kind = ItemKind.Choices }, Choice with { Kind = ItemKind.Choices, Options = [Choice.Options[0], new("z", W)] }, CrossingKind.Break, CrossingReason.OtherOptions),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_crossing_is_proposed_by_what_differs(int row)
    {
        var (before, now, kind, first) = All[row];
        var proposed = Assert.Single(Crosswalks.Propose(Of(before), Of(now)));
        Assert.Equal((kind, first), (proposed.Kind, proposed.Reasons[0]));
        Assert.Equal(kind == CrossingKind.Same, Crosswalks.Differences(Of(before), Of(now)).Count == 0);
    }

    [Fact]
    public void What_came_and_went_is_a_difference_and_no_crossing()
    {
        var (before, now) = (Of(Number, Choice), Of(Item("new"), Number with { Least = 1 }));
        Assert.Equal(["n"], Crosswalks.Propose(before, now).Select(p => p.Now.Key));
        Assert.Equal([(null, "new", ""), ("n", "n", "least"), ("k", null, "")], Crosswalks.Differences(before, now).Select(d => (d.Before?.Key, d.Now?.Key, d.Field)));
    }

    [Fact]
    public void A_line_goes_on_only_where_somebody_said_so()
    {
        var q = Of(Number, Choice) with { Crosswalk = new(1, [new("n", CrossingKind.Same, Words.None), new("k", CrossingKind.Break, Words.None)]) };
        Assert.Equal([false, true, true], new[] { "n", "k", "other" }.Select(c => Crosswalks.Breaks(q, c)));
        Assert.True(Crosswalks.Breaks(Of(Number), "n"));
    }

    [Fact]
    public void For_SurveyJS_routes_are_translated_or_named_as_left_out()
    {
        var q = Of(
            Item("a-b"),
            Item("c", ItemKind.Choices, "[a-b] = 1 and known([a-b])", ItemLevel.Library, "x", "y"),
            Item("d", ItemKind.Number, "includes(c, 'x') or [a-b] <> 0"),
            Item("e", ItemKind.Number, "d > 0", ItemLevel.Location),
            Item("g", ItemKind.Text, "e > 2", ItemLevel.Location),
            Item("h", ItemKind.Text, "sum(e) > 2")) with
        { Checks = [new("odd", "d > 1", W, ["d"])] };
        Assert.Empty(Faults(q));
        var (json, left) = SurveyJsWriter.Write(q);
        using var document = JsonDocument.Parse(json);
        var elements = document.RootElement.GetProperty("pages")[0].GetProperty("elements");
        Assert.Equal("{a-b} = 1 and ({a-b} notempty)", elements[1].GetProperty("visibleIf").GetString());
        Assert.Equal("({c} contains 'x') or {a-b} != 0", elements[2].GetProperty("visibleIf").GetString());
        var columns = elements[4].GetProperty("columns");
        Assert.Equal("{row.e} > 2", columns[2].GetProperty("visibleIf").GetString());
        Assert.Equal(["odd", "q", "h"], left.Select(l => l.Row));
    }
}
