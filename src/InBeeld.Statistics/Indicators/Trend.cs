using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Indicators;

/// <summary>Whether an item measures the same as in the version before.</summary>
public enum Comparable
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>Other words, the same meaning: comparable with care.</summary>
    Changed,

    /// <summary>Not comparable.</summary>
    Break,
}

/// <summary>What happened to an item between two versions of a questionnaire that follow each other.</summary>
/// <param name="Item">Its key in the later version.</param>
/// <param name="Version">The later version.</param>
/// <param name="How">Compared with the version before.</param>
/// <param name="Why">For people.</param>
public sealed record CrosswalkLine(string Item, int Version, Comparable How, string Why = "");

/// <summary>A figure of a wave.</summary>
/// <param name="Wave">Name of the wave.</param>
/// <param name="Version">Version of the questionnaire with which it was asked.</param>
/// <param name="Figure">The figure.</param>
public sealed record TrendWave(string Wave, int Version, IndicatorFigure Figure);

/// <summary>A point of a line over the waves.</summary>
/// <param name="Wave">The wave.</param>
/// <param name="Segment">Points of one segment may be joined by a line; counted from 0.</param>
/// <param name="Joins">How it compares with the point before; <see cref="Comparable.Break"/> begins a segment. Of the first point: same.</param>
/// <param name="Reasons">Per item or definition why it is changed or breaks.</param>
/// <param name="Difference">With the point before, not rounded; null at a break, or when one of the two is not shown.</param>
/// <param name="Result">The figure.</param>
public sealed record TrendPoint(TrendWave Wave, int Segment, Comparable Joins, IReadOnlyList<string> Reasons, Fraction? Difference, IndicatorResult Result);

/// <summary>A line over waves that stops where what was asked changed.</summary>
public static class Trend
{
    /// <param name="waves">In the order of time; of one indicator.</param>
    /// <param name="crosswalk">For every item and every version after the first. An item of which it says nothing for a new version breaks the line: nobody said that it stayed the same.</param>
    /// <param name="levels">Levels of units that may stand before a name.</param>
    public static IReadOnlyList<TrendPoint> Of(IReadOnlyList<TrendWave> waves, IReadOnlyList<CrosswalkLine> crosswalk, IReadOnlyCollection<string> levels)
    {
        var lines = crosswalk.GroupBy(c => (c.Item, c.Version)).ToDictionary(g => g.Key, g => g.MaxBy(c => c.How)!);
        var points = new List<TrendPoint>();
        for (var i = 0; i < waves.Count; i++)
        {
            var (now, result) = (waves[i], waves[i].Figure.Result);
            if (i == 0)
            {
                points.Add(new(now, 0, Comparable.Same, [], null, result));
                continue;
            }

            var (joins, reasons) = Join(waves[i - 1], now, lines, levels);
            var breaks = joins == Comparable.Break;
            var difference = breaks ? null : result.Exact - waves[i - 1].Figure.Result.Exact;
            points.Add(new(now, points[^1].Segment + (breaks ? 1 : 0), joins, reasons, difference, result));
        }

        return points;
    }

    private static (Comparable Joins, List<string> Reasons) Join(TrendWave before, TrendWave now, Dictionary<(string Item, int Version), CrosswalkLine> lines, IReadOnlyCollection<string> levels)
    {
        var (joins, reasons) = (Comparable.Same, new List<string>());
        void Add(Comparable how, string why)
        {
            if (how > joins)
                joins = how;
            reasons.Add(why);
        }

        if (before.Figure.Definition.Key != now.Figure.Definition.Key || before.Figure.Definition.Version != now.Figure.Definition.Version)
            Add(Comparable.Break, "the indicator has another definition");
        // Also back to an earlier version nothing is promised.
        if (now.Version < before.Version)
            Add(Comparable.Break, "the questionnaire is an earlier version");
        foreach (var item in now.Figure.Definition.Items(levels))
        {
            for (var version = before.Version + 1; version <= now.Version; version++)
            {
                if (!lines.TryGetValue((item, version), out var line))
                    Add(Comparable.Break, $"{item}: the crosswalk to version {version} does not say whether it stayed the same");
                else if (line.How != Comparable.Same)
                    Add(line.How, $"{item}: {(line.Why.Length > 0 ? line.Why : line.How == Comparable.Break ? "not comparable" : "changed")}");
            }
        }

        return (joins, reasons);
    }
}
