using System.Text.Json;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Reading;

namespace InBeeld.Statistics.Stars;

/// <summary>A location and its answers.</summary>
/// <param name="Id">Of the location; "" when the file is about one.</param>
/// <param name="Name">For people.</param>
/// <param name="Answers">By item; an item without one is missing.</param>
public sealed record StarLocation(string Id, string Name, IReadOnlyDictionary<string, Answer> Answers);

/// <summary>A checklist with the answers of locations, read from JSON as in docs/schemas/figures-stars.schema.json.</summary>
public sealed record StarReading(StarChecklist Checklist, IReadOnlyList<StarLocation> Locations)
{
    /// <summary>No file has more locations.</summary>
    public const int MostLocations = 20_000;

    /// <returns>What was read, or the sentence that names the field that is wrong.</returns>
    public static (StarReading? Read, string? Error) Of(string text)
    {
        try
        {
            using var document = JsonField.Document(text);
            return (Root(new(document.RootElement, "")), null);
        }
        catch (JsonException e)
        {
            return (null, e.Message.TrimStart(':', ' '));
        }
    }

    private static StarReading Root(JsonField root)
    {
        var items = root.List("items", true, StarChecklist.MostItems).Select(i => new StarItem(
            i.Text("id"), i.TextOrNull("field") ?? "-", i.Number("maximum"), [.. i.Elements("steps", false, 100).Select(s => (Fraction)i.Decimal(s, "steps"))], i.TextOrNull("label") ?? "")).ToList();
        var bands = root.Has("bands") is null ? null : root.List("bands", true, 20).Select(b => new StarBand(
            b.NumberOrNull("upTo") is { } percent ? (Fraction)percent / 100 : null,
            b.WholeOrNull("stars", 1, 100) ?? throw b.Wrong("stars", "is missing"))).ToList();
        if (root.Has("locations") is not null && root.Has("answers") is not null)
            throw new JsonException("answers and locations: only one of the two");
        var (checklist, error) = StarChecklist.Of(items, bands);
        if (checklist is null)
            throw new JsonException(error);
        var locations = root.Has("locations") is null
            ? [new StarLocation("", "", Answers(root, checklist))]
            : root.List("locations", true, MostLocations).Select(l => new StarLocation(l.Text("id"), l.TextOrNull("name") ?? "", Answers(l, checklist))).ToList();
        return locations.GroupBy(l => l.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new JsonException($"location \"{twice.Key}\" is there twice")
            : new(checklist, locations);
    }

    private static Dictionary<string, Answer> Answers(JsonField of, StarChecklist checklist)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        void Add(string item, JsonElement? value, JsonField where, string name)
        {
            var answer = value is not { } e ? Answer.None(AnswerState.Unknown)
                : e.ValueKind == JsonValueKind.String && StateNames.Read(e.GetString()!) is { } state && state != AnswerState.Value ? Answer.None(state)
                : Answer.Of(where.Decimal(e, name));
            if (checklist.Wrong(item, answer) is { } wrong)
                throw new JsonException($"{(of.Where.Length == 0 ? "" : of.Where + ": ")}{wrong}");
            if (!answers.TryAdd(item, answer))
                throw new JsonException($"{(of.Where.Length == 0 ? "" : of.Where + ": ")}item \"{item}\" is answered twice");
        }

        // Either by item, {"a": 2, "b": "unknown"}, or as a list, [{"item": "a", "points": 2}].
        if (of.Has("answers") is { ValueKind: JsonValueKind.Object } byItem)
        {
            var fields = of.Object("answers")!;
            foreach (var p in byItem.EnumerateObject())
                Add(p.Name, fields.Has(p.Name), fields, p.Name);
        }
        else
        {
            foreach (var a in of.List("answers", true, StarChecklist.MostItems))
                Add(a.Text("item"), a.Has("points") ?? a.Has("state"), a, "points");
        }

        return answers;
    }
}
