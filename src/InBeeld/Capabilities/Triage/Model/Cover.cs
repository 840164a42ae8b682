namespace InBeeld.Capabilities.Triage.Model;

/// <summary>
/// A set of combinations: per dimension a set of values, as bits (bit v: value v is in it). A combination lies in a box when each of its
/// values does.
/// </summary>
internal sealed record Box(uint[] Sets)
{
    /// <param name="sizes">How many values each dimension has, 1 to 31.</param>
    public static Box All(IReadOnlyList<int> sizes) => new([.. sizes.Select(n => (1u << n) - 1)]);

    public bool Contains(Box other) => !Sets.Where((set, d) => (other.Sets[d] & ~set) != 0).Any();

    public bool Meets(Box other) => !Sets.Where((set, d) => (other.Sets[d] & set) == 0).Any();

    /// <summary>What lies in both; only for boxes that meet.</summary>
    public Box And(Box other) => new([.. Sets.Select((set, d) => set & other.Sets[d])]);

    /// <summary>The combination of the lowest values.</summary>
    public int[] First() => [.. Sets.Select(System.Numerics.BitOperations.TrailingZeroCount)];
}

/// <summary>Whether boxes together cover all combinations. Exact, without going through the combinations.</summary>
internal static class Cover
{
    /// <summary>
    /// Cuts the space along the dimension that most boxes limit, into parts whose values lie in the same boxes, until a part lies in one box
    /// (covered) or meets none (a gap). A part keeps only the boxes that meet it, so most of the space is never entered.
    /// </summary>
    /// <returns>A combination that lies in no box, as the number of the value per dimension; null when there is none.</returns>
    public static int[]? Gap(IReadOnlyList<int> sizes, IReadOnlyCollection<Box> boxes) => Gap(Box.All(sizes), boxes);

    private static int[]? Gap(Box space, IReadOnlyCollection<Box> boxes)
    {
        var meeting = boxes.Where(box => box.Meets(space)).ToList();
        if (meeting.Count == 0)
        {
            return space.First();
        }

        if (meeting.Exists(box => box.Contains(space)))
        {
            return null;
        }

        // Some box limits some dimension of the space, or it would contain it.
        var along = Enumerable.Range(0, space.Sets.Length).MaxBy(d => meeting.Count(box => (space.Sets[d] & ~box.Sets[d]) != 0));
        foreach (var part in Parts(space.Sets[along], [.. meeting.Select(box => box.Sets[along])]))
        {
            var sets = (uint[])space.Sets.Clone();
            sets[along] = part;
            if (Gap(new Box(sets), meeting) is { } gap)
            {
                return gap;
            }
        }

        return null;
    }

    // The values of a set, those together that lie in the same boxes; lowest first.
    private static List<uint> Parts(uint set, IReadOnlyList<uint> sets)
    {
        List<uint> parts = [set];
        foreach (var cut in sets)
        {
            parts = [.. parts.SelectMany(part => new[] { part & cut, part & ~cut }).Where(part => part != 0)];
        }

        return [.. parts.OrderBy(System.Numerics.BitOperations.TrailingZeroCount)];
    }
}
