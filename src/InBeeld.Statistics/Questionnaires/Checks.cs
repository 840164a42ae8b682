using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>A check that asks its question.</summary>
/// <param name="Check">The check.</param>
/// <param name="Unit">The library or the location at which it asks.</param>
public sealed record OddAnswer(Check Check, string Unit);

/// <summary>Which checks ask "is this right?".</summary>
public static class Checks
{
    /// <summary>
    /// The checks that are true, in the order of the questionnaire and of the locations. What is not known is not odd: a check over an answer that is missing, a check that divides
    /// by an answer of zero, and a check that cannot be read do not ask. Items that are not asked count as not asked.
    /// </summary>
    public static IReadOnlyList<OddAnswer> Odd(Questionnaire questionnaire, Respondent respondent) =>
        Odd(questionnaire, respondent, Route.Asked(questionnaire, respondent));

    /// <summary>The same, where the route is known already.</summary>
    public static IReadOnlyList<OddAnswer> Odd(Questionnaire questionnaire, Respondent respondent, Asked asked)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(respondent);
        ArgumentNullException.ThrowIfNull(asked);
        var items = Route.Items(questionnaire);
        var before = respondent.Before ?? ((_, _) => Answer.Missing);
        var odd = new List<OddAnswer>();
        foreach (var check in questionnaire.Checks)
        {
            if (Expression.Parse(check.When).Expression is not { } when)
                continue;
            var level = questionnaire.LevelOf(check);
            foreach (var unit in respondent.Units(level))
            {
                if (when.Holds(n => !items.TryGetValue(QuestionnaireRoutes.Now(n), out var item) ? null
                    : respondent.Value(item, unit, level, n.Length == item.Key.Length ? asked.Answer : before)) == true)
                    odd.Add(new(check, unit));
            }
        }

        return odd;
    }
}
