using InBeeld.Statistics.Benchmarks;

namespace InBeeld.Statistics.Tests.Benchmarks;

public sealed class YesNoGroupTests
{
    [Fact]
    public void Two_groups_that_differ_in_one_library_are_not_both_shown()
    {
        var values = Values("yynnyn");
        // All six, and all but the last: the difference is the last.
        Assert.Equal([true, false], YesNoGroups.Shown([Units(0..6), Units(0..5)], values, "self"));
        // Without the two last, of which one said yes and one no, it could be either.
        Assert.Equal([true, true], YesNoGroups.Shown([Units(0..6), Units(0..4)], values, "self"));
    }

    [Fact]
    public void Whoever_looks_knows_the_own_answer_and_learns_nothing_of_itself()
    {
        var values = Values("yynny");
        values["self"] = true;
        Assert.Equal([true, true], YesNoGroups.Shown([Units(0..5), Units(0..5).Append("self")], values, "self"));
    }

    [Fact]
    public void A_group_that_says_the_same_is_told()
    {
        Assert.Equal([true], YesNoGroups.Shown([Units(0..5)], Values("yyyyy"), "self"));
        Assert.Equal([true, true], YesNoGroups.Shown([Units(0..6), Units(0..5)], Values("nnnnnn"), "self"));
    }

    [Fact]
    public void Three_groups_give_one_away_that_two_do_not()
    {
        // a+b, b+c and a+c: with the three sums each kind is known; every kind is of one answer.
        var values = Values("yynnyy");
        Assert.Equal([true, true, false], YesNoGroups.Shown([Units(0..4), Units(2..6), Units(0..2).Concat(Units(4..6))], values, "self"));
    }

    /// <summary>All answers that agree with what is shown are made; nobody's is the same in all of them, unless of a unanimous group.</summary>
    [Fact]
    public void Of_what_is_shown_no_answer_follows()
    {
        var chance = new Random(5);
        var (hidden, shownAll) = (0, 0);
        for (var run = 0; run < 400; run++)
        {
            var number = 6 + chance.Next(5);
            var values = Values(string.Concat(Enumerable.Range(0, number).Select(_ => chance.Next(3) == 0 ? 'y' : 'n')));
            var groups = Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => Units(0..number).Where(_ => chance.Next(3) > 0).ToList()).ToList();
            var shown = YesNoGroups.Shown(groups, values, "self");
            hidden += shown.Count(s => !s);
            shownAll += shown.All(s => s) ? 1 : 0;
            var told = groups.Where((_, i) => shown[i]).Select(g => g.Select(u => int.Parse(u, System.Globalization.CultureInfo.InvariantCulture)).ToList()).ToList();
            var truth = Enumerable.Range(0, number).Select(i => values[i.ToString(System.Globalization.CultureInfo.InvariantCulture)]).ToArray();
            var (always, never) = ((1 << number) - 1, (1 << number) - 1);
            for (var way = 0; way < 1 << number; way++)
            {
                if (told.TrueForAll(g => g.Count(i => (way >> i & 1) == 1) == g.Count(i => truth[i])))
                {
                    always &= way;
                    never &= ~way;
                }
            }

            var open = told.Where(g => g.TrueForAll(i => truth[i]) || !g.Exists(i => truth[i])).SelectMany(g => g).ToHashSet();
            Assert.All(told.SelectMany(g => g).Distinct().Where(i => !open.Contains(i)), i => Assert.True((always >> i & 1) == 0 && (never >> i & 1) == 0));
        }

        Assert.True(hidden > 20 && shownAll > 20, $"{hidden} hidden, {shownAll} shown whole");
    }

    private static IEnumerable<string> Units(Range range) => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Dictionary<string, bool> Values(string answers) => answers.Select((a, i) => (a, i)).ToDictionary(x => x.i.ToString(System.Globalization.CultureInfo.InvariantCulture), x => x.a == 'y', StringComparer.Ordinal);
}
