using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Expressions;

/// <summary>What can be called, and with how many values.</summary>
internal sealed record Function(int Least, int Most, Func<IReadOnlyList<ExprValue>, ExprValue> Run);

/// <summary>The functions, by name; each is described in docs/figures-expressions.md.</summary>
internal static class Functions
{
    public static readonly IReadOnlyDictionary<string, Function> All = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        ["known"] = new(1, 1, a => Each(a[0], v => ExprValue.Of(v.Known))),
        ["state"] = new(1, 1, a => Each(a[0], v => ExprValue.Of(StateNames.Of(v.State)))),
        ["count"] = new(1, 1, a => Count(a[0])),
        ["includes"] = new(2, 2, a => a[1].Kind == ExprKind.Many ? ExprValue.Unknown : Each(a[0], v => Includes(v, a[1]))),
        ["sum"] = new(1, 20, a => Sum(a, false)),
        ["sumknown"] = new(1, 20, a => Sum(a, true)),
        ["min"] = new(1, 20, a => Extreme(a, -1)),
        ["max"] = new(1, 20, a => Extreme(a, 1)),
        ["any"] = new(1, 20, a => Held(a).Aggregate(ExprValue.False, Junction.Or)),
        ["all"] = new(1, 20, a => Held(a).Aggregate(ExprValue.True, Junction.And)),
        ["abs"] = new(1, 1, a => Each(a[0], v => Number(v, n => n.Abs()))),
        ["round"] = new(1, 2, Round),
        ["if"] = new(3, 3, If),
    };

    private static ExprValue Each(ExprValue value, Func<ExprValue, ExprValue> one) =>
        value.Kind == ExprKind.Many ? ExprValue.Of([.. value.Values.Select(one)]) : one(value);

    private static IEnumerable<ExprValue> Flat(IReadOnlyList<ExprValue> values) => values.SelectMany(v => v.Kind == ExprKind.Many ? v.Values : [v]);

    // As in a sum: what does not hold for a unit says nothing.
    private static IEnumerable<ExprValue> Held(IReadOnlyList<ExprValue> values) => Flat(values).Where(v => !v.DoesNotHold);

    private static ExprValue Number(ExprValue v, Func<Fraction, Fraction> of) => !v.Known ? v : Node.AsNumber(v) is { } n ? ExprValue.Of(of(n)) : ExprValue.Unknown;

    /// <summary>Of many: how many have a value. Of a choice of several: how many codes. Of another value 1; without a value that is not known either.</summary>
    private static ExprValue Count(ExprValue v) => v.Kind switch
    {
        ExprKind.Many => ExprValue.Of(v.Values.Count(x => x.Known)),
        ExprKind.Codes => ExprValue.Of(v.Codes.Count),
        ExprKind.None => v,
        _ => ExprValue.Of(1),
    };

    private static ExprValue Includes(ExprValue v, ExprValue code) => !v.Known ? v
        : code.Kind != ExprKind.Text ? code.Known ? ExprValue.Unknown : code
        : v.Kind switch
        {
            ExprKind.Codes => ExprValue.Of(v.Codes.Contains(code.Text)),
            ExprKind.Text => ExprValue.Of(v.Text == code.Text),
            _ => ExprValue.Unknown,
        };

    /// <summary>What does not hold for a unit adds nothing; one that is not known makes the sum unknown, unless only the known are asked for.</summary>
    private static ExprValue Sum(IReadOnlyList<ExprValue> values, bool onlyKnown)
    {
        var byDenominator = new Dictionary<System.Numerics.BigInteger, Fraction>();
        foreach (var v in Flat(values))
        {
            if (v.DoesNotHold || (onlyKnown && !v.Known))
                continue;
            if (!v.Known)
                return v;
            if (Node.AsNumber(v) is not { } n)
                return ExprValue.Unknown;
            byDenominator[n.Denominator] = byDenominator.GetValueOrDefault(n.Denominator) + n;
        }

        var sum = Fraction.Zero;
        foreach (var part in byDenominator.Values)
        {
            sum += part;
            if (sum.Bits > Node.MostBits)
                return ExprValue.Unknown;
        }

        return ExprValue.Of(sum);
    }

    /// <summary>The least (-1) or most (1) of those that hold; unknown when one is unknown, or when there is none.</summary>
    private static ExprValue Extreme(IReadOnlyList<ExprValue> values, int sign)
    {
        Fraction? best = null;
        foreach (var v in Flat(values))
        {
            if (v.DoesNotHold)
                continue;
            if (!v.Known)
                return v;
            if (Node.AsNumber(v) is not { } n)
                return ExprValue.Unknown;
            if (best is null || n.CompareTo(best.Value) * sign > 0)
                best = n;
        }

        return best is { } found ? ExprValue.Of(found) : ExprValue.Unknown;
    }

    private static ExprValue Round(IReadOnlyList<ExprValue> a)
    {
        var decimals = 0;
        if (a.Count == 2)
        {
            if (Node.AsNumber(a[1]) is not { IsWhole: true, Sign: >= 0 } d || d > 28)
                return ExprValue.Unknown;
            decimals = (int)d.Numerator;
        }

        return Each(a[0], v => Number(v, n => n.Rounded(decimals)));
    }

    private static ExprValue If(IReadOnlyList<ExprValue> a) => a[0].IsTrue ? a[1] : a[0].IsFalse ? a[2] : a[0].Known ? ExprValue.Unknown : a[0];
}
