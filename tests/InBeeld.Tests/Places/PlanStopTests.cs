using InBeeld.Capabilities.Places.Allocation;

namespace InBeeld.Tests.Places;

using Asked = InBeeld.Capabilities.Places.Allocation.Asked;

/// <summary>How far the computation is, and what it gives when it is stopped early.</summary>
public sealed partial class PlanTests
{
    [Fact]
    public void It_tells_how_far_it_is_and_stops_with_the_best_so_far()
    {
        var (asked, parts) = Hard();
        using var enough = new CancellationTokenSource();
        var told = new List<SoFar>();
        var plan = Plan.Make(asked, parts, new Dictionary<(Guid, Guid), int>(), new Dictionary<Guid, string[]>(), Plain, TimeProvider.System, TimeSpan.FromSeconds(60), new Tell(far =>
        {
            told.Add(far);
            enough.Cancel();
        }), enough.Token, TestContext.Current.CancellationToken);
        var first = told[0];
        Assert.Equal((1, 2, asked.Length), (first.Round, first.Rounds, first.Asked));
        Assert.InRange(first.Children, 1, asked.Length);
        Assert.Equal(told.Select(t => t.Share).Order(), told.Select(t => t.Share));
        Assert.True(plan.Seconds < 3, $"It went on for {plan.Seconds} seconds");
        Assert.True(plan.PlacedByClass.Sum() > 0);
        Assert.All(plan.Given, g => Assert.Equal(g.Series.Count < g.Asked.Want, g.Reason.Length > 0));
        Assert.All(parts, p => Assert.InRange(plan.Given.Count(g => g.Series.Contains(p.Id)), 0, p.Capacity));
    }

    [Fact]
    public void Stopped_before_it_began_it_still_gives_places_and_no_more_than_there_are()
    {
        var (asked, parts) = Hard();
        var plan = Plan.Make(asked, parts, new Dictionary<(Guid, Guid), int>(), new Dictionary<Guid, string[]>(), Plain, TimeProvider.System, TimeSpan.FromSeconds(60), null, new CancellationToken(true), TestContext.Current.CancellationToken);
        long Weight(int[] by) => by.Zip(Plan.Weights, (n, w) => n * w).Sum();
        Assert.True(plan.PlacedByClass.Sum() > 0);
        Assert.InRange(plan.OpenWeight, 0, Weight([.. Enumerable.Range(0, 4).Select(c => asked.Count(a => a.Class == c))]));
        Assert.All(parts, p => Assert.InRange(plan.Given.Count(g => g.Series.Contains(p.Id)), 0, p.Capacity));
    }

    [Fact]
    public void What_is_thrown_away_is_not_computed_to_the_end()
    {
        var (asked, parts) = Hard();
        using var over = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Plan.Make(asked, parts, new Dictionary<(Guid, Guid), int>(), new Dictionary<Guid, string[]>(), Plain, TimeProvider.System, TimeSpan.FromSeconds(60), new Tell(_ => over.Cancel()), over.Token, over.Token));
    }

    [Fact]
    public void Stopped_early_nothing_is_given_that_is_too_much_and_families_stay_together()
    {
        var (hard, parts) = Hard();
        var asked = hard.Select((a, i) => i % 4 == 0 ? a with { Needs = ["quiet"] } : a).ToArray();
        var rooms = parts.Select(p => p with { PerSchool = 5, Weeks = [Free((0, p.Capacity - 1), (4, 1))] }).ToArray();
        var plan = Plan.Make(asked, rooms, new Dictionary<(Guid, Guid), int>(), new Dictionary<Guid, string[]>(), Plain, TimeProvider.System, TimeSpan.FromSeconds(60), null, new CancellationToken(true), TestContext.Current.CancellationToken);
        Assert.True(plan.PlacedByClass.Sum() > 0);
        foreach (var room in rooms)
        {
            var there = plan.Given.Where(g => g.Series.Contains(room.Id)).ToList();
            Assert.InRange(there.Count, 0, 5);
            Assert.InRange(there.Count(g => g.Asked.Needs.Length > 0), 0, 1);
        }

        foreach (var family in plan.Given.Where(g => g.Asked.Family is not null).GroupBy(g => g.Asked.Family).Where(f => f.Count() > 1))
        {
            Assert.Single(family.Select(g => g.Series.Select(s => (Guid?)s).FirstOrDefault()).Distinct());
        }
    }

    // Many families and little room: no exact method is fast.
    private static (Asked[] Asked, Series[] Parts) Hard()
    {
        var chance = new Random(3);
        var parts = Enumerable.Range(0, 10).Select(i => Part((1 + (i % 5)) + (i < 5 ? "m" : "a"), 7)).ToArray();
        var asked = Enumerable.Range(0, 150).GroupBy(i => i / 2).SelectMany(pair =>
        {
            var (family, times) = (Guid.CreateVersion7(), parts.Where(_ => chance.Next(2) == 0).Select(p => p.Part).DefaultIfEmpty("1m").ToArray());
            return pair.Select(i => Ask(chance.Next(4), 2) with { Family = i % 3 == 0 ? null : family, Parts = times }).ToList();
        }).ToArray();
        return (asked, parts);
    }

    private sealed class Tell(Action<SoFar> told) : IProgress<SoFar>
    {
        public void Report(SoFar value) => told(value);
    }
}
