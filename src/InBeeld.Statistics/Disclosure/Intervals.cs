namespace InBeeld.Statistics.Disclosure;

/// <summary>What anybody can know of each hidden cell. Between <see cref="InnerLeast"/> and <see cref="InnerMost"/> tables are known that agree with all that is published: nobody can know better.
/// Outside <see cref="OuterLeast"/> to <see cref="OuterMost"/> there is none.</summary>
internal sealed class Intervals
{
    /// <summary>A component of more numbers than this is not solved exactly.</summary>
    private const long LargestTableau = 400_000;

    private readonly CellSystem system;
    private readonly Release release;
    private readonly IReadOnlyDictionary<int, Need> needs;
    private readonly Dictionary<int, Int128> sums = [];
    private long workLeft;

    public Intervals(CellSystem system, Release release, IReadOnlyDictionary<int, Need> needs, IEnumerable<Proof> proofs, long work)
    {
        (this.system, this.release, this.needs, workLeft) = (system, release, needs, work);
        var bounds = new Bounds(system, release);
        (OuterLeast, OuterMost, InnerLeast, InnerMost) = (bounds.Least, bounds.Most, [.. system.Value], [.. system.Value]);
        foreach (var proof in proofs)
        {
            Take(proof.Up);
            Take(proof.Down);
        }

        foreach (var part in Components())
            Solve(part);
    }

    public long[] OuterLeast { get; }

    public long[] OuterMost { get; }

    public long[] InnerLeast { get; }

    public long[] InnerMost { get; }

    public bool Exact(int cell) => InnerLeast[cell] == OuterLeast[cell] && InnerMost[cell] == OuterMost[cell];

    /// <summary>A table that differs so from the truth counts when it agrees with everything that is published. It is checked here, whoever says so.</summary>
    private bool Take(Dictionary<int, long> table)
    {
        // What each row changes by, gathered cell by cell: a proof is small, a row can be long.
        sums.Clear();
        foreach (var (cell, change) in table)
        {
            var value = (Int128)system.Value[cell] + change;
            if (value < release.Least(cell) || value > release.Most(cell))
                return false;
            if (change == 0)
                continue;
            foreach (var r in system.RowsOf[cell])
                sums[r] = sums.GetValueOrDefault(r) + ((Int128)FactorOf(r, cell) * change);
        }

        foreach (var (_, sum) in sums)
        {
            if (sum != 0)
                return false;
        }

        foreach (var (cell, change) in table)
        {
            InnerLeast[cell] = Math.Min(InnerLeast[cell], system.Value[cell] + change);
            InnerMost[cell] = Math.Max(InnerMost[cell], system.Value[cell] + change);
        }

        return true;
    }

    // In a total the whole stands first and counts once, its parts are taken away.
    private int FactorOf(int row, int cell) => row < system.Sums ? system.Rows[row][0].Cell == cell ? 1 : -1 : system.Rows[row].First(t => t.Cell == cell).Factor;

    /// <summary>Cells that are not known and hang together by rows; smallest first.</summary>
    private IEnumerable<(List<int> Cells, List<int> Rows)> Components()
    {
        var leader = Enumerable.Range(0, system.Count).ToArray();
        int Lead(int c)
        {
            while (leader[c] != c)
                c = leader[c] = leader[leader[c]];
            return c;
        }

        var joined = new List<(int Row, int Cell)>();
        for (var r = 0; r < system.Rows.Count; r++)
        {
            var first = -1;
            foreach (var (c, _) in system.Rows[r])
            {
                if (OuterLeast[c] == OuterMost[c])
                    continue;
                if (first < 0)
                    joined.Add((r, first = c));
                else
                    leader[Lead(c)] = Lead(first);
            }
        }

        var parts = new Dictionary<int, (List<int> Cells, List<int> Rows)>();
        for (var c = 0; c < system.Count; c++)
        {
            if (OuterLeast[c] == OuterMost[c])
                continue;
            var lead = Lead(c);
            if (!parts.TryGetValue(lead, out var part))
                parts.Add(lead, part = ([], []));
            part.Cells.Add(c);
        }

        foreach (var (r, c) in joined)
            parts[Lead(c)].Rows.Add(r);
        return parts.Values.OrderBy(p => (long)p.Cells.Count * p.Rows.Count);
    }

    private void Solve((List<int> Cells, List<int> Rows) part)
    {
        var (cells, rows) = part;
        if ((long)cells.Count * rows.Count > LargestTableau || workLeft <= 0)
            return;
        var local = new Dictionary<int, int>(cells.Count);
        foreach (var c in cells)
            local.Add(c, local.Count);
        try
        {
            var simplex = new ExactSimplex(
                cells.Count,
                [.. rows.Select(r => system.Rows[r].Where(t => local.ContainsKey(t.Cell)).Select(t => (local[t.Cell], t.Factor)).ToArray())],
                [.. cells.Select(c => release.Least(c) - system.Value[c])],
                [.. cells.Select(c => release.Most(c) is CellSystem.Endless ? CellSystem.Endless : release.Most(c) - system.Value[c])]);
            foreach (var c in cells.Where(c => c < system.Tabled).OrderBy(c => needs.ContainsKey(c) ? 0 : 1))
            {
                foreach (var sign in (ReadOnlySpan<int>)[1, -1])
                {
                    if ((sign > 0 ? InnerMost[c] == OuterMost[c] && OuterMost[c] != CellSystem.Endless : InnerLeast[c] == OuterLeast[c]) || workLeft <= 0 || simplex.Far(local[c], sign, workLeft) is not { } far)
                        continue;
                    Settle(c, sign, far, simplex, cells);
                    workLeft -= 40L * cells.Count;
                }
            }

            workLeft -= simplex.Work;
        }
        catch (OverflowException)
        {
            // Numbers too large for exactness: what was proven stays.
        }
    }

    private void Settle(int c, int sign, long far, ExactSimplex simplex, List<int> cells)
    {
        if (far == CellSystem.Endless)
        {
            (OuterMost[c], InnerMost[c]) = (CellSystem.Endless, CellSystem.Endless);
            return;
        }

        if (sign > 0)
            OuterMost[c] = Math.Min(OuterMost[c], system.Value[c] + far);
        else
            OuterLeast[c] = Math.Max(OuterLeast[c], system.Value[c] + far);
        if (!simplex.Whole)
            return;
        var table = new Dictionary<int, long>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (simplex.At(i) is not 0 and var change)
                table.Add(cells[i], change);
        }

        if (!Take(table))
            throw new InvalidOperationException($"The table found for cell {c} does not agree with what is published.");
    }
}
