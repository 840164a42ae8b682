using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Releases;
using Shown = InBeeld.Capabilities.Monitor.Infographics.Drawing.Shown;
using Withheld = InBeeld.Capabilities.Monitor.Infographics.Drawing.Withheld;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>Stars and fields of locations, by the scoring of their questionnaire. A point of which it is not known is not counted, and what it could make of it is said.</summary>
internal sealed class Stars(Questionnaire questionnaire, Scoring scoring, AnswerSet answers)
{
    private const int Most = 4;

    private readonly List<Item> items = [.. questionnaire.InOrder().Where(i => i.Level == ItemLevel.Location && i.Field.Length > 0)];
    private readonly Dictionary<string, (IReadOnlyList<FieldFigure> Fields, ScoreFigure Score)> known = new(StringComparer.Ordinal);

    public (IReadOnlyList<FieldFigure> Fields, ScoreFigure Score) OfLocation(string unit)
    {
        if (known.TryGetValue(unit, out var before))
        {
            return before;
        }

        var scores = items.Select(i => (i.Field, Score: Scores.Of(i, answers[unit, i.Key]))).ToList();
        var fields = scoring.Fields.Select(f => Field(f, [.. scores.Where(s => s.Field == f.Key).Select(s => s.Score)])).Where(f => f.Most > 0).ToList();
        var (got, most, points) = (scores.Sum(s => s.Score.Least), scores.Sum(s => s.Score.Most), scores.Sum(s => s.Score.Maximum));
        var least = Of(got, points);
        var next = least >= Most || points == 0 ? 0 : Math.Max(0, Needed(least, points) - got);
        return known[unit] = (fields, new(least, Of(most, points), got, points, next));
    }

    /// <summary>From the most stars to the fewest, by the stars that are certain. A location without any point counts with the fewest: it does work together.</summary>
    public IReadOnlyList<BandFigure> Bands(IReadOnlyList<Unit> locations)
    {
        var counts = locations.CountBy(l => Math.Max(1, OfLocation(l.Id).Score.AtLeast)).ToDictionary();
        return [.. Enumerable.Range(1, Most).Reverse().Select(s => new BandFigure(s, s, Shown.Count(counts.GetValueOrDefault(s))))];
    }

    /// <summary>Of these locations the share that works together on each field; of those of which it is known.</summary>
    public IReadOnlyList<FieldFigure> Fields(IReadOnlyList<Unit> locations)
    {
        var of = locations.SelectMany(l => OfLocation(l.Id).Fields).ToLookup(f => f.Key);
        return [.. scoring.Fields.Select(f => new FieldFigure(f.Key, f.Label, Share: Shown.Share(of[f.Key].Count(x => x.Is == Together.Yes), of[f.Key].Count(x => x.Is != Together.Unknown), of[f.Key].Count(x => x.Is == Together.Unknown))))];
    }

    /// <summary>The item under which a field stands among the answers, and the key of the share that works together on it.</summary>
    public static string ItemOf(string field) => "field." + field;

    /// <summary>Puts the fields among the answers of every location, so that shares of them are decided as any other share is.</summary>
    public void AnswerFields()
    {
        foreach (var location in answers.Units.Where(u => u.Level == "location"))
        {
            foreach (var field in OfLocation(location.Id).Fields)
            {
                answers[location.Id, ItemOf(field.Key)] = field.Is == Together.Unknown ? Answer.None(AnswerState.Unknown) : Answer.Of(field.Is == Together.Yes);
            }
        }
    }

    /// <param name="cooperating">Only of locations that cooperate.</param>
    public IEnumerable<IndicatorDefinition> Shares(bool cooperating) => scoring.Fields.Where(f => items.Exists(i => i.Field == f.Key)).Select(f => new IndicatorDefinition(
        ItemOf(f.Key), 1, f.Label.Nl, f.Label.En, "location", Expression.Parse(cooperating ? "cooperates" : "1 = 1").Expression!, null, [], Expression.Parse($"[{ItemOf(f.Key)}]").Expression!, Aggregation.Share, true, 0, false));

    /// <summary>Of the country and each province how many locations are in each band; with what everybody was told before.</summary>
    public CategoryRelease Release(IReadOnlyList<Unit> locations, UnitIndex index, ReleasePolicy policy, Func<string, bool?> told, ILookup<string, EarlierRelease>? before) => CategoryReleasing.Of(
        "stars", [.. Enumerable.Range(1, Most).Select(Band)], locations.ToDictionary(l => l.Id, l => Band(Math.Max(1, OfLocation(l.Id).Score.AtLeast)), StringComparer.Ordinal), index, policy, "province", told, before);

    /// <summary>From the most stars to the fewest. Bands that are hidden are put together with what lies between them, so that a picture has no gap.</summary>
    /// <param name="release">Null: nothing is told.</param>
    public static IReadOnlyList<BandFigure> Pooled(string place, CategoryRelease? release, Withheld why)
    {
        List<int> all = [.. Enumerable.Range(1, Most)], hidden = [.. all.Where(s => release?.Of(place, Band(s)) is null)];
        if (release?.Of(place, CategoryRelease.All) is not { } total)
        {
            return [.. all.OrderDescending().Select(s => new BandFigure(s, s, Shown.Hide(why)))];
        }

        if (hidden.Count == 0)
        {
            return [.. all.OrderDescending().Select(s => new BandFigure(s, s, Shown.Count(release.Of(place, Band(s))!.Value)))];
        }

        var outside = all.Where(s => s < hidden[0] || s > hidden[^1]).ToList();
        return [.. outside.Select(s => new BandFigure(s, s, Shown.Count(release.Of(place, Band(s))!.Value))).Append(new(hidden[0], hidden[^1], Shown.Count(total - outside.Sum(s => release.Of(place, Band(s))!.Value)))).OrderByDescending(b => b.From)];
    }

    private static string Band(int stars) => stars.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static FieldFigure Field(ScoreField field, List<ItemScore> scores)
    {
        var (got, open) = (scores.Sum(s => s.Least), scores.Sum(s => s.Most - s.Least));
        return new(field.Key, field.Label, got > 0 ? Together.Yes : open > 0 ? Together.Unknown : Together.No, got, scores.Sum(s => s.Maximum), open);
    }

    // The bands are whole percents; compared without dividing.
    private int Of(decimal got, decimal points) => got <= 0 || points <= 0 ? 0 : Math.Min(Most, scoring.Bands.TakeWhile(b => got * 100 > b * points).Count() + 1);

    private decimal Needed(int stars, decimal points)
    {
        // More than the end of the band that it is in now; points are whole.
        var above = stars == 0 ? 0 : scoring.Bands[stars - 1] * points / 100;
        return Math.Floor(above) + 1;
    }
}
