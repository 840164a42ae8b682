namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>How many of how many children were reached.</summary>
/// <param name="Reached">At least once: the child or a parent.</param>
/// <param name="Of">Children that were placed then; nought when there was no class list yet.</param>
internal readonly record struct Reach(int Reached, int Of)
{
    /// <summary>Never below nought: a child that was moved within the week may have been reached in the group it left.</summary>
    public int NotReached => Math.Max(0, Of - Reached);

    /// <summary>0 to 100, or null when there was nobody to reach.</summary>
    public double? Percentage => Of == 0 ? null : Math.Min(100, 100.0 * Reached / Of);

    public static Reach operator +(Reach a, Reach b) => new(a.Reached + b.Reached, a.Of + b.Of);

    public static Reach Sum(IEnumerable<Reach> all) => all.Aggregate(default(Reach), (sum, one) => sum + one);
}
