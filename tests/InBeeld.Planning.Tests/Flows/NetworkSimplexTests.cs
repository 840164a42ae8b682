using InBeeld.Planning.Flows;

namespace InBeeld.Planning.Tests.Flows;

public class NetworkSimplexTests
{
    private static FlowProblem Any(Chance chance, int nodes, int arcs)
    {
        var supply = new long[nodes];
        for (var i = 0; i < 3; i++)
        {
            var amount = chance.Below(3);
            supply[chance.Below(nodes)] += amount;
            supply[chance.Below(nodes)] -= amount;
        }

        var from = new int[arcs];
        var to = new int[arcs];
        var capacity = new long[arcs];
        var cost = new long[arcs];
        for (var a = 0; a < arcs; a++)
        {
            from[a] = chance.Below(nodes);
            to[a] = chance.Below(nodes);
            capacity[a] = chance.Below(4);
            cost[a] = chance.Below(21) - 6;
        }

        return new FlowProblem(supply, from, to, capacity, cost, chance.Below(3) == 0 ? chance.Below(nodes) : -1);
    }

    /// <summary>Every flow there is, one arc after another.</summary>
    private static (long[]? Flow, Int128[] Costs) Cheapest(FlowProblem p, long[][] goals)
    {
        long[]? best = null;
        Int128[] costs = [];
        var flow = new long[p.Arcs];
        void Try(int arc)
        {
            if (arc == p.Arcs)
            {
                if (FlowCheck.Feasible(p, flow) is not null)
                    return;
                var mine = goals.Select(g => FlowCheck.Cost(g, flow)).ToArray();
                if (best is null || mine.Zip(costs).FirstOrDefault(x => x.First != x.Second) is var d && d.First < d.Second)
                    (best, costs) = ((long[])flow.Clone(), mine);
                return;
            }

            for (flow[arc] = 0; flow[arc] <= p.Capacity[arc]; flow[arc]++)
                Try(arc + 1);
        }

        Try(0);
        return (best, costs);
    }

    [Fact]
    public void The_flow_costs_as_little_as_the_cheapest_of_all_flows_and_its_prices_prove_it()
    {
        var chance = new Chance(7);
        var feasible = 0;
        for (var i = 0; i < 300; i++)
        {
            var p = Any(chance, 2 + chance.Below(4), 1 + chance.Below(7));
            var second = p.Cost.Select(_ => (long)chance.Below(5) - 2).ToArray();
            var (best, costs) = Cheapest(p, [p.Cost, second]);
            var simplex = new NetworkSimplex(p);
            Assert.True(simplex.Run());
            Assert.Equal(best is not null, simplex.Feasible);
            if (best is null)
                continue;
            feasible++;
            Assert.Null(FlowCheck.Feasible(p, simplex.Flow));
            Assert.Null(FlowCheck.Optimal(p, p.Cost, simplex.Flow, simplex.Prices));
            Assert.Equal(costs[0], simplex.Cost);
            var first = simplex.Prices;
            var frozen = Enumerable.Range(0, p.Arcs).Select(a => p.Cost[a] + first[p.From[a]] != first[p.To[a]]).ToArray();
            simplex.Freeze();
            simplex.Replace(second);
            Assert.True(simplex.Run());
            Assert.Null(FlowCheck.Feasible(p, simplex.Flow));
            Assert.Null(FlowCheck.Optimal(p, second, simplex.Flow, simplex.Prices, frozen));
            Assert.Equal(costs[0], FlowCheck.Cost(p.Cost, simplex.Flow));
            Assert.Equal(costs[1], simplex.Cost);
        }

        Assert.InRange(feasible, 50, 299);
    }

    [Fact]
    public void A_flow_on_a_larger_network_is_proven_by_its_prices()
    {
        var chance = new Chance(3);
        for (var i = 0; i < 20; i++)
        {
            var p = Any(chance, 60, 600) with { Root = -1 };
            var simplex = new NetworkSimplex(p);
            Assert.True(simplex.Run());
            if (!simplex.Feasible)
                continue;
            Assert.Null(FlowCheck.Feasible(p, simplex.Flow));
            Assert.Null(FlowCheck.Optimal(p, p.Cost, simplex.Flow, simplex.Prices));
        }
    }

    [Fact]
    public void The_check_sees_a_flow_that_is_not_the_best()
    {
        var p = new FlowProblem([1, -1], [0, 0], [1, 1], [1, 1], [3, 2]);
        Assert.NotNull(FlowCheck.Optimal(p, p.Cost, [1, 0], [0, 2]));
        Assert.NotNull(FlowCheck.Optimal(p, p.Cost, [1, 0], [0, 3]));
        Assert.Null(FlowCheck.Optimal(p, p.Cost, [0, 1], [0, 2]));
        Assert.NotNull(FlowCheck.Feasible(p, [1, 1]));
    }

    [Theory]
    [InlineData(2, 0, 1, 0)]
    [InlineData(1, 5, 1, 0)]
    [InlineData(1, 1, -1, 0)]
    [InlineData(1, 1, 1, long.MaxValue)]
    public void A_network_that_does_not_fit_together_is_refused(long supply, int to, long capacity, long cost) =>
        Assert.Throws<ArgumentException>(() => new NetworkSimplex(new FlowProblem([supply, -1], [0], [to], [capacity], [cost])));
}
