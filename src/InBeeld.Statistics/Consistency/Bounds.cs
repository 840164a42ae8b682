using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>The sum of factors times numbers is at most <paramref name="Most"/>.</summary>
/// <param name="Names">Indexes of the numbers, each once.</param>
/// <param name="Factors">As many; none is 0.</param>
/// <param name="Most">What the sum may be at most.</param>
internal sealed record Row(int[] Names, BigInteger[] Factors, BigInteger Most)
{
    /// <summary>Like terms taken together and, as all numbers are whole, divided by what the factors have in common. Null when nothing is left and it holds.</summary>
    public static Row From(IEnumerable<(int Name, BigInteger Factor)> terms, BigInteger most)
    {
        var sums = new SortedDictionary<int, BigInteger>();
        foreach (var (name, factor) in terms)
            sums[name] = sums.GetValueOrDefault(name) + factor;
        var left = sums.Where(s => !s.Value.IsZero).ToList();
        var common = left.Aggregate(BigInteger.Zero, (c, s) => BigInteger.GreatestCommonDivisor(c, s.Value));
        return common > 1
            ? new([.. left.Select(s => s.Key)], [.. left.Select(s => s.Value / common)], Fraction.FloorOf(most, common))
            : new([.. left.Select(s => s.Key)], [.. left.Select(s => s.Value)], most);
    }
}

/// <summary>Per number the least and the most it can be, made narrower by rows until nothing changes.</summary>
internal sealed class Bounds
{
    public Bounds(int numbers)
    {
        Least = new BigInteger[numbers];
        Most = new BigInteger?[numbers];
    }

    private Bounds(Bounds other)
    {
        Least = [.. other.Least];
        Most = [.. other.Most];
    }

    public BigInteger[] Least { get; }

    /// <summary>Null: no limit.</summary>
    public BigInteger?[] Most { get; }

    public Bounds Copy() => new(this);

    public bool Fixed(int x) => Most[x] == Least[x];

    /// <summary>False: there is no whole number left for some number, so the rows cannot all hold. Stops early when bounds creep; then true, and nothing wrong is claimed.</summary>
    public bool Narrow(IReadOnlyList<Row> rows, IReadOnlyList<int>[] rowsOf, Budget budget, int? changed = null)
    {
        var waiting = new Queue<int>(changed is { } c ? rowsOf[c] : Enumerable.Range(0, rows.Count));
        var isWaiting = new bool[rows.Count];
        foreach (var r in waiting)
            isWaiting[r] = true;
        var visits = new int[rows.Count];
        budget.Work(1 + (rows.Count / 32));
        while (waiting.TryDequeue(out var r))
        {
            isWaiting[r] = false;
            if (++visits[r] > 60)
                continue;
            budget.Work(rows[r].Names.Length);
            if (budget.Empty)
                return true;
            if (!Narrow(rows[r], x =>
            {
                foreach (var other in rowsOf[x])
                {
                    if (!isWaiting[other])
                    {
                        isWaiting[other] = true;
                        waiting.Enqueue(other);
                    }
                }
            }))
                return false;
        }

        return true;
    }

    private bool Narrow(Row row, Action<int> changed)
    {
        BigInteger sum = 0;
        var (open, openAt) = (0, -1);
        for (var i = 0; i < row.Names.Length; i++)
        {
            if (Smallest(row, i) is { } s)
                sum += s;
            else
                (open, openAt) = (open + 1, i);
        }

        if (open == 0 && sum > row.Most)
            return false;
        for (var i = open == 1 ? openAt : 0; open < 2 && i < (open == 1 ? openAt + 1 : row.Names.Length); i++)
        {
            var (x, factor) = (row.Names[i], row.Factors[i]);
            var room = row.Most - (open == 1 ? sum : sum - Smallest(row, i)!.Value);
            if (factor.Sign > 0)
            {
                var most = Fraction.FloorOf(room, factor);
                if (Most[x] is not { } had || most < had)
                {
                    // The smallest of this row stays what it was: its least has not changed.
                    Most[x] = most;
                    if (most < Least[x])
                        return false;
                    changed(x);
                }
            }
            else
            {
                var least = Fraction.CeilingOf(-room, -factor);
                if (least > Least[x])
                {
                    Least[x] = least;
                    if (Most[x] is { } most && most < least)
                        return false;
                    changed(x);
                }
            }
        }

        return true;
    }

    private BigInteger? Smallest(Row row, int i) =>
        row.Factors[i].Sign > 0 ? row.Factors[i] * Least[row.Names[i]] : Most[row.Names[i]] is { } most ? row.Factors[i] * most : null;
}
