using System.Globalization;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Expressions;

/// <summary>A part of an expression. Values per unit below go through element by element.</summary>
internal abstract class Node
{
    /// <summary>A number that takes more room than this is not computed with.</summary>
    public const long MostBits = 16_384;

    public abstract ExprValue Evaluate(Func<string, ExprValue?> lookup);

    /// <summary>Why an operation on these has no value: not applicable only where nothing else is missing.</summary>
    protected static ExprValue Why(ExprValue a, ExprValue b) =>
        a.Known ? b.Known ? ExprValue.Unknown : b
        : b.Known || !a.DoesNotHold ? a
        : b;

    /// <summary>Element by element where one of the two is many; of two that are many with another length nothing is known.</summary>
    protected static ExprValue Each(ExprValue a, ExprValue b, Func<ExprValue, ExprValue, ExprValue> one)
    {
        if (a.Kind != ExprKind.Many && b.Kind != ExprKind.Many)
            return one(a, b);
        if (a.Kind == ExprKind.Many && b.Kind == ExprKind.Many)
            return a.Values.Count == b.Values.Count ? ExprValue.Of([.. a.Values.Zip(b.Values, one)]) : ExprValue.Unknown;
        return a.Kind == ExprKind.Many ? ExprValue.Of([.. a.Values.Select(v => one(v, b))]) : ExprValue.Of([.. b.Values.Select(v => one(a, v))]);
    }

    /// <summary>As a number: a truth is 1 or 0, a text or one chosen code of digits is the number it says. Null: it is none.</summary>
    internal static Fraction? AsNumber(ExprValue value) => value.Kind switch
    {
        ExprKind.Number or ExprKind.Truth => value.Number,
        ExprKind.Text => Digits(value.Text),
        ExprKind.Codes when value.Codes.Count == 1 => Digits(value.Codes[0]),
        _ => null,
    };

    private static Fraction? Digits(string text) =>
        text.Length <= 28 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Too long to compute with is unknown.</summary>
    internal static ExprValue Bounded(Fraction value) => value.Bits > MostBits ? ExprValue.Unknown : ExprValue.Of(value);
}

internal sealed class Literal(ExprValue value) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup) => value;
}

internal sealed class Reference(string name) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup) => lookup(name) ?? ExprValue.Unknown;
}

internal sealed class Negation(Node inner) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup)
    {
        var value = inner.Evaluate(lookup);
        return value.Kind == ExprKind.Many ? ExprValue.Of([.. value.Values.Select(One)]) : One(value);
    }

    private static ExprValue One(ExprValue v) => v.IsTrue ? ExprValue.False : v.IsFalse ? ExprValue.True : v.Known ? ExprValue.Unknown : v;
}

/// <summary>And, or, by Kleene: false and unknown is false, true or unknown is true.</summary>
internal sealed class Junction(Node left, Node right, bool and) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup)
    {
        // Both sides, also when the left one decides: the right one may be many.
        return Each(left.Evaluate(lookup), right.Evaluate(lookup), and ? And : Or);
    }

    internal static ExprValue And(ExprValue a, ExprValue b) =>
        a.IsFalse || b.IsFalse ? ExprValue.False : a.IsTrue && b.IsTrue ? ExprValue.True : Undecided(a, b);

    internal static ExprValue Or(ExprValue a, ExprValue b) =>
        a.IsTrue || b.IsTrue ? ExprValue.True : a.IsFalse && b.IsFalse ? ExprValue.False : Undecided(a, b);

    // Of values that are neither true nor false nothing follows; one that is not there says why.
    private static ExprValue Undecided(ExprValue a, ExprValue b) => Settles(a) ? Settles(b) || b.Known ? ExprValue.Unknown : b
        : Settles(b) && !a.Known ? a : Why(a, b);

    private static bool Settles(ExprValue v) => v.IsTrue || v.IsFalse;
}

internal sealed class Comparison(Node left, Node right, string sign) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup) => Each(left.Evaluate(lookup), right.Evaluate(lookup), One);

    private ExprValue One(ExprValue a, ExprValue b)
    {
        if (!a.Known || !b.Known)
            return Why(a, b);
        if (sign is "=" or "!=" && (Text(a), Text(b)) is ({ } one, { } other))
            return ExprValue.Of((one == other) == (sign == "="));
        if (sign is "=" or "!=" && (a.Kind, b.Kind) is (ExprKind.Codes, ExprKind.Text) or (ExprKind.Text, ExprKind.Codes))
            return ExprValue.Of(sign == "!=");
        if ((AsNumber(a), AsNumber(b)) is not ({ } x, { } y))
            return ExprValue.Unknown;
        var order = x.CompareTo(y);
        return ExprValue.Of(sign switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 });
    }

    // One chosen code is that code; no code or several equal no single one.
    private static string? Text(ExprValue value) => value.Kind switch
    {
        ExprKind.Text => value.Text,
        ExprKind.Codes when value.Codes.Count == 1 => value.Codes[0],
        _ => null,
    };
}

internal sealed class Arithmetic(Node left, Node right, char sign) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup) => Each(left.Evaluate(lookup), right.Evaluate(lookup), One);

    private ExprValue One(ExprValue a, ExprValue b)
    {
        if (!a.Known || !b.Known)
            return Why(a, b);
        if ((AsNumber(a), AsNumber(b)) is not ({ } x, { } y) || (sign == '/' && y.Sign == 0))
            return ExprValue.Unknown;
        return Bounded(sign switch { '+' => x + y, '-' => x - y, '*' => x * y, _ => x / y });
    }
}

internal sealed class Call(Function function, List<Node> arguments) : Node
{
    public override ExprValue Evaluate(Func<string, ExprValue?> lookup) => function.Run([.. arguments.Select(a => a.Evaluate(lookup))]);
}
