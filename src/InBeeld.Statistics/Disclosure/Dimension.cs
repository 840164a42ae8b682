namespace InBeeld.Statistics.Disclosure;

/// <summary>A tree of places, kinds or years by which cells are ordered. A node that has parts is their total. With one root there is a total of everything; with more
/// there is none, as with years, and every cell names its node.</summary>
public sealed class Dimension
{
    /// <summary>The most nodes of one tree.</summary>
    public const int MostNodes = 500_000;

    /// <summary>The most levels of one tree.</summary>
    public const int MostDepth = 12;

    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly List<int> parents = [], depths = [];
    private readonly List<List<int>> parts = [];
    private readonly int[] leaves, firstLeaf, lastLeaf;

    /// <summary>A tree from its nodes, every parent before its parts.</summary>
    /// <param name="name">As cells name it; not empty.</param>
    /// <param name="nodes">Each a name that is used once, and the name of its parent, or null for a root.</param>
    /// <exception cref="DisclosureException">A name is empty or used twice, a parent is not known, or the tree is too large or too deep; the message names it.</exception>
    public Dimension(string name, IEnumerable<(string Name, string? Parent)> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        Name = string.IsNullOrWhiteSpace(name) ? throw new DisclosureException("dimension: a name is empty") : name;
        var roots = new List<int>();
        foreach (var (node, parent) in nodes)
        {
            if (string.IsNullOrWhiteSpace(node))
                throw new DisclosureException($"dimension \"{name}\": a node has no name");
            var above = parent is null ? -1 : byName.TryGetValue(parent, out var p) ? p : throw new DisclosureException($"dimension \"{name}\": \"{node}\" is a part of \"{parent}\", which is not before it");
            if (!byName.TryAdd(node, names.Count))
                throw new DisclosureException($"dimension \"{name}\": \"{node}\" stands in it twice");
            if (names.Count == MostNodes)
                throw new DisclosureException($"dimension \"{name}\": more than {MostNodes} nodes");
            (above < 0 ? roots : parts[above]).Add(names.Count);
            names.Add(node);
            parents.Add(above);
            parts.Add([]);
            depths.Add(above < 0 ? 0 : depths[above] + 1);
            if (depths[^1] >= MostDepth)
                throw new DisclosureException($"dimension \"{name}\": \"{node}\" is deeper than {MostDepth} levels");
        }

        if (roots.Count == 0)
            throw new DisclosureException($"dimension \"{name}\": has no nodes");
        Root = roots.Count == 1 ? roots[0] : -1;
        (firstLeaf, lastLeaf) = (new int[names.Count], new int[names.Count]);
        var order = new List<int>();
        foreach (var root in roots)
            Walk(root, order);
        leaves = [.. order];
    }

    /// <summary>As cells name it.</summary>
    public string Name { get; }

    /// <summary>The number of nodes.</summary>
    public int Count => names.Count;

    /// <summary>The node that is the total of everything; -1: there is none.</summary>
    internal int Root { get; }

    /// <summary>The name of a node.</summary>
    internal string NameOf(int node) => names[node];

    /// <summary>The node above, or -1.</summary>
    internal int Above(int node) => parents[node];

    /// <summary>0 for a root.</summary>
    internal int Depth(int node) => depths[node];

    /// <summary>The nodes that add up to it; none for a leaf.</summary>
    internal IReadOnlyList<int> Parts(int node) => parts[node];

    /// <summary>The node of that name, or -1.</summary>
    internal int Find(string node) => byName.GetValueOrDefault(node, -1);

    /// <summary>How many leaves are in it.</summary>
    internal int LeafCount(int node) => lastLeaf[node] - firstLeaf[node];

    /// <summary>A leaf in it, in the order of the tree.</summary>
    internal int Leaf(int node, int i) => leaves[firstLeaf[node] + i];

    /// <summary>Whether one is the other or in it.</summary>
    internal bool Holds(int outer, int inner) => firstLeaf[outer] <= firstLeaf[inner] && lastLeaf[inner] <= lastLeaf[outer] && Depth(outer) <= Depth(inner);

    private void Walk(int node, List<int> order)
    {
        firstLeaf[node] = order.Count;
        if (parts[node].Count == 0)
            order.Add(node);
        foreach (var part in parts[node])
            Walk(part, order);
        lastLeaf[node] = order.Count;
    }
}
