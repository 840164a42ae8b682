namespace InBeeld.Statistics.Consistency;

/// <summary>
/// All minimal sets of members that cannot hold together. One set by QuickXplain (Junker, 2004); all sets by the tree of hitting sets (Reiter, 1987): take one member of each known set away and ask
/// again. When the tree is finished, every minimal set is in it.
/// </summary>
/// <param name="holds">Whether these members hold together with what always holds; null counts as yes, so that a limit never makes a contradiction.</param>
internal sealed class Conflicts(Func<IReadOnlyList<int>, bool?> holds)
{
    public bool Complete { get; private set; } = true;

    public List<int[]> All(IReadOnlyList<int> members, int most)
    {
        List<int[]> found = [];
        var seen = new HashSet<string>();
        var waiting = new Queue<int[]>([[]]);
        while (waiting.TryDequeue(out var away))
        {
            var set = found.FirstOrDefault(f => !f.Intersect(away).Any());
            if (set is null)
            {
                var rest = members.Except(away).ToList();
                if (Holds(rest))
                    continue;
                if (found.Count == most)
                {
                    Complete = false;
                    break;
                }

                set = One(rest);
                if (holds(set) != false)
                {
                    Complete = false;
                    continue;
                }

                found.Add(set);
            }

            foreach (var member in set)
            {
                int[] next = [.. away.Append(member).Order()];
                if (seen.Count >= 5_000)
                    Complete = false;
                else if (seen.Add(string.Join(',', next)))
                    waiting.Enqueue(next);
            }
        }

        return [.. found.OrderBy(f => f.Length).ThenBy(f => string.Join(',', f.Select(m => m.ToString("D6", System.Globalization.CultureInfo.InvariantCulture))), StringComparer.Ordinal)];
    }

    /// <summary>A minimal part of members that do not hold.</summary>
    public int[] One(IReadOnlyList<int> members) => Holds([]) ? [.. Needed([], false, members).Order()] : [];

    private List<int> Needed(List<int> kept, bool added, IReadOnlyList<int> of)
    {
        if (added && !Holds(kept))
            return [];
        if (of.Count <= 1)
            return [.. of];
        var half = of.Count / 2;
        var (first, second) = (of.Take(half).ToList(), of.Skip(half).ToList());
        var late = Needed([.. kept, .. first], true, second);
        var early = Needed([.. kept, .. late], late.Count > 0, first);
        return [.. early, .. late];
    }

    private bool Holds(IReadOnlyList<int> members)
    {
        var answer = holds(members);
        Complete &= answer is not null;
        return answer != false;
    }
}
