using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;

namespace InBeeld.Statistics.Stars;

/// <summary>A thing that is done or not, for points.</summary>
/// <param name="Id">Unique in the checklist.</param>
/// <param name="Field">On which field it is, such as "collection"; not empty.</param>
/// <param name="Maximum">Points at most; 0 or more.</param>
/// <param name="Steps">Points that can be given, for the agenda; the maximum always can. Empty: only the maximum is a step up.</param>
/// <param name="Label">For people; "" when there is none.</param>
public sealed record StarItem(string Id, string Field, Fraction Maximum, IReadOnlyList<Fraction> Steps, string Label = "");

/// <summary>So many stars up to and with a share of the points.</summary>
/// <param name="UpTo">A share from 0 to 1; null: all above the band before.</param>
/// <param name="Stars">More than in the band before.</param>
public sealed record StarBand(Fraction? UpTo, int Stars);

/// <summary>
/// Items with points, and bands that turn a share of the points into stars. No points are no stars; more than none is at least the first band.
/// Source of the rule: the star checklist of the library monitor for secondary education (one star: 1 to 25 % of the points that can be had).
/// </summary>
public sealed class StarChecklist
{
    /// <summary>Above 0 to 25 %: one; to 50: two; to 75: three; above: four.</summary>
    public static readonly IReadOnlyList<StarBand> Standard = [new(Fraction.Of(1, 4), 1), new(Fraction.Of(1, 2), 2), new(Fraction.Of(3, 4), 3), new(null, 4)];

    /// <summary>No checklist has more items.</summary>
    public const int MostItems = 1000;

    private readonly Dictionary<string, StarItem> byId;

    private StarChecklist(IReadOnlyList<StarItem> items, IReadOnlyList<StarBand> bands)
    {
        (Items, Bands) = (items, bands);
        byId = items.ToDictionary(i => i.Id, StringComparer.Ordinal);
    }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<StarItem> Items { get; }

    /// <summary>From few to many.</summary>
    public IReadOnlyList<StarBand> Bands { get; }

    /// <summary>A checklist, or the sentence that says what is wrong with it.</summary>
    public static (StarChecklist? Checklist, string? Error) Of(IReadOnlyList<StarItem> items, IReadOnlyList<StarBand>? bands = null)
    {
        bands ??= Standard;
        if (items.Count > MostItems)
            return (null, $"items: more than {MostItems}");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!ids.Add(item.Id))
                return (null, $"item \"{item.Id}\" is there twice");
            if (item.Maximum.Sign < 0)
                return (null, $"item \"{item.Id}\": maximum is below 0");
            if (item.Steps.Any(s => s.Sign < 0 || s > item.Maximum))
                return (null, $"item \"{item.Id}\": a step is below 0 or above the maximum {item.Maximum}");
        }

        return WrongBand(bands) is { } wrong ? (null, wrong) : (new(items, bands), null);
    }

    /// <summary>What is wrong with the answer to an item, or null: points must be from 0 to the maximum, a state must be no value.</summary>
    public string? Wrong(string item, Answer answer)
    {
        if (!byId.TryGetValue(item, out var of))
            return $"answer \"{item}\": there is no such item";
        return !answer.Known ? null
            : answer.Number is not { } points ? $"item \"{item}\": the answer is not a number of points"
            : points < 0 ? $"item \"{item}\": {points} points are below 0"
            : (Fraction)points > of.Maximum ? $"item \"{item}\": {points} points are above the maximum {of.Maximum}"
            : null;
    }

    /// <summary>The stars for a share of the points.</summary>
    public int Stars(Fraction share) => share.Sign <= 0 ? 0 : Bands.First(b => b.UpTo is not { } to || share <= to).Stars;

    private static string? WrongBand(IReadOnlyList<StarBand> bands)
    {
        if (bands.Count is 0 or > 20)
            return "bands: there must be 1 to 20";
        for (var i = 0; i < bands.Count; i++)
        {
            var (band, before) = (bands[i], i == 0 ? new(Fraction.Zero, 0) : bands[i - 1]);
            if (band.Stars <= before.Stars)
                return $"bands[{i}]: stars must be more than {before.Stars}";
            if (band.UpTo is { } to && (to <= before.UpTo!.Value || to > Fraction.One))
                return $"bands[{i}]: upTo must be above that of the band before and at most 100";
            if (band.UpTo is null && i < bands.Count - 1)
                return $"bands[{i}]: only the last band has no upTo";
        }

        return bands[^1].UpTo is { } last && last != Fraction.One ? $"bands[{bands.Count - 1}]: the last band must reach 100" : null;
    }
}
