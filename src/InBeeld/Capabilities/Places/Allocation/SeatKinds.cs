namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>Which children can sit at the same time when some need a seat of a kind. A mix of kinds is a number: accessible 1, socket 2, quiet 4, computer 8, added up.</summary>
internal static class SeatKinds
{
    private static readonly string[] Kinds = ["accessible", "socket", "quiet", "computer"];

    public static int Mix(IEnumerable<string> needs) => needs.Sum(n => 1 << Array.IndexOf(Kinds, n));

    /// <param name="free">How many seats of each mix.</param>
    /// <param name="needs">The mix that each child needs at least.</param>
    /// <returns>Whether each can have a seat of its own: one moves on for another until it fits (Kuhn, 1955).</returns>
    public static bool Fit(IReadOnlyList<int> free, IReadOnlyList<int> needs)
    {
        var sits = free.Select(_ => new List<int>()).ToArray();
        return Enumerable.Range(0, needs.Count).All(child => Seat(child, new bool[free.Count]));

        bool Seat(int child, bool[] asked)
        {
            for (var mix = 0; mix < free.Count; mix++)
            {
                if ((mix & needs[child]) != needs[child] || asked[mix])
                {
                    continue;
                }

                asked[mix] = true;
                if (sits[mix].Count < free[mix])
                {
                    sits[mix].Add(child);
                    return true;
                }

                for (var k = 0; k < sits[mix].Count; k++)
                {
                    if (Seat(sits[mix][k], asked))
                    {
                        sits[mix][k] = child;
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
