namespace InBeeld.Statistics.Disclosure;

/// <summary>In one dimension: a leaf that is taken with all above it (+1), and perhaps one that is given (-1); what is above both does not change.</summary>
internal readonly record struct Choice((int Node, int Sign)[] Nodes);

/// <summary>What can be taken and given in each dimension so that a cell changes.</summary>
internal sealed class Choices(CellSystem system)
{
    private const int MostTaken = 5, Near = 40, Far = 6;

    private readonly Dictionary<(int, int, int), List<Choice>> known = [];

    public List<Choice>[] Of(int cell)
    {
        var count = system.Dimensions.Count;
        Span<int> start = stackalloc int[count], leaf = stackalloc int[count], alone = stackalloc int[count];
        for (var d = 0; d < count; d++)
            start[d] = leaf[d] = system.Node(cell, d);
        // The largest part of the largest part: what is taken there can be hidden. Where tables only share a margin, each dimension is gone down by itself.
        for (var d = 0; d < count; d++)
            Descend(cell, leaf, d);
        for (var d = 0; d < count; d++)
        {
            if (leaf[d] != start[d])
                continue;
            start.CopyTo(alone);
            Descend(cell, alone, d);
            leaf[d] = alone[d];
        }

        var options = new List<Choice>[count];
        for (var d = 0; d < count; d++)
            options[d] = Of(d, start[d], system.Dimensions[d].Leaf(leaf[d], 0));
        return options;
    }

    private void Descend(int cell, Span<int> at, int d)
    {
        var tree = system.Dimensions[d];
        var key = system.Wave[cell] * system.Step(at.Length);
        for (var e = 0; e < at.Length; e++)
            key += at[e] * system.Step(e);
        for (var parts = tree.Parts(at[d]); parts.Count > 0 && system.Find(key + ((parts[0] - at[d]) * system.Step(d))) >= 0; parts = tree.Parts(at[d]))
        {
            var (best, most) = (parts[0], -1L);
            foreach (var part in parts)
            {
                if (system.Find(key + ((part - at[d]) * system.Step(d))) is >= 0 and var found && system.Value[found] > most)
                    (best, most) = (part, system.Value[found]);
            }

            key += (best - at[d]) * system.Step(d);
            at[d] = best;
        }
    }

    private List<Choice> Of(int dimension, int node, int preferred)
    {
        if (known.TryGetValue((dimension, node, preferred), out var list))
            return list;
        known.Add((dimension, node, preferred), list = []);
        var tree = system.Dimensions[dimension];
        int[] taken = [preferred, .. Spread(tree, node, MostTaken).Where(l => l != preferred).Take(MostTaken - 1)];
        // Between two leaves below one node nothing changes in that node, so the other leaf is outside it: a sibling's first.
        for (var (at, first) = (node, true); tree.Above(at) is >= 0 and var above; (at, first) = (above, false))
        {
            var siblings = tree.Parts(above);
            var (here, room) = (siblings.ToList().IndexOf(at), first ? Near : Far);
            for (var s = 1; s < siblings.Count && s <= room; s++)
            {
                var other = siblings[(here + (siblings.Count > room + 1 ? s * (siblings.Count - 1) / room : s)) % siblings.Count];
                if (other == at)
                    continue;
                foreach (var leaf in Spread(tree, other, first ? 2 : 1))
                {
                    foreach (var mine in taken.Take(first ? MostTaken : 1))
                        list.Add(Pair(tree, mine, leaf));
                }
            }
        }

        list.AddRange(taken.Reverse().Select(mine => new Choice([.. Path(tree, mine).Select(n => (n, 1))])));
        return list;
    }

    private static IEnumerable<int> Spread(Dimension tree, int node, int most)
    {
        var count = tree.LeafCount(node);
        var take = Math.Min(most, count);
        return Enumerable.Range(0, take).Select(i => tree.Leaf(node, (int)((long)i * count / take)));
    }

    private static Choice Pair(Dimension tree, int mine, int other)
    {
        var above = Path(tree, mine).ToHashSet();
        var given = Path(tree, other).TakeWhile(n => !above.Contains(n)).ToList();
        var shared = tree.Above(given[^1]);
        return new([.. Path(tree, mine).TakeWhile(n => n != shared).Select(n => (n, 1)), .. given.Select(n => (n, -1))]);
    }

    private static IEnumerable<int> Path(Dimension tree, int node)
    {
        for (; node >= 0; node = tree.Above(node))
            yield return node;
    }
}
