using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>What of a statement is taken into account.</summary>
[Flags]
internal enum Part
{
    Count = 1,
    Low = 2,
    High = 4,
    Total = 8,
    Within = 16,
    Percent = Low | High,
    All = Count | Percent | Total | Within,
}

/// <summary>Statements and relations as rows over whole numbers. Every statement has a count; every total has a name.</summary>
internal sealed class FigureSystem
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A relation cannot be read; the message says which and why.</exception>
    public FigureSystem(FigureProblem problem)
    {
        Problem = problem;
        foreach (var s in problem.Statements)
            Number(s.Id);
        foreach (var s in problem.Statements)
        {
            if (s.TotalName is { } total)
                Number(total);
        }

        var known = numbers.Keys.ToLookup(n => n[0]);
        Relations = [.. problem.Relations.Select((text, i) => Rows(RelationText.Read(text, known, out var trouble) ?? throw new ArgumentException($"relations[{i}] \"{text}\": {trouble}.")))];
        Statements = [.. problem.Statements.Select(s => Rows(s, Part.All))];
    }

    public FigureProblem Problem { get; }

    public int Count => numbers.Count;

    public IEnumerable<string> Names => numbers.Keys;

    /// <summary>Per statement.</summary>
    public IReadOnlyList<IReadOnlyList<Row>> Statements { get; }

    /// <summary>Per relation.</summary>
    public IReadOnlyList<IReadOnlyList<Row>> Relations { get; }

    public int this[string name] => numbers[name];

    /// <summary>Rows of a part of a statement. The share is 100 times count by total, so it needs a total of 1 or more. Own: nothing of the total.</summary>
    public List<Row> Rows(Statement s, Part part, decimal? percentLow = null, decimal? percentHigh = null, bool own = false)
    {
        List<Row> rows = [];
        var count = numbers[s.Id];
        var total = s.TotalName is { } name ? numbers[name] : -1;
        var onlyTotal = s is { Count: null, Percent: null };
        if (part.HasFlag(Part.Count) && s.Count is { } stated)
            rows.AddRange(Between(count, stated, s.Near, s.Step));
        if (total < 0 || own)
            return rows;
        if (part.HasFlag(Part.Total) && s.Total is { } all)
            rows.AddRange(Between(total, all, onlyTotal ? s.Near : Nearness.Exact, s.Step));
        if (part.HasFlag(Part.Within) && !s.MayExceed && count != total)
            rows.Add(Row.From([(count, 1), (total, -1)], 0));
        if (s.Percent is not { } percent)
            return rows;
        rows.Add(Row.From([(total, -1)], -1));
        // The share lies from low to high, in 1 by 2 times 10^decimals of a per cent; an end that is open is one whole number in.
        var unit = 1m;
        for (var d = 0; d < s.Decimals; d++)
            unit /= 10;
        var near = s.Count is null ? s.Near : Nearness.Exact;
        var step = s.Step ?? Share.Step(percent, s.Decimals);
        var lowShare = percentLow ?? percent;
        var highShare = percentHigh ?? percent;
        var any = Problem.Rounding == Rounding.Any;
        var (low, lowOpen, high, highOpen) = near switch
        {
            Nearness.About => (lowShare - (step / 2), false, highShare + (step / 2), false),
            Nearness.Over => (lowShare, false, (decimal?)(highShare + step), true),
            Nearness.Nearly => (lowShare - step, true, highShare, false),
            Nearness.AtLeast => (lowShare, false, null, false),
            Nearness.AtMost => (0, false, highShare, false),
            _ when any => (lowShare - unit, true, highShare + unit, true),
            _ => (lowShare - (unit / 2), false, highShare + (unit / 2), true),
        };
        if (part.HasFlag(Part.Low))
            rows.Add(AtLeast(count, total, low, lowOpen));
        if (part.HasFlag(Part.High) && high is { } h)
            rows.Add(AtMost(count, total, h, highOpen));
        return rows;
    }

    // 10^7 makes every end of a percentage with at most 6 decimals, and half of its unit, whole.
    private static Row AtLeast(int count, int total, decimal share, bool open) => Row.From([(total, new BigInteger(share * 10_000_000m)), (count, -1_000_000_000)], open ? -1 : 0);

    private static Row AtMost(int count, int total, decimal share, bool open) => Row.From([(count, 1_000_000_000), (total, -new BigInteger(share * 10_000_000m))], open ? -1 : 0);

    private static IEnumerable<Row> Between(int x, long stated, Nearness near, decimal? givenStep)
    {
        var step = new BigInteger(Math.Max(1, givenStep ?? Share.Step(stated, 0)));
        var half = step / 2;
        var (low, high) = near switch
        {
            Nearness.About => (stated - half, (BigInteger?)(stated + half)),
            Nearness.Over => (stated, stated + step - 1),
            Nearness.Nearly => (stated - step + 1, stated),
            Nearness.AtLeast => (stated, null),
            Nearness.AtMost => (0, stated),
            _ => (stated, stated),
        };
        yield return Row.From([(x, -1)], -low);
        if (high is { } h)
            yield return Row.From([(x, 1)], h);
    }

    private List<Row> Rows(RelationText.Sum sum)
    {
        var terms = sum.Terms.Select(t => (Number(t.Key), t.Value)).ToList();
        var back = terms.Select(t => (t.Item1, -t.Value)).ToList();
        return sum.Compare switch
        {
            "<=" or "≤" => [Row.From(terms, -sum.Number)],
            ">=" or "≥" => [Row.From(back, sum.Number)],
            "<" => [Row.From(terms, -sum.Number - 1)],
            ">" => [Row.From(back, sum.Number - 1)],
            _ => [Row.From(terms, -sum.Number), Row.From(back, sum.Number)],
        };
    }

    private int Number(string name)
    {
        if (!numbers.TryGetValue(name, out var number))
            numbers[name] = number = numbers.Count;
        return number;
    }
}

/// <summary>The step of a number: the worth of its last digit that is not a closing zero.</summary>
internal static class Share
{
    /// <param name="number">0 or more.</param>
    /// <param name="decimals">As it is stated; a zero behind the point counts as a digit.</param>
    public static decimal Step(decimal number, int decimals)
    {
        var step = 1m;
        if (decimals > 0)
        {
            for (var d = 0; d < decimals; d++)
                step /= 10;
            return step;
        }

        while (number >= 10 && number % 10 == 0)
            (number, step) = (number / 10, step * 10);
        return step;
    }
}
