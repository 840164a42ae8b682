using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Whether an item is asked of a unit.</summary>
public enum Asking
{
    /// <summary>It is asked.</summary>
    Yes,

    /// <summary>The route does not come along it: its answer is <see cref="AnswerState.NotAsked"/>, whatever was kept before.</summary>
    No,

    /// <summary>Not known yet, because an answer it depends on is missing, unknown or refused. It is shown, so that nothing is lost, and it is never required.</summary>
    Open,
}

/// <summary>What is asked of a respondent.</summary>
public sealed class Asked
{
    private readonly Dictionary<(string Unit, string Item), Asking> asking;
    private readonly Func<string, string, Answer> answer;

    internal Asked(Dictionary<(string Unit, string Item), Asking> asking, Func<string, string, Answer> answer) => (this.asking, this.answer) = (asking, answer);

    /// <summary>Whether the item is asked of the unit; No for a unit or item that is not there.</summary>
    public Asking this[string unit, string item] => asking.GetValueOrDefault((unit, item), Asking.No);

    /// <summary>The answer that counts: as kept, or not asked where the route does not come along.</summary>
    public Answer Answer(string unit, string item) => this[unit, item] == Asking.No ? Answers.Answer.None(AnswerState.NotAsked) : answer(unit, item);
}

/// <summary>
/// Which items are asked, given the answers. The condition of an item has three values. True: asked. False: not asked. Also not asked when the condition has no value because
/// an item it names was not asked or does not apply. In all other cases it is open: shown, never required.
/// </summary>
public static class Route
{
    /// <summary>Goes along the items in their order; an item that is not asked counts as such for all later ones, also when an answer was kept. A condition that cannot be read leaves its item open.</summary>
    /// <param name="questionnaire">Without faults; with faults what can be said.</param>
    /// <param name="respondent">Whose answers.</param>
    public static Asked Asked(Questionnaire questionnaire, Respondent respondent)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(respondent);
        var asking = new Dictionary<(string Unit, string Item), Asking>();
        var items = Items(questionnaire);
        // What comes later has no answer yet.
        Answer Sofar(string unit, string item) => !asking.TryGetValue((unit, item), out var asked) ? Answers.Answer.Missing
            : asked == Asking.No ? Answers.Answer.None(AnswerState.NotAsked) : respondent.Answer(unit, item);
        foreach (var item in questionnaire.InOrder())
        {
            var condition = item.AskIf.Length == 0 ? null : Expression.Parse(item.AskIf);
            foreach (var unit in respondent.Units(item.Level))
            {
                asking[(unit, item.Key)] = condition is null ? Asking.Yes
                    : condition.Expression is not { } expression ? Asking.Open
                    : Of(expression.Evaluate(n => items.TryGetValue(n, out var named) ? respondent.Value(named, unit, item.Level, Sofar) : null));
            }
        }

        return new(asking, respondent.Answer);
    }

    /// <summary>The answers that are expected and missing: asked, required, and nothing came.</summary>
    public static IReadOnlyList<(string Unit, Item Item)> Lacking(Questionnaire questionnaire, Respondent respondent, Asked asked)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(respondent);
        ArgumentNullException.ThrowIfNull(asked);
        return [.. questionnaire.InOrder().Where(i => i.Required).SelectMany(i => respondent.Units(i.Level)
            .Where(u => asked[u, i.Key] == Asking.Yes && respondent.Answer(u, i.Key).State == AnswerState.Missing).Select(u => (u, i)))];
    }

    internal static Dictionary<string, Item> Items(Questionnaire questionnaire)
    {
        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var item in questionnaire.Items)
            items.TryAdd(item.Key, item);
        return items;
    }

    private static Asking Of(ExprValue value) => value.IsTrue ? Asking.Yes : value.IsFalse || value.DoesNotHold ? Asking.No : Asking.Open;
}
