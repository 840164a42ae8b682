using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Statistics.Indicators;

/// <summary>Indicators that are shown together.</summary>
/// <param name="Key">Unique in the set.</param>
/// <param name="Label">For people.</param>
public sealed record IndicatorGroup(string Key, Words Label);

/// <summary>An indicator with what people read about it.</summary>
/// <param name="Definition">As it is computed.</param>
/// <param name="Group">Key of its group.</param>
/// <param name="Words">The definition in words.</param>
public sealed record IndicatorOfSet(IndicatorDefinition Definition, string Group, Words Words);

/// <summary>All indicators of one questionnaire.</summary>
/// <param name="Groups">In the order in which they are shown.</param>
/// <param name="Indicators">In the order in which they are shown.</param>
public sealed record IndicatorSet(IReadOnlyList<IndicatorGroup> Groups, IReadOnlyList<IndicatorOfSet> Indicators)
{
    /// <summary>No set has more groups.</summary>
    public const int MostGroups = 100;

    /// <summary>Questionnaires of which the indicators come along.</summary>
    public static readonly IReadOnlyList<string> Supplied = [SuppliedQuestionnaires.MonitorPrimary, SuppliedQuestionnaires.MonitorSecondary];

    /// <summary>
    /// The supplied indicators of a questionnaire, without those that ask for an item that it does not have. For other questionnaires: of each question of yes or no the share, of each number the
    /// median, per section.
    /// </summary>
    public static IndicatorSet For(Questionnaire questionnaire)
    {
        if (!Supplied.Contains(questionnaire.Key))
            return OfItems(questionnaire);
        var items = questionnaire.Items.Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        var set = Of(questionnaire.Key);
        return set with { Indicators = [.. set.Indicators.Where(i => i.Definition.Items(["library", "location"]).All(items.Contains))] };
    }

    /// <summary>One of <see cref="Supplied"/>.</summary>
    /// <exception cref="ArgumentException">Of this questionnaire no indicators come along.</exception>
    public static IndicatorSet Of(string questionnaire)
    {
        using var stream = typeof(IndicatorSet).Assembly.GetManifestResourceStream($"indicators/{questionnaire}.json") ?? throw new ArgumentException($"There are no indicators of \"{questionnaire}\".", nameof(questionnaire));
        using var reader = new StreamReader(stream);
        var (set, errors) = Read(reader.ReadToEnd());
        return set ?? throw new InvalidOperationException(string.Join("; ", errors));
    }

    /// <param name="text">{"groups": [{"key", "label"}], "indicators": [...]}; an indicator has a "group" and "words" besides what is in docs/figures-indicators.md.</param>
    /// <returns>The set, or every sentence that names what is wrong.</returns>
    public static (IndicatorSet? Set, IReadOnlyList<string> Errors) Read(string text)
    {
        var (definitions, errors) = IndicatorReading.Of(text);
        if (errors.Count > 0)
            return (null, errors);
        try
        {
            var root = JsonNode.Parse(text)!.AsObject();
            var groups = (root["groups"] as JsonArray ?? []).Select(g => new IndicatorGroup(Text(g?["key"]), WordsOf(g?["label"]))).ToList();
            if (groups.Count > MostGroups || groups.DistinctBy(g => g.Key).Count() != groups.Count || groups.Exists(g => g.Key.Length is 0 or > 60 || g.Label.Empty))
                return (null, [$"groups: at most {MostGroups}, each once, with a key and a label"]);
            var nodes = root["indicators"]!.AsArray();
            var all = definitions.Select((d, i) => new IndicatorOfSet(d, Text(nodes[i]!["group"]), WordsOf(nodes[i]!["words"]))).ToList();
            var lost = all.FindIndex(i => groups.TrueForAll(g => g.Key != i.Group));
            return lost >= 0 ? (null, [$"indicators[{lost}].group: \"{all[lost].Group}\" is not one of the groups"]) : (new(groups, all), []);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, ["groups, group and words: not in the form that is described"]);
        }
    }

    /// <summary>As <see cref="Read"/> reads it, with every field written out.</summary>
    public string Write() => new JsonObject
    {
        ["groups"] = new JsonArray([.. Groups.Select(g => new JsonObject { ["key"] = g.Key, ["label"] = Both(g.Label) })]),
        ["indicators"] = new JsonArray([.. Indicators.Select(i =>
        {
            var one = IndicatorReading.Write(i.Definition);
            (one["group"], one["words"]) = (i.Group, Both(i.Words));
            return one;
        })]),
    }.ToJsonString();

    private static IndicatorSet OfItems(Questionnaire q)
    {
        var all = new JsonArray();
        foreach (var item in q.InOrder().Where(i => i.Kind is ItemKind.YesNo or ItemKind.Number))
        {
            var share = item.Kind == ItemKind.YesNo;
            all.Add(new JsonObject
            {
                ["key"] = item.Key,
                ["label"] = new JsonObject { ["nl"] = item.Label.Nl, ["en"] = item.Label.En },
                ["level"] = item.Level == ItemLevel.Location ? "location" : "library",
                ["numerator"] = $"[{item.Key}]",
                ["aggregation"] = share ? "share" : "median",
                ["decimals"] = share ? 0 : Math.Min(item.Decimals, 6),
                ["group"] = item.Section,
                ["words"] = share ? Both(new Words(Nl: "Het deel dat ja antwoordde.", En: "The part that answered yes.")) : Both(new Words(Nl: "De helft heeft meer, de helft minder.", En: "Half have more, half have less.")),
            });
        }

        var used = all.Select(i => (string)i!["group"]!).ToHashSet(StringComparer.Ordinal);
        var groups = new JsonArray([.. q.Sections.Where(s => used.Contains(s.Key)).Select(s => new JsonObject { ["key"] = s.Key, ["label"] = Both(s.Label) })]);
        return Read(new JsonObject { ["groups"] = groups, ["indicators"] = all }.ToJsonString()).Set ?? new([], []);
    }

    private static JsonObject Both(Words words) => new() { ["nl"] = words.Nl, ["en"] = words.En };

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static Words WordsOf(JsonNode? node) => new(Text(node?["nl"]), Text(node?["en"]));
}
