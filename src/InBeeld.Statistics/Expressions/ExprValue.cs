using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Expressions;

/// <summary>What kind of value an expression has.</summary>
public enum ExprKind
{
    /// <summary>No value; <see cref="ExprValue.State"/> says why.</summary>
    None,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A text or a code.</summary>
    Text,

    /// <summary>The codes that were chosen, none or more.</summary>
    Codes,

    /// <summary>One value per unit below, such as per location of a library.</summary>
    Many,
}

/// <summary>A value in an expression. Without a value it still says why, so that a result can be counted as unknown or as not applicable.</summary>
public sealed class ExprValue
{
    /// <summary>True.</summary>
    public static readonly ExprValue True = new(ExprKind.Truth, AnswerState.Value, Fraction.One, "", [], []);

    /// <summary>False.</summary>
    public static readonly ExprValue False = new(ExprKind.Truth, AnswerState.Value, Fraction.Zero, "", [], []);

    private static readonly ExprValue[] Nones = [.. Enum.GetValues<AnswerState>().Select(s => new ExprValue(ExprKind.None, s, default, "", [], []))];

    /// <summary>No value, and it is not known what it would be.</summary>
    public static readonly ExprValue Unknown = None(AnswerState.Unknown);

    private ExprValue(ExprKind kind, AnswerState state, Fraction number, string text, IReadOnlyList<string> codes, IReadOnlyList<ExprValue> values) =>
        (Kind, State, Number, Text, Codes, Values) = (kind, state, number, text, codes, values);

    /// <summary>Which of the other properties means something.</summary>
    public ExprKind Kind { get; }

    /// <summary>Why there is no value; <see cref="AnswerState.Value"/> when there is one.</summary>
    public AnswerState State { get; }

    /// <summary>Of a number; of a truth 1 or 0.</summary>
    public Fraction Number { get; }

    /// <summary>Of a text.</summary>
    public string Text { get; }

    /// <summary>Of codes.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Of many: one per unit below, none of them many itself.</summary>
    public IReadOnlyList<ExprValue> Values { get; }

    /// <summary>There is a value.</summary>
    public bool Known => Kind != ExprKind.None;

    /// <summary>True; or the number 1, as yes is kept.</summary>
    public bool IsTrue => Kind is ExprKind.Truth or ExprKind.Number && Number == Fraction.One;

    /// <summary>False; or the number 0, as no is kept.</summary>
    public bool IsFalse => Kind is ExprKind.Truth or ExprKind.Number && Number.Sign == 0;

    /// <summary>The question does not hold, or was not asked because of the route: skipped in a sum, unknown elsewhere.</summary>
    public bool DoesNotHold => Kind == ExprKind.None && State is AnswerState.NotApplicable or AnswerState.NotAsked;

    /// <summary>Without a value.</summary>
    /// <exception cref="ArgumentException">The state is that of a value.</exception>
    public static ExprValue None(AnswerState state) => state == AnswerState.Value ? throw new ArgumentException("A value needs a value.", nameof(state)) : Nones[(int)state];

    /// <summary>A number; a decimal or a whole number becomes a fraction by itself.</summary>
    public static ExprValue Of(Fraction number) => new(ExprKind.Number, AnswerState.Value, number, "", [], []);

    /// <summary>True or false.</summary>
    public static ExprValue Of(bool truth) => truth ? True : False;

    /// <summary>A text or a code.</summary>
    public static ExprValue Of(string text) => new(ExprKind.Text, AnswerState.Value, default, text, [], []);

    /// <summary>What was chosen.</summary>
    public static ExprValue Chosen(IReadOnlyList<string> codes) => new(ExprKind.Codes, AnswerState.Value, default, "", codes, []);

    /// <summary>One per unit below.</summary>
    /// <exception cref="ArgumentException">One of them is many itself.</exception>
    public static ExprValue Of(IReadOnlyList<ExprValue> values) => values.Any(v => v.Kind == ExprKind.Many)
        ? throw new ArgumentException("Many of many is not possible.", nameof(values))
        : new(ExprKind.Many, AnswerState.Value, default, "", [], values);

    /// <summary>An answer as it was kept.</summary>
    public static ExprValue Of(Answer answer) => answer switch
    {
        { Known: false } => None(answer.State),
        { Number: { } number } => Of(number),
        { Codes.Count: > 0 } or { Text: "" } => Chosen(answer.Codes),
        _ => Of(answer.Text),
    };

    /// <summary>For people and for messages: "3", "true", "'code'", "unknown".</summary>
    public override string ToString() => Kind switch
    {
        ExprKind.None => StateNames.Of(State),
        ExprKind.Number => Number.ToString(),
        ExprKind.Truth => IsTrue ? "true" : "false",
        ExprKind.Text => $"'{Text}'",
        ExprKind.Codes => $"{{{string.Join(", ", Codes)}}}",
        _ => $"[{string.Join(", ", Values)}]",
    };
}
