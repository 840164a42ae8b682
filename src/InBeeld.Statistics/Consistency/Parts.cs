using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>
/// Rows that can hold fall apart where numbers are fixed by them: what one number can be depends only on the numbers that are joined with it by rows without going through a fixed one.
/// </summary>
internal sealed class Parts
{
    private readonly List<Row> rows;
    private readonly List<int>[] rowsOf;
    private readonly Bounds bounds;
    private readonly Budget budget;

    /// <param name="rows">Known to hold for some numbers.</param>
    public Parts(List<Row> rows, int numbers, Budget budget)
    {
        (this.rows, this.budget, bounds) = (rows, budget, new(numbers));
        rowsOf = new WholeSearch(numbers, budget).RowsOf(rows);
        bounds.Narrow(rows, rowsOf, budget);
    }

    public Possible? Of(int x, bool runs)
    {
        if (bounds.Fixed(x))
            return new(bounds.Least[x], bounds.Least[x], true, runs ? [(bounds.Least[x], bounds.Least[x])] : null);
        if (budget.Empty)
            return new(bounds.Least[x], bounds.Most[x], false);
        var local = new Dictionary<int, int> { [x] = 0 };
        var seen = new HashSet<int>();
        List<Row> part = [];
        var waiting = new Queue<int>([x]);
        while (waiting.TryDequeue(out var y))
        {
            part.Add(Row.From([(local[y], -1)], -bounds.Least[y]));
            if (bounds.Most[y] is { } most)
                part.Add(Row.From([(local[y], 1)], most));
            foreach (var r in rowsOf[y].Where(seen.Add))
            {
                List<(int, BigInteger)> terms = [];
                var left = rows[r].Most;
                for (var i = 0; i < rows[r].Names.Length; i++)
                {
                    var (name, factor) = (rows[r].Names[i], rows[r].Factors[i]);
                    if (bounds.Fixed(name))
                    {
                        left -= factor * bounds.Least[name];
                        continue;
                    }

                    if (local.TryAdd(name, local.Count))
                        waiting.Enqueue(name);
                    terms.Add((local[name], factor));
                }

                part.Add(Row.From(terms, left));
                budget.Work(20);
            }
        }

        return new Ranges(local.Count, budget).Of(part, 0, runs);
    }
}
