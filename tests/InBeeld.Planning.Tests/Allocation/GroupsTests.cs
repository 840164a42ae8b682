using InBeeld.Planning.Allocation;

namespace InBeeld.Planning.Tests.Allocation;

public class GroupsTests
{
    [Fact]
    public void A_place_lists_all_sets_that_are_good_enough_and_no_others()
    {
        var chance = new Chance(31);
        for (var i = 0; i < 60; i++)
        {
            var (value, use, capacity) = Items(chance, 1 + chance.Below(9), i % 3 == 0 ? 100_000 : 9);
            var sack = new Knapsack();
            sack.Fill(value, use, capacity);
            var all = Sets(value, use, capacity);
            var most = all.Max(s => s.Worth);
            Assert.True(sack.Most >= most - 1e-9);
            if (capacity < 1000)
                Assert.Equal(most, sack.Most, 1e-9);
            var found = sack.All(3, capacity, 1000)!;
            Assert.Equal(all.Where(s => s.Worth >= sack.Most - 3).Select(s => s.Set).Order(), found.Select(f => f.Set).Order());
            Assert.Equal(found.OrderBy(f => f.Short).Select(f => f.Short), found.Select(f => f.Short));
            if (found.Count > 1)
                Assert.Null(sack.All(3, capacity, found.Count - 1));
        }
    }

    [Fact]
    public void One_set_for_each_place_with_nobody_twice_is_the_best_there_is()
    {
        var chance = new Chance(32);
        for (var i = 0; i < 100; i++)
        {
            var n = 2 + chance.Below(5);
            var lists = Enumerable.Range(0, 1 + chance.Below(3)).Select(_ => Enumerable.Range(0, 1 << n)
                .Where(_ => chance.Below(2) == 0).Select(s => (Set: (ulong)s, Short: (double)chance.Below(6))).Append((Set: 0UL, Short: 1.0)).OrderBy(s => s.Short).ToList()).ToArray();
            var missed = Enumerable.Range(0, n).Select(_ => (double)chance.Below(i % 2 == 0 ? 6 : 60)).ToArray();
            var none = lists.Select(_ => 0UL).ToArray();
            double Worth(ulong[] sets) => sets.Select((s, j) => lists[j].Where(l => l.Set == s).Min(l => l.Short)).Sum()
                + missed.Where((_, u) => sets.All(s => (s >> u & 1) == 0)).Sum();
            var best = double.PositiveInfinity;
            void Try(int j, ulong used, double sum)
            {
                if (j == lists.Length)
                    best = Math.Min(best, sum + missed.Where((_, u) => (used >> u & 1) == 0).Sum());
                else
                    lists[j].Where(l => (l.Set & used) == 0).ToList().ForEach(l => Try(j + 1, used | l.Set, sum + l.Short));
            }

            Try(0, 0, 0);
            var sets = new Together(lists, missed, Worth(none), chance, 1_000_000).Run(none);
            Assert.Equal(best, sets is null ? Worth(none) : Worth(sets), 1e-6);
        }
    }

    [Fact]
    public void The_bound_by_sets_is_never_better_than_the_best_of_all_plans()
    {
        var chance = new Chance(33);
        for (var i = 0; i < 40; i++)
        {
            var problem = AllocateTests.Any(chance, 6, 3, i % 2 == 0, true);
            var flat = new Flat(Units.Of(problem));
            var best = AllocateTests.Best(problem);
            var value = new double[flat.Place.Length];
            for (var u = 0; u < flat.Count; u++)
                value.AsSpan(flat.Start[u]..flat.Start[u + 1]).Fill(flat.Weight[u]);
            var bound = new Knapsacks(flat).Solve(value, [.. flat.Weight.Select(_ => true)], new double[flat.Count], 0, 100, () => false);
            Assert.True(flat.Weight.Sum() - bound <= best.UnplacedWeight + 1e-6, $"{bound} {best}");
            Assert.True(new Bounds(flat, 0).Of(best, () => false).CompareTo(best) <= 0);
        }
    }

    [Fact]
    public void When_all_is_equally_good_the_search_still_ends_and_places_what_fits()
    {
        var problem = new AllocationProblem(
            [.. Enumerable.Range(0, 60).Select(c => new Child($"c{c}", 1, [.. Enumerable.Range(0, 4).Select(p => new Option(p, 0, 1 + ((c + p) % 2)))]))],
            [.. Enumerable.Range(0, 4).Select(p => new Place($"p{p}", 12))]);
        var units = Units.Of(problem);
        var (choice, _, _) = Search.Solve(units, units.FirstCome(), 1, () => false, () => false, () => false, _ => { }, small: false, runs: 1);
        Assert.Equal(48, choice.Count(c => c >= 0));
    }

    [Fact]
    public void A_capacity_of_a_million_million_is_no_trouble()
    {
        var chance = new Chance(34);
        var problem = new AllocationProblem(
            [.. Enumerable.Range(0, 50).Select(c => new Child($"c{c}", 1, [.. Enumerable.Range(0, 4).Select(p => new Option(p, chance.Below(50), 1 + (long)(1e11 * chance.Share())))]))],
            [.. Enumerable.Range(0, 4).Select(p => new Place($"p{p}", 500_000_000_000))]);
        var answer = Allocator.Solve(problem, new Limits(2), null, TestContext.Current.CancellationToken);
        Assert.Null(AllocationCheck.Of(problem, answer));
        Assert.True(answer.Bound <= answer.Worth);
    }

    [Fact]
    public void Around_the_families_the_others_are_planned_as_well_as_can_be()
    {
        var chance = new Chance(35);
        for (var i = 0; i < 30; i++)
        {
            var problem = AllocateTests.Any(chance, 7, 3, true, false);
            var units = Units.Of(problem);
            var flat = new Flat(units);
            var size = units.All.Select(u => (long)u.Children.Length).ToArray();
            var first = units.FirstCome().Select((s, u) => s < 0 ? -1 : flat.Start[u] + s).ToArray();
            var plan = new Fixing(flat, size).Around(first, () => false)!;
            Assert.True(flat.Worth(plan) <= flat.Worth(first));
            var left = (long[])units.Capacity.Clone();
            foreach (var s in plan.Where(s => s >= 0))
                left[flat.Place[s]] -= flat.Use[s];
            Assert.True(left.Min() >= 0);
        }
    }

    private static (double[] Value, long[] Use, long Capacity) Items(Chance chance, int n, int largest) => (
        [.. Enumerable.Range(0, n).Select(_ => chance.Below(9) - 2.0)],
        [.. Enumerable.Range(0, n).Select(_ => 1L + chance.Below(largest))],
        chance.Below(largest * 3));

    private static List<(ulong Set, double Worth)> Sets(double[] value, long[] use, long capacity) =>
        [.. Enumerable.Range(0, 1 << value.Length).Select(s => (ulong)s)
            .Where(s => use.Where((_, i) => (s >> i & 1) != 0).Sum() <= capacity)
            .Select(s => (s, value.Where((_, i) => (s >> i & 1) != 0).Sum()))];
}
