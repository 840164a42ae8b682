using System.Globalization;
using InBeeld.Statistics.Benchmarks;
using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Tests.Benchmarks;

public sealed class NumberGroupTests
{
    private const int Values = 4, Least = 3, LeastQuartiles = 5;

    [Fact]
    public void Of_two_groups_that_differ_in_one_library_the_first_is_shown()
    {
        // 1, 2, 3, 4, 5 and with 3 1/2: the middle moves from 3 to 3 1/4, so the sixth has 3 1/2.
        var values = new[] { 1m, 2, 3, 4, 5, 3.5m }.Select((v, i) => (i, v)).ToDictionary(x => Name(x.i), x => (Fraction)x.v, StringComparer.Ordinal);
        Assert.Equal([true, false], Shown(values, [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4]], 5));
        Assert.Equal([true, true], Shown(values, [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4]], 5));
    }

    [Fact]
    public void A_difference_of_three_groups_counts_too()
    {
        // All, and two halves without a common one: what is left is one.
        var values = Enumerable.Range(0, 11).ToDictionary(Name, i => (Fraction)(i * 7 % 11), StringComparer.Ordinal);
        List<int> one = [0, 1, 2, 3, 4], other = [5, 6, 7, 8, 9];
        Assert.Equal([true, true, false], Shown(values, [[.. Enumerable.Range(0, 11)], one, other], 5));
        Assert.Equal([true, true], Shown(values, [one, other], 5));
    }

    [Fact]
    public void Whoever_looks_and_who_has_no_value_are_no_difference()
    {
        var values = Enumerable.Range(0, 6).ToDictionary(Name, i => (Fraction)i, StringComparer.Ordinal);
        Assert.Equal([true, true], NumberGroups.Shown([Told(values, [0, 1, 2, 3, 4, 5]), Told(values, [0, 1, 2, 3, 4, 9])], values, Name(5), 5, 5));
    }

    /// <summary>All values that agree with what is shown are made: of nobody there is only one, unless of a group that has the same throughout. Without the rule there is, in most of the same problems.</summary>
    [Fact]
    public void Of_what_is_shown_no_value_of_another_follows()
    {
        var chance = new Random(7);
        var (given, several) = (0, 0);
        for (var run = 0; run < 80; run++)
        {
            var number = 5 + chance.Next(3);
            var truth = Enumerable.Range(0, number).Select(_ => chance.Next(Values)).ToArray();
            var own = chance.Next(Values);
            List<List<int>> groups = [[.. Enumerable.Range(0, number)], .. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, number).Where(_ => chance.Next(5) < 3).ToList()).Where(g => g.Count >= Least)];
            var values = truth.Select((v, i) => (v, i)).ToDictionary(x => Name(x.i), x => (Fraction)x.v, StringComparer.Ordinal);
            var shown = NumberGroups.Shown([.. groups.Select(g => Told(values, g))], values, "self", own, Least);
            var told = groups.Where((_, i) => shown[i]).ToList();
            several += told.Count > 1 ? 1 : 0;
            Assert.Empty(Certain(truth, told, own));
            given += Certain(truth, groups, own).Count > 0 ? 1 : 0;
        }

        Assert.True(given > 30 && several > 15, $"{given} of 80 given away without the rule, {several} with more than one group shown");
    }

    /// <summary>The units of which the value is the same in all that could be true.</summary>
    private static List<int> Certain(int[] truth, List<List<int>> groups, int own)
    {
        var all = groups.ConvertAll(g => Seen(g.Select(i => truth[i]), own));
        var (low, high, now) = (Enumerable.Repeat(Values, truth.Length).ToArray(), Enumerable.Repeat(-1, truth.Length).ToArray(), new int[truth.Length]);
        for (var way = 0; way < Math.Pow(Values, truth.Length); way++)
        {
            for (var (i, rest) = (0, way); i < now.Length; i++, rest /= Values)
                now[i] = rest % Values;
            if (!groups.Select((g, i) => (g, i)).All(x => Seen(x.g.Select(u => now[u]), own) == all[x.i]))
                continue;
            for (var i = 0; i < now.Length; i++)
                (low[i], high[i]) = (Math.Min(low[i], now[i]), Math.Max(high[i], now[i]));
        }

        var unanimous = groups.Where(g => g.Select(i => truth[i]).Distinct().Count() == 1).SelectMany(g => g).ToHashSet();
        return [.. groups.SelectMany(g => g).Distinct().Where(i => !unanimous.Contains(i) && low[i] == high[i])];
    }

    /// <summary>What a page shows of a group: above, the same, the middle, and of a larger group the quartiles; in quarters.</summary>
    private static (int Above, int Same, int Low, int Middle, int High) Seen(IEnumerable<int> group, int own)
    {
        var sorted = group.Order().ToArray();
        int At(int quarters)
        {
            var (whole, part) = Math.DivRem(quarters * (sorted.Length - 1), 4);
            return part == 0 ? 4 * sorted[whole] : ((4 - part) * sorted[whole]) + (part * sorted[whole + 1]);
        }

        var wide = sorted.Length >= LeastQuartiles;
        return (sorted.Count(v => v > own), sorted.Count(v => v == own), wide ? At(1) : -1, At(2), wide ? At(3) : -1);
    }

    private static IReadOnlyList<bool> Shown(Dictionary<string, Fraction> values, List<List<int>> groups, int least) => NumberGroups.Shown([.. groups.Select(g => Told(values, g))], values, "self", null, least);

    private static ToldGroup Told(Dictionary<string, Fraction> values, List<int> group)
    {
        var sorted = group.Select(Name).Where(values.ContainsKey).Select(u => values[u]).Order().ToList();
        Fraction[] parts = sorted.Count >= LeastQuartiles ? [Fraction.Of(1, 4), Fraction.Of(1, 2), Fraction.Of(3, 4)] : [Fraction.Of(1, 2)];
        return new(group.Select(Name), [.. parts.Select(p => Benchmark.At(sorted, p, Quantile.Linear7))]);
    }

    private static string Name(int i) => i.ToString(CultureInfo.InvariantCulture);
}
