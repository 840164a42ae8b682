namespace InBeeld.Planning.Allocation;

/// <summary>A place for a unit.</summary>
internal readonly record struct Spot(int Place, long Use, int Kept, long Cost);

/// <summary>Children who go together, as one; a child alone is a unit as well. <see cref="Spots"/> are what all of them have in common and fits, by place.</summary>
internal sealed record Unit(int[] Children, long Weight, Spot[] Spots);

/// <summary>The problem in units.</summary>
internal sealed class Units
{
    private Units(AllocationProblem problem, Unit[] all)
    {
        Problem = problem;
        All = all;
        Capacity = [.. problem.Places.Select(p => p.Capacity)];
    }

    public AllocationProblem Problem { get; }

    public Unit[] All { get; }

    public long[] Capacity { get; }

    public static Units Of(AllocationProblem problem)
    {
        var members = new List<List<int>>();
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var c = 0; c < problem.Children.Count; c++)
        {
            var together = problem.Children[c].Together;
            if (together is null || !named.TryGetValue(together, out var unit))
            {
                unit = members.Count;
                members.Add([]);
                if (together is not null)
                    named[together] = unit;
            }

            members[unit].Add(c);
        }

        return new Units(problem, [.. members.Select(m => One(problem, m))]);
    }

    private static Unit One(AllocationProblem problem, List<int> members)
    {
        var spots = new Dictionary<int, (int Count, Spot Spot)>();
        long weight = 0;
        foreach (var c in members)
        {
            var child = problem.Children[c];
            weight += child.Weight;
            foreach (var o in child.Options)
            {
                var (count, spot) = spots.GetValueOrDefault(o.Place);
                spots[o.Place] = (count + 1, new Spot(o.Place, spot.Use + o.Use, spot.Kept + (child.Previous == o.Place ? 1 : 0), spot.Cost + o.Cost));
            }
        }

        return new Unit([.. members], weight, [.. spots.Values
            .Where(s => s.Count == members.Count && s.Spot.Use <= problem.Places[s.Spot.Place].Capacity)
            .Select(s => s.Spot).OrderBy(s => s.Place)]);
    }

    /// <summary>Per place the use all who could go there have in common; 0 where nobody could; null when uses differ at some place.</summary>
    public long[]? CommonUse()
    {
        var use = new long[Capacity.Length];
        foreach (var spot in All.SelectMany(u => u.Spots))
        {
            if (use[spot.Place] == 0)
                use[spot.Place] = spot.Use;
            else if (use[spot.Place] != spot.Use)
                return null;
        }

        return use;
    }

    /// <summary>What a choice is worth: per unit the index of its spot, or -1.</summary>
    public Worth Worth(int[] choice)
    {
        long weight = 0, kept = 0, cost = 0;
        for (var u = 0; u < All.Length; u++)
        {
            if (choice[u] < 0)
            {
                weight += All[u].Weight;
                continue;
            }

            var spot = All[u].Spots[choice[u]];
            kept += spot.Kept;
            cost += spot.Cost;
        }

        return new Worth(weight, kept, cost);
    }

    public int[] PlaceOf(int[] choice)
    {
        var places = new int[Problem.Children.Count];
        for (var u = 0; u < All.Length; u++)
        {
            foreach (var c in All[u].Children)
                places[c] = choice[u] < 0 ? -1 : All[u].Spots[choice[u]].Place;
        }

        return places;
    }

    /// <summary>First come, first served: in the order of the file, the cheapest place with room; who goes together comes with the first of them.</summary>
    public int[] FirstCome()
    {
        var left = (long[])Capacity.Clone();
        return [.. All.Select(unit =>
        {
            var best = -1;
            for (var s = 0; s < unit.Spots.Length; s++)
            {
                if (unit.Spots[s].Use <= left[unit.Spots[s].Place] && (best < 0 || unit.Spots[s].Cost < unit.Spots[best].Cost))
                    best = s;
            }

            if (best >= 0)
                left[unit.Spots[best].Place] -= unit.Spots[best].Use;
            return best;
        })];
    }
}
