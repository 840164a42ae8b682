using System.Numerics;

namespace InBeeld.Planning.Rosters;

/// <summary>
/// The linear programme over whole rosters: each person takes a mix of own rosters, each need is filled or missing. Revised simplex with an
/// explicit inverse (Dantzig and Orchard-Hays 1954); the right-hand side is shifted a little against standing still (Charnes 1952).
/// Only prices are taken from it; the bound is computed from the prices exactly, so rounding here cannot make it wrong.
/// </summary>
internal sealed class ColumnProgram
{
    private readonly List<(double Cost, int[] Rows, int Person, int[]? Roster)> columns = [];
    private readonly HashSet<(int Person, string Roster)> known = [];
    private readonly RosterModel model;
    private readonly int rows;
    private readonly double[][] inverse;
    private readonly int[] basis;
    private readonly int[] at;
    private readonly double[] value;
    private readonly List<bool> basic = [];

    public ColumnProgram(RosterModel model, Chance chance)
    {
        this.model = model;
        rows = model.People + model.Lines.Length;
        inverse = [.. Enumerable.Range(0, rows).Select(_ => new double[rows])];
        basis = new int[rows];
        at = new int[rows];
        value = new double[rows];
        Prices = new double[rows];
        var empty = model.Empty();
        for (var r = 0; r < rows; r++)
        {
            inverse[r][r] = 1;
            basis[r] = r;
            if (r < model.People)
            {
                Add(r, empty[r]);
                value[r] = 1;
            }
            else
            {
                var line = model.Lines[r - model.People];
                columns.Add((line.Missing, [r], -1, null));
                basic.Add(false);
                value[r] = line.Count + (line.Count > 0 ? 1e-5 * (1 + chance.Share()) : 0);
            }

            basic[r] = true;
            Prices[r] = columns[r].Cost;
        }
    }

    /// <summary>Of each person, then of each need.</summary>
    public double[] Prices { get; }

    /// <summary>Takes a roster along; false if it was known.</summary>
    public bool Add(int person, int[] roster)
    {
        if (!known.Add((person, string.Join(',', roster))))
        {
            return false;
        }

        double cost = 0;
        var used = new List<int> { person };
        for (var d = 0; d < model.Days; d++)
        {
            var k = roster[d];
            cost += k > 0 ? model.Options[person][d][k - 1].Cost : model.FreeCost[person][d];
            if (k > 0 && model.Options[person][d][k - 1].Line is >= 0 and var line)
            {
                used.Add(model.People + line);
            }
        }

        columns.Add((cost, [.. used], person, roster));
        basic.Add(false);
        return true;
    }

    public double Value()
    {
        double sum = 0;
        for (var r = 0; r < rows; r++)
        {
            sum += columns[basis[r]].Cost * value[r];
        }

        return sum;
    }

    /// <summary>Pivots until no known roster makes it better.</summary>
    public void Solve(Func<bool> stop)
    {
        var direction = new double[rows];
        for (var pivot = 0; pivot < 50_000 && !stop(); pivot++)
        {
            var enter = -1;
            var least = -1e-6;
            for (var c = 0; c < columns.Count; c++)
            {
                if (!basic[c] && Reduced(c) is var reduced && reduced < least)
                {
                    least = reduced;
                    enter = c;
                }
            }

            if (enter < 0)
            {
                return;
            }

            var leave = -1;
            var step = double.PositiveInfinity;
            for (var r = 0; r < rows; r++)
            {
                double sum = 0;
                foreach (var x in columns[enter].Rows)
                {
                    sum += inverse[r][x];
                }

                direction[r] = Math.Abs(sum) < 1e-13 ? 0 : sum;
                if (sum > 1e-7 && (value[r] / sum < step - 1e-12 || (value[r] / sum < step + 1e-12 && leave >= 0 && sum > direction[leave])))
                {
                    step = Math.Max(0, value[r] / sum);
                    leave = r;
                }
            }

            if (leave < 0)
            {
                return;
            }

            Pivot(enter, leave, step, least, direction);
        }
    }

    /// <summary>For each person the roster with the largest share.</summary>
    public int[][] Rounded()
    {
        var answer = model.Empty();
        var share = new double[model.People];
        for (var r = 0; r < rows; r++)
        {
            var c = columns[basis[r]];
            if (c.Roster is not null && value[r] > share[c.Person])
            {
                share[c.Person] = value[r];
                answer[c.Person] = c.Roster;
            }
        }

        return answer;
    }

    private double Reduced(int c)
    {
        var reduced = columns[c].Cost;
        foreach (var r in columns[c].Rows)
        {
            reduced -= Prices[r];
        }

        return reduced;
    }

    private static void Subtract(double[] from, double[] row, double times, ReadOnlySpan<int> places)
    {
        if (places.Length * 4 < row.Length)
        {
            foreach (var i in places)
            {
                from[i] -= times * row[i];
            }

            return;
        }

        var (c, by) = (0, new Vector<double>(times));
        for (; c <= row.Length - Vector<double>.Count; c += Vector<double>.Count)
        {
            (new Vector<double>(from, c) - (by * new Vector<double>(row, c))).CopyTo(from, c);
        }

        for (; c < row.Length; c++)
        {
            from[c] -= times * row[c];
        }
    }

    private void Pivot(int enter, int leave, double step, double reduced, double[] direction)
    {
        var row = inverse[leave];
        var by = 1 / direction[leave];
        for (var i = 0; i < rows; i++)
        {
            row[i] *= by;
        }

        // Most of the row is zero, above all in the beginning.
        var filled = 0;
        for (var i = 0; i < rows; i++)
        {
            if (Math.Abs(row[i]) > 1e-13)
            {
                at[filled++] = i;
            }
            else
            {
                row[i] = 0;
            }
        }

        var places = at.AsSpan(0, filled);
        for (var r = 0; r < rows; r++)
        {
            if (r != leave && direction[r] != 0)
            {
                value[r] -= step * direction[r];
                Subtract(inverse[r], row, direction[r], places);
            }
        }

        for (var i = 0; i < rows; i++)
        {
            Prices[i] += reduced * row[i];
        }

        value[leave] = step;
        basic[basis[leave]] = false;
        basic[enter] = true;
        basis[leave] = enter;
    }
}
