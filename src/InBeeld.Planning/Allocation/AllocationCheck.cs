namespace InBeeld.Planning.Allocation;

/// <summary>Checks an answer without trusting who made it.</summary>
public static class AllocationCheck
{
    /// <summary>Whether every place is one of the child's options, no place has more than its capacity, those together are together, and the worth is right.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Of(AllocationProblem problem, AllocationAnswer answer)
    {
        var left = problem.Places.Select(p => p.Capacity).ToArray();
        var together = new Dictionary<string, int>(StringComparer.Ordinal);
        long weight = 0, kept = 0, cost = 0;
        for (var c = 0; c < problem.Children.Count; c++)
        {
            var (child, place) = (problem.Children[c], answer.PlaceOf[c]);
            if (child.Together is not null && !together.TryAdd(child.Together, place) && together[child.Together] != place)
                return $"{child.Id} is not with the others of {child.Together}.";
            if (place < 0)
            {
                weight += child.Weight;
                continue;
            }

            if (child.Options.FirstOrDefault(o => o.Place == place) is not { } option)
                return $"{child.Id} got a place that is not an option.";
            left[place] -= option.Use;
            kept += child.Previous == place ? 1 : 0;
            cost += option.Cost;
        }

        if (Array.FindIndex(left, l => l < 0) is var over and >= 0)
            return $"{problem.Places[over].Id} has {-left[over]} too many.";
        if (answer.Worth != new Worth(weight, kept, cost))
            return $"The worth is {new Worth(weight, kept, cost)}.";
        if (answer.FirstCome.Worth < answer.Worth)
            return "First come, first served is better.";
        if (!answer.Unplaced.Select(u => u.Child).SequenceEqual(Enumerable.Range(0, answer.PlaceOf.Length).Where(c => answer.PlaceOf[c] < 0)))
            return "Not every child without a place has one reason.";
        return answer.Unplaced.Where(u => u.Why == Why.Full).Select(u => Certificate(problem, answer, u)).FirstOrDefault(w => w is not null);
    }

    /// <summary>
    /// That <see cref="Unplaced.Places"/> proves the child has no place: all its options lie in the set, every place in it is too full for one more,
    /// and whoever sits there weighs at least as much and has no option outside the set. Those together count as one.
    /// </summary>
    public static string? Certificate(AllocationProblem problem, AllocationAnswer answer, Unplaced unplaced)
    {
        var set = unplaced.Places.ToHashSet();
        var units = Units.Of(problem);
        var mine = units.All.First(u => u.Children.Contains(unplaced.Child));
        if (mine.Spots.Any(s => !set.Contains(s.Place)))
            return $"{problem.Children[unplaced.Child].Id} has an option outside the set.";
        var left = set.ToDictionary(p => p, p => units.Capacity[p]);
        foreach (var unit in units.All)
        {
            var place = answer.PlaceOf[unit.Children[0]];
            if (!set.Contains(place))
                continue;
            left[place] -= unit.Spots.First(s => s.Place == place).Use;
            if (unit.Weight < mine.Weight)
                return $"{problem.Children[unit.Children[0]].Id} weighs less and has a place.";
            if (unit.Spots.Any(s => !set.Contains(s.Place)))
                return $"{problem.Children[unit.Children[0]].Id} could move out of the set.";
        }

        return units.All.SelectMany(u => u.Spots).Any(s => set.Contains(s.Place) && s.Use <= left[s.Place]) ? "There is room in the set." : null;
    }
}
