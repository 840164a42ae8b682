using InBeeld.Kernel;

namespace InBeeld.Tests.Programmes;

/// <summary>What is said around figures of few children, against published tables and what must always hold.</summary>
public sealed class IntervalTests
{
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t, 0.975.
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(3, 3.182)]
    [InlineData(4, 2.776)]
    [InlineData(5, 2.571)]
    [InlineData(6, 2.447)]
    [InlineData(7, 2.365)]
    [InlineData(10, 2.228)]
    [InlineData(19, 2.093)]
    [InlineData(30, 2.042)]
    [InlineData(60, 2.000)]
    [InlineData(100, 1.984)]
    public void Quantiles_of_t_are_those_of_the_table(int freedom, double table) => Assert.Equal(table, Intervals.T975(freedom), 0.00051);

    [Fact]
    public void A_quantile_of_t_falls_with_more_values_and_comes_to_that_of_the_normal_distribution()
    {
        Assert.All(Enumerable.Range(1, 2_000), n => Assert.True(Intervals.T975(n) > Intervals.T975(n + 1), $"{n}: {Intervals.T975(n)} {Intervals.T975(n + 1)}"));
        Assert.Equal(1.959964, Intervals.T975(1_000_000), 0.00001);
    }

    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Intervals_of_shares_are_those_of_the_published_table(int part, int whole, double low, double high)
    {
        var interval = Intervals.OfShare(part, whole);
        Assert.Equal(low, interval.Low, 0.00006);
        Assert.Equal(high, interval.High, 0.00006);
    }

    [Fact]
    public void An_interval_of_a_share_lies_within_nought_and_one_around_it_and_mirrors()
    {
        for (var whole = 1; whole <= 60; whole++)
        {
            for (var part = 0; part <= whole; part++)
            {
                var (one, other) = (Intervals.OfShare(part, whole), Intervals.OfShare(whole - part, whole));
                Assert.True(one.Low >= 0 && one.High <= 1 && one.Low <= (double)part / whole && one.High >= (double)part / whole && one.Low < one.High);
                Assert.Equal(1 - one.High, other.Low, 1e-12);
            }
        }
    }

    [Fact]
    public void An_interval_of_a_mean_holds_the_true_mean_about_nineteen_times_in_twenty_and_is_none_for_one_child()
    {
        Assert.Null(Intervals.OfMean(1, null, 1));
        Assert.Null(Intervals.OfMean(1, 0.5, 1));
        Assert.Equal(new Interval(2, 2), Intervals.OfMean(2, 0, 5));
        var dice = new Random(29);
        var held = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var values = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 12).Sum(_ => dice.NextDouble()) - 6).ToArray();
            var (mean, n) = (values.Average(), values.Length);
            var interval = Intervals.OfMean(mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1)), n)!.Value;
            Assert.Equal(mean, (interval.Low + interval.High) / 2, 1e-9);
            held += interval.Low <= 0 && interval.High >= 0 ? 1 : 0;
        }

        Assert.InRange(held / 20_000.0, 0.943, 0.957);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 4)]
    [InlineData(5, 4)]
    public void A_share_of_nothing_or_more_than_all_is_no_share(int part, int whole) => Assert.Throws<ArgumentOutOfRangeException>(() => Intervals.OfShare(part, whole));
}
