namespace InBeeld.Statistics.National;

/// <summary>Divides a whole number over units by largest remainders, within a least and a most per unit. Deterministic: equals in the order of the list.</summary>
internal static class Apportion
{
    /// <param name="weights">Not negative; a weight of 0 gets nothing.</param>
    /// <param name="most">Per unit; null: no limit.</param>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static int[] Of(int total, IReadOnlyList<long> weights, int least = 0, IReadOnlyList<int>? most = null)
    {
        var all = weights.Sum();
        if (all == 0 && total > 0)
            throw new ArgumentException("there is nothing to divide over", nameof(weights));
        int Most(int i) => weights[i] == 0 ? 0 : most?[i] ?? int.MaxValue;
        int Least(int i) => Math.Min(least, Most(i));
        var parts = weights.Select((w, i) => Math.Clamp((int)(total * w / Math.Max(all, 1)), Least(i), Most(i))).ToArray();
        var order = Enumerable.Range(0, weights.Count).Where(i => weights[i] > 0).OrderByDescending(i => total * weights[i] % all).ThenBy(i => i).ToList();
        for (var left = total - parts.Sum(); left != 0;)
        {
            var before = left;
            foreach (var i in left > 0 ? order : Enumerable.Reverse(order))
            {
                if (left > 0 && parts[i] < Most(i))
                    (parts[i], left) = (parts[i] + 1, left - 1);
                else if (left < 0 && parts[i] > Least(i))
                    (parts[i], left) = (parts[i] - 1, left + 1);
                if (left == 0)
                    break;
            }

            if (left == before)
                throw new ArgumentException("it does not fit between the least and the most", nameof(total));
        }

        return parts;
    }
}
