using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>Figures that hang together by totals and relations, checked apart from the others.</summary>
internal sealed class Component
{
    private readonly FigureSystem system;
    private readonly Budget budget;
    private readonly Ranges ranges;
    private readonly List<Row> always;
    private Parts? parts;

    public Component(FigureProblem problem, Budget budget)
    {
        system = new(problem);
        this.budget = budget;
        ranges = new(system.Count, budget);
        always = [.. system.Relations.SelectMany(r => r)];
        Holds = ranges.Search.Holds(Rows(Enumerable.Range(0, problem.Statements.Count)));
    }

    public FigureProblem Problem => system.Problem;

    public bool? Holds { get; }

    public bool Complete { get; private set; } = true;

    public IEnumerable<string> Names => system.Names;

    /// <summary>By all statements and relations; null when they cannot all hold.</summary>
    public Possible? Together(string name, bool runs)
    {
        if (Holds == false)
            return null;
        var rows = Rows(Enumerable.Range(0, Problem.Statements.Count));
        return Holds is null ? ranges.Of(rows, system[name], runs) : (parts ??= new(rows, system.Count, budget)).Of(system[name], runs);
    }

    /// <summary>By one statement, without relations; null when it cannot be true by itself.</summary>
    public static Possible? Alone(Statement statement, string name, Rounding rounding, Budget budget)
    {
        var own = new FigureSystem(new([statement], [], rounding));
        return new Ranges(own.Count, budget).Of([.. own.Statements[0]], own[name]);
    }

    public List<Conflict> Conflicts(int most)
    {
        if (Holds != false)
            return [];
        var sets = new Conflicts(members => ranges.Search.Holds(Rows(members)));
        var found = sets.All([.. Enumerable.Range(0, Problem.Statements.Count)], most);
        Complete = sets.Complete;
        return [.. found.Select(set => new Conflict(
            [.. set.Select(s => Problem.Statements[s].Id)],
            [.. Needed(set).Select(r => Problem.Relations[r])],
            [.. set.SelectMany(s => Repairs(s, set, found))]))];
    }

    private int[] Needed(int[] set)
    {
        var statements = set.SelectMany(s => system.Statements[s]).ToList();
        var relations = new Conflicts(members => ranges.Search.Holds([.. statements, .. members.SelectMany(r => system.Relations[r])]));
        return relations.One([.. Enumerable.Range(0, Problem.Relations.Count)]);
    }

    private IEnumerable<Repair> Repairs(int member, int[] set, List<int[]> all)
    {
        var others = all.Where(a => !a.SequenceEqual(set)).SelectMany(a => a).ToHashSet();
        var withRest = Enumerable.Range(0, Problem.Statements.Count).Where(s => s != member && (set.Contains(s) || !others.Contains(s))).ToList();
        var s = Problem.Statements[member];
        foreach (var what in Enum.GetValues<RepairOf>())
        {
            if (what == RepairOf.Of)
            {
                // Only when letting go of the total is enough.
                if (s is { Of: not null, Percent: not null, Count: not null } && ranges.Search.Holds([.. Rows(set.Where(m => m != member)), .. system.Rows(s, Part.Count, own: true)]) == true && Alone(s, s.TotalName!, Problem.Rounding, budget) is { Exact: true } numbers)
                    yield return Made(s, what, numbers, false);
                continue;
            }

            if (Value(what, s, Rows(withRest)) is { } value)
                yield return Made(s, what, value, false);
            else if (Value(what, s, Rows(set.Where(m => m != member))) is { } within)
                yield return Made(s, what, within, true);
        }
    }

    private static Repair Made(Statement s, RepairOf what, Possible p, bool withinSet)
    {
        var unit = 1m;
        for (var d = 0; what == RepairOf.Percent && d < s.Decimals; d++)
            unit /= 10;
        return new(s.Id, what, (decimal)p.From * unit, p.To is { } to ? (decimal)to * unit : null, withinSet);
    }

    /// <summary>What one part of the statement may be with the rest of it and the other rows; a percentage in units of its last digit. Null: no value will do, or it is not stated.</summary>
    private Possible? Value(RepairOf what, Statement s, List<Row> others)
    {
        var possible = what switch
        {
            RepairOf.Count when s.Count is not null => ranges.Of([.. others, .. system.Rows(s, Part.All & ~Part.Count)], system[s.Id]),
            RepairOf.Total when s.Total is not null => ranges.Of([.. others, .. system.Rows(s, Part.All & ~Part.Total)], system[s.TotalName!]),
            RepairOf.Percent when s.Percent is not null => Percent(s, others),
            _ => null,
        };
        return possible is { Exact: true } && possible.From <= 1_000_000_000_000_000 ? possible : null;
    }

    private Possible? Percent(Statement s, List<Row> others)
    {
        List<Row> With(Part part, decimal percent) => [.. others, .. system.Rows(s, (Part.All & ~Part.Percent) | part, percent, percent)];
        if (ranges.Search.Holds(With(0, 0)) != true)
            return null;
        var unit = 1m;
        for (var d = 0; d < s.Decimals; d++)
            unit /= 10;
        var end = new BigInteger((s.MayExceed ? 1_000_000m : 100m) / unit);
        // A percentage that is high enough is never too low, and the other way round: so halving finds the ends.
        BigInteger low = 0, high = end;
        while (low < high)
        {
            var half = (low + high) / 2;
            var holds = ranges.Search.Holds(With(Part.High, (decimal)half * unit));
            if (holds is null)
                return null;
            (low, high) = holds.Value ? (low, half) : (half + 1, high);
        }

        var from = low;
        (low, high) = (0, end);
        while (low < high)
        {
            var half = (low + high + 1) / 2;
            var holds = ranges.Search.Holds(With(Part.Low, (decimal)half * unit));
            if (holds is null)
                return null;
            (low, high) = holds.Value ? (half, high) : (low, half - 1);
        }

        return from <= high ? new(from, high, true) : null;
    }

    private List<Row> Rows(IEnumerable<int> statements) => [.. always, .. statements.SelectMany(s => system.Statements[s])];
}
