namespace InBeeld.Statistics.Disclosure;

/// <summary>Linear programming without rounding errors: the least and the most of a variable under equations and bounds. All numbers of the tableau are whole numbers over one denominator
/// (Edmonds, 1967; Bareiss, 1968), so that a bound is a proof. Everything is measured from the truth, which fits: there is no search for a first solution. A variable that
/// is in no basis may stand between its bounds until it is moved. Bland's rule (1977) after standing still, so it ends.</summary>
internal sealed class ExactSimplex
{
    private const int PatienceStandingStill = 30;

    private readonly long[] least, most, at;
    private readonly long[][] rows;
    private readonly long[] number;
    private readonly int[] basis, rowOf;
    private long denominator = 1;

    /// <param name="count">The number of variables.</param>
    /// <param name="equations">Sums of factor times variable that are 0.</param>
    /// <param name="least">At most 0 for each variable.</param>
    /// <param name="most">At least 0 for each variable; <see cref="CellSystem.Endless"/>: no bound.</param>
    /// <exception cref="OverflowException">The numbers become too large.</exception>
    public ExactSimplex(int count, List<(int Variable, int Factor)[]> equations, long[] least, long[] most)
    {
        (this.least, this.most, at) = (least, most, new long[count]);
        var all = new List<long[]>();
        foreach (var equation in equations)
        {
            var row = new long[count];
            Work += count;
            foreach (var (v, f) in equation)
                row[v] += f;
            all.Add(row);
        }

        rowOf = new int[count];
        Array.Fill(rowOf, -1);
        var chosen = new List<int>();
        for (var r = 0; r < all.Count;)
        {
            // The smallest factor keeps numbers small.
            var pivot = -1;
            Work += count;
            for (var v = 0; v < count; v++)
            {
                if (all[r][v] != 0 && rowOf[v] < 0 && (pivot < 0 || Math.Abs(all[r][v]) < Math.Abs(all[r][pivot])))
                    pivot = v;
            }

            if (pivot < 0)
            {
                all.RemoveAt(r);
                continue;
            }

            Eliminate(all, r, pivot);
            rowOf[pivot] = r++;
            chosen.Add(pivot);
        }

        (rows, basis, number) = ([.. all], [.. chosen], new long[all.Count]);
    }

    /// <summary>Numbers touched, so far; about a nanosecond each.</summary>
    public long Work { get; private set; }

    /// <summary>Whether the point found last is whole.</summary>
    public bool Whole => denominator == 1 || number.All(n => n % denominator == 0);

    /// <summary>The value of a variable in the point found last, when it is whole.</summary>
    public long At(int variable) => rowOf[variable] is >= 0 and var r ? number[r] / denominator : at[variable];

    /// <summary>The most (sign 1) or the least (sign -1) whole number that the variable can be; a rational optimum is rounded inwards. Endless: no bound.</summary>
    /// <param name="work">Stop beyond this work.</param>
    /// <returns>Null: stopped.</returns>
    public long? Far(int variable, int sign, long work)
    {
        for (var still = 0; ;)
        {
            if (Work > work)
                return null;
            var (enter, direction) = Entering(variable, sign, still > PatienceStandingStill);
            if (enter < 0)
                break;
            var (step, over, leave) = Ratio(enter, direction);
            if (step == CellSystem.Endless)
                return sign * CellSystem.Endless;
            still = step == 0 ? still + 1 : 0;
            Move(enter, direction, step, over, leave);
            Work += (2 * rows.Length) + at.Length;
        }

        if (rowOf[variable] is not (>= 0 and var r))
            return at[variable];
        return sign > 0 ? Floor(number[r], denominator) : -Floor(-number[r], denominator);
    }

    private static long Floor(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);

    private (int Enter, int Direction) Entering(int variable, int sign, bool first)
    {
        if (rowOf[variable] is not (>= 0 and var r))
            return (sign > 0 ? at[variable] < most[variable] : at[variable] > least[variable]) ? (variable, sign) : (-1, 0);
        var (best, enter, direction) = (0L, -1, 0);
        for (var v = 0; v < at.Length; v++)
        {
            var factor = rows[r][v];
            if (factor == 0 || rowOf[v] >= 0)
                continue;
            var d = -Math.Sign(factor) * sign;
            if ((d > 0 ? at[v] < most[v] : at[v] > least[v]) && Math.Abs(factor) > best)
            {
                (best, enter, direction) = (Math.Abs(factor), v, d);
                if (first)
                    break;
            }
        }

        return (enter, direction);
    }

    /// <summary>How far: a step over a denominator, and the row that stops it (-1: its own bound).</summary>
    private (long Step, long Over, int Leave) Ratio(int enter, int direction)
    {
        var (step, over, leave) = (direction > 0 ? most[enter] == CellSystem.Endless ? CellSystem.Endless : most[enter] - at[enter] : at[enter] - least[enter], 1L, -1);
        for (var r = 0; r < rows.Length; r++)
        {
            var factor = rows[r][enter] * direction;
            if (factor == 0)
                continue;
            var b = basis[r];
            long room;
            if (factor > 0)
                room = checked(number[r] - (denominator * least[b]));
            else if (most[b] == CellSystem.Endless)
                continue;
            else
                room = checked((denominator * most[b]) - number[r]);
            var size = Math.Abs(factor);
            var compare = step == CellSystem.Endless ? -1 : ((Int128)room * over).CompareTo((Int128)step * size);
            if (compare < 0 || (compare == 0 && leave >= 0 && b < basis[leave]))
                (step, over, leave) = (room, size, r);
        }

        return (step, over, leave);
    }

    private void Move(int enter, int direction, long step, long over, int leave)
    {
        checked
        {
            if (leave < 0)
            {
                at[enter] += direction * step;
                for (var r = 0; r < rows.Length; r++)
                    number[r] -= rows[r][enter] * direction * step;
                return;
            }

            // The step is step / over, and over is the size of the pivot, which becomes the denominator.
            for (var r = 0; r < rows.Length; r++)
            {
                if (r != leave && (rows[r][enter] != 0 || over != denominator))
                    number[r] = (long)((((Int128)over * number[r]) - ((Int128)rows[r][enter] * direction * step)) / denominator);
            }

            var gone = basis[leave];
            at[gone] = rows[leave][enter] * direction > 0 ? least[gone] : most[gone];
            number[leave] = (over * at[enter]) + (direction * step);
            (rowOf[gone], rowOf[enter], basis[leave], at[enter]) = (-1, leave, enter, 0);
        }

        Eliminate(rows, leave, enter);
    }

    /// <summary>After this only row r has the variable, with the new denominator as its factor; the variables of the other rows have that factor too.</summary>
    private void Eliminate(IList<long[]> all, int r, int variable)
    {
        var row = all[r];
        if (row[variable] < 0)
        {
            for (var v = 0; v < row.Length; v++)
                row[v] = -row[v];
        }

        var pivot = row[variable];
        var filled = new List<int>();
        for (var v = 0; v < row.Length; v++)
        {
            if (row[v] != 0)
                filled.Add(v);
        }

        for (var o = 0; o < all.Count; o++)
        {
            var other = all[o];
            var factor = other[variable];
            Work += 2;
            if (o == r || (factor == 0 && pivot == denominator))
                continue;
            checked
            {
                if (pivot == denominator)
                {
                    Work += 2 * filled.Count;
                    foreach (var v in filled)
                        other[v] -= factor * row[v] / denominator;
                }
                else
                {
                    Work += 10 * other.Length;
                    for (var v = 0; v < other.Length; v++)
                        other[v] = (long)((((Int128)other[v] * pivot) - ((Int128)factor * row[v])) / denominator);
                }
            }
        }

        denominator = pivot;
    }
}
