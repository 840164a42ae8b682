namespace InBeeld.Planning.Allocation;

/// <summary>Why a child has no place: trivial reasons first, then the places that can be reached and who has them.</summary>
internal static class Reasons
{
    /// <param name="units">The problem.</param>
    /// <param name="choice">The plan.</param>
    /// <param name="use">The use common to each place, or null.</param>
    /// <param name="proven">Whether no plan leaves less weight without a place.</param>
    public static List<Unplaced> Of(Units units, int[] choice, long[]? use, bool proven)
    {
        var reasons = new List<Unplaced>();
        var closed = use is null || !proven ? null : new ClosedSets(units, choice, use);
        for (var u = 0; u < choice.Length; u++)
        {
            if (choice[u] >= 0)
                continue;
            var unit = units.All[u];
            var set = unit.Spots.Length == 0 || unit.Weight == 0 ? null : closed?.From(u);
            foreach (var c in unit.Children)
            {
                var child = units.Problem.Children[c];
                var (why, places) = (child.Options.Count, unit.Spots.Length, unit.Children.Length) switch
                {
                    (0, _, _) => (Why.NoOptions, []),
                    (_, 0, 1) => (Why.TooLarge, Own(child)),
                    (_, 0, _) => (Why.NothingInCommon, Own(child)),
                    _ when set is not null => (Why.Full, set),
                    _ when unit.Weight == 0 => (Why.NotWorth, Own(child)),
                    _ => (Why.NoRoomFound, Own(child)),
                };
                reasons.Add(new Unplaced(c, why, places));
            }
        }

        return [.. reasons.OrderBy(r => r.Child)];
    }

    private static int[] Own(Child child) => [.. child.Options.Select(o => o.Place).Order()];

    /// <summary>From a place, the places those who sit there could move to: what can be reached from one place is worked out once for all who ask.</summary>
    private sealed class ClosedSets(Units units, int[] choice, long[] use)
    {
        private readonly Dictionary<string, int[]?> known = new(StringComparer.Ordinal);
        private readonly int[][] onward = Onward(units, choice);
        private readonly bool[] full = Full(units, choice, use);

        /// <returns>Null when a place with room is among them: then the plan is not the best.</returns>
        public int[]? From(int unit)
        {
            var spots = units.All[unit].Spots;
            var key = string.Join(',', spots.Select(s => s.Place));
            if (known.TryGetValue(key, out var set))
                return set;
            var seen = new SortedSet<int>(spots.Select(s => s.Place));
            var todo = new Queue<int>(seen);
            while (todo.TryDequeue(out var place))
            {
                foreach (var further in onward[place])
                {
                    if (seen.Add(further))
                        todo.Enqueue(further);
                }
            }

            return known[key] = seen.All(p => full[p]) ? [.. seen] : null;
        }

        private static int[][] Onward(Units units, int[] choice)
        {
            var sets = units.Capacity.Select(_ => new HashSet<int>()).ToArray();
            for (var u = 0; u < choice.Length; u++)
            {
                if (choice[u] >= 0)
                    sets[units.All[u].Spots[choice[u]].Place].UnionWith(units.All[u].Spots.Select(s => s.Place));
            }

            return [.. sets.Select(s => s.Order().ToArray())];
        }

        private static bool[] Full(Units units, int[] choice, long[] use)
        {
            var left = (long[])units.Capacity.Clone();
            for (var u = 0; u < choice.Length; u++)
            {
                if (choice[u] >= 0)
                    left[units.All[u].Spots[choice[u]].Place] -= units.All[u].Spots[choice[u]].Use;
            }

            return [.. left.Select((l, p) => l < use[p] || use[p] == 0)];
        }
    }
}
