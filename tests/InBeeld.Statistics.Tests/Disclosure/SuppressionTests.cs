using InBeeld.Statistics.Disclosure;
using static InBeeld.Statistics.Tests.Disclosure.Tables;

namespace InBeeld.Statistics.Tests.Disclosure;

public sealed class SuppressionTests
{
    private static readonly DisclosureRules Five = new(5);

    [Fact]
    public void One_small_cell_in_a_row_takes_another_with_it()
    {
        var result = Suppression.Protect(new([Tree("place", "NL", "A", "B", "C")], [Cell(3, "place=A"), Cell(20, "place=B"), Cell(30, "place=C")], Five), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.Equal(CellStatus.Primary, result.Of("place=A").Status);
        Assert.Equal(PrimaryReason.FewContributors, result.Of("place=A").Reason);
        Assert.Equal(1, result.Cells.Count(c => c.Status == CellStatus.Secondary));
        Assert.Equal(53, result.Of("place=NL").Shown);
        var other = result.Cells.Single(c => c.Status == CellStatus.Secondary).Value;
        Assert.Equal(new AttackerInterval(0, 3 + other, 0, 3 + other), result.Of("place=A").Interval);
    }

    [Fact]
    public void In_a_two_way_table_a_small_cell_takes_a_rectangle_with_it()
    {
        List<DisclosureCell> cells = [];
        long[,] values = { { 20, 50, 10 }, { 8, 19, 22 }, { 17, 32, 3 } };
        for (var r = 0; r < 3; r++)
        {
            for (var c = 0; c < 3; c++)
                cells.Add(Cell(values[r, c], $"place={"ABC"[r]}", $"kind=k{c}"));
        }

        var result = Suppression.Protect(new([Tree("place", "NL", "A", "B", "C"), Tree("kind", "all", "k0", "k1", "k2")], cells, Five), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.Equal(3, result.Cells.Count(c => c.Status == CellStatus.Secondary));
        Assert.All(result.Cells.Where(c => c.Status == CellStatus.Secondary), c => Assert.DoesNotContain(c.Ref.At.Values, v => v is "NL" or "all"));
        Assert.True(result.Of("place=C", "kind=k2").Interval!.Exact);
    }

    [Fact]
    public void The_country_and_all_libraries_but_one_give_that_one_away()
    {
        var place = Tree("place", "NL", "own", "x", "y");
        var truth = new DisclosureProblem([place], [Cell(4, "place=own"), Cell(40, "place=x"), Cell(50, "place=y")], Five);
        var country = new Publication("country", [At("place=NL")], []);
        var rest = new Publication("benchmark", [], [new([(At("place=x"), 1), (At("place=y"), 1)], 90, 90)]);
        Assert.True(Attacker.Audit(truth, [], country).Safe);
        Assert.True(Attacker.Audit(truth, [], rest).Safe);
        var both = Attacker.Audit(truth, [country], rest);
        Assert.False(both.Safe);
        Assert.Equal(new AttackerInterval(4, 4, 4, 4), Assert.Single(both.TooNarrow).After);
        Assert.Equal("own", Assert.Single(both.TooNarrow).Ref.At["place"]);
    }

    [Fact]
    public void A_unit_that_left_between_two_waves_gives_itself_away()
    {
        // The others did not change: what the total lost is what the unit had.
        var place = Tree("place", "NL", "A", "B", "gone");
        string[] total = ["place=NL"], a = ["place=A"], b = ["place=B"], gone = ["place=gone"];
        DisclosureStatement same(string[] at) => new([(At("", at), 1), (At("2023", at), -1)], 0, 0);
        var now = new[] { Cell(20, a), Cell(30, b), Cell(0, gone) };
        DisclosureCell[] before = [new(At("2023", total), 53), new(At("2023", a), 20, Must: CellMust.WasHidden), new(At("2023", b), 30, Must: CellMust.WasHidden), new(At("2023", gone), 3, Must: CellMust.WasHidden)];
        var free = Suppression.Protect(new([place], now, Five, before), TestContext.Current.CancellationToken);
        Assert.True(free.Safe);
        Assert.All(free.Cells.Where(c => c.Ref.Wave.Length == 0), c => Assert.Equal(CellStatus.Published, c.Status));
        var bound = Suppression.Protect(new([place], now, Five, before, [same(a), same(b)]), TestContext.Current.CancellationToken);
        Assert.True(bound.Safe);
        Assert.Contains(bound.Cells, c => c.Status == CellStatus.Secondary);
        var open = Attacker.Audit(new([place], now, Five, before, [same(a), same(b)]), [], new("now", [At(total), At(a), At(b), At(gone)], []));
        Assert.Equal(new AttackerInterval(3, 3, 3, 3), Assert.Single(open.TooNarrow).After);
        Assert.Equal("2023", Assert.Single(open.TooNarrow).Ref.Wave);
    }

    [Fact]
    public void Tables_that_share_a_margin_are_protected_together()
    {
        // One table by kind, one by theme; the totals of the places stand in both.
        var dimensions = new[] { Tree("place", "NL", "A", "B", "C"), Tree("kind", "all", "k0", "k1"), Tree("theme", "all", "t0", "t1") };
        List<DisclosureCell> cells = [];
        long[,] kinds = { { 2, 9 }, { 14, 30 }, { 40, 25 } }, themes = { { 6, 5 }, { 3, 41 }, { 32, 33 } };
        for (var p = 0; p < 3; p++)
        {
            for (var k = 0; k < 2; k++)
            {
                cells.Add(Cell(kinds[p, k], $"place={"ABC"[p]}", $"kind=k{k}"));
                cells.Add(Cell(themes[p, k], $"place={"ABC"[p]}", $"theme=t{k}"));
            }
        }

        var result = Suppression.Protect(new(dimensions, cells, Five), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.Equal(11, result.Of("place=A").Value);
        Assert.Equal(4 * (1 + 2 + 2), result.Cells.Count);
        cells.Add(Cell(12, "place=A"));
        var wrong = Assert.Throws<DisclosureException>(() => Suppression.Protect(new(dimensions, cells, Five), TestContext.Current.CancellationToken));
        Assert.Equal("cell {place: A, kind: all, theme: all}: is 12, its parts by kind add up to 11", wrong.Message);
    }

    [Fact]
    public void A_group_of_one_is_hidden_with_the_only_total_it_has()
    {
        var result = Suppression.Protect(new([Tree("place", "NL", "A")], [Cell(1, "place=A")], Five), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.All(result.Cells, c => Assert.Null(c.Shown));
        Assert.Null(result.Of("place=A").Interval!.Most);
    }

    [Fact]
    public void When_all_is_small_all_is_hidden()
    {
        var result = Suppression.Protect(new([Tree("place", "NL", "A", "B")], [Cell(1, "place=A"), Cell(2, "place=B")], Five), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.All(result.Cells, c => Assert.Equal(CellStatus.Primary, c.Status));
    }

    [Fact]
    public void A_zero_is_shown_unless_the_rules_hide_it()
    {
        DisclosureCell[] cells = [Cell(0, "place=A"), Cell(20, "place=B"), Cell(30, "place=C")];
        Assert.All(Suppression.Protect(new([Tree("place", "NL", "A", "B", "C")], cells, Five), TestContext.Current.CancellationToken).Cells, c => Assert.Equal(CellStatus.Published, c.Status));
        var hidden = Suppression.Protect(new([Tree("place", "NL", "A", "B", "C")], cells, Five with { HideZeros = true }), TestContext.Current.CancellationToken);
        Assert.Equal(PrimaryReason.Zero, hidden.Of("place=A").Reason);
        Assert.True(hidden.Safe);
        Assert.Equal(CellStatus.Secondary, hidden.Of("place=B").Status);
    }

    [Theory]
    [InlineData(76, 100, true)]
    [InlineData(75, 100, false)]
    public void One_that_is_most_of_a_cell_hides_it(long largest, long value, bool hides)
    {
        var result = Suppression.Protect(
            new([Tree("place", "NL", "A", "B")], [new(At("place=A"), value, 9, largest), new(At("place=B"), 1000, 40, 100)], new(3, new(1, 75))), TestContext.Current.CancellationToken);
        Assert.Equal(hides ? CellStatus.Primary : CellStatus.Published, result.Of("place=A").Status);
        Assert.True(result.Safe);
        if (hides)
            Assert.True(result.Of("place=A").Interval!.Most is null or >= 102); // 100/75 of 76
    }

    [Theory]
    [InlineData(91, true)]
    [InlineData(90, false)]
    public void The_second_largest_may_not_come_within_p_percent_of_the_largest(long largest, bool hides)
    {
        // Others than the two largest are 9: less than 10 % of 91, and not of 90.
        var result = Suppression.Protect(
            new([Tree("place", "NL", "A", "B")], [new(At("place=A"), largest + 50 + 9, 9, largest, 50), new(At("place=B"), 1000, 40)], new(3, new(0, 0, 10))), TestContext.Current.CancellationToken);
        Assert.Equal(hides ? CellStatus.Primary : CellStatus.Published, result.Of("place=A").Status);
        Assert.True(result.Safe);
    }

    [Fact]
    public void What_must_be_published_is_never_hidden_and_then_the_release_can_fail()
    {
        var result = Suppression.Protect(
            new([Tree("place", "NL", "A", "B")], [Cell(3, "place=A"), Cell(20, "place=B") with { Must = CellMust.Publish }, Cell(23, "place=NL") with { Must = CellMust.Publish }], Five), TestContext.Current.CancellationToken);
        Assert.False(result.Safe);
        Assert.Equal("A", Assert.Single(result.TooNarrow).Ref.At["place"]);
        Assert.Equal(20, result.Of("place=B").Shown);
    }

    [Fact]
    public void The_only_contributor_of_a_cell_cannot_use_what_he_knows()
    {
        // Two single contributors in one row would know each other's value by their own.
        DisclosureCell[] cells = [new(At("place=A"), 40, 1), new(At("place=B"), 50, 1), new(At("place=C"), 60, 8), new(At("place=D"), 70, 9)];
        var result = Suppression.Protect(new([Tree("place", "NL", "A", "B", "C", "D")], cells, new(3)), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.True(result.Of("place=A").AgainstInsiders);
        Assert.Equal(1, result.Cells.Count(c => c.Status == CellStatus.Secondary));
        var without = Suppression.Protect(new([Tree("place", "NL", "A", "B", "C", "D")], cells, new(3, Insiders: false)), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(without.Cells, c => c.Status == CellStatus.Secondary);
    }

    [Fact]
    public void Rounded_values_protect_what_their_intervals_leave_open()
    {
        var result = Suppression.Protect(
            new([Tree("place", "NL", "A", "B", "C")], [Cell(3, "place=A"), Cell(21, "place=B"), Cell(33, "place=C")], Five with { Rounding = 10 }), TestContext.Current.CancellationToken);
        Assert.True(result.Safe);
        Assert.Equal(60, result.Of("place=NL").Shown);
        Assert.DoesNotContain(result.Cells, c => c.Status == CellStatus.Secondary);
        // The country is 55 to 64, B 15 to 24, C 25 to 34.
        Assert.Equal(new AttackerInterval(0, 24, 0, 24), result.Of("place=A").Interval);
    }
}
