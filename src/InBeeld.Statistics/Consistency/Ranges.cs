using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>The smallest and the largest a number can be, by halving: a smaller one is possible or it is not.</summary>
internal sealed class Ranges(int numbers, Budget budget)
{
    private const int WidestWithRuns = 1_000;
    private static readonly BigInteger NoLimit = BigInteger.Pow(10, 15);
    private readonly WholeSearch search = new(numbers, budget);

    public WholeSearch Search => search;

    /// <summary>Null: the rows cannot hold.</summary>
    public Possible? Of(IReadOnlyList<Row> rows, int x, bool runs = false)
    {
        var holds = search.Holds(rows);
        if (holds == false)
            return null;
        var bounds = new Bounds(numbers);
        bounds.Narrow(rows, search.RowsOf(rows), budget);
        if (holds is null)
            return new(bounds.Least[x], bounds.Most[x], false);
        var one = search.Example[x];
        var (from, fromProven) = Lowest(rows, x, bounds.Least[x], one);
        var (to, toProven) = Highest(rows, x, one, bounds.Most[x]);
        var possible = new Possible(from, to, fromProven && toProven);
        return runs && possible is { Exact: true, To: { } last } && last - from < WidestWithRuns ? possible with { Runs = Runs(rows, x, from, last) } : possible;
    }

    private (BigInteger, bool) Lowest(IReadOnlyList<Row> rows, int x, BigInteger low, BigInteger high)
    {
        var half = low;
        while (low < high)
        {
            switch (search.Holds([.. rows, Row.From([(x, 1)], half)]))
            {
                case true:
                    high = search.Example[x];
                    break;
                case false:
                    low = half + 1;
                    break;
                default:
                    return (low, false);
            }

            half = (low + high) / 2;
        }

        return (low, true);
    }

    private (BigInteger?, bool) Highest(IReadOnlyList<Row> rows, int x, BigInteger low, BigInteger? most)
    {
        if (most is null)
        {
            switch (search.Holds([.. rows, Row.From([(x, -1)], -NoLimit)]))
            {
                case true:
                    return (null, true);
                case null:
                    return (null, false);
                default:
                    most = NoLimit - 1;
                    break;
            }
        }

        var high = most.Value;
        var half = high;
        while (low < high)
        {
            switch (search.Holds([.. rows, Row.From([(x, -1)], -half)]))
            {
                case true:
                    low = search.Example[x];
                    break;
                case false:
                    high = half - 1;
                    break;
                default:
                    return (high, false);
            }

            half = (low + high + 1) / 2;
        }

        return (high, true);
    }

    private List<(BigInteger From, BigInteger To)>? Runs(IReadOnlyList<Row> rows, int x, BigInteger from, BigInteger to)
    {
        List<(BigInteger From, BigInteger To)> runs = [];
        for (var n = from; n <= to; n++)
        {
            switch (n == from || n == to ? true : search.Holds([.. rows, Row.From([(x, 1)], n), Row.From([(x, -1)], -n)]))
            {
                case true when runs.Count > 0 && runs[^1].To == n - 1:
                    runs[^1] = (runs[^1].From, n);
                    break;
                case true:
                    runs.Add((n, n));
                    break;
                case null:
                    return null;
                default:
                    break;
            }
        }

        return runs;
    }
}
