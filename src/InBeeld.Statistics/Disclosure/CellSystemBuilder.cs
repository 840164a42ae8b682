namespace InBeeld.Statistics.Disclosure;

/// <summary>Makes of given cells the whole: with every total of every cell and every part of those totals. Refuses what does not add up.</summary>
internal sealed class CellSystemBuilder
{
    public const int MostCells = 2_000_000, MostDimensions = 6, MostWaves = 50, MostStatements = 20_000, MostTerms = 10_000, MostFactor = 1000;

    public const long MostValue = 1_000_000_000_000;

    private readonly DisclosureProblem problem;
    private readonly IReadOnlyList<Dimension> dimensions;
    private readonly List<string> waves = [""];
    private readonly List<long> keys = [];
    private readonly Dictionary<long, int> byKey = [];
    private readonly HashSet<(long, int)> expanded = [];
    private readonly List<(long Whole, int Dimension)> totals = [];
    private readonly Dictionary<long, DisclosureCell> given = [];
    private readonly HashSet<long> known = [];
    private readonly Dictionary<string, int> dimensionOf = new(StringComparer.Ordinal);
    private readonly long[] step;

    private CellSystemBuilder(DisclosureProblem problem)
    {
        (this.problem, dimensions) = (problem, problem.Dimensions);
        step = new long[dimensions.Count + 1];
        step[0] = 1;
        for (var d = 0; d < dimensions.Count; d++)
        {
            if (!dimensionOf.TryAdd(dimensions[d].Name, d))
                throw new DisclosureException($"dimension \"{dimensions[d].Name}\": stands in the problem twice");
            step[d + 1] = step[d] > long.MaxValue / 1000 / dimensions[d].Count ? throw new DisclosureException("dimensions: too many nodes together") : step[d] * dimensions[d].Count;
        }
    }

    public static CellSystem Build(DisclosureProblem problem)
    {
        if (problem.Dimensions.Count is 0 or > MostDimensions)
            throw new DisclosureException($"dimensions: there must be 1 to {MostDimensions}");
        if (problem.Cells.Count == 0)
            throw new DisclosureException("cells: there are none");
        if (problem.Cells.Count + (problem.Before?.Count ?? 0) > MostCells)
            throw new DisclosureException($"cells: more than {MostCells}");
        if (problem.Statements?.Count > MostStatements)
            throw new DisclosureException($"publishedBefore: more than {MostStatements} statements");
        return new CellSystemBuilder(problem).Build();
    }

    private CellSystem Build()
    {
        foreach (var cell in problem.Cells)
            Give(cell, false);
        foreach (var cell in problem.Before ?? [])
            Give(cell, true);
        Close();
        var statements = problem.Statements ?? [];
        var system = new CellSystem(dimensions, waves, keys, byKey, statements.Count(s => s.Least != s.Most));
        foreach (var (whole, d) in totals)
            system.Rows.Add([(byKey[whole], 1), .. PartsOf(whole, d).Select(p => (byKey[p], -1))]);
        system.Constant.AddRange(new long[totals.Count]);
        system.Sums = totals.Count;
        new Filling(system, problem.Rules, given, keys, known).Fill();
        var sum = system.Tabled;
        for (var s = 0; s < statements.Count; s++)
            Add(system, statements[s], s, ref sum);
        system.Finish();
        return system;
    }

    private void Give(DisclosureCell cell, bool before)
    {
        var key = Key(cell.Ref);
        var name = Named(cell.Ref);
        if (cell.Value is < 0 or > MostValue)
            throw new DisclosureException($"cell {name}: the value {cell.Value} is {(cell.Value < 0 ? "negative" : "too large")}");
        if (cell.Contributors is < 0 or > MostValue)
            throw new DisclosureException($"cell {name}: contributors must be 0 or more");
        if (cell.Contributors == 0 && cell.Value > 0)
            throw new DisclosureException($"cell {name}: the value is {cell.Value}, but it has no contributors");
        if (cell.Largest is { } l && (l < 0 || l > cell.Value))
            throw new DisclosureException($"cell {name}: the largest is {l}, which is not from 0 to the value {cell.Value}");
        if (cell.Second is { } two && (cell.Largest is not { } one || two < 0 || two > one || one + two > cell.Value))
            throw new DisclosureException($"cell {name}: the second is {two}, which does not fit with the largest and the value {cell.Value}");
        var unknown = cell.Must == CellMust.WasHidden;
        if (unknown && !before)
            throw new DisclosureException($"cell {name}: only a cell that stands in what was published before can have been hidden");
        if (given.TryGetValue(key, out var other))
        {
            if (other.Value != cell.Value)
                throw new DisclosureException($"cell {name}: is given twice, as {other.Value} and as {cell.Value}" + (before ? "; a value of another time needs a wave of its own" : ""));
            if (other.Contributors is { } a && cell.Contributors is { } b && a != b)
                throw new DisclosureException($"cell {name}: is given twice, with {a} and with {b} contributors");
            if ((other.Must, cell.Must) is (CellMust.Publish, CellMust.Hide) or (CellMust.Hide, CellMust.Publish))
                throw new DisclosureException($"cell {name}: must be published and hidden");
            cell = other with
            {
                Contributors = other.Contributors ?? cell.Contributors, Largest = other.Largest ?? cell.Largest, Second = other.Second ?? cell.Second,
                Must = other.Must is CellMust.Decide or CellMust.WasHidden ? cell.Must : other.Must,
            };
        }

        given[key] = cell;
        if (before && !unknown)
            known.Add(key);
        Add(key);
    }

    /// <summary>Adds all totals of a cell, and all parts of those totals, until nothing is new.</summary>
    private void Close()
    {
        for (var i = 0; i < keys.Count; i++)
        {
            for (var d = 0; d < dimensions.Count; d++)
            {
                var node = NodeOf(keys[i], d);
                if (dimensions[d].Above(node) is not (>= 0 and var above))
                    continue;
                var whole = keys[i] + ((above - node) * step[d]);
                if (!expanded.Add((whole, d)))
                    continue;
                totals.Add((whole, d));
                Add(whole);
                foreach (var part in PartsOf(whole, d))
                    Add(part);
            }
        }
    }

    private void Add(long key)
    {
        if (!byKey.TryAdd(key, keys.Count))
            return;
        keys.Add(key);
        if (keys.Count > MostCells)
            throw new DisclosureException($"cells: with their totals there are more than {MostCells}");
    }

    private int NodeOf(long key, int d) => (int)(key / step[d] % dimensions[d].Count);

    private IEnumerable<long> PartsOf(long whole, int d)
    {
        var node = NodeOf(whole, d);
        return dimensions[d].Parts(node).Select(p => whole + ((p - node) * step[d]));
    }

    private void Add(CellSystem system, DisclosureStatement statement, int number, ref int sum)
    {
        if (statement.Terms.Count is 0 or > MostTerms)
            throw new DisclosureException($"statement {number + 1}: must have 1 to {MostTerms} cells");
        if (statement.Least > statement.Most || Math.Abs((decimal)statement.Least) > MostValue || Math.Abs((decimal)statement.Most) > MostValue)
            throw new DisclosureException($"statement {number + 1}: {statement.Least} to {statement.Most} is not possible");
        var row = new SortedDictionary<int, int>();
        Int128 value = 0;
        foreach (var (cell, factor) in statement.Terms)
        {
            if (factor is 0 or > MostFactor or < -MostFactor)
                throw new DisclosureException($"statement {number + 1}: a factor is {factor}; it must be a whole number to {MostFactor}, and not 0");
            var found = byKey.GetValueOrDefault(Key(cell), -1);
            if (found < 0)
                throw new DisclosureException($"statement {number + 1}: there is no cell {Named(cell)}");
            if (!row.TryAdd(found, factor))
                throw new DisclosureException($"statement {number + 1}: names the cell {Named(cell)} twice");
            system.InStatement[found] = true;
            value += (Int128)factor * system.Value[found];
        }

        if (value < statement.Least || value > statement.Most)
        {
            throw new DisclosureException($"statement {number + 1}: says {(statement.Least == statement.Most ? $"{statement.Least}" : $"{statement.Least} to {statement.Most}")}, the cells give {value}"
                + (waves.Count > 1 ? "; of another wave, give the values of the cells that were hidden" : ""));
        }

        var terms = row.Select(p => (p.Key, p.Value)).ToList();
        if (statement.Least != statement.Most)
        {
            (system.Value[sum], system.Least[sum], system.Most[sum]) = ((long)value, statement.Least, statement.Most);
            system.InStatement[sum] = true;
            terms.Add((sum++, -1));
        }

        system.Rows.Add([.. terms]);
        system.Constant.Add(statement.Least == statement.Most ? statement.Least : 0);
    }

    private long Key(CellRef cell)
    {
        foreach (var name in cell.At.Keys)
        {
            if (!dimensionOf.ContainsKey(name))
                throw new DisclosureException($"cell {Named(cell)}: there is no dimension \"{name}\"");
        }

        var wave = waves.IndexOf(cell.Wave);
        if (wave < 0)
        {
            wave = waves.Count;
            waves.Add(cell.Wave);
            if (waves.Count > MostWaves)
                throw new DisclosureException($"publishedBefore: more than {MostWaves} waves");
        }

        var key = wave * step[^1];
        for (var d = 0; d < dimensions.Count; d++)
        {
            var node = cell.At.TryGetValue(dimensions[d].Name, out var name) ? dimensions[d].Find(name) : dimensions[d].Root;
            if (node < 0)
                throw new DisclosureException($"cell {Named(cell)}: " + (name is null ? $"\"{dimensions[d].Name}\" has no total and must be named" : $"\"{dimensions[d].Name}\" has no \"{name}\""));
            key += node * step[d];
        }

        return key;
    }

    private static string Named(CellRef cell) => $"{{{string.Join(", ", cell.At.Select(p => $"{p.Key}: {p.Value}"))}}}" + (cell.Wave.Length > 0 ? $" of wave {cell.Wave}" : "");
}
