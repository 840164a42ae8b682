using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>
/// Whether rows can hold for numbers that need not be whole, in fractions, so without rounding. General simplex with bounds and the smallest index first (Bland, 1977), as in
/// Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)" (2006).
/// </summary>
internal sealed class Simplex
{
    private readonly Budget budget;
    private readonly Fraction?[] least;
    private readonly Fraction?[] most;
    private readonly Fraction[] value;
    private readonly SortedDictionary<int, Dictionary<int, Fraction>> basic = [];

    /// <param name="rows">Only over numbers that are not fixed.</param>
    /// <param name="bounds">Of all numbers.</param>
    /// <param name="budget">Larger numbers are more work.</param>
    public Simplex(IReadOnlyList<Row> rows, Bounds bounds, Budget budget)
    {
        this.budget = budget;
        var numbers = bounds.Least.Length;
        least = new Fraction?[numbers + rows.Count];
        most = new Fraction?[numbers + rows.Count];
        value = new Fraction[numbers + rows.Count];
        for (var x = 0; x < numbers; x++)
            (least[x], most[x], value[x]) = (bounds.Least[x], bounds.Most[x] is { } m ? (Fraction)m : null, bounds.Least[x]);
        for (var r = 0; r < rows.Count; r++)
        {
            var row = new Dictionary<int, Fraction>();
            Fraction sum = BigInteger.Zero;
            for (var i = 0; i < rows[r].Names.Length; i++)
            {
                row[rows[r].Names[i]] = rows[r].Factors[i];
                sum += value[rows[r].Names[i]] * rows[r].Factors[i];
            }

            (most[numbers + r], value[numbers + r]) = (rows[r].Most, sum);
            basic[numbers + r] = row;
        }
    }

    public Fraction this[int x] => value[x];

    /// <summary>True: the values hold. False: no values do. Null: the limit of steps was reached.</summary>
    public bool? Solve(int steps)
    {
        while (steps-- > 0 && !budget.Empty)
        {
            budget.Work(2 * basic.Count);
            var (x, up) = Broken();
            if (x < 0)
                return true;
            var row = basic[x];
            var enter = int.MaxValue;
            foreach (var (y, factor) in row)
            {
                if (y < enter && (factor.Sign > 0 == up ? most[y] is not { } m || value[y] < m : least[y] is not { } l || value[y] > l))
                    enter = y;
            }

            if (enter == int.MaxValue)
                return false;
            Swap(x, enter, up ? least[x]!.Value : most[x]!.Value);
        }

        return null;
    }

    private (int Index, bool Up) Broken()
    {
        foreach (var x in basic.Keys)
        {
            if (least[x] is { } l && value[x] < l)
                return (x, true);
            if (most[x] is { } m && value[x] > m)
                return (x, false);
        }

        return (-1, false);
    }

    private void Swap(int leave, int enter, Fraction goal)
    {
        var row = basic[leave];
        var factor = row[enter];
        var by = (goal - value[leave]) / factor;
        value[leave] = goal;
        value[enter] += by;
        basic.Remove(leave);
        row.Remove(enter);
        var turned = new Dictionary<int, Fraction>(row.Count + 1) { [leave] = (Fraction)BigInteger.One / factor };
        foreach (var (y, f) in row)
            turned[y] = (Fraction)BigInteger.Zero - (f / factor);
        foreach (var (x, other) in basic)
        {
            if (!other.Remove(enter, out var times))
                continue;
            value[x] += times * by;
            budget.Work(1 + turned.Count);
            foreach (var (y, f) in turned)
            {
                budget.Work((times.Over.GetBitLength() + f.Under.GetBitLength()) / 16);
                var sum = other.TryGetValue(y, out var had) ? had + (times * f) : times * f;
                if (sum.Sign == 0)
                    other.Remove(y);
                else
                    other[y] = sum;
            }
        }

        basic[enter] = turned;
    }
}
