using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Releases;

namespace InBeeld.Statistics.Tests.Releases;

/// <summary>How many schools of each place have how many stars: what everybody may see of it gives no small number away.</summary>
public sealed class CategoryReleaseTests
{
    private const int Least = 5;

    private static readonly string[] Stars = ["1", "2", "3"], Provinces = ["p0", "p1"];

    private static readonly Dictionary<string, string> None = [];

    /// <summary>Every table that agrees with what is shown is made by an attacker who tries all: a cell of one to four can be at least five different numbers.</summary>
    [Fact]
    public void Of_a_cell_about_a_few_there_are_always_enough_numbers_possible()
    {
        var chance = new Random(3);
        var (small, shownProvinces) = (0, 0);
        for (var run = 0; run < 60; run++)
        {
            var truth = Provinces.Select(_ => Stars.Select((_, i) => i > 0 && chance.Next(3) == 0 ? chance.Next(5) : 5 + chance.Next(9)).ToArray()).ToArray();
            var release = Release(truth, _ => true);
            shownProvinces += Provinces.Count(p => Stars.Any(s => release.Of(p, s) is > 0));
            var ways = truth.Select(t => Ways(t.Sum()).ToList()).ToList();
            var cells = Provinces.SelectMany((_, p) => Stars.Select((_, s) => (p, s))).ToDictionary(c => c, _ => (Low: int.MaxValue, High: -1));
            foreach (var one in ways[0].Where(w => Fits(w, 0)))
            {
                foreach (var other in ways[1].Where(w => Fits(w, 1)))
                {
                    if (!Stars.Select((s, i) => release.Of("nl", s) is not { } known || known == one[i] + other[i]).All(fits => fits))
                        continue;
                    foreach (var (p, s) in cells.Keys)
                    {
                        var value = (p == 0 ? one : other)[s];
                        cells[(p, s)] = (Math.Min(cells[(p, s)].Low, value), Math.Max(cells[(p, s)].High, value));
                    }
                }
            }

            foreach (var ((p, s), seen) in cells.Where(c => truth[c.Key.p][c.Key.s] is > 0 and < Least))
            {
                small++;
                Assert.True(seen.High - seen.Low >= Least, $"run {run}: {Provinces[p]} {Stars[s]} is {truth[p][s]}, and lies from {seen.Low} to {seen.High}");
            }

            bool Fits(int[] way, int p) => Stars.Select((s, i) => release.Of(Provinces[p], s) is not { } known || known == way[i]).All(fits => fits);
        }

        Assert.True(small > 40 && shownProvinces > 60, $"{small} small cells, {shownProvinces} provinces with something shown");
    }

    [Fact]
    public void A_place_of_which_the_total_is_hidden_elsewhere_does_not_get_it_back_here()
    {
        var release = Release([[10, 8, 9], [12, 7, 11]], place => place == "nl");
        Assert.Null(release.Of("p0", CategoryRelease.All));
        Assert.Equal(57, release.Of("nl", CategoryRelease.All));
        Assert.Contains(Stars, s => release.Of("p0", s) is null);
    }

    [Fact]
    public void What_was_told_before_a_correction_still_counts()
    {
        var first = Release([[9, 8, 9], [12, 7, 11]], _ => true);
        Assert.Equal(9, first.Of("p0", "1"));
        // One school more has one star in both the country and its province: beside the table before that one can be seen, so nothing forbids it; but a new band with a few is hidden.
        var second = Release([[9, 5, 12], [12, 7, 11]], _ => true, new[] { new EarlierRelease("before", first.Cells) }.ToLookup(_ => first.Table));
        Assert.Equal(first.Table, second.Table);
        Assert.All(second.Cells.Where(c => c.Value is not null), c => Assert.True(c.Value is 0 or >= Least * 1000));
    }

    /// <summary>Two libraries told of the third province, and all schools have the same: with its total its number is known, so nothing is told at all.</summary>
    [Fact]
    public void A_province_of_few_libraries_is_hidden_and_with_it_what_would_tell_it()
    {
        List<Unit> units = [new("nl", "Nederland", "country", "", None)];
        var of = new Dictionary<string, string>();
        foreach (var (province, libraries) in new[] { ("p0", 6), ("p1", 6), ("p2", 2) })
        {
            units.Add(new(province, province, "province", "nl", None));
            foreach (var library in Enumerable.Range(0, libraries).Select(l => $"{province}l{l}"))
            {
                units.Add(new(library, "Bibliotheek", "library", province, None));
                units.AddRange(Enumerable.Range(0, 5).Select(s => new Unit($"{library}s{s}", "School", "location", library, None)));
            }
        }

        foreach (var unit in units.Where(u => u.Level == "location"))
            of[unit.Id] = "2";
        CategoryRelease Release(params string[] told) => CategoryReleasing.Of("stars", Stars, of, new UnitIndex(new AnswerSet(units)), new ReleasePolicy(Least, 4), "province", p => told.Contains(p), null, TestContext.Current.CancellationToken);
        Assert.Empty(Release("nl", "p0", "p1", "p2").Cells);
        var country = Release("nl", "p0");
        Assert.Equal((70L, 30L, (long?)null, (long?)null), (country.Of("nl", "2")!.Value, country.Of("p0", "2")!.Value, country.Of("p1", "2"), country.Of("p2", "2")));
        var provinces = Release("p0", "p1");
        Assert.Equal(((long?)null, 30L, 30L, (long?)null), (provinces.Of("nl", "2"), provinces.Of("p0", "2")!.Value, provinces.Of("p1", "2")!.Value, provinces.Of("p2", "2")));
    }

    private static IEnumerable<int[]> Ways(int total)
    {
        for (var a = 0; a <= total; a++)
        {
            for (var b = 0; a + b <= total; b++)
                yield return [a, b, total - a - b];
        }
    }

    private static CategoryRelease Release(int[][] truth, Func<string, bool?> told, ILookup<string, EarlierRelease>? before = null)
    {
        List<Unit> units = [new("nl", "Nederland", "country", "", None)];
        var of = new Dictionary<string, string>();
        for (var p = 0; p < truth.Length; p++)
        {
            units.Add(new(Provinces[p], Provinces[p], "province", "nl", None));
            units.AddRange(Enumerable.Range(0, 4).Select(l => new Unit($"{Provinces[p]}l{l}", "Bibliotheek", "library", Provinces[p], None)));
            for (var s = 0; s < Stars.Length; s++)
            {
                for (var i = 0; i < truth[p][s]; i++)
                {
                    var id = $"{Provinces[p]}s{s}-{i}";
                    units.Add(new(id, "School", "location", $"{Provinces[p]}l{i % 4}", None));
                    of[id] = Stars[s];
                }
            }
        }

        return CategoryReleasing.Of("stars", Stars, of, new UnitIndex(new AnswerSet(units)), new ReleasePolicy(Least, 1), "province", told, before);
    }
}
