using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Releases;

namespace InBeeld.Statistics.Tests.Releases;

/// <summary>Somebody with everything that was told and paper: solves what must add up, by elimination. Apart from the attacker of the library.</summary>
internal static class Subtraction
{
    /// <returns>How many cells of 1 to 4 units are hidden; none of them follows.</returns>
    public static int Try(IReadOnlyList<IndicatorRelease> all, UnitIndex index, IReadOnlyList<IndicatorDefinition> definitions, string level)
    {
        var unknown = new Dictionary<(int Table, string Place, string Part), int>();
        var rows = new List<(Dictionary<int, Fraction> Terms, Fraction Value)>();
        for (var t = 0; t < all.Count; t++)
        {
            foreach (var cell in all[t].Cells.Where(c => c.Value is null))
                unknown[(t, cell.Place, cell.Part)] = unknown.Count;
        }

        void Sum(IEnumerable<(int Sign, int Table, string Place, string Part)> terms)
        {
            var (row, value) = (new Dictionary<int, Fraction>(), Fraction.Zero);
            foreach (var (sign, t, place, part) in terms)
            {
                if (unknown.TryGetValue((t, place, part), out var at))
                    row[at] = row.GetValueOrDefault(at) + sign;
                else
                    value -= (Fraction)sign * (all[t].Cells.SingleOrDefault(c => (c.Place, c.Part) == (place, part))?.Value ?? 0);
            }

            if (row.Count > 0)
                rows.Add((row, value));
        }

        for (var t = 0; t < all.Count; t++)
        {
            var told = all[t].Cells.Select(c => c.Place).Distinct().ToList();
            var parts = all[t].Cells.Select(c => c.Part).Distinct().ToList();
            foreach (var place in told)
            {
                Sum([(1, t, place, "all"), (-1, t, place, "known"), (-1, t, place, "unknown")]);
                if (parts.Contains("yes"))
                    Sum([(1, t, place, "known"), (-1, t, place, "yes"), (-1, t, place, "no")]);
            }

            foreach (var above in index.Set.Units.Where(u => told.Contains(u.Id)))
            {
                var below = index.Set.Units.Where(u => u.Parent == above.Id && told.Contains(u.Id)).Select(u => u.Id).Append(above.Id + "/-").Where(told.Contains).ToList();
                if (below.Count > 0)
                    parts.ForEach(part => Sum([(1, t, above.Id, part), .. below.Select(b => (-1, t, b, part))]));
            }
        }

        // All that said yes to the first, and nobody else, were asked the others; unless it is not known whether they said yes.
        var asked = definitions.Select(d => IndicatorEngine.Compute(d, index).Inputs.Select(i => i.Unit).ToHashSet()).ToList();
        var yes = IndicatorEngine.Compute(definitions[0], index).Inputs.Where(i => i.Role == InputRole.Numerator).Select(i => i.Unit).ToHashSet();
        for (var t = 1; t < all.Count; t++)
        {
            foreach (var place in all[t].Cells.Select(c => c.Place).Distinct().Where(p => all[0].Cells.Any(c => c.Place == p)))
            {
                if (asked[t].SetEquals(yes))
                    Sum([(1, 0, place, "yes"), (-1, t, place, "all")]);
                if (t > 1 && asked[t].SetEquals(asked[1]) && all[1].Cells.Any(c => c.Place == place))
                    Sum([(1, 1, place, "all"), (-1, t, place, "all")]);
            }
        }

        var known = Solved(rows, unknown.Count);
        var few = unknown.Where(u => u.Key.Part is "yes" or "no" or "known" && True(all[u.Key.Table], definitions[u.Key.Table], index, u.Key.Place, u.Key.Part) is > 0 and < 5).ToList();
        Assert.True(few.TrueForAll(f => !known.Contains(f.Value)), $"{level}: follows: " + string.Join(", ", few.Where(f => known.Contains(f.Value)).Select(f => f.Key)));
        return few.Count;
    }

    private static int True(IndicatorRelease release, IndicatorDefinition definition, UnitIndex index, string place, string part)
    {
        if (place.EndsWith("/-", StringComparison.Ordinal))
            return 0;
        var r = IndicatorEngine.Own(definition, index, place).Result;
        return part switch { "yes" => (int)(r.K?.Numerator ?? 0), "no" => r.Units - (int)(r.K?.Numerator ?? 0), _ => r.Units };
    }

    private static HashSet<int> Solved(List<(Dictionary<int, Fraction> Terms, Fraction Value)> rows, int count)
    {
        var solved = new List<(int Pivot, Dictionary<int, Fraction> Terms)>();
        foreach (var (terms, _) in rows)
        {
            var row = terms.Where(t => t.Value.Sign != 0).ToDictionary();
            foreach (var (pivot, done) in solved)
                Take(row, pivot, done);
            if (row.Count == 0)
                continue;
            var (at, factor) = row.First();
            var one = row.ToDictionary(t => t.Key, t => t.Value / factor);
            foreach (var (_, done) in solved)
                Take(done, at, one);
            solved.Add((at, one));
        }

        Assert.True(solved.Count <= count);
        return [.. solved.Where(s => s.Terms.Count == 1).Select(s => s.Pivot)];
    }

    private static void Take(Dictionary<int, Fraction> row, int pivot, Dictionary<int, Fraction> done)
    {
        if (!row.TryGetValue(pivot, out var factor))
            return;
        foreach (var (at, value) in done)
        {
            var left = row.GetValueOrDefault(at) - (factor * value);
            if (left.Sign == 0)
                row.Remove(at);
            else
                row[at] = left;
        }
    }
}
