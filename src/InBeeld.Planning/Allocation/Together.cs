namespace InBeeld.Planning.Allocation;

/// <summary>One set from each list, nobody in two of them, and as little short as possible: branch and bound over the lists.</summary>
/// <param name="lists">Per place its sets, by what each falls short.</param>
/// <param name="missed">Per unit what it costs to be in none of the sets.</param>
/// <param name="within">Falls short at most so much together.</param>
/// <param name="looks">Sets looked at before it stops.</param>
internal sealed class Together(List<(ulong Set, double Short)>[] lists, double[] missed, double within, Chance chance, int looks)
{
    private readonly ulong all = missed.Length == 64 ? ulong.MaxValue : (1UL << missed.Length) - 1;
    private readonly ulong[] now = new ulong[lists.Length];
    private readonly ulong[] reach = new ulong[lists.Length + 1];
    private Dictionary<ulong, double>? last;
    private ulong[] current = [];
    private ulong[]? best;
    private double least = within + 1e-7;
    private int ties;

    public bool Stopped => looks <= 0;

    /// <param name="had">The sets of the plan there is; another plan as good is preferred.</param>
    /// <returns>The sets, or null when there is nothing better or as good.</returns>
    public ulong[]? Run(ulong[] had)
    {
        current = had;
        for (var j = lists.Length - 1; j >= 0; j--)
        {
            reach[j] = reach[j + 1];
            foreach (var (set, _) in lists[j])
                reach[j] |= set;
        }

        // When everybody must have a place, the last set is known.
        if (missed.Min() > within + 1e-6)
        {
            last = [];
            foreach (var (set, fall) in lists[^1])
                last.TryAdd(set, fall);
        }

        Go(0, 0, 0);
        return best;
    }

    private void Go(int j, ulong used, double sum)
    {
        var without = all & ~used & ~reach[j];
        if (without != 0)
        {
            var cost = Missed(without);
            if (sum + cost > least)
                return;
        }

        if (j == lists.Length)
        {
            Found(sum + Missed(all & ~used));
            return;
        }

        if (j == lists.Length - 1 && last is not null)
        {
            looks--;
            if (last.TryGetValue(all & ~used, out var fall) && sum + fall <= least)
            {
                now[j] = all & ~used;
                Found(sum + fall);
            }

            return;
        }

        foreach (var (set, fall) in lists[j])
        {
            if (sum + fall > least || --looks <= 0)
                return;
            if ((set & used) != 0)
                continue;
            now[j] = set;
            Go(j + 1, used | set, sum + fall);
        }
    }

    private double Missed(ulong without)
    {
        var cost = 0.0;
        for (; without != 0; without &= without - 1)
            cost += missed[System.Numerics.BitOperations.TrailingZeroCount(without)];
        return cost;
    }

    private void Found(double sum)
    {
        if (sum > least || now.AsSpan().SequenceEqual(current))
            return;
        // Of plans as good one by chance.
        var better = sum < least - 1e-6;
        ties = better ? 1 : ties + 1;
        if (better || best is null || chance.Below(ties) == 0)
            best = (ulong[])now.Clone();
        least = Math.Min(least, sum + 1e-7);
    }
}
