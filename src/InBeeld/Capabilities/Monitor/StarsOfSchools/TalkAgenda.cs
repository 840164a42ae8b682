using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Stars;
using StarBand = InBeeld.Statistics.Stars.StarBand;
using StarScore = InBeeld.Statistics.Stars.StarScore;

namespace InBeeld.Capabilities.Monitor.StarsOfSchools;

/// <summary>A question to come back to.</summary>
/// <param name="Now">What was answered; empty: it is not known.</param>
/// <param name="Better">The next answer that gives more points; empty when nothing was answered.</param>
/// <param name="More">Points more than now; of an open question the most it can give.</param>
internal sealed record TalkItem(Item Item, Words Now, Words Better, decimal More);

/// <summary>A field with what is left in it.</summary>
internal sealed record TalkField(FieldFigure Field, IReadOnlyList<TalkItem> Items);

/// <summary>To the next star.</summary>
/// <param name="Stars">So many there would be.</param>
/// <param name="Items">The fewest questions of which a better answer does it, counted from what is certain; empty: what is known cannot do it.</param>
internal sealed record TalkNext(int Stars, IReadOnlyList<TalkItem> Items);

/// <summary>What to talk about with one school: what nobody knows, fields without cooperation, fields where more is possible, and what one more star takes.</summary>
internal sealed record TalkAgenda(IReadOnlyList<TalkItem> Ask, IReadOnlyList<TalkField> Without, IReadOnlyList<TalkField> More, TalkNext? Next)
{
    public static TalkAgenda Of(Questionnaire questionnaire, AnswerSet answers, StarredSchool school)
    {
        var unit = school.Id.ToString();
        var items = questionnaire.InOrder().Where(i => i.Level == ItemLevel.Location && i.Field.Length > 0).Select(i => (Item: i, Answer: answers[unit, i.Key])).Select(x => (x.Item, x.Answer, Score: Scores.Of(x.Item, x.Answer))).ToList();
        TalkField Field(FieldFigure field) => new(field, [.. items.Where(x => x.Item.Field == field.Key && x.Score.Known && x.Score.Least < x.Score.Maximum).Select(x => Known(x.Item, x.Answer, x.Score.Least)).OfType<TalkItem>()]);
        return new(
            [.. items.Where(x => !x.Score.Known).Select(x => new TalkItem(x.Item, Words.None, Words.None, x.Score.Most))],
            [.. school.Fields.Where(f => f.Is == Together.No).Select(Field)],
            [.. school.Fields.Where(f => f.Is != Together.No && f.Got + f.Open < f.Most).OrderBy(f => f.Got / f.Most).Select(Field).Where(f => f.Items.Count > 0)],
            NextOf(questionnaire.Scoring!, items));
    }

    private static TalkNext? NextOf(Scoring scoring, List<(Item Item, Answer Answer, ItemScore Score)> items)
    {
        var scored = items.Where(x => x.Score.Maximum > 0).ToDictionary(x => x.Item.Key, StringComparer.Ordinal);
        var list = StarChecklist.Of([.. scored.Values.Select(x => new StarItem(x.Item.Key, x.Item.Field, x.Score.Maximum, [.. Steps(x.Item).Select(s => (Fraction)s.Points)]))], [.. scoring.Bands.Select((b, i) => new StarBand(b == 100 ? Fraction.One : (Fraction)b / 100, i + 1))]).Checklist;
        if (list is null || StarScore.Of(list, key => scored[key].Score is { Known: true } known ? Answer.Of(known.Least) : Answer.None(AnswerState.Unknown)).Score?.Agenda.Next is not { } next)
        {
            return null;
        }

        return new(next.Stars, [.. next.Raises.Select(r => (scored[r.Item].Item, To: r.To.ToDecimal() ?? 0, More: r.More.ToDecimal() ?? 0, scored[r.Item].Answer)).Select(r => new TalkItem(r.Item, Said(r.Item, r.Answer), Steps(r.Item).FirstOrDefault(s => s.Points >= r.To).Words ?? Words.None, r.More))]);
    }

    // Null: no single answer gives more.
    private static TalkItem? Known(Item item, Answer answer, decimal points)
    {
        if (item.Kind == ItemKind.Choices && answer.Known)
        {
            var left = item.Options.Where(o => o.Points > 0 && !answer.Codes.Contains(o.Code)).ToList();
            return left.Count == 0 ? null : new(item, Said(item, answer), Joined(left), Math.Min(left.Min(o => o.Points), Scores.Maximum(item) - points));
        }

        return Steps(item).FirstOrDefault(s => s.Points > points) is { Words: { } better } step ? new(item, Said(item, answer), better, step.Points - points) : null;
    }

    /// <summary>The answers that give points, from few to many.</summary>
    private static IEnumerable<(decimal Points, Words Words)> Steps(Item item) => (item.Kind switch
    {
        ItemKind.YesNo => [(item.Points.Yes, new Words("ja", "yes"))],
        ItemKind.Number => item.Points.Bands.Select(b => (b.Points, new Words($"{b.From:0.####} {item.Unit.Nl} of meer", $"{b.From:0.####} {item.Unit.En} or more"))),
        ItemKind.Choice => item.Options.Select(o => (o.Points, o.Label)),
        _ => [(Scores.Maximum(item), Joined(item.Options.Where(o => o.Points > 0)))],
    }).Where(s => s.Item1 > 0).OrderBy(s => s.Item1);

    private static Words Said(Item item, Answer answer) => !answer.Known ? Words.None : item.Kind switch
    {
        ItemKind.YesNo => answer.Number == 1 ? new("ja", "yes") : new("nee", "no"),
        ItemKind.Number => new($"{answer.Number:0.####} {item.Unit.Nl}", $"{answer.Number:0.####} {item.Unit.En}"),
        _ => Joined(item.Options.Where(o => answer.Codes.Contains(o.Code))) is { Empty: false } chosen ? chosen : new("niets hiervan", "none of these"),
    };

    private static Words Joined(IEnumerable<Option> options) => new(string.Join(", ", options.Select(o => o.Label.Nl)), string.Join(", ", options.Select(o => o.Label.En)));
}
