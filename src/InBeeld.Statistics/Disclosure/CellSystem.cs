namespace InBeeld.Statistics.Disclosure;

/// <summary>All cells and what must hold between them: each total is the sum of its parts, in every dimension, and each statement holds. Cells are numbered; a cell that belongs
/// to no dimensions is the sum of a statement that is known between two numbers.</summary>
internal sealed class CellSystem
{
    public const long Endless = long.MaxValue;

    private readonly Dictionary<long, int> byKey;
    private const int MostDense = 60_000_000;

    private readonly int[] nodes;
    private readonly int[] dense = [];
    private readonly long[] step;

    public CellSystem(IReadOnlyList<Dimension> dimensions, List<string> waves, List<long> keys, Dictionary<long, int> byKey, int sums)
    {
        (Dimensions, Waves, this.byKey) = (dimensions, waves, byKey);
        (Tabled, Count) = (keys.Count, keys.Count + sums);
        nodes = new int[Tabled * dimensions.Count];
        Wave = new int[Count];
        step = new long[dimensions.Count + 1];
        step[0] = 1;
        for (var d = 0; d < dimensions.Count; d++)
            step[d + 1] = step[d] * dimensions[d].Count;
        if (step[^1] * waves.Count <= MostDense)
        {
            dense = new int[step[^1] * waves.Count];
            Array.Fill(dense, -1);
            for (var i = 0; i < Tabled; i++)
                dense[keys[i]] = i;
        }

        for (var i = 0; i < Tabled; i++)
        {
            var key = keys[i];
            for (var d = 0; d < dimensions.Count; d++)
            {
                nodes[(i * dimensions.Count) + d] = (int)(key % dimensions[d].Count);
                key /= dimensions[d].Count;
            }

            Wave[i] = (int)key;
        }

        (Value, Contributors, Largest, Second) = (new long[Count], new long[Count], new long[Count], new long[Count]);
        (Least, Most) = (new long[Count], new long[Count]);
        Array.Fill(Most, Endless);
        Array.Fill(Contributors, -1);
        Array.Fill(Largest, -1);
        Must = new CellMust[Count];
        Known = new bool[Count];
        InStatement = new bool[Count];
    }

    public IReadOnlyList<Dimension> Dimensions { get; }

    public List<string> Waves { get; }

    public int Count { get; }

    /// <summary>The cells with dimensions come first; this is their number.</summary>
    public int Tabled { get; }

    public int[] Wave { get; }

    /// <summary>The truth, or where that is not known something that fits.</summary>
    public long[] Value { get; }

    /// <summary>-1: not known.</summary>
    public long[] Contributors { get; }

    public long[] Largest { get; }

    public long[] Second { get; }

    /// <summary>What is known of a cell that is not published.</summary>
    public long[] Least { get; }

    /// <summary>What is known of a cell that is not published.</summary>
    public long[] Most { get; }

    public CellMust[] Must { get; }

    /// <summary>Published before.</summary>
    public bool[] Known { get; }

    public bool[] InStatement { get; }

    /// <summary>Rows: the sum of factor times cell is <see cref="Constant"/>. The first <see cref="Sums"/> are totals, the others statements.</summary>
    public List<(int Cell, int Factor)[]> Rows { get; } = [];

    public List<long> Constant { get; } = [];

    public int Sums { get; set; }

    /// <summary>The rows of each cell, made after all rows are.</summary>
    public int[][] RowsOf { get; private set; } = [];

    public int Node(int cell, int dimension) => nodes[(cell * Dimensions.Count) + dimension];

    /// <summary>What a node adds to the key of a cell.</summary>
    public long Step(int dimension) => step[dimension];

    /// <summary>The cell with that key, or -1: the wave times the last step, and each node times its step.</summary>
    public int Find(long key) => dense.Length > 0 ? dense[key] : byKey.GetValueOrDefault(key, -1);

    /// <summary>The cell of that name, or -1.</summary>
    public int Find(CellRef cell)
    {
        long key = Waves.IndexOf(cell.Wave);
        if (key < 0)
            return -1;
        key *= step[^1];
        for (var d = 0; d < Dimensions.Count; d++)
        {
            var node = cell.At.TryGetValue(Dimensions[d].Name, out var name) ? Dimensions[d].Find(name) : Dimensions[d].Root;
            if (node < 0)
                return -1;
            key += node * step[d];
        }

        return Find(key);
    }

    public int DepthOf(int cell)
    {
        var depth = 0;
        for (var d = 0; d < Dimensions.Count && cell < Tabled; d++)
            depth += Dimensions[d].Depth(Node(cell, d));
        return depth;
    }

    /// <summary>As in a message: {place: Utrecht, kind: primary}.</summary>
    public string Named(int cell) => $"{{{string.Join(", ", AtOf(cell).Select(p => $"{p.Key}: {p.Value}"))}}}" + (Waves[Wave[cell]].Length > 0 ? $" of wave {Waves[Wave[cell]]}" : "");

    public IReadOnlyDictionary<string, string> AtOf(int cell)
    {
        var at = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var d = 0; d < Dimensions.Count; d++)
            at[Dimensions[d].Name] = Dimensions[d].NameOf(Node(cell, d));
        return at;
    }

    /// <summary>Whether one cell is a part of the other, or the same.</summary>
    public bool Comparable(int a, int b) => Wave[a] == Wave[b] && (Inside(a, b) || Inside(b, a));

    public void Finish()
    {
        var counts = new int[Count];
        foreach (var row in Rows)
        {
            foreach (var (cell, _) in row)
                counts[cell]++;
        }

        RowsOf = [.. counts.Select(c => new int[c])];
        for (var r = Rows.Count - 1; r >= 0; r--)
        {
            foreach (var (cell, _) in Rows[r])
                RowsOf[cell][--counts[cell]] = r;
        }
    }

    private bool Inside(int inner, int outer)
    {
        for (var d = 0; d < Dimensions.Count; d++)
        {
            if (!Dimensions[d].Holds(Node(outer, d), Node(inner, d)))
                return false;
        }

        return true;
    }
}
