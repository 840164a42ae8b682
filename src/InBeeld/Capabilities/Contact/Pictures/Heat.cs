namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>The steps of the heat map: how strong a cell is for the children in it that were not reached.</summary>
internal static class Heat
{
    /// <summary>The most children that a step holds; the last step has no end.</summary>
    private static readonly int[] Upto = [0, 2, 4, 6];

    /// <summary>0 (everybody reached) to 4.</summary>
    public static int Step(int notReached)
    {
        var step = Array.FindIndex(Upto, most => notReached <= most);
        return step < 0 ? Upto.Length : step;
    }

    /// <summary>The fewest and most children of each step, for the key; most is null for the last.</summary>
    public static IEnumerable<(int Step, int From, int? To)> Key =>
        Enumerable.Range(0, Upto.Length + 1).Select(step => (step, step == 0 ? 0 : Upto[step - 1] + 1, step < Upto.Length ? Upto[step] : (int?)null));
}
