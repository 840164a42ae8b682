using System.Text.Json;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Reads a questionnaire from JSON. The form is described in docs/questionnaires.md and in docs/schemas/questionnaire.schema.json.</summary>
public static class QuestionnaireReader
{
    /// <summary>A longer text is not looked at.</summary>
    public const int MostCharacters = 1_000_000;

    /// <summary>Objects and lists within each other.</summary>
    public const int MostDepth = 12;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads and checks a text; never throws for what stands in it.</summary>
    /// <returns>The questionnaire, or what is wrong, each with its row, field and reason. A field that is not known is a fault: a slip of the pen in "askIf" must not ask a question of everybody.</returns>
    public static ReadQuestionnaire Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters)
            return new(null, [new("", "", FaultReason.TooLarge, "1 MB")]);
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var faults = new List<QuestionnaireFault>();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new(null, [new("", "", FaultReason.Type, "{ }")]);
            var questionnaire = Whole(document.RootElement, faults);
            // What could not be read is told first; the rest is looked at as far as it goes.
            var told = faults.Select(f => (f.Path, f.Field)).ToHashSet();
            faults.AddRange(QuestionnaireCheck.Of(questionnaire).Where(f => !told.Contains((f.Path, f.Field))));
            return new(questionnaire, [.. faults.Take(QuestionnaireLimits.Faults)]);
        }
        catch (JsonException e)
        {
            return new(null, [new("", "", FaultReason.NotJson, e.Message)]);
        }
    }

    private static Questionnaire Whole(JsonElement root, List<QuestionnaireFault> faults)
    {
        var f = new JsonFields(root, "", faults, "$schema", "key", "version", "title", "education", "source", "adaptable", "intro", "parts", "sections", "items", "checks", "scoring", "crosswalk");
        var scoring = f.Inner("scoring", "fields", "bands");
        var crosswalk = f.Inner("crosswalk", "from", "crossings");
        return new(
            f.Text("key", true),
            f.Whole("version", 1, true),
            f.Words("title"),
            f.Text("education", true),
            f.Rows("parts", QuestionnaireLimits.Parts, (e, path) => PartOf(new(e, path, faults, "key", "label", "who")), true),
            f.Rows("sections", QuestionnaireLimits.Sections, (e, path) => SectionOf(new(e, path, faults, "key", "label", "part")), true),
            f.Rows("items", QuestionnaireLimits.Items, (e, path) => ItemOf(e, path, faults), true),
            f.Rows("checks", QuestionnaireLimits.Checks, (e, path) => CheckOf(new(e, path, faults, "key", "when", "ask", "items"))),
            scoring is null ? null : new(
                scoring.Rows("fields", QuestionnaireLimits.Fields, (e, path) => FieldOf(new(e, path, faults, "key", "label"))),
                scoring.Numbers("bands", QuestionnaireLimits.Bands)),
            crosswalk is null ? null : new(
                crosswalk.Whole("from", 0, true),
                crosswalk.Rows("crossings", QuestionnaireLimits.Items, (e, path) => CrossingOf(new(e, path, faults, "concept", "kind", "note")))),
            f.Text("source"),
            f.Words("intro"),
            f.Truth("adaptable"));
    }

    private static Part PartOf(JsonFields f) => new(f.Text("key", true), f.Words("label"), f.Words("who"));

    private static Section SectionOf(JsonFields f) => new(f.Text("key", true), f.Words("label"), f.Text("part", true));

    private static ScoreField FieldOf(JsonFields f) => new(f.Text("key", true), f.Words("label"));

    private static Check CheckOf(JsonFields f) => new(f.Text("key", true), f.Text("when", true), f.Words("ask"), f.Texts("items", QuestionnaireLimits.CheckItems));

    private static Crossing CrossingOf(JsonFields f) =>
        new(f.Text("concept", true), f.Word("kind", QuestionnaireNames.Crossing, "same, changed, break", CrossingKind.Break, true), f.Words("note"));

    private static Item ItemOf(JsonElement element, string path, List<QuestionnaireFault> faults)
    {
        var f = new JsonFields(element, path, faults, "key", "concept", "section", "kind", "label", "help", "options", "unit", "decimals", "least", "most", "level", "askIf", "required", "points", "field");
        var points = f.Inner("points", "yes", "bands");
        return new(
            f.Text("key", true),
            f.Text("concept", true),
            f.Text("section", true),
            f.Word("kind", QuestionnaireNames.Kind, "yesno, choice, choices, number, text", ItemKind.Text, true),
            f.Words("label"),
            f.Words("help"),
            f.Rows("options", QuestionnaireLimits.Options, (e, p) => OptionOf(new(e, p, faults, "code", "label", "points"))),
            f.Words("unit"),
            f.Whole("decimals", 0),
            f.Number("least"),
            f.Number("most"),
            f.Word("level", QuestionnaireNames.Level, "library, location", ItemLevel.Library),
            f.Text("askIf"),
            f.Truth("required"),
            points is null ? ItemPoints.None : new(points.Number("yes") ?? 0, points.Rows("bands", QuestionnaireLimits.Bands, (e, p) => BandOf(new(e, p, faults, "from", "points")))),
            f.Text("field"));
    }

    private static Option OptionOf(JsonFields f) => new(f.Text("code", true), f.Words("label"), f.Number("points") ?? 0);

    private static PointBand BandOf(JsonFields f) => new(f.Number("from", true) ?? 0, f.Number("points", true) ?? 0);
}
