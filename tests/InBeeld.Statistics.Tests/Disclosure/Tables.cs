using InBeeld.Statistics.Disclosure;

namespace InBeeld.Statistics.Tests.Disclosure;

/// <summary>Small tables, and every table that somebody who knows only what was published must think possible.</summary>
internal static class Tables
{
    public static Dimension Tree(string name, string total, params string[] parts) => new(name, [(total, null), .. parts.Select(p => p.Split('>')).Select(p => p.Length == 1 ? (p[0], total) : (p[1], (string?)p[0]))]);

    public static CellRef At(params string[] pairs) => At("", pairs);

    public static CellRef At(string wave, string[] pairs) => new(pairs.Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]), wave);

    public static DisclosureCell Cell(long value, params string[] pairs) => new(At(pairs), value);

    public static CellDecision Of(this DisclosureResult result, params string[] pairs) =>
        result.Cells.Single(c => c.Ref.Wave.Length == 0 && pairs.All(p => c.Ref.At[p.Split('=')[0]] == p.Split('=')[1]) && c.Ref.At.All(a => pairs.Any(p => p.StartsWith(a.Key + "=", StringComparison.Ordinal)) || a.Value is "NL" or "all"));

    /// <summary>The least and the most of every cell over all whole tables that agree, up to a cap where there is no end. By going through all of them.</summary>
    public static (long[] Least, long[] Most, int Tables) Enumerate(CellSystem system, Release release, long cap)
    {
        var (least, most, tables) = (new long[system.Count], new long[system.Count], 0);
        Array.Fill(least, long.MaxValue);
        var value = new long[system.Count];
        // Leaves first: totals follow.
        var order = Enumerable.Range(0, system.Count).OrderBy(i => system.Rows.Take(system.Sums).Any(r => r[0].Cell == i) ? 1 : 0).ThenByDescending(system.DepthOf).ToArray();
        var wholeOf = Enumerable.Range(0, system.Count).Select(i => system.Rows.Take(system.Sums).Where(r => r[0].Cell == i).ToArray()).ToArray();
        var above = Enumerable.Range(0, system.Count).Select(i => Enumerable.Range(0, system.Tabled).Where(w => wholeOf[w].Length > 0 && release.Most(w) < CellSystem.Endless
            && i < system.Tabled && system.Comparable(w, i) && system.DepthOf(w) < system.DepthOf(i)).ToArray()).ToArray();
        var sum = new long[system.Count];
        Try(0);
        return (least, most, tables);

        void Try(int k)
        {
            if (k == order.Length)
            {
                for (var r = system.Sums; r < system.Rows.Count; r++)
                {
                    if (system.Rows[r].Sum(t => t.Factor * value[t.Cell]) != system.Constant[r])
                        return;
                }

                tables++;
                for (var i = 0; i < system.Count; i++)
                    (least[i], most[i]) = (Math.Min(least[i], value[i]), Math.Max(most[i], value[i]));
                return;
            }

            var c = order[k];
            var sums = wholeOf[c].Select(r => r.Skip(1).Sum(t => value[t.Cell])).Distinct().ToArray();
            var (from, to) = (release.Least(c), Math.Min(release.Most(c), cap));
            if (sums.Length > 1)
                return;
            if (sums.Length == 1)
                (from, to) = (Math.Max(from, sums[0]), Math.Min(release.Most(c), sums[0]));
            for (var v = from; v <= to; v++)
            {
                value[c] = v;
                // Leaves that are more than a total of theirs already cannot come right.
                var leaf = wholeOf[c].Length == 0;
                if (leaf && above[c].Any(w => sum[w] + v > release.Most(w)))
                    break;
                foreach (var w in leaf ? above[c] : [])
                    sum[w] += v;
                Try(k + 1);
                foreach (var w in leaf ? above[c] : [])
                    sum[w] -= v;
            }

            value[c] = 0;
        }
    }
}
