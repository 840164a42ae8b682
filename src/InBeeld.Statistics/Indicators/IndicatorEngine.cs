using System.Numerics;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Indicators;

/// <summary>Computes figures from answers. Nothing is rounded before the end, and nothing goes through floating point.</summary>
public static class IndicatorEngine
{
    private static readonly Fraction Hundred = 100;

    /// <summary>A figure over all units of its level, or over some of them.</summary>
    /// <param name="units">Of the level of the definition, each once; null: all. Others are left out.</param>
    /// <param name="scope">A name for these units.</param>
    public static IndicatorFigure Compute(IndicatorDefinition definition, UnitIndex index, IndicatorPolicy? policy = null, IEnumerable<Unit>? units = null, string scope = "")
    {
        policy ??= new();
        var inputs = (units ?? index.Of(definition.Level)).Where(u => u.Level == definition.Level)
            .Select(u => Input(definition, index, u)).OfType<IndicatorInput>().OrderBy(i => i.Unit, StringComparer.Ordinal).ToList();
        return new(definition, policy, scope, inputs, Result(definition, policy, inputs));
    }

    /// <summary>A figure of the units that belong to one unit, such as the locations of a library, or of that unit itself.</summary>
    public static IndicatorFigure Own(IndicatorDefinition definition, UnitIndex index, string unit, IndicatorPolicy? policy = null) =>
        Compute(definition, index, policy, index.Of(unit, definition.Level), unit);

    /// <summary>From what went in to what comes out.</summary>
    public static IndicatorResult Result(IndicatorDefinition definition, IndicatorPolicy policy, IReadOnlyList<IndicatorInput> inputs)
    {
        var counted = inputs.Where(i => i.Role is InputRole.Numerator or InputRole.Denominator).ToList();
        var unknown = inputs.Where(i => i.Role == InputRole.Unknown).ToList();
        var excluded = new SortedDictionary<string, int>(inputs.Where(i => i.Role == InputRole.Excluded).GroupBy(i => i.Reason, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal), StringComparer.Ordinal);
        var (k, n, value) = Value(definition.Aggregation, counted);
        var tooFew = counted.Count < policy.LeastUnits;
        var withheld = value is null && !tooFew ? Withheld.Nothing : tooFew ? Withheld.TooFew : Withheld.No;
        var exact = withheld == Withheld.No ? definition.Percent ? value!.Value * Hundred : value : null;
        return new(
            withheld, exact, exact?.ToFixed(definition.Decimals) ?? "", tooFew ? null : k, tooFew && definition.Aggregation is Aggregation.RatioOfSums ? null : n, counted.Count,
            unknown.Count, inputs.Count(i => i.Role == InputRole.NotApplicable), excluded, counted.Count + unknown.Count,
            counted.Count + unknown.Count(u => u.Reason is not ("missing" or "refused")));
    }

    private static (Fraction K, Fraction N, Fraction? Value) Value(Aggregation aggregation, List<IndicatorInput> counted)
    {
        var weight = Sum(counted, i => i.Weight);
        var above = aggregation == Aggregation.Share ? Sum(counted.Where(i => i.Role == InputRole.Numerator), i => i.Weight) : Sum(counted, i => i.Numerator!.Value * i.Weight);
        Fraction? Over(Fraction a, Fraction b) => b.Sign == 0 ? null : a / b;
        switch (aggregation)
        {
            case Aggregation.RatioOfSums:
                var below = Sum(counted, i => i.Denominator!.Value * i.Weight);
                return (above, below, Over(above, below));
            case Aggregation.MeanOfShares:
                return (above, weight, Over(Sum(counted, i => i.Numerator!.Value / i.Denominator!.Value * i.Weight), weight));
            case Aggregation.Median:
                var sorted = counted.Select(i => i.Numerator!.Value).Order().ToList();
                return (above, weight, sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2);
            case Aggregation.Sum:
                return (above, weight, counted.Count == 0 ? null : above);
            default:
                return (above, weight, Over(above, weight));
        }
    }

    // Those with the same denominator first: fewer long fractions.
    internal static Fraction Sum<T>(IEnumerable<T> all, Func<T, Fraction> of)
    {
        var whole = BigInteger.Zero;
        var parts = new Dictionary<BigInteger, BigInteger>();
        foreach (var item in all)
        {
            var value = of(item);
            if (value.IsWhole)
                whole += value.Numerator;
            else
                parts[value.Denominator] = parts.GetValueOrDefault(value.Denominator) + value.Numerator;
        }

        return parts.Aggregate(Fraction.Of(whole, BigInteger.One), (sum, p) => sum + Fraction.Of(p.Value, p.Key));
    }

    /// <summary>Null: not in the population.</summary>
    private static IndicatorInput? Input(IndicatorDefinition d, UnitIndex index, Unit unit)
    {
        ExprValue Lookup(string name) => index.Value(unit, name);
        Fraction weight = d.Weighted ? unit.Weight : 1;
        IndicatorInput Plain(InputRole role, string reason) => new(unit.Id, role, null, null, weight, reason);

        var population = d.Population.Evaluate(Lookup);
        if (population.IsFalse || population.DoesNotHold)
            return null;
        if (!population.IsTrue)
            return Plain(InputRole.Unknown, "population");
        foreach (var exclusion in d.Exclusions)
        {
            if (exclusion.When.Evaluate(Lookup).IsTrue)
                return Plain(InputRole.Excluded, exclusion.Reason);
        }

        var below = d.Denominator?.Evaluate(Lookup);
        var above = d.Numerator.Evaluate(Lookup);
        if (d.Aggregation == Aggregation.Share)
        {
            if (below is { IsFalse: true })
                return Plain(InputRole.NotApplicable, "denominator");
            if (below is { IsTrue: false })
                return None(below, Plain);
            return above.IsTrue ? Plain(InputRole.Numerator, "") : above.IsFalse ? Plain(InputRole.Denominator, "") : None(above, Plain);
        }

        if (Number(above) is not { } numerator)
            return None(above, Plain);
        if (below is null)
            return new(unit.Id, InputRole.Numerator, numerator, null, weight, "");
        if (Number(below) is not { } denominator)
            return None(below, Plain);
        return d.Aggregation == Aggregation.MeanOfShares && denominator.Sign == 0
            ? Plain(InputRole.NotApplicable, "denominator-0")
            : new(unit.Id, InputRole.Numerator, numerator, denominator, weight, "");
    }

    private static Fraction? Number(ExprValue value) => value.Kind is ExprKind.Number or ExprKind.Truth or ExprKind.Text ? Node.AsNumber(value) : null;

    private static IndicatorInput None(ExprValue value, Func<InputRole, string, IndicatorInput> plain) => plain(
        value.DoesNotHold ? InputRole.NotApplicable : InputRole.Unknown, value.Known ? "no-number" : StateNames.Of(value.State));
}
