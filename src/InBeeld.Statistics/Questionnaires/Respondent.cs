using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Who answers: a library with its school locations, and what it answered.</summary>
/// <param name="Library">Id of the unit of the library.</param>
/// <param name="Locations">Ids of its locations, in the order of the table.</param>
/// <param name="Answer">The answer of a unit to an item by key; <see cref="Answers.Answer.Missing"/> when nothing was kept.</param>
/// <param name="Before">The same for the time before; null: there is none.</param>
public sealed record Respondent(string Library, IReadOnlyList<string> Locations, Func<string, string, Answer> Answer, Func<string, string, Answer>? Before = null)
{
    /// <summary>Out of a set: the locations are the units of level "location" below the library.</summary>
    public static Respondent Of(AnswerSet set, string library, AnswerSet? before = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new(library, [.. set.Units.Where(u => u.Parent == library && u.Level == "location").Select(u => u.Id)], (u, i) => set[u, i], before is null ? null : (u, i) => before[u, i]);
    }

    /// <summary>The units of which an item of this level is asked.</summary>
    public IReadOnlyList<string> Units(ItemLevel level) => level == ItemLevel.Location ? Locations : [Library];

    /// <summary>The value of an item as an expression that is evaluated for a unit sees it: its own, that of its library, or one per location.</summary>
    internal ExprValue Value(Item item, string unit, ItemLevel level, Func<string, string, Answer> answer) =>
        item.Level == ItemLevel.Library ? One(item, answer(Library, item.Key))
        : level == ItemLevel.Location ? One(item, answer(unit, item.Key))
        : ExprValue.Of([.. Locations.Select(l => One(item, answer(l, item.Key)))]);

    // An empty text and no option chosen look alike as an answer; the item knows which it is.
    private static ExprValue One(Item item, Answer answer) => !answer.Known ? ExprValue.None(answer.State)
        : item.HasOptions ? ExprValue.Chosen(answer.Codes)
        : answer.Number is { } number ? ExprValue.Of(number)
        : ExprValue.Of(answer.Text);
}
