using InBeeld.Capabilities.Places.Allocation;

namespace InBeeld.Tests.Places;

using Asked = InBeeld.Capabilities.Places.Allocation.Asked;

/// <summary>Who gets which parts of the week: the computation on rows without names.</summary>
public sealed partial class PlanTests
{
    private static readonly Guid Library = Guid.CreateVersion7();
    private static readonly Guid School = Guid.CreateVersion7();
    private static readonly Choices Plain = new(0, 30, false, true);

    [Fact]
    public void Who_needs_it_most_gets_the_place_even_when_others_asked_first()
    {
        var monday = Part("1m", 1);
        var later = Ask(3);
        var most = Ask(0);
        var plan = Make([later, most], [monday]);
        Assert.Equal([monday.Id], Of(plan, most).Series);
        Assert.Empty(Of(plan, later).Series);
        Assert.Equal("full", Of(plan, later).Reason);
        Assert.Equal([0, 0, 0, 1], plan.FirstComeByClass);
        Assert.Equal([1, 0, 0, 0], plan.PlacedByClass);
        Assert.True(plan.Proven);
    }

    [Fact]
    public void Nobody_gets_a_second_part_while_another_who_could_have_it_gets_none()
    {
        var parts = new[] { Part("1m", 1), Part("2m", 1) };
        var asked = new[] { Ask(0, want: 2), Ask(3) };
        var plan = Make(asked, parts);
        Assert.Single(Of(plan, asked[0]).Series);
        Assert.Single(Of(plan, asked[1]).Series);
        Assert.Equal("full", Of(plan, asked[0]).Reason);
    }

    [Fact]
    public void A_child_never_comes_twice_on_one_day()
    {
        var asked = Ask(0, want: 3);
        var plan = Make([asked], [Part("1m", 5), Part("1a", 5), Part("2m", 5)]);
        Assert.Equal(2, Of(plan, asked).Series.Count);
        Assert.Equal("full", Of(plan, asked).Reason);
    }

    [Fact]
    public void Brothers_and_sisters_come_together_or_not_at_all()
    {
        var family = Guid.CreateVersion7();
        var (one, two) = (Ask(1) with { Family = family }, Ask(1) with { Family = family });
        var (small, large) = (Part("1m", 1), Part("2m", 2));
        var plan = Make([one, two], [small, large]);
        Assert.Equal([large.Id], Of(plan, one).Series);
        Assert.Equal([large.Id], Of(plan, two).Series);
        Assert.Equal("siblings", Of(Make([one, two], [small]), one).Reason);
    }

    [Theory]
    [InlineData("5m", 15, "times")]
    [InlineData("1m", 45, "far")]
    public void The_plainest_reason_is_told_first(string part, int minutes, string reason)
    {
        var asked = Ask(1);
        var plan = Plan.Make([asked], [Part(part, 4)], new Dictionary<(Guid, Guid), int> { [(School, Library)] = minutes }, new Dictionary<Guid, string[]>(), Plain, TimeProvider.System, TimeSpan.FromSeconds(2), null, CancellationToken.None, TestContext.Current.CancellationToken);
        Assert.Equal(reason, Of(plan, asked).Reason);
    }

    [Fact]
    public void A_part_without_supervision_opens_only_by_what_a_school_offers()
    {
        var asked = Ask(1);
        var part = Part("1m", 4) with { Supervisor = null };
        Assert.Equal("supervision", Of(Make([asked], [part]), asked).Reason);
        var offered = Plan.Make([asked], [part], new Dictionary<(Guid, Guid), int>(), new Dictionary<Guid, string[]> { [School] = ["1m"] }, Plain with { UseOffers = true }, TimeProvider.System, TimeSpan.FromSeconds(2), null, CancellationToken.None, TestContext.Current.CancellationToken);
        Assert.Equal([part.Id], Of(offered, asked).Series);
        Assert.Equal((part.Id, School), Assert.Single(offered.Promised));
    }

    [Fact]
    public void No_more_wheelchairs_than_seats_for_them_and_no_more_of_a_school_than_its_most()
    {
        var part = Part("1m", 9) with { Weeks = [Free((0, 8), (1, 1))], PerSchool = 2 };
        var chairs = new[] { Ask(2) with { Needs = ["accessible"] }, Ask(0) with { Needs = ["accessible"] } };
        var others = new[] { Ask(1), Ask(3) };
        var plan = Make([.. chairs, .. others], [part]);
        Assert.Equal([part.Id], Of(plan, chairs[1]).Series);
        Assert.Equal("needs", Of(plan, chairs[0]).Reason);
        Assert.Equal(2, plan.Given.Count(g => g.Series.Count > 0));
        Assert.Equal("quota", Of(plan, others[1]).Reason);
        Assert.InRange(plan.OpenWeight, 0, 20);
    }

    [Fact]
    public void Two_who_need_the_one_accessible_seat_get_one_place_and_one_reason()
    {
        var part = Part("1m", 4) with { Weeks = [Free((0, 3), (1, 1))] };
        var (first, second) = (Ask(2) with { Needs = ["accessible"] }, Ask(2) with { Needs = ["accessible"] });
        var plan = Make([first, second], [part]);
        Assert.Equal([part.Id], Of(plan, first).Series);
        Assert.Empty(Of(plan, second).Series);
        Assert.Equal(("", "needs"), (Of(plan, first).Reason, Of(plan, second).Reason));
        Assert.True(plan.Proven);
        // The other goes elsewhere when there is such a seat elsewhere.
        var other = Part("2m", 4) with { Weeks = [Free((0, 3), (1, 1))] };
        Assert.All(Make([first, second], [part, other]).Given, g => Assert.Single(g.Series));
    }

    [Fact]
    public void A_seat_that_is_both_is_for_one_of_them_and_a_seat_of_one_kind_for_who_needs_no_more()
    {
        string[] quiet = ["quiet"], both = ["quiet", "accessible"];
        var part = Part("1m", 3) with { Weeks = [Free((0, 1), (4, 1), (5, 1))] };
        var asked = new[] { Ask(1) with { Needs = quiet }, Ask(1) with { Needs = both } };
        Assert.All(Make(asked, [part]).Given, g => Assert.Single(g.Series));
        // In one week the quiet seat is taken: then one of the two has none.
        Assert.Equal(1, Make(asked, [part with { Weeks = [Free((0, 1), (4, 1), (5, 1)), Free((0, 2), (5, 1))] }]).Parts);
        // An accessible seat and a quiet seat are not one that is both.
        Assert.Equal("needs", Of(Make([asked[1]], [part with { Weeks = [Free((1, 1), (4, 1))] }]), asked[1]).Reason);
    }

    [Fact]
    public void What_is_promised_fits_the_seats_of_every_week()
    {
        var chance = new Random(11);
        string[][] kinds = [[], [], ["accessible"], ["quiet"], ["quiet", "socket"], ["computer"]];
        for (var round = 0; round < 20; round++)
        {
            var parts = Enumerable.Range(0, 5).Select(i =>
            {
                var weeks = Enumerable.Range(0, chance.Next(1, 4)).Select(_ => Free((0, chance.Next(3)), (1, chance.Next(2)), (4, chance.Next(3)), (6, chance.Next(2)), (8, chance.Next(2)), (15, chance.Next(2)))).ToList();
                return Part((1 + i) + "m", weeks.Min(w => w.Sum())) with { Weeks = weeks };
            }).ToArray();
            var asked = Enumerable.Range(0, chance.Next(5, 30)).Select(_ => Ask(chance.Next(4), chance.Next(1, 3)) with { Needs = kinds[chance.Next(kinds.Length)], Parts = [.. parts.Select(p => p.Part)] }).ToArray();
            for (var i = 1; i < asked.Length; i += 4)
            {
                var family = Guid.CreateVersion7();
                (asked[i - 1], asked[i]) = (asked[i - 1] with { Family = family, Want = 1 }, asked[i] with { Family = family, Want = 1 });
            }

            var plan = Make(asked, parts);
            Assert.All(plan.Given.Where(g => g.Asked.Family is not null).GroupBy(g => g.Asked.Family), f => Assert.Equal(f.First().Series, f.Last().Series));
            foreach (var part in parts)
            {
                var there = plan.Given.Where(g => g.Series.Contains(part.Id)).Select(g => g.Asked).ToList();
                Assert.InRange(there.Count, 0, part.Capacity);
                foreach (var week in part.Weeks)
                {
                    // Whatever needs one looks at: no more children who need one of them than seats that will do for one of them.
                    for (var some = 1; some < 1 << kinds.Length; some++)
                    {
                        var which = kinds.Where((_, k) => (some >> k & 1) != 0).ToList();
                        Assert.True(there.Count(a => which.Contains(a.Needs)) <= Enumerable.Range(0, 16).Where(m => which.Exists(k => (SeatKinds.Mix(k) & m) == SeatKinds.Mix(k))).Sum(m => week[m]));
                    }
                }
            }

            Assert.All(plan.Given, g => Assert.Equal(g.Series.Count < g.Asked.Want, g.Reason.Length > 0));
        }
    }

    [Fact]
    public void Children_of_a_school_who_are_there_already_count_for_its_most()
    {
        var part = Part("1m", 9) with { PerSchool = 3, AtSchool = new Dictionary<Guid, int> { [School] = 2 } };
        var plan = Make([Ask(0), Ask(1)], [part]);
        Assert.Equal(1, plan.PlacedByClass.Sum());
        Assert.Equal("quota", plan.Given.Single(g => g.Series.Count == 0).Reason);
        Assert.True(plan.Proven);
    }

    [Fact]
    public void What_is_called_proven_is_never_better_another_way()
    {
        var chance = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var schools = new[] { School, Guid.CreateVersion7() };
            var parts = Enumerable.Range(1, 3).Select(d => Part(d + "m", 3) with { PerSchool = chance.Next(1, 4), Weeks = [Free((0, 3 - (d % 2)), (1, d % 2))] }).ToArray();
            var asked = Enumerable.Range(0, 6).Select(_ => Ask(chance.Next(4)) with { School = schools[chance.Next(2)], Needs = chance.Next(3) == 0 ? ["accessible"] : [], Parts = [.. parts.Where(_ => chance.Next(3) > 0).Select(p => p.Part)] }).ToArray();
            var plan = Make(asked, parts);
            var without = plan.Given.Where(g => g.Series.Count == 0).Sum(g => Plan.Weights[g.Asked.Class]);
            // All ways to give each a part or none.
            var best = long.MaxValue;
            for (var way = 0; way < 4096; way++)
            {
                var at = Enumerable.Range(0, 6).Select(i => (way >> (2 * i)) & 3).ToArray();
                var fits = Enumerable.Range(0, 6).All(i => at[i] == 3 || asked[i].Parts.Contains(parts[at[i]].Part)) && Enumerable.Range(0, 3).All(p =>
                {
                    var there = asked.Where((_, i) => at[i] == p).ToList();
                    return there.Count <= parts[p].Capacity && there.GroupBy(a => a.School).All(g => g.Count() <= parts[p].PerSchool) && parts[p].Seats([.. there.Where(a => a.Needs.Length > 0).Select(a => SeatKinds.Mix(a.Needs))]);
                });
                best = fits ? Math.Min(best, asked.Where((_, i) => at[i] == 3).Sum(a => Plan.Weights[a.Class])) : best;
            }

            Assert.InRange(best, without - plan.OpenWeight, without);
            Assert.Equal(plan.Proven, plan.OpenWeight == 0);
        }
    }

    [Fact]
    public void A_second_time_children_keep_what_they_have_where_nobody_gets_less()
    {
        var parts = Enumerable.Range(1, 5).Select(d => Part(d + "m", 4)).ToArray();
        var all = parts.Select(p => p.Part).ToArray();
        var asked = Enumerable.Range(0, 18).Select(i => Ask(i % 4) with { Parts = all, Previous = [parts[i % 5].Id] }).ToArray();
        var plan = Make([.. asked, Ask(0) with { Parts = all }], parts);
        Assert.Equal(19, plan.Given.Count(g => g.Series.Count == 1));
        Assert.InRange(plan.Kept, 18, 18);
    }

    [Fact]
    public void It_is_never_worse_than_first_come_for_who_needs_it_most()
    {
        var chance = new Random(7);
        for (var round = 0; round < 30; round++)
        {
            var parts = Enumerable.Range(0, 6).Select(i => Part((1 + (i % 5)) + (i % 2 == 0 ? "m" : "a"), chance.Next(1, 5))).ToArray();
            var asked = Enumerable.Range(0, chance.Next(5, 40)).Select(_ => Ask(chance.Next(4), chance.Next(1, 3)) with { Parts = [.. parts.Where(_ => chance.Next(2) == 0).Select(p => p.Part).DefaultIfEmpty("1m").Distinct()] }).ToArray();
            var plan = Make(asked, parts);
            long Weight(int[] by) => by.Zip(Plan.Weights, (n, w) => n * w).Sum();
            Assert.True(Weight(plan.PlacedByClass) >= Weight(plan.FirstComeByClass));
            foreach (var part in parts)
            {
                Assert.InRange(plan.Given.Count(g => g.Series.Contains(part.Id)), 0, part.Capacity);
            }

            Assert.All(plan.Given, g => Assert.Equal(g.Series.Count < g.Asked.Want, g.Reason.Length > 0));
        }
    }

    private static Asked Ask(int needed, int want = 1) => new(Guid.CreateVersion7(), School, null, needed, want, ["1m", "1a", "2m"], [], [], []);

    private static Series Part(string part, int capacity) => new(Guid.CreateVersion7(), Library, part[0] - '0', part, capacity, null, Guid.Empty, [Free((0, capacity))]);

    // So many seats of each mix: accessible 1, socket 2, quiet 4, computer 8.
    private static int[] Free(params (int Mix, int Seats)[] mixes) => [.. Enumerable.Range(0, 16).Select(m => mixes.Where(x => x.Mix == m).Sum(x => x.Seats))];

    private static Planned Make(IReadOnlyList<Asked> asked, IReadOnlyList<Series> series) =>
        Plan.Make(asked, series, new Dictionary<(Guid, Guid), int>(), new Dictionary<Guid, string[]>(), Plain, TimeProvider.System, TimeSpan.FromSeconds(4), null, CancellationToken.None, TestContext.Current.CancellationToken);

    private static Given Of(Planned plan, Asked asked) => plan.Given.Single(g => g.Asked.Id == asked.Id);
}
