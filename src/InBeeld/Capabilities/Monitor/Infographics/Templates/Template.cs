using System.Text.Json;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Infographics.Templates;

/// <summary>Words for a picture of one school each and for one where a star is many schools.</summary>
internal sealed record TitleWords(Words One, Words Many);

/// <summary>By what stands in the sky: stars of a checklist, or a count. The first of which all figures are shown is taken.</summary>
internal sealed record LeadWords(IReadOnlyList<Words> Sky, IReadOnlyList<Words> Count);

internal sealed record SourceWords(IReadOnlyList<Words> Sky, IReadOnlyList<Words> Count, Words Last);

/// <summary>A question of a location that is a field of cooperation, for a questionnaire that scores nothing.</summary>
internal sealed record FieldItem(string Item, Words Label);

/// <summary>A block as it stands in a template: which one, bound to which indicators, with which words. Which of the others it uses depends on the block.</summary>
internal sealed record BlockSlot(
    string Block, string Indicator = "", Words? Label = null, Words? What = null, Words? Rest = null, Words? RestOne = null, bool Second = false, string Shape = "", Words? Title = null, bool Fields = false,
    IReadOnlyList<string>? Indicators = null, Words? Note = null, string Against = "", Words? Each = null, Words? EachOne = null, Words? Yes = null, Words? No = null,
    IReadOnlyList<Words>? Bands = null, Words? Without = null, Words? Ask = null, Words? Least = null, Words? None = null);

/// <summary>How a picture of a level is made, as data. A block of which the figures do not exist in a wave is left out.</summary>
internal sealed record Template(
    string Key, string Level, TitleWords Title, LeadWords Lead, IReadOnlyList<BlockSlot> Hero, IReadOnlyList<BlockSlot> Left, int MostLeft, IReadOnlyList<BlockSlot> Right, SourceWords Source,
    IReadOnlyList<FieldItem>? FieldItems = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public static readonly IReadOnlyList<string> Levels = ["country", "province", "library", "location"];

    private static readonly Lazy<Dictionary<string, Template>> All = new(() => Levels.Select(level => Read(level == "country" ? "national" : level)).ToDictionary(t => t.Level));

    private static readonly Lazy<IReadOnlyList<IndicatorDefinition>> Declared = new(() =>
    {
        var (read, errors) = IndicatorReading.Of(Resource("indicators"));
        return errors.Count == 0 ? read : throw new InvalidOperationException(string.Join("; ", errors));
    });

    /// <summary>What the blocks are bound to.</summary>
    public static IReadOnlyList<IndicatorDefinition> Indicators => Declared.Value;

    /// <param name="level">country, province, library or location.</param>
    public static Template Of(string level) => All.Value[level];

    private static Template Read(string key) => JsonSerializer.Deserialize<Template>(Resource(key), Options)!;

    private static string Resource(string key)
    {
        using var reader = new StreamReader(typeof(Template).Assembly.GetManifestResourceStream($"infographics/{key}.json")!);
        return reader.ReadToEnd();
    }
}
