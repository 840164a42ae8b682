using System.Text.Json;

namespace InBeeld.Statistics.Reading;

/// <summary>A JSON object of which the fields are read by name; what is missing or wrong is named with its place. Stops with a <see cref="JsonException"/> that its reader turns into an answer.</summary>
internal sealed class JsonField
{
    private readonly JsonElement element;

    public JsonField(JsonElement element, string where)
    {
        (this.element, Where) = (element, where);
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException($"{where}: not an object");
    }

    /// <summary>No text may be longer.</summary>
    public const int MostCharacters = 200_000_000;

    /// <summary>Reads a text within limits of length and depth.</summary>
    /// <exception cref="JsonException">It is no JSON, or too long or too deep.</exception>
    public static JsonDocument Document(string text) => text.Length > MostCharacters
        ? throw new JsonException($"the text is longer than {MostCharacters} characters")
        : JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });

    /// <summary>As people find it: "indicators[3]".</summary>
    public string Where { get; }

    public IEnumerable<string> Names => element.EnumerateObject().Select(p => p.Name);

    public JsonElement? Has(string name) => element.TryGetProperty(name, out var e) && e.ValueKind != JsonValueKind.Null ? e : null;

    public JsonField? Object(string name) => Has(name) is { } e ? new(e, Under(name)) : null;

    /// <param name="most">No list may be longer.</param>
    public List<JsonElement> Elements(string name, bool must, int most)
    {
        if (Has(name) is not { } e)
            return must ? throw Wrong(name, "is missing") : [];
        if (e.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "is not a list");
        return e.GetArrayLength() > most ? throw Wrong(name, $"has more than {most} entries") : [.. e.EnumerateArray()];
    }

    public List<JsonField> List(string name, bool must, int most) => [.. Elements(name, must, most).Select((e, i) => new JsonField(e, $"{Under(name)}[{i}]"))];

    public List<string> Texts(string name, int most) =>
        [.. Elements(name, false, most).Select((e, i) => e.ValueKind == JsonValueKind.String && e.GetString() is { Length: > 0 and <= 4000 } t ? t : throw Wrong($"{name}[{i}]", "is not a text, or is empty or too long"))];

    public string Text(string name) => TextOrNull(name) ?? throw Wrong(name, "is missing");

    public string? TextOrNull(string name) =>
        Has(name) is not { } e ? null : e.ValueKind == JsonValueKind.String && e.GetString() is { Length: > 0 and <= 4000 } t ? t : throw Wrong(name, "is not a text, or is empty or too long");

    public bool Yes(string name) => Has(name) is { } e && (e.ValueKind is JsonValueKind.True or JsonValueKind.False ? e.ValueKind == JsonValueKind.True : throw Wrong(name, "is not true or false"));

    public int? WholeOrNull(string name, int least, int most) =>
        Has(name) is not { } e ? null : e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var n) && n >= least && n <= most ? n : throw Wrong(name, $"is not a whole number from {least} to {most}");

    public decimal Number(string name) => NumberOrNull(name) ?? throw Wrong(name, "is missing");

    public decimal? NumberOrNull(string name) => Has(name) is { } e ? Decimal(e, name) : null;

    /// <summary>A JSON number as it is written; nothing goes through floating point.</summary>
    public decimal Decimal(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Number && e.GetRawText().Length <= 28 && e.TryGetDecimal(out var n) ? n : throw Wrong(name, "is not a number of at most 28 signs");

    public JsonException Wrong(string name, string why) => new($"{Under(name)} {why}");

    private string Under(string name) => Where.Length == 0 ? name : $"{Where}.{name}";
}
