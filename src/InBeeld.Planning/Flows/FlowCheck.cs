namespace InBeeld.Planning.Flows;

/// <summary>Checks a flow without trusting who made it: that it is a flow, and that prices prove nothing is cheaper.</summary>
public static class FlowCheck
{
    /// <summary>Whether every arc keeps to its capacity and every node gives or gets what it must.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Feasible(FlowProblem problem, long[] flow)
    {
        var left = (long[])problem.Supply.Clone();
        for (var a = 0; a < problem.Arcs; a++)
        {
            if (flow[a] < 0 || flow[a] > problem.Capacity[a])
                return $"Arc {a} carries {flow[a]} of {problem.Capacity[a]}.";
            left[problem.From[a]] -= flow[a];
            left[problem.To[a]] += flow[a];
        }

        var wrong = Array.FindIndex(left, l => l != 0);
        return wrong < 0 ? null : $"Node {wrong} keeps {left[wrong]}.";
    }

    /// <summary>
    /// Complementary slackness: an arc dearer than its prices carries nothing, an arc cheaper than its prices is full.
    /// For the second and further levels, arcs with a price difference on an earlier level (<paramref name="frozen"/>) do not count.
    /// </summary>
    /// <returns>What is wrong, or null: then the flow is the best there is.</returns>
    public static string? Optimal(FlowProblem problem, long[] cost, long[] flow, long[] price, bool[]? frozen = null)
    {
        for (var a = 0; a < problem.Arcs; a++)
        {
            var reduced = cost[a] + price[problem.From[a]] - price[problem.To[a]];
            if (frozen is not null && frozen[a])
                continue;
            if (reduced > 0 && flow[a] != 0)
                return $"Arc {a} carries {flow[a]} at a loss of {reduced}.";
            if (reduced < 0 && flow[a] != problem.Capacity[a])
                return $"Arc {a} is not full at a gain of {-reduced}.";
        }

        return null;
    }

    /// <summary>The cost of a flow.</summary>
    public static Int128 Cost(long[] cost, long[] flow)
    {
        Int128 sum = 0;
        for (var a = 0; a < cost.Length; a++)
            sum += (Int128)cost[a] * flow[a];
        return sum;
    }
}
