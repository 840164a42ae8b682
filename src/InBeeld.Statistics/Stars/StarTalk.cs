using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Stars;

/// <summary>Makes the agenda for a talk at school.</summary>
internal static class StarTalk
{
    public static StarAgenda Agenda(StarChecklist checklist, List<(StarItem Item, Answer Answer)> given, StarPoints points, int? sure, List<StarField> fields)
    {
        var worked = fields.Where(f => f.Cooperation == Cooperation.Yes).ToList();
        var least = worked.Count == 0 ? (Fraction?)null : worked.Select(f => f.Points.ShareAtLeast!.Value).Min();
        return new(
            [.. fields.Where(f => f.Cooperation == Cooperation.No).Select(f => f.Field)],
            [.. worked.Where(f => f.Points.ShareAtLeast == least).Select(f => f.Field)],
            [.. fields.SelectMany(f => f.Unknown)],
            sure is { } stars ? Next(checklist, given, points, stars, fields) : null);
    }

    private static StarNext? Next(StarChecklist checklist, List<(StarItem Item, Answer Answer)> given, StarPoints points, int stars, List<StarField> fields)
    {
        var next = checklist.Bands.FirstOrDefault(b => b.Stars > stars);
        if (next is null)
            return null;
        var edge = checklist.Bands.LastOrDefault(b => b.Stars <= stars)?.UpTo ?? Fraction.Zero;
        var needed = (edge * points.Maximum) - points.AtLeast;
        var open = given.Where(g => g.Answer.Known && g.Answer.Number!.Value < g.Item.Maximum).ToList();
        var share = fields.ToDictionary(f => f.Field, f => f.Points.ShareAtLeast ?? Fraction.Zero, StringComparer.Ordinal);

        // One item is enough: the step that asks the fewest points; of equals the field that has least, then the order of the list (the sort is stable).
        var one = open.SelectMany(g => g.Item.Steps.Append(g.Item.Maximum).Select(to => (g.Item, To: to, More: to - g.Answer.Number!.Value)))
            .Where(r => r.More > needed && r.More.Sign > 0).OrderBy(r => r.More).ThenBy(r => share[r.Item.Field]).Select(r => new StarRaise(r.Item.Id, r.To, r.More)).FirstOrDefault();
        if (one is not null)
            return new(next.Stars, needed, [one]);

        // Otherwise the fewest: those with most room first, for no other choice of as many gives more.
        var (raises, gained) = (new List<StarRaise>(), Fraction.Zero);
        foreach (var (item, answer) in open.OrderByDescending(g => g.Item.Maximum - g.Answer.Number!.Value).ThenBy(g => share[g.Item.Field]))
        {
            raises.Add(new(item.Id, item.Maximum, item.Maximum - answer.Number!.Value));
            gained += raises[^1].More;
            if (gained > needed)
                return new(next.Stars, needed, raises);
        }

        return new(next.Stars, needed, []);
    }
}
