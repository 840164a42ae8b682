using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>How many systems may still be solved, and how much work on rows may still be done; shared by all questions of one check. No clock, so the same problem gives the same answer.</summary>
internal sealed class Budget(int nodes, long work)
{
    public int Used { get; private set; }

    public bool Empty => work <= 0;

    public bool Spend() => work > 0 && Used < nodes && Used++ < nodes;

    public void Work(long done) => work -= done;
}

/// <summary>
/// Whether whole numbers of 0 and more exist for which all rows hold: bounds to a fixed point, fractions without rounding (<see cref="Simplex"/>), a try to complete the numbers one by one, and else
/// branch and bound (Land and Doig, 1960). Yes comes with an example that was counted again; no is a proof; null: the limit was reached.
/// </summary>
internal sealed class WholeSearch(int numbers, Budget budget)
{
    private const int Steps = 4_000;
    private const int NodesPerQuestion = 6_000;
    private const int MostRowsOfSimplex = 400;
    private static readonly BigInteger VeryMany = BigInteger.Pow(10, 9);

    /// <summary>The example of the last yes.</summary>
    public BigInteger[] Example { get; private set; } = [];

    public bool? Holds(IReadOnlyList<Row> rows)
    {
        if (budget.Empty)
            return null;
        budget.Work(2 * rows.Count);
        if (rows.Any(r => r.Names.Length == 0 && r.Most.Sign < 0))
            return false;
        var rowsOf = RowsOf(rows);
        var start = new Bounds(numbers);
        if (!start.Narrow(rows, rowsOf, budget))
            return false;
        var open = new Stack<Bounds>([start]);
        var nodes = 0;
        while (open.TryPop(out var bounds))
        {
            if (!budget.Spend() || ++nodes > NodesPerQuestion)
                return null;
            if (Complete(rows, rowsOf, bounds, null, false) || Complete(rows, rowsOf, bounds, null, true))
                return true;
            budget.Work(4 * rows.Count);
            // Bounds that creep are left before they break a row, so a row of fixed numbers is looked at again.
            if (Left(rows, bounds) is not { } left)
                continue;
            if (left.Count > MostRowsOfSimplex && Widest(bounds, rowsOf) is >= 0 and var half)
            {
                var middle = (bounds.Least[half] + bounds.Most[half]!.Value) / 2;
                Branch(open, rows, rowsOf, bounds, half, middle);
                continue;
            }

            var relaxed = new Simplex(left, bounds, budget);
            switch (relaxed.Solve(Steps))
            {
                case false:
                    continue;
                case null:
                    return null;
                default:
                    break;
            }

            if (Complete(rows, rowsOf, bounds, relaxed, false))
                return true;
            var branch = -1;
            foreach (var x in left.SelectMany(r => r.Names))
            {
                if (!relaxed[x].Whole && (branch < 0 || rowsOf[x].Count > rowsOf[branch].Count || (rowsOf[x].Count == rowsOf[branch].Count && x < branch)))
                    branch = x;
            }

            if (branch < 0)
            {
                Example = [.. Enumerable.Range(0, numbers).Select(x => bounds.Fixed(x) ? bounds.Least[x] : relaxed[x].Floor())];
                return Check(rows) ? true : throw new InvalidOperationException("An example of the check does not hold.");
            }

            Branch(open, rows, rowsOf, bounds, branch, relaxed[branch].Floor());
        }

        return false;
    }

    private void Branch(Stack<Bounds> open, IReadOnlyList<Row> rows, List<int>[] rowsOf, Bounds bounds, int x, BigInteger floor)
    {
        var (low, high) = (bounds.Copy(), bounds);
        low.Most[x] = floor;
        high.Least[x] = floor + 1;
        if (high.Narrow(rows, rowsOf, budget, x))
            open.Push(high);
        if (low.Narrow(rows, rowsOf, budget, x))
            open.Push(low);
    }

    /// <summary>Of a system too large for fractions: the number in most rows that is not fixed and has both ends; -1 when there is none.</summary>
    private int Widest(Bounds bounds, List<int>[] rowsOf)
    {
        var best = -1;
        for (var x = 0; x < numbers; x++)
        {
            if (!bounds.Fixed(x) && bounds.Most[x] is not null && (best < 0 || rowsOf[x].Count > rowsOf[best].Count))
                best = x;
        }

        return best;
    }

    public List<int>[] RowsOf(IReadOnlyList<Row> rows)
    {
        var rowsOf = new List<int>[numbers];
        for (var x = 0; x < numbers; x++)
            rowsOf[x] = [];
        for (var r = 0; r < rows.Count; r++)
        {
            foreach (var x in rows[r].Names)
                rowsOf[x].Add(r);
        }

        return rowsOf;
    }

    /// <summary>What the rows still ask of the numbers that are not fixed; null: they ask what cannot be.</summary>
    private static List<Row>? Left(IReadOnlyList<Row> rows, Bounds bounds)
    {
        var left = new List<Row>();
        foreach (var row in rows)
        {
            var most = row.Most;
            BigInteger? largest = 0;
            List<(int, BigInteger)> terms = [];
            for (var i = 0; i < row.Names.Length; i++)
            {
                var (x, factor) = (row.Names[i], row.Factors[i]);
                if (bounds.Fixed(x))
                {
                    most -= factor * bounds.Least[x];
                    continue;
                }

                terms.Add((x, factor));
                largest += factor.Sign > 0 ? factor * bounds.Most[x] : factor * bounds.Least[x];
            }

            if (terms.Count == 0 && most.Sign < 0)
                return null;
            if (terms.Count > 0 && !(largest <= most))
                left.Add(Row.From(terms, most));
        }

        return left;
    }

    /// <summary>Fixes the numbers that stand in most rows first: near the fractions, or without these at their least; bounds say whether it fits.</summary>
    private bool Complete(IReadOnlyList<Row> rows, List<int>[] rowsOf, Bounds from, Simplex? near, bool wide)
    {
        var bounds = from.Copy();
        foreach (var x in Enumerable.Range(0, numbers).Where(x => !bounds.Fixed(x)).OrderByDescending(x => rowsOf[x].Count).ToList())
        {
            if (bounds.Fixed(x))
                continue;
            var goal = near is null ? bounds.Least[x] : BigInteger.Max(bounds.Least[x], (near[x] + new Fraction(1, 2)).Floor());
            // With very many, every percentage is a whole count of it.
            if (wide && (bounds.Most[x] is not { } far || far > VeryMany))
                goal = BigInteger.Max(goal, (bounds.Least[x] / VeryMany + 1) * VeryMany);
            if (bounds.Most[x] is { } most)
                goal = BigInteger.Min(goal, most);
            (bounds.Least[x], bounds.Most[x]) = (goal, goal);
            if (budget.Empty || !bounds.Narrow(rows, rowsOf, budget, x))
                return false;
        }

        Example = [.. bounds.Least];
        return Check(rows);
    }

    private bool Check(IReadOnlyList<Row> rows) => rows.All(r =>
    {
        BigInteger sum = 0;
        for (var i = 0; i < r.Names.Length; i++)
            sum += r.Factors[i] * Example[r.Names[i]];
        return sum <= r.Most;
    });
}
