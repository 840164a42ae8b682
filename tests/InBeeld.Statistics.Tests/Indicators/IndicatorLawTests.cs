using FsCheck;
using FsCheck.Fluent;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Tests.Indicators;

/// <summary>Each aggregation against the same counted by hand over whole numbers, for made answers with every state.</summary>
public sealed class IndicatorLawTests
{
    private static readonly Gen<int> One = Gen.Frequency((6, Gen.Choose(0, 9)), (1, Gen.Constant(-1)), (1, Gen.Constant(-2)), (1, Gen.Constant(-3)), (1, Gen.Constant(-4)), (1, Gen.Constant(-5)));

    private static readonly Gen<(int Above, int Below, int Weight)[]> Given =
        One.SelectMany(a => One.SelectMany(b => Gen.Choose(1, 4).Select(w => (a, b, w)))).ArrayOf().Where(l => l.Length <= 40);

    [Fact]
    public void Every_way_agrees_with_counting_by_hand() => Prop.ForAll(Given.ToArbitrary(), given =>
    {
        var index = new UnitIndex(Make(given));
        foreach (var weighted in new[] { false, true })
        {
            int W((int Above, int Below, int Weight) g) => weighted ? g.Weight : 1;
            var known = given.Where(g => g.Above >= 0).ToList();
            var both = known.Where(g => g.Below >= 0).ToList();
            var share = known.Where(g => g.Below >= 0 && g.Below <= 5).ToList();
            Check("share", weighted, "below <= 5", "above >= 5", Over(100 * share.Where(g => g.Above >= 5).Sum(W), share.Sum(W)));
            Check("ratio-of-sums", weighted, "below", "above", Over(both.Sum(g => g.Above * W(g)), both.Sum(g => g.Below * W(g))));
            // Over the common multiple of 1 to 9.
            var divided = both.Where(g => g.Below > 0).ToList();
            Check("mean-of-shares", weighted, "below", "above", Over(100 * divided.Sum(g => g.Above * 2520 / g.Below * W(g)), 2520 * divided.Sum(W)));
            Check("mean", weighted, null, "above", Over(known.Sum(g => g.Above * W(g)), known.Sum(W)));
            Check("sum", weighted, null, "above", known.Count == 0 ? null : known.Sum(g => g.Above * W(g)));
        }

        var sorted = given.Where(g => g.Above >= 0).Select(g => g.Above).Order().ToList();
        Check("median", false, null, "above", sorted.Count == 0 ? null : Fraction.Of(sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2], 2));
        return;

        void Check(string aggregation, bool weighted, string? denominator, string numerator, Fraction? expected)
        {
            var below = denominator is null ? "" : $"\"denominator\":\"{denominator}\",";
            var definition = IndicatorTests.Read($""" "level":"library","numerator":"{numerator}",{below}"aggregation":"{aggregation}","weighted":{(weighted ? "true" : "false")} """);
            var figure = IndicatorEngine.Compute(definition, index);
            Assert.Equal(expected, figure.Result.Exact);
            // Every unit of the population has one role, and the counts add up.
            Assert.Equal(given.Length, figure.Result.Units + figure.Result.Unknown + figure.Result.NotApplicable);
            Assert.True(figure.Result.Units <= figure.Result.Answered && figure.Result.Answered <= figure.Result.Asked);
            // The order of the answers makes no difference, and the record gives itself.
            var backwards = IndicatorEngine.Compute(definition, index, null, index.Of("library").Reverse());
            Assert.Equal(IndicatorRecord.Of(figure), IndicatorRecord.Of(backwards));
            Assert.Equal(IndicatorRecord.Of(figure), IndicatorRecord.Recompute(IndicatorRecord.Of(figure).Json).Record);
        }
    }).QuickCheckThrowOnFailure();

    private static Fraction? Over(int a, int b) => b == 0 ? null : Fraction.Of(a, b);

    private static AnswerSet Make((int Above, int Below, int Weight)[] given)
    {
        var none = new Dictionary<string, string>();
        var set = new AnswerSet(given.Select((g, i) => new Unit($"u{i}", "", "library", "", none, g.Weight)));
        for (var i = 0; i < given.Length; i++)
        {
            set[$"u{i}", "above"] = Of(given[i].Above);
            set[$"u{i}", "below"] = Of(given[i].Below);
        }

        return set;
    }

    private static Answer Of(int n) => n >= 0 ? Answer.Of((decimal)n) : Answer.None((AnswerState)(-n));
}
