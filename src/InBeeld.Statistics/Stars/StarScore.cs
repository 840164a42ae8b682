using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Stars;

/// <summary>Whether a field is worked on.</summary>
public enum Cooperation
{
    /// <summary>There are points.</summary>
    Yes,

    /// <summary>All is known, and there are none.</summary>
    No,

    /// <summary>There are none so far, and something is not known.</summary>
    Unknown,

    /// <summary>No item of the field holds here.</summary>
    NotApplicable,
}

/// <summary>Points of which some may be unknown.</summary>
/// <param name="AtLeast">Of what is known.</param>
/// <param name="AtMost">When all that is unknown has its maximum.</param>
/// <param name="Maximum">Of the items that hold.</param>
public sealed record StarPoints(Fraction AtLeast, Fraction AtMost, Fraction Maximum)
{
    /// <summary>The part of the maximum, or null without a maximum.</summary>
    public Fraction? ShareAtLeast => Maximum.Sign == 0 ? null : AtLeast / Maximum;

    /// <summary>The part of the maximum, or null without a maximum.</summary>
    public Fraction? ShareAtMost => Maximum.Sign == 0 ? null : AtMost / Maximum;
}

/// <summary>A field of the picture.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Points">Of its items that hold.</param>
/// <param name="Cooperation">Whether it is worked on.</param>
/// <param name="Unknown">Ids of items of which the answer is not known.</param>
/// <param name="NotApplicable">Ids of items that do not hold; they count neither above nor below.</param>
public sealed record StarField(string Field, StarPoints Points, Cooperation Cooperation, IReadOnlyList<string> Unknown, IReadOnlyList<string> NotApplicable);

/// <summary>An item that is done more of.</summary>
/// <param name="Item">Its id.</param>
/// <param name="To">Points it would have.</param>
/// <param name="More">How many more than now.</param>
public sealed record StarRaise(string Item, Fraction To, Fraction More);

/// <summary>What it takes to get to the next star, counted from the stars that are sure.</summary>
/// <param name="Stars">The number of stars that would be reached.</param>
/// <param name="Needed">More points than this are needed (exactly this many are not enough).</param>
/// <param name="Raises">The fewest items; when one is enough, the one with the fewest more points. Empty: the items of which the answer is known cannot do it.</param>
public sealed record StarNext(int Stars, Fraction Needed, IReadOnlyList<StarRaise> Raises);

/// <summary>What to talk about.</summary>
/// <param name="Without">Fields that are not worked on.</param>
/// <param name="Least">Fields that are, those with the smallest sure share; all that share it.</param>
/// <param name="Ask">Ids of items to ask about first, because their answer is not known.</param>
/// <param name="Next">To the next star; null: all stars are reached or there is nothing to score.</param>
public sealed record StarAgenda(IReadOnlyList<string> Without, IReadOnlyList<string> Least, IReadOnlyList<string> Ask, StarNext? Next);

/// <summary>The stars of one location.</summary>
/// <param name="Points">Over all items that hold.</param>
/// <param name="AtLeast">Stars that are sure; null: no item holds, or none gives points.</param>
/// <param name="AtMost">Stars when all that is unknown has its maximum; null as above.</param>
/// <param name="Fields">In the order of the items.</param>
/// <param name="Agenda">What to talk about.</param>
public sealed record StarScore(StarPoints Points, int? AtLeast, int? AtMost, IReadOnlyList<StarField> Fields, StarAgenda Agenda)
{
    /// <summary>Unknown answers make no difference for the stars.</summary>
    public bool Sure => AtLeast is not null && AtLeast == AtMost;

    /// <param name="checklist">What is asked.</param>
    /// <param name="answers">By item. Points, or a state: not applicable leaves the item out, every other state is unknown.</param>
    /// <returns>The score, or the sentence that names the item that is wrong.</returns>
    public static (StarScore? Score, string? Error) Of(StarChecklist checklist, Func<string, Answer> answers)
    {
        var given = checklist.Items.Select(i => (Item: i, Answer: answers(i.Id))).ToList();
        foreach (var (item, answer) in given)
        {
            if (checklist.Wrong(item.Id, answer) is { } wrong)
                return (null, wrong);
        }

        var points = Sum(given);
        var fields = given.GroupBy(g => g.Item.Field, StringComparer.Ordinal).Select(g => Field(g.Key, [.. g])).ToList();
        var sure = points.ShareAtLeast is { } share ? checklist.Stars(share) : (int?)null;
        var most = points.ShareAtMost is { } top ? checklist.Stars(top) : (int?)null;
        return (new(points, sure, most, fields, StarTalk.Agenda(checklist, given, points, sure, fields)), null);
    }

    private static StarField Field(string name, List<(StarItem Item, Answer Answer)> given)
    {
        var points = Sum(given);
        var unknown = given.Where(g => !g.Answer.Known && g.Answer.State != AnswerState.NotApplicable).Select(g => g.Item.Id).ToList();
        var cooperation = points.AtLeast.Sign > 0 ? Cooperation.Yes
            : given.All(g => g.Answer.State == AnswerState.NotApplicable) ? Cooperation.NotApplicable
            : unknown.Count > 0 ? Cooperation.Unknown : Cooperation.No;
        return new(name, points, cooperation, unknown, [.. given.Where(g => g.Answer.State == AnswerState.NotApplicable).Select(g => g.Item.Id)]);
    }

    private static StarPoints Sum(List<(StarItem Item, Answer Answer)> given)
    {
        var (least, most, maximum) = (Fraction.Zero, Fraction.Zero, Fraction.Zero);
        foreach (var (item, answer) in given.Where(g => g.Answer.State != AnswerState.NotApplicable))
        {
            least += answer.Number ?? 0;
            most += answer.Known ? answer.Number ?? 0 : item.Maximum;
            maximum += item.Maximum;
        }

        return new(least, most, maximum);
    }
}
