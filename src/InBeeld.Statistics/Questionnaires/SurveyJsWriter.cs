using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>What could not go along.</summary>
/// <param name="Row">Key of the item, check or scoring.</param>
/// <param name="Field">The field as in our JSON.</param>
/// <param name="Text">What stands in it.</param>
public sealed record LeftOut(string Row, string Field, string Text);

/// <summary>A questionnaire as SurveyJS reads it (surveyjs.io, form library): a page per section, items per location in a table of rows that can be added. Yes is kept as 1, no as 0.</summary>
public static class SurveyJsWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON, and what it leaves out: checks (SurveyJS would block), scoring, and routes with functions it does not have.</summary>
    public static (string Json, IReadOnlyList<LeftOut> LeftOut) Write(Questionnaire q)
    {
        ArgumentNullException.ThrowIfNull(q);
        var left = new List<LeftOut>();
        left.AddRange(q.Checks.Select(c => new LeftOut(c.Key, "when", c.When)));
        if (q.Scoring is not null)
            left.Add(new(q.Key, "scoring", ""));
        var levels = Route.Items(q);
        var buffer = new ArrayBufferWriter<byte>();
        using (var w = new Utf8JsonWriter(buffer, Options))
        {
            w.WriteStartObject();
            Text(w, "title", q.Title);
            Text(w, "description", q.Intro);
            w.WriteString("locale", "nl");
            w.WriteStartArray("pages");
            foreach (var section in q.Sections)
            {
                w.WriteStartObject();
                w.WriteString("name", section.Key);
                Text(w, "title", section.Label);
                w.WriteStartArray("elements");
                foreach (var item in q.Items.Where(i => i.Section == section.Key && i.Level == ItemLevel.Library))
                    Element(w, item, levels, left);
                var table = q.Items.Where(i => i.Section == section.Key && i.Level == ItemLevel.Location).ToList();
                if (table.Count > 0)
                    Table(w, section, table, levels, left);
                w.WriteEndArray();
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        return (Encoding.UTF8.GetString(buffer.WrittenSpan), left);
    }

    private static void Table(Utf8JsonWriter w, Section section, List<Item> items, Dictionary<string, Item> levels, List<LeftOut> left)
    {
        w.WriteStartObject();
        w.WriteString("type", "matrixdynamic");
        w.WriteString("name", section.Key + "-locations");
        Text(w, "title", section.Label);
        w.WriteNumber("rowCount", 1);
        w.WriteStartArray("columns");
        w.WriteStartObject();
        w.WriteString("name", "location");
        Text(w, "title", new("Schoollocatie", "School location"));
        w.WriteString("cellType", "text");
        w.WriteEndObject();
        foreach (var item in items)
            Element(w, item, levels, left);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void Element(Utf8JsonWriter w, Item item, Dictionary<string, Item> items, List<LeftOut> left)
    {
        var cell = item.Level == ItemLevel.Location;
        w.WriteStartObject();
        w.WriteString(cell ? "cellType" : "type", item.Kind switch
        {
            ItemKind.YesNo => "boolean",
            ItemKind.Choice => cell ? "dropdown" : "radiogroup",
            ItemKind.Choices => "checkbox",
            ItemKind.Number => "text",
            _ => "comment",
        });
        w.WriteString("name", item.Key);
        Text(w, "title", item.Unit.Empty ? item.Label : new($"{item.Label.Nl} ({item.Unit.Nl})", $"{item.Label.En} ({item.Unit.En})"));
        if (!cell)
            Text(w, "description", item.Help);
        if (item.Required)
            w.WriteBoolean("isRequired", true);
        Kind(w, item);
        if (item.AskIf.Length > 0)
        {
            if (SurveyJsExpression.Of(item.AskIf, item, items) is { } visible)
                w.WriteString("visibleIf", visible);
            else
                left.Add(new(item.Key, "askIf", item.AskIf));
        }

        w.WriteEndObject();
    }

    private static void Kind(Utf8JsonWriter w, Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.YesNo:
                w.WriteNumber("valueTrue", 1);
                w.WriteNumber("valueFalse", 0);
                break;
            case ItemKind.Number:
                w.WriteString("inputType", "number");
                if (item.Least is { } least)
                    w.WriteNumber("min", QuestionnaireWriter.Plain(least));
                if (item.Most is { } most)
                    w.WriteNumber("max", QuestionnaireWriter.Plain(most));
                w.WriteNumber("step", item.Decimals switch { 0 => 1m, 1 => 0.1m, 2 => 0.01m, 3 => 0.001m, _ => 0.0001m });
                break;
            case ItemKind.Choice or ItemKind.Choices:
                w.WriteStartArray("choices");
                foreach (var option in item.Options)
                {
                    w.WriteStartObject();
                    w.WriteString("value", option.Code);
                    Text(w, "text", option.Label);
                    w.WriteEndObject();
                }

                w.WriteEndArray();
                if (item.Kind == ItemKind.Choices && item.Most is { } atMost)
                    w.WriteNumber("maxSelectedChoices", (int)atMost);
                break;
            default:
                if (item.Most is { } characters)
                    w.WriteNumber("maxLength", (int)characters);
                break;
        }
    }

    private static void Text(Utf8JsonWriter w, string name, Words words)
    {
        if (words.Empty)
            return;
        w.WriteStartObject(name);
        w.WriteString("default", words.Nl);
        w.WriteString("nl", words.Nl);
        w.WriteString("en", words.En);
        w.WriteEndObject();
    }
}
