namespace InBeeld.Statistics.Answers;

/// <summary>What is known of a question for a unit. Only <see cref="Value"/> carries a value; the others say why there is none, and are never counted as a no or a zero.</summary>
public enum AnswerState
{
    /// <summary>The unit gave a value.</summary>
    Value,

    /// <summary>The unit says that it does not know.</summary>
    Unknown,

    /// <summary>The question does not hold for the unit.</summary>
    NotApplicable,

    /// <summary>The unit would not say.</summary>
    Refused,

    /// <summary>The route through the questionnaire did not come along the question.</summary>
    NotAsked,

    /// <summary>The question was asked and nothing came back.</summary>
    Missing,
}

/// <summary>One answer of one unit to one question.</summary>
/// <param name="State">What is known.</param>
/// <param name="Number">Of a number; yes is 1 and no is 0. Null: not a number, or no value.</param>
/// <param name="Codes">Of a choice, one; of a choice of several, none or more. Never null.</param>
/// <param name="Text">Of an open question; never null.</param>
/// <param name="About">The unit says that it is about so much.</param>
public sealed record Answer(AnswerState State, decimal? Number, IReadOnlyList<string> Codes, string Text, bool About = false)
{
    /// <summary>Asked, and nothing came.</summary>
    public static readonly Answer Missing = None(AnswerState.Missing);

    /// <summary>There is a value.</summary>
    public bool Known => State == AnswerState.Value;

    /// <summary>Without a value.</summary>
    /// <exception cref="ArgumentException">The state is that of a value.</exception>
    public static Answer None(AnswerState state) => state == AnswerState.Value ? throw new ArgumentException("A value needs a value.", nameof(state)) : new(state, null, [], "");

    /// <summary>A number in the unit of the question.</summary>
    public static Answer Of(decimal number, bool about = false) => new(AnswerState.Value, number, [], "", about);

    /// <summary>Yes is 1, no is 0.</summary>
    public static Answer Of(bool yes) => new(AnswerState.Value, yes ? 1 : 0, [], "");

    /// <summary>What was chosen, by code.</summary>
    public static Answer Chosen(params string[] codes) => new(AnswerState.Value, null, codes, "");

    /// <summary>In own words.</summary>
    public static Answer Said(string text) => new(AnswerState.Value, null, [], text);
}
