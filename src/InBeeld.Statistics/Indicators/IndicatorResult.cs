using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Indicators;

/// <summary>What a unit is for a figure.</summary>
public enum InputRole
{
    /// <summary>Its value counts; with a share: it is above and below the line.</summary>
    Numerator,

    /// <summary>Only with a share: below the line, not above.</summary>
    Denominator,

    /// <summary>In the population, and not known.</summary>
    Unknown,

    /// <summary>In the population, and the question does not hold.</summary>
    NotApplicable,

    /// <summary>Left out for a reason.</summary>
    Excluded,
}

/// <summary>One unit of the population as it went into a figure.</summary>
/// <param name="Unit">Its id.</param>
/// <param name="Role">What it is.</param>
/// <param name="Numerator">Its number; null when it has none or with a share.</param>
/// <param name="Denominator">Its number, with a ratio or a mean of shares.</param>
/// <param name="Weight">1 when weights are not used.</param>
/// <param name="Reason">Of an exclusion its reason; of what is not known or does not hold the state, such as "refused" or "population".</param>
public sealed record IndicatorInput(string Unit, InputRole Role, Fraction? Numerator, Fraction? Denominator, Fraction Weight, string Reason);

/// <summary>Why a figure is not shown.</summary>
public enum Withheld
{
    /// <summary>It is shown.</summary>
    No,

    /// <summary>No unit has a value, or the denominator is 0.</summary>
    Nothing,

    /// <summary>Fewer units have a value than the policy asks.</summary>
    TooFew,
}

/// <summary>A figure with all that must stand beside it.</summary>
/// <param name="Withheld">Why there is no value.</param>
/// <param name="Exact">Not rounded; times 100 where it is a percentage. Null when withheld.</param>
/// <param name="Text">Rounded once, with a point and exactly the declared decimals; "" when withheld.</param>
/// <param name="K">With a share units (or their weight) above the line, otherwise the sum of numerators. Null when withheld for too few.</param>
/// <param name="N">With a share, mean, median or sum units (or their weight) with a value; with a ratio the sum of denominators. Null when withheld for too few and it is no number of units.</param>
/// <param name="Units">How many units have a value.</param>
/// <param name="Unknown">How many do not, and might.</param>
/// <param name="NotApplicable">For how many it does not hold.</param>
/// <param name="Excluded">How many are left out, per reason.</param>
/// <param name="Asked">Units with a value or unknown.</param>
/// <param name="Answered">Of these the ones that gave an answer, be it that they do not know; not those that refused or did not answer.</param>
public sealed record IndicatorResult(
    Withheld Withheld, Fraction? Exact, string Text, Fraction? K, Fraction? N, int Units, int Unknown, int NotApplicable, IReadOnlyDictionary<string, int> Excluded, int Asked, int Answered);

/// <summary>A figure that can be opened: what was declared, what went in, what came out.</summary>
/// <param name="Definition">As declared.</param>
/// <param name="Policy">When it is not shown.</param>
/// <param name="Scope">Whose figure it is: "" for all units, otherwise a name that the caller chose.</param>
/// <param name="Inputs">Every unit of the population once, by id.</param>
/// <param name="Result">The figure.</param>
public sealed record IndicatorFigure(IndicatorDefinition Definition, IndicatorPolicy Policy, string Scope, IReadOnlyList<IndicatorInput> Inputs, IndicatorResult Result);
