using FsCheck;
using FsCheck.Fluent;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Benchmarks;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Tests.Indicators;

namespace InBeeld.Statistics.Tests.Benchmarks;

public sealed class BenchmarkTests
{
    private static readonly IndicatorDefinition Pupils = IndicatorTests.Read(""" "level":"library","numerator":"pupils","aggregation":"sum" """);

    [Fact]
    public void Quartiles_are_those_that_Hyndman_and_Fan_number_7_and_1()
    {
        // 1, 2, 3, 4: by definition 7 at 1.75, 2.5 and 3.25; by definition 1 at 1, 2 and 3.
        Fraction[] four = [1, 2, 3, 4];
        Assert.Equal([1.75m, 2.5m, 3.25m], Parts(four, Quantile.Linear7));
        Assert.Equal([1m, 2m, 3m], Parts(four, Quantile.Inverse1));
        Assert.Equal([2m, 3m, 4m], Parts([1, 2, 3, 4, 5], Quantile.Linear7));
        Assert.Equal([2m, 3m, 4m], Parts([1, 2, 3, 4, 5], Quantile.Inverse1));
        Assert.Equal([7m, 7m, 7m], Parts([7], Quantile.Linear7));
        Assert.Equal([7m, 7m, 7m], Parts([7], Quantile.Inverse1));
        static IEnumerable<decimal?> Parts(Fraction[] of, Quantile q) => new[] { 1, 2, 3 }.Select(i => Benchmark.At(of, Fraction.Of(i, 4), q).ToDecimal());
    }

    [Fact]
    public void Position_with_ties_and_the_unit_left_out_where_it_says_so()
    {
        var index = Libraries(10, 20, 20, 20, 5, null);
        var values = UnitValues.Of(Pupils, index, "library");
        var with = Benchmark.Compare(values, PeerGroups.Country("w", index, "library", false), "1");
        Assert.Equal((5, 1, true, 1, 0, 2, 2), (with.N, with.Unknown, with.SelfCounted, with.Rank, with.Above, with.Equal, with.Below));
        Assert.Equal((Fraction)20, with.Median);
        var without = Benchmark.Compare(values, PeerGroups.Country("w", index, "library", true), "1");
        Assert.Equal((4, false, (Fraction)15), (without.N, without.SelfCounted, without.Median));
        Assert.Equal(4, Benchmark.Compare(values, PeerGroups.Country("w", index, "library", false), "0").Rank);
        var unknown = Benchmark.Compare(values, PeerGroups.Country("w", index, "library", false), "5");
        Assert.Equal((null, null, (Fraction)20), (unknown.Own, unknown.Rank, unknown.Median));
    }

    [Fact]
    public void A_group_that_is_too_small_says_only_how_many()
    {
        var index = Libraries(10, 20, 30);
        var values = UnitValues.Of(Pupils, index, "library");
        var one = new PeerGroup("w", "own", "", "0", ["0"], false);
        var few = Benchmark.Compare(values, one, "0", 5);
        Assert.Equal((Withheld.TooFew, 1, null, null, (Fraction)10), (few.Withheld, few.N, few.Median, few.Rank, few.Own));
        Assert.Equal(Withheld.Nothing, Benchmark.Compare(values, one with { WithoutSelf = true }, "0").Withheld);
        Assert.Equal("group: 1 others are fewer than the 4 that a group must have", PeerGroups.Own("w", index, index.Set.UnitOf("0")!, ["0", "1", "1"], 4, "", false).Error);
        Assert.Equal("unit \"x\" is not there or is no library", PeerGroups.Own("w", index, index.Set.UnitOf("0")!, ["x"], 0, "", false).Error);
        Assert.Equal(["0", "1", "2"], PeerGroups.Own("w", index, index.Set.UnitOf("0")!, ["2", "1"], 2, "", false).Group!.Units);
    }

    [Fact]
    public void Province_and_size_class_by_data()
    {
        var index = Libraries(10, 20, 30, 40, null);
        var unit = index.Set.UnitOf("0")!;
        Assert.Equal(["0", "2", "4"], PeerGroups.Feature("w", index, unit, "province", true).Units);
        Assert.Equal(["0"], PeerGroups.Feature("w", index, unit, "nothing", true).Units);
        var classes = new SizeClasses(Of("pupils"), [(20, "small"), (null, "large")]).Of(index, "library");
        Assert.Equal(["0", "1"], PeerGroups.Size("w", unit, classes, false).Units);
        Assert.Equal(["2", "3"], PeerGroups.Size("w", index.Set.UnitOf("3")!, classes, false).Units);
        Assert.Equal(["4"], PeerGroups.Size("w", index.Set.UnitOf("4")!, classes, false).Units);
    }

    [Fact]
    public void The_nearest_are_in_standard_deviations_and_equal_distances_by_id()
    {
        var index = Libraries(10, 12, 8, 30, 100, null);
        var nearest = new Nearest(index, "library", [new(Of("pupils"), false)]);
        Assert.Equal(["0", "1"], nearest.Group("w", index.Set.UnitOf("0")!, 1, "", false).Units);
        Assert.Equal(["0", "1", "2"], nearest.Group("w", index.Set.UnitOf("0")!, 2, "", false).Units);
        // The variance of 10, 12, 8, 30 and 100 is 1217.6: (10 - 12) squared over that.
        Assert.Equal(4 / (Fraction)1217.6m, nearest.Distance("0", "1"));
        Assert.Equal((Fraction)2, nearest.Distance("0", "5"));
        var category = new Nearest(index, "library", [new(Of("feature.province"), true, 3), new(Of("1"), false)]);
        Assert.Equal(((Fraction)0, (Fraction)6), (category.Distance("0", "2"), category.Distance("0", "1")));
        Assert.Equal(6, category.Group("w", index.Set.UnitOf("0")!, 99, "", false).Units.Count);
    }

    [Fact]
    public void Every_comparison_agrees_with_counting_by_hand() =>
        Prop.ForAll(Gen.Choose(-1, 6).ArrayOf(9).ToArbitrary(), given =>
        {
            var index = Libraries([.. given.Select(g => g < 0 ? (int?)null : g)]);
            var values = UnitValues.Of(Pupils, index, "library");
            var known = given.Where(g => g >= 0).Order().ToList();
            for (var u = 0; u < given.Length; u++)
            {
                var c = Benchmark.Compare(values, PeerGroups.Country("w", index, "library", false), $"{u}", 0, Quantile.Inverse1);
                Assert.Equal(known.Count, c.N);
                if (known.Count == 0)
                    continue;
                Assert.Equal((Fraction)known.First(v => 4 * known.Count(x => x <= v) >= known.Count), c.Low);
                Assert.Equal((Fraction)known.First(v => 4 * known.Count(x => x <= v) >= 3 * known.Count), c.High);
                Assert.Equal(given[u] < 0 ? null : 1 + known.Count(x => x > given[u]), c.Rank);
                if (given[u] >= 0)
                    Assert.Equal(known.Count - 1, c.Above + c.Equal + c.Below);
            }
        }).QuickCheckThrowOnFailure();

    private static Expression Of(string text) => Expression.Parse(text).Expression!;

    private static UnitIndex Libraries(params int?[] pupils)
    {
        var set = new AnswerSet(pupils.Select((_, i) => new Unit($"{i}", $"{i}", "library", "", new Dictionary<string, string> { ["province"] = i % 2 == 0 ? "Drenthe" : "Utrecht" })));
        for (var i = 0; i < pupils.Length; i++)
            set[$"{i}", "pupils"] = pupils[i] is { } p ? Answer.Of(p) : Answer.None(AnswerState.Unknown);
        return new(set);
    }
}
