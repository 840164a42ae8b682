namespace InBeeld.Statistics.Disclosure;

/// <summary>What can be worked out row by row: each cell is at least its total less the most of the other parts, and so on, until nothing becomes narrower. No table that agrees
/// with what is published has a cell outside these bounds; they need not be the narrowest.</summary>
internal sealed class Bounds
{
    private const int MostRounds = 40;

    private readonly CellSystem system;

    public Bounds(CellSystem system, Release release)
    {
        this.system = system;
        (Least, Most) = (new long[system.Count], new long[system.Count]);
        for (var i = 0; i < system.Count; i++)
            (Least[i], Most[i]) = (release.Least(i), release.Most(i));
        var waiting = new Queue<int>(Enumerable.Range(0, system.Rows.Count));
        var waits = new bool[system.Rows.Count];
        Array.Fill(waits, true);
        var times = new byte[system.Rows.Count];
        while (waiting.TryDequeue(out var r))
        {
            waits[r] = false;
            if (times[r]++ >= MostRounds)
                continue;
            foreach (var (cell, factor) in Narrow(r))
            {
                foreach (var other in system.RowsOf[cell])
                {
                    if (other != r && !waits[other])
                    {
                        waits[other] = true;
                        waiting.Enqueue(other);
                    }
                }
            }
        }
    }

    public long[] Least { get; }

    public long[] Most { get; }

    private List<(int Cell, int Factor)> Narrow(int r)
    {
        var narrower = new List<(int, int)>();
        // Sums of the least and the most of every term; what has no end is counted apart.
        Int128 low = -system.Constant[r], high = low;
        var (lows, highs) = (0, 0);
        foreach (var (c, f) in system.Rows[r])
        {
            var (l, h) = Term(c, f);
            if (l is { } a)
                low += a;
            else
                lows++;
            if (h is { } b)
                high += b;
            else
                highs++;
        }

        foreach (var (c, f) in system.Rows[r])
        {
            if (Least[c] == Most[c])
                continue;
            var (l, h) = Term(c, f);
            // factor * cell = minus the rest.
            Int128? most = lows - (l is null ? 1 : 0) == 0 ? -(low - (l ?? 0)) : null, least = highs - (h is null ? 1 : 0) == 0 ? -(high - (h ?? 0)) : null;
            var (from, to) = f > 0 ? (least, most) : (-most, -least);
            var size = Math.Abs(f);
            var changed = false;
            if (from is { } x && Ceiling(x, size) is var fromCell && fromCell > Least[c])
                (Least[c], changed) = ((long)fromCell, true);
            if (to is { } y && -Ceiling(-y, size) is var toCell && toCell < Most[c])
                (Most[c], changed) = ((long)toCell, true);
            if (!changed)
                continue;
            narrower.Add((c, f));
            var (nl, nh) = Term(c, f);
            (low, lows) = (low - (l ?? 0) + (nl ?? 0), lows - (l is null ? 1 : 0) + (nl is null ? 1 : 0));
            (high, highs) = (high - (h ?? 0) + (nh ?? 0), highs - (h is null ? 1 : 0) + (nh is null ? 1 : 0));
        }

        return narrower;
    }

    private (Int128? Least, Int128? Most) Term(int c, int f)
    {
        Int128? a = (Int128)f * Least[c], b = Most[c] == CellSystem.Endless ? null : (Int128)f * Most[c];
        return f > 0 ? (a, b) : (b, a);
    }

    private static Int128 Ceiling(Int128 a, int b) => (a / b) + (a % b > 0 ? 1 : 0);
}
