using System.Numerics;
using InBeeld.Statistics.Consistency;

namespace InBeeld.Statistics.Tests.Consistency;

/// <summary>Figures that were published, each counted again by trying all totals.</summary>
public sealed class PublishedFiguresTests
{
    [Theory]
    [InlineData(5386, 78, 6862, 6949)]
    [InlineData(2523, 37, 6729, 6912)]
    [InlineData(726, 37, 1937, 1989)]
    [InlineData(257, 51, 500, 508)]
    public void A_count_and_a_percentage_say_which_totals_are_possible(int count, int percent, int from, int to)
    {
        var tried = Enumerable.Range(1, 100_000).Where(n => n >= count && HalfUp(count, n) == percent).ToList();
        Assert.Equal((from, to, to - from + 1), (tried[0], tried[^1], tried.Count));
        var alone = Assert.Single(Check(new Statement("a", count, "n", Percent: percent)).Quantities[0].Alone).Numbers;
        Assert.Equal((from, to, true), ((int)alone!.From, (int)alone.To!, alone.Exact));
    }

    [Theory]
    [InlineData(115, 138, 83)]
    [InlineData(106, 140, 76)]
    [InlineData(122, 140, 87)]
    [InlineData(124, 134, 93)]
    [InlineData(5719, 6137, 93)]
    [InlineData(1881, 6137, 31)]
    [InlineData(1678, 6137, 27)]
    [InlineData(5298, 6590, 80)]
    [InlineData(829, 1925, 43)]
    public void Only_one_percentage_goes_with_a_count_and_a_total(int count, int total, int percent)
    {
        Assert.Equal(percent, HalfUp(count, total));
        for (var p = 0; p <= 100; p++)
        {
            var answer = Check(new Statement("a", count, Total: total, Percent: p));
            Assert.Equal(p == percent, answer.Consistent);
        }
    }

    [Fact]
    public void Shares_of_one_total_leave_fewer_totals()
    {
        // By the article: two shares. 6,882 needs the two further percentages that belong to counts of the article: 5,061 = 74 % and 2,168 = 32 %.
        Statement[] two = [new("any", 5386, "locations", Percent: 78), new("programme", 2523, "locations", Percent: 37)];
        Statement[] four = [.. two, new("reading", 5061, "locations", Percent: 74), new("media", 2168, "locations", Percent: 32)];
        foreach (var (statements, to) in new[] { (two, 6912), (four, 6882) })
        {
            var tried = Enumerable.Range(5386, 50_000).Where(n => statements.All(s => HalfUp((int)s.Count!, n) == s.Percent)).ToList();
            Assert.Equal((6862, to), (tried[0], tried[^1]));
            var answer = Check(statements);
            Assert.True(answer.Consistent);
            var together = answer.Quantities.Single(q => q.Name == "locations").Together!;
            Assert.Equal((6862, to), ((int)together.From, (int)together.To!));
            Assert.Equal([((BigInteger)6862, (BigInteger)to)], together.Runs!);
        }
    }

    [Fact]
    public void Two_programmes_overlap_and_some_libraries_have_neither()
    {
        var problem = new FigureProblem(
            [new("union", 122, "libraries", 140), new("a", 106, "libraries"), new("b", 46, "libraries")], ["union = a + b - overlap", "overlap <= a", "overlap <= b", "neither = libraries - union"], Rounding.HalfUp);
        var answer = FiguresCheck.Run(problem);
        Assert.True(answer.Consistent);
        Assert.Equal((30, 30), Ends(answer, "overlap"));
        Assert.Equal((18, 18), Ends(answer, "neither"));
        var other = FiguresCheck.Run(problem with { Relations = [.. problem.Relations, "overlap = 31"] });
        Assert.False(other.Consistent);
        Assert.Equal(["union", "a", "b"], Assert.Single(other.Conflicts).Statements);
        Assert.Equal(["union = a + b - overlap", "overlap = 31"], other.Conflicts[0].Relations);
    }

    [Fact]
    public void The_agreements_are_51_percent_of_something_else()
    {
        var answer = Check(new("served", 726, "locations", Percent: 37), new("signed", 257, "served", Percent: 51), new("libraries", 115, Total: 138, Percent: 83));
        Assert.False(answer.Consistent);
        Assert.True(answer.Complete);
        var conflict = Assert.Single(answer.Conflicts);
        Assert.Equal(["served", "signed"], conflict.Statements);
        Assert.Contains(new Repair("signed", RepairOf.Percent, 35, 35, false), conflict.Repairs);
        Assert.Contains(new Repair("signed", RepairOf.Count, 367, 373, false), conflict.Repairs);
        Assert.Contains(new Repair("signed", RepairOf.Of, 500, 508, false), conflict.Repairs);
        Assert.Contains(new Repair("served", RepairOf.Count, 500, 508, false), conflict.Repairs);
        Assert.DoesNotContain(conflict.Repairs, r => r is { Statement: "served", What: RepairOf.Percent });
        Assert.Equal(Enumerable.Range(0, 727).Where(c => HalfUp(c, 726) == 51), Enumerable.Range(367, 7));
        Assert.Equal(35, HalfUp(257, 726));
        Assert.Null(answer.Quantities.Single(q => q.Name == "served").Together);
        Assert.Equal((138, 138), Ends(answer, "libraries.total"));
    }

    [Fact]
    public void Shares_of_one_known_total_all_hold()
    {
        var answer = Check(new("all", 5719, "n", 6137, 93), new("x", 1881, "n", Percent: 31), new("y", 1678, "n", Percent: 27), new("z", Of: "n", Percent: 50.5m, Decimals: 1));
        Assert.True(answer.Consistent);
        var tried = Enumerable.Range(0, 6138).Where(c => (((2000 * c) + 6137) / (2 * 6137)) == 505).ToList();
        Assert.Equal((tried[0], tried[^1]), Ends(answer, "z"));
    }

    [Fact]
    public void The_smallest_total_whose_shares_make_it_up_is_found()
    {
        decimal[] shares = [33.3m, 12.5m, 4.1m, 50.1m];
        var problem = new FigureProblem([.. shares.Select((p, i) => new Statement($"s{i}", Of: "n", Percent: p, Decimals: 1))], ["n = s0 + s1 + s2 + s3"], Rounding.HalfUp);
        var together = FiguresCheck.Run(problem).Quantities.Single(q => q.Name == "n").Together!;
        // Of each total the least and the most that the shares can be; between them every sum can be made.
        var tried = Enumerable.Range(1, 1000).First(n =>
        {
            var counts = shares.Select(p => Enumerable.Range(0, n + 1).Where(c => ((2000 * c) + n) / (2 * n) == (int)(p * 10)).ToList()).ToList();
            return counts.All(c => c.Count > 0) && counts.Sum(c => c[0]) <= n && counts.Sum(c => c[^1]) >= n;
        });
        Assert.Equal((tried, true), ((int)together.From, together.Exact));
        Assert.Null(together.To);
    }

    [Fact]
    public void A_limit_is_told_and_makes_no_contradiction()
    {
        var problem = new FigureProblem([.. Enumerable.Range(0, 60).Select(i => new Statement($"s{i}", Of: "n", Percent: 1.01m + i, Decimals: 2))], ["s0 + s1 = s2 + 7"], Rounding.HalfUp);
        var answer = FiguresCheck.Run(problem, new(1, 5, 500));
        Assert.Null(answer.Consistent);
        Assert.False(answer.Complete);
        Assert.Empty(answer.Conflicts);
        Assert.NotNull(answer.Limit);
    }

    private static (int, int) Ends(CheckAnswer a, string name) => a.Quantities.Single(q => q.Name == name).Together is { Exact: true } p ? ((int)p.From, (int)p.To!) : (-1, -1);

    private static CheckAnswer Check(params Statement[] statements) => FiguresCheck.Run(new(statements, [], Rounding.HalfUp));

    private static int HalfUp(int count, int total) => ((200 * count) + total) / (2 * total);
}
