namespace InBeeld.Statistics.Disclosure;

/// <summary>Two tables that agree with everything that is published, but not on one cell: nobody can know better than that the cell is between them. Only what differs from the
/// truth is kept.</summary>
internal sealed record Proof(Dictionary<int, long> Up, Dictionary<int, long> Down)
{
    public static readonly Proof None = new([], []);
}

/// <summary>Looks for other tables that agree with all that is published. In each dimension a leaf is taken and another leaf is given (or not), with all the totals above
/// them; the product of these signs over the dimensions adds up in every total of every table, whatever cells there are. Two leaves in every dimension are the
/// hypercube of Repsilber (1994); with none given the totals up to the root change too.</summary>
internal sealed class MoveSearch(CellSystem system, Release release, bool[] hideable, double[] cost, int rounding)
{
    private const int MostMoves = 12, Exhaustive = 1200;

    private readonly Choices choices = new(system);
    private readonly Release rounded = new(system, rounding);
    private readonly List<(int Cell, int Sign)> cells = [];
    private readonly Dictionary<int, long> rowSums = [];
    private Dictionary<int, long> up = [], down = [];
    private int target;
    private readonly bool statements = system.Rows.Count > system.Sums;
    private bool useRounding, insiders;
    private double price, limit, most;
    private long ups, downs;

    /// <summary>A proof that the need of the cell is met when what differs in it is hidden, as cheap as can be found; null: not found.</summary>
    /// <param name="only">Whether the proof may not lean on cells of one other contributor.</param>
    public Proof? Find(int cell, Need need, bool only)
    {
        if (cell >= system.Tabled)
            return null;
        (target, insiders) = (cell, only);
        if (rounding > 1)
        {
            useRounding = true;
            if (Find(need) is { } loose)
                return loose;
        }

        useRounding = false;
        return Find(need);
    }

    private Proof? Find(Need need)
    {
        (up, down) = ([], []);
        var options = choices.Of(target);
        var value = system.Value[target];
        for (var moves = 0; moves < MostMoves; moves++)
        {
            var (high, low) = (value + up.GetValueOrDefault(target), value + down.GetValueOrDefault(target));
            var (above, below, wide) = (Math.Max(0, value + need.Up - high), Math.Max(0, low - (value - need.Down)), Math.Max(0, need.Width - (high - low)));
            if (above == 0 && below == 0 && wide == 0)
                return new(up, down);
            if (Best(options, above, below, wide) is not { } pick)
                return null;
            limit = double.PositiveInfinity;
            Lay(options, pick);
            // Down first: it has an end. Up at least what is left.
            var d = Math.Min(downs, Math.Max(below, wide));
            var u = Math.Min(ups, Math.Max(above, wide - d));
            foreach (var (c, sign) in cells)
            {
                if (u > 0)
                    up[c] = up.GetValueOrDefault(c) + (sign * u);
                if (d > 0)
                    down[c] = down.GetValueOrDefault(c) - (sign * d);
            }
        }

        return null;
    }

    private int[]? Best(List<Choice>[] options, long above, long below, long wide)
    {
        var pick = new int[options.Length];
        int[]? found = null;
        (limit, most) = (double.PositiveInfinity, (double)above + below + wide);
        // What costs nothing and gives all cannot be improved.
        bool Enough() => limit < 0.1 / most;
        double Worth() => Lay(options, pick) ? (price + (0.001 * cells.Count)) / ((double)Math.Min(above, ups) + Math.Min(below, downs) + Math.Min(wide, ups + downs)) : double.PositiveInfinity;
        if (options.Aggregate(1L, (n, o) => Math.Min(n * o.Count, int.MaxValue)) <= Exhaustive)
        {
            do
            {
                if (Worth() is var w && w < limit)
                    (limit, found) = (w, [.. pick]);
            }
            while (!Enough() && Next(options, pick));
            return found;
        }

        // One dimension at a time, from several beginnings.
        for (var start = 0; start < 6; start++)
        {
            for (var d = 0; d < pick.Length; d++)
                pick[d] = start == 5 ? options[d].Count - 1 : (int)((long)options[d].Count * start * (d + 1) / 7 % options[d].Count);
            for (var (round, better) = (0, true); round < 3 && better; round++)
            {
                better = false;
                for (var d = 0; d < pick.Length; d++)
                {
                    var at = pick[d];
                    for (var o = 0; o < options[d].Count; o++)
                    {
                        pick[d] = o;
                        if (Worth() is var w && w < limit)
                        {
                            (limit, at, better) = (w, o, true);
                            found = [.. pick];
                            if (Enough())
                                return found;
                        }
                    }

                    pick[d] = at;
                }
            }
        }

        return found;
    }

    private static bool Next(List<Choice>[] options, int[] pick)
    {
        for (var d = 0; d < pick.Length; d++)
        {
            if (++pick[d] < options[d].Count)
                return true;
            pick[d] = 0;
        }

        return false;
    }

    /// <summary>The cells of a move with their signs, what it costs to hide them, and how often it fits up and down. False: it does not fit, or is worse than the best so far.</summary>
    private bool Lay(List<Choice>[] options, int[] pick)
    {
        cells.Clear();
        (price, ups, downs) = (0, CellSystem.Endless / 4, CellSystem.Endless / 4);
        return Lay(options, pick, 0, 1, system.Wave[target] * system.Step(options.Length)) && (!statements || Keep());
    }

    private bool Lay(List<Choice>[] options, int[] pick, int d, int sign, long key)
    {
        if (d == options.Length)
            return system.Find(key) is not (>= 0 and var cell) || Take(cell, sign);
        var step = system.Step(d);
        foreach (var (node, s) in options[d][pick[d]].Nodes)
        {
            if (!Lay(options, pick, d + 1, sign * s, key + (node * step)))
                return false;
        }

        return true;
    }

    /// <summary>Statements hold as well: one that is known between two numbers gives along.</summary>
    private bool Keep()
    {
        rowSums.Clear();
        foreach (var (c, sign) in cells)
        {
            if (!system.InStatement[c])
                continue;
            foreach (var r in system.RowsOf[c].Where(r => r >= system.Sums))
                rowSums[r] = rowSums.GetValueOrDefault(r) + (sign * system.Rows[r].First(t => t.Cell == c).Factor);
        }

        foreach (var (r, sum) in rowSums)
        {
            if (sum != 0 && (system.Rows[r][^1].Cell is var last && (last < system.Tabled || !Take(last, (int)sum))))
                return false;
        }

        return true;
    }

    private bool Take(int c, int sign)
    {
        long least, most;
        if (insiders && system.Contributors[c] == 1 && c != target && !system.Comparable(c, target))
            return false;
        if (release.Hidden[c])
        {
            (least, most) = (system.Least[c], system.Most[c]);
            price += cost[c] < 0 ? -cost[c] : 0;
        }
        else if (useRounding && rounded.Most(c) > rounded.Least(c))
        {
            (least, most) = (rounded.Least(c), rounded.Most(c));
        }
        else if (hideable[c])
        {
            (least, most) = (system.Least[c], system.Most[c]);
            price += Math.Abs(cost[c]);
        }
        else
        {
            return false;
        }

        cells.Add((c, sign));
        var (high, low) = (system.Value[c] + up.GetValueOrDefault(c), system.Value[c] + down.GetValueOrDefault(c));
        var size = Math.Abs(sign);
        ups = Math.Min(ups, Room(sign > 0 ? most == CellSystem.Endless ? most : most - high : high - least, size));
        downs = Math.Min(downs, Room(sign > 0 ? low - least : most == CellSystem.Endless ? most : most - low, size));
        return (ups > 0 || downs > 0) && price < limit * this.most;
    }

    private static long Room(long room, int size) => room == CellSystem.Endless ? room / 4 : room / size;
}
