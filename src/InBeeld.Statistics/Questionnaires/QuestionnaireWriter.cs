using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Writes a questionnaire as JSON, always the same way: fields in one order, what is empty left out, numbers without needless noughts. Two questionnaires are the same when their texts are.</summary>
public static class QuestionnaireWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text; <see cref="QuestionnaireReader.Read"/> makes the same questionnaire of it.</summary>
    public static string Write(Questionnaire q)
    {
        ArgumentNullException.ThrowIfNull(q);
        var buffer = new ArrayBufferWriter<byte>();
        using (var w = new Utf8JsonWriter(buffer, Options))
        {
            w.WriteStartObject();
            w.WriteString("key", q.Key);
            w.WriteNumber("version", q.Version);
            Words(w, "title", q.Title);
            w.WriteString("education", q.Education);
            Text(w, "source", q.Source);
            Truth(w, "adaptable", q.Adaptable);
            Words(w, "intro", q.Intro);
            Rows(w, "parts", q.Parts, p => Named(w, p.Key, p.Label, () => Words(w, "who", p.Who)));
            Rows(w, "sections", q.Sections, s => Named(w, s.Key, s.Label, () => w.WriteString("part", s.Part)));
            Rows(w, "items", q.Items, i => ItemOf(w, i));
            if (q.Checks.Count > 0)
                Rows(w, "checks", q.Checks, c => CheckOf(w, c));
            if (q.Scoring is { } scoring)
                ScoringOf(w, scoring);
            if (q.Crosswalk is { } crosswalk)
                CrosswalkOf(w, crosswalk);
            w.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Without needless noughts: 1.50 is 1.5.</summary>
    internal static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static void Named(Utf8JsonWriter w, string key, Words label, Action? rest = null)
    {
        w.WriteString("key", key);
        Words(w, "label", label);
        rest?.Invoke();
    }

    private static void ItemOf(Utf8JsonWriter w, Item i)
    {
        w.WriteString("key", i.Key);
        w.WriteString("concept", i.Concept);
        w.WriteString("section", i.Section);
        w.WriteString("kind", QuestionnaireNames.Of(i.Kind));
        Words(w, "label", i.Label);
        Words(w, "help", i.Help);
        if (i.Options.Count > 0)
            Rows(w, "options", i.Options, o => OptionOf(w, o));
        Words(w, "unit", i.Unit);
        if (i.Decimals != 0)
            w.WriteNumber("decimals", i.Decimals);
        Number(w, "least", i.Least);
        Number(w, "most", i.Most);
        if (i.Level != ItemLevel.Library)
            w.WriteString("level", QuestionnaireNames.Of(i.Level));
        Text(w, "askIf", i.AskIf);
        Truth(w, "required", i.Required);
        if (i.Points.Yes != 0 || i.Points.Bands.Count > 0)
            PointsOf(w, i.Points);
        Text(w, "field", i.Field);
    }

    private static void OptionOf(Utf8JsonWriter w, Option option)
    {
        w.WriteString("code", option.Code);
        Words(w, "label", option.Label);
        Number(w, "points", option.Points == 0 ? null : option.Points);
    }

    private static void PointsOf(Utf8JsonWriter w, ItemPoints points)
    {
        w.WriteStartObject("points");
        Number(w, "yes", points.Yes == 0 ? null : points.Yes);
        if (points.Bands.Count > 0)
        {
            Rows(w, "bands", points.Bands, b =>
            {
                Number(w, "from", b.From);
                Number(w, "points", b.Points);
            });
        }

        w.WriteEndObject();
    }

    private static void CheckOf(Utf8JsonWriter w, Check check)
    {
        w.WriteString("key", check.Key);
        w.WriteString("when", check.When);
        Words(w, "ask", check.Ask);
        w.WriteStartArray("items");
        foreach (var item in check.Items)
            w.WriteStringValue(item);
        w.WriteEndArray();
    }

    private static void ScoringOf(Utf8JsonWriter w, Scoring scoring)
    {
        w.WriteStartObject("scoring");
        Rows(w, "fields", scoring.Fields, f => Named(w, f.Key, f.Label));
        w.WriteStartArray("bands");
        foreach (var band in scoring.Bands)
            w.WriteNumberValue(Plain(band));
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void CrosswalkOf(Utf8JsonWriter w, Crosswalk crosswalk)
    {
        w.WriteStartObject("crosswalk");
        w.WriteNumber("from", crosswalk.From);
        Rows(w, "crossings", crosswalk.Crossings, c =>
        {
            w.WriteString("concept", c.Concept);
            w.WriteString("kind", QuestionnaireNames.Of(c.Kind));
            Words(w, "note", c.Note);
        });
        w.WriteEndObject();
    }

    private static void Rows<T>(Utf8JsonWriter w, string name, IReadOnlyList<T> rows, Action<T> row)
    {
        w.WriteStartArray(name);
        foreach (var one in rows)
        {
            w.WriteStartObject();
            row(one);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Words(Utf8JsonWriter w, string name, Words words)
    {
        if (words.Empty)
            return;
        w.WriteStartObject(name);
        w.WriteString("nl", words.Nl);
        w.WriteString("en", words.En);
        w.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter w, string name, string text)
    {
        if (text.Length > 0)
            w.WriteString(name, text);
    }

    private static void Truth(Utf8JsonWriter w, string name, bool truth)
    {
        if (truth)
            w.WriteBoolean(name, true);
    }

    private static void Number(Utf8JsonWriter w, string name, decimal? number)
    {
        if (number is { } n)
            w.WriteNumber(name, Plain(n));
    }
}
