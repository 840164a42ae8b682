namespace InBeeld.Statistics.Disclosure;

/// <summary>Gives every cell of a system its value, from the parts up, and says which total does not add up.</summary>
internal sealed class Filling(CellSystem system, DisclosureRules rules, Dictionary<long, DisclosureCell> given, List<long> keys, HashSet<long> known)
{
    private readonly List<int>[] wholes = [.. Enumerable.Range(0, system.Tabled).Select(_ => new List<int>(1))];

    public void Fill()
    {
        for (var r = 0; r < system.Sums; r++)
            wholes[system.Rows[r][0].Cell].Add(r);
        for (var i = 0; i < system.Tabled; i++)
        {
            system.Known[i] = known.Contains(keys[i]);
            if (given.TryGetValue(keys[i], out var cell))
                system.Must[i] = cell.Must;
        }

        // A part is deeper than its total, so the deepest come first.
        var order = Enumerable.Range(0, system.Tabled).OrderByDescending(system.DepthOf).ToArray();
        foreach (var i in order.Where(i => system.Wave[i] == 0))
        {
            Add(i);
            Judge(i);
        }

        Guess(order.Where(i => system.Wave[i] != 0).ToArray());
    }

    private void Add(int i)
    {
        long? value = given.TryGetValue(keys[i], out var cell) ? cell.Value : null;
        foreach (var r in wholes[i])
        {
            var sum = system.Rows[r].Skip(1).Sum(t => system.Value[t.Cell]);
            if (value is { } v && v != sum)
                throw new DisclosureException($"cell {system.Named(i)}: is {v}, its parts by {By(r)} add up to {sum}");
            value = sum;
        }

        system.Value[i] = value ?? 0;
    }

    /// <summary>Contributors of a total: each is in one part, or may be in several.</summary>
    private void Judge(int i)
    {
        var cell = given.GetValueOrDefault(keys[i]);
        var (contributors, largest, second) = (cell?.Contributors ?? -1, cell?.Largest ?? -1, cell?.Second ?? 0);
        if (wholes[i].Count == 0)
        {
            if (contributors < 0)
                contributors = system.Value[i];
        }
        else
        {
            // Of each way to split it the one that says least contributors counts, and the largest share: rather hidden than not.
            foreach (var r in wholes[i])
            {
                var parts = system.Rows[r].Skip(1).Select(t => t.Cell).ToArray();
                if (cell?.Contributors is null)
                {
                    var counts = parts.All(p => system.Contributors[p] == system.Value[p]);
                    var these = counts || !rules.Overlap ? parts.Sum(p => system.Contributors[p]) : parts.Max(p => system.Contributors[p]);
                    contributors = contributors < 0 ? these : Math.Min(contributors, these);
                }

                if (cell?.Largest is null && rules.Dominance is { } rule && parts.All(p => system.Largest[p] >= 0 || system.Value[p] == 0))
                {
                    var shares = parts.Select(p => Math.Max(0, system.Largest[p])).OrderDescending().ToArray();
                    var most = rules.Overlap ? shares.Sum() : rule.P is null ? shares.Take(rule.N).Sum() : shares[0];
                    var next = rules.Overlap || rule.P is null ? 0 : shares.Skip(1).Concat(parts.Select(p => system.Second[p])).OrderDescending().FirstOrDefault();
                    (largest, second) = (Math.Max(largest, most), Math.Max(second, next));
                }
            }
        }

        (system.Contributors[i], system.Largest[i], system.Second[i]) = (contributors, Math.Min(largest, system.Value[i]), second);
    }

    /// <summary>Of another wave only what was published is sure. What was not gets a value that fits.</summary>
    private void Guess(int[] order)
    {
        var has = new bool[system.Tabled];
        foreach (var i in order)
        {
            if (!given.TryGetValue(keys[i], out var cell))
                continue;
            (system.Value[i], has[i]) = (cell.Value, true);
            if (cell.Must == CellMust.WasHidden)
                (system.Contributors[i], system.Largest[i], system.Second[i]) = (cell.Contributors ?? cell.Value, cell.Largest ?? -1, cell.Second ?? 0);
        }

        var partOf = new Dictionary<int, List<int>>();
        var waiting = new Queue<int>();
        for (var r = 0; r < system.Sums; r++)
        {
            if (system.Wave[system.Rows[r][0].Cell] == 0)
                continue;
            waiting.Enqueue(r);
            foreach (var (c, _) in system.Rows[r])
                (partOf.TryGetValue(c, out var list) ? list : partOf[c] = []).Add(r);
        }

        void Settle()
        {
            while (waiting.TryDequeue(out var r))
            {
                var open = system.Rows[r].Where(t => !has[t.Cell]).ToArray();
                var sum = system.Rows[r].Where(t => has[t.Cell]).Sum(t => t.Factor * system.Value[t.Cell]);
                if (open.Length == 0 && sum != 0)
                {
                    var whole = system.Rows[r][0].Cell;
                    throw new DisclosureException($"cell {system.Named(whole)}: is {system.Value[whole]}, its parts by {By(r)} add up to {system.Value[whole] - sum}; if some were hidden then, give their values with \"hidden\"");
                }

                if (open.Length == 1)
                    Set(open[0].Cell, -sum * open[0].Factor);
            }
        }

        void Set(int cell, long value)
        {
            if (value < 0)
                throw new DisclosureException($"cell {system.Named(cell)}: would be {value} by what was published; if some cells were hidden then, give their values with \"hidden\"");
            (system.Value[cell], has[cell]) = (value, true);
            foreach (var r in partOf.GetValueOrDefault(cell) ?? [])
                waiting.Enqueue(r);
        }

        Settle();
        foreach (var i in order.Where(i => !has[i] && wholes[i].Count == 0))
        {
            if (has[i])
                continue;
            // What its totals leave: the rule of the north-west corner.
            long? room = null;
            foreach (var r in partOf.GetValueOrDefault(i) ?? [])
            {
                if (system.Rows[r][0].Cell is var whole && has[whole])
                {
                    var left = system.Value[whole] - system.Rows[r].Skip(1).Where(t => has[t.Cell]).Sum(t => system.Value[t.Cell]);
                    room = Math.Min(room ?? left, left);
                }
            }

            Set(i, room ?? 0);
            Settle();
        }
    }

    private string By(int row)
    {
        var (whole, part) = (system.Rows[row][0].Cell, system.Rows[row][1].Cell);
        return system.Dimensions[Enumerable.Range(0, system.Dimensions.Count).First(d => system.Node(whole, d) != system.Node(part, d))].Name;
    }
}
