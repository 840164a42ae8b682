using InBeeld.Statistics.Answers;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>What an answer scores.</summary>
/// <param name="Item">The item.</param>
/// <param name="Least">Points it has for certain.</param>
/// <param name="Most">Points it has at most; the same as <paramref name="Least"/> when the answer is known.</param>
/// <param name="Maximum">Points the best answer would have; 0 when the item does not apply, so that it does not count.</param>
public sealed record ItemScore(Item Item, decimal Least, decimal Most, decimal Maximum)
{
    /// <summary>The points are known.</summary>
    public bool Known => Least == Most;
}

/// <summary>
/// Points per item: the points of the chosen option, the sum of the chosen options (never more than the maximum), the points of a yes, or those of the band a number falls in.
/// Not asked scores 0 and its maximum counts: where there is no cooperation there are no points. Not applicable leaves the maximum out. Unknown, refused and missing leave it
/// open: from 0 to the maximum.
/// </summary>
public static class Scores
{
    /// <summary>Of a unit: the items of its own level that score, in the order in which they are asked.</summary>
    public static IReadOnlyList<ItemScore> Of(Questionnaire questionnaire, Respondent respondent, string unit) =>
        Of(questionnaire, respondent, unit, Route.Asked(questionnaire, respondent));

    /// <summary>The same, where the route is known already.</summary>
    public static IReadOnlyList<ItemScore> Of(Questionnaire questionnaire, Respondent respondent, string unit, Asked asked)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(respondent);
        ArgumentNullException.ThrowIfNull(asked);
        var level = unit == respondent.Library ? ItemLevel.Library : ItemLevel.Location;
        return [.. questionnaire.InOrder().Where(i => i.Level == level && i.Field.Length > 0).Select(i => Of(i, asked.Answer(unit, i.Key)))];
    }

    /// <summary>Of one answer.</summary>
    public static ItemScore Of(Item item, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(answer);
        var maximum = Maximum(item);
        return answer.State switch
        {
            AnswerState.NotApplicable => new(item, 0, 0, 0),
            AnswerState.NotAsked => new(item, 0, 0, maximum),
            AnswerState.Value when Math.Min(Points(item, answer), maximum) is var points => new(item, points, points, maximum),
            _ => new(item, 0, maximum, maximum),
        };
    }

    /// <summary>What the best answer to an item scores.</summary>
    public static decimal Maximum(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return ItemCheck.Maximum(item);
    }

    private static decimal Points(Item item, Answer answer) => item.Kind switch
    {
        ItemKind.YesNo => answer.Number == 1 ? item.Points.Yes : 0,
        ItemKind.Number => item.Points.Bands.LastOrDefault(b => answer.Number >= b.From)?.Points ?? 0,
        ItemKind.Choice or ItemKind.Choices => item.Options.Where(o => answer.Codes.Contains(o.Code)).Sum(o => o.Points),
        _ => 0,
    };
}
