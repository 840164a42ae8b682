using System.Globalization;
using System.Text.Json;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>Reads the fields of one object, and collects what is wrong with them under the path of that object.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly List<QuestionnaireFault> faults;
    private readonly string path;
    private readonly string key;

    public JsonFields(JsonElement element, string path, List<QuestionnaireFault> faults, params ReadOnlySpan<string> known)
    {
        (this.path, this.faults, key) = (path, faults, "");
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault("", FaultReason.Type, "{ }");
            return;
        }

        foreach (var field in element.EnumerateObject())
            fields[field.Name] = field.Value;
        if (fields.TryGetValue("key", out var k) && k.ValueKind == JsonValueKind.String && k.GetString() is { Length: <= QuestionnaireLimits.Key } name)
            key = name;
        foreach (var name2 in fields.Keys)
        {
            if (!known.Contains(name2))
                Fault(name2.Length > 60 ? name2[..60] : name2, FaultReason.UnknownField, "");
        }
    }

    public bool Has(string field) => fields.TryGetValue(field, out var e) && e.ValueKind != JsonValueKind.Null;

    public string Text(string field, bool needed = false)
    {
        if (!Has(field))
        {
            if (needed)
                Fault(field, FaultReason.Missing, "");
            return "";
        }

        if (fields[field].ValueKind == JsonValueKind.String)
            return fields[field].GetString()!.Trim();
        Fault(field, FaultReason.Type, "\"…\"");
        return "";
    }

    public T Word<T>(string field, Func<string, T?> read, string all, T otherwise, bool needed = false)
        where T : struct
    {
        var text = Text(field, needed);
        if (text.Length == 0)
            return otherwise;
        if (read(text) is { } value)
            return value;
        Fault(field, FaultReason.Word, all);
        return otherwise;
    }

    public Words Words(string field)
    {
        if (!Has(field))
            return Questionnaires.Words.None;
        var inner = new JsonFields(fields[field], path.Length == 0 ? field : $"{path}.{field}", faults, "nl", "en");
        return new(inner.Text("nl"), inner.Text("en"));
    }

    public bool Truth(string field)
    {
        if (!Has(field))
            return false;
        if (fields[field].ValueKind is JsonValueKind.True or JsonValueKind.False)
            return fields[field].GetBoolean();
        Fault(field, FaultReason.Type, "true, false");
        return false;
    }

    public decimal? Number(string field, bool needed = false)
    {
        if (!Has(field))
        {
            if (needed)
                Fault(field, FaultReason.Missing, "");
            return null;
        }

        if (Decimal(fields[field]) is { } number)
            return number;
        Fault(field, FaultReason.Type, "12, 12.5");
        return null;
    }

    public int Whole(string field, int otherwise, bool needed = false)
    {
        if (Number(field, needed) is not { } number)
            return otherwise;
        if (decimal.IsInteger(number) && Math.Abs(number) <= 1_000_000)
            return (int)number;
        Fault(field, FaultReason.Type, "1, 2, 3");
        return otherwise;
    }

    /// <summary>The rows of a list; no more than <paramref name="most"/> are read.</summary>
    public List<T> Rows<T>(string field, int most, Func<JsonElement, string, T> read, bool needed = false)
    {
        var rows = new List<T>();
        foreach (var (element, row) in Elements(field, most, needed))
            rows.Add(read(element, string.Create(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? "" : path + ".")}{field}[{row}]")));
        return rows;
    }

    public List<string> Texts(string field, int most)
    {
        var texts = new List<string>();
        foreach (var (element, _) in Elements(field, most, false))
        {
            if (element.ValueKind == JsonValueKind.String)
                texts.Add(element.GetString()!);
            else
                Fault(field, FaultReason.Type, "[\"…\"]");
        }

        return texts;
    }

    public List<decimal> Numbers(string field, int most)
    {
        var numbers = new List<decimal>();
        foreach (var (element, _) in Elements(field, most, false))
        {
            if (Decimal(element) is { } number)
                numbers.Add(number);
            else
                Fault(field, FaultReason.Type, "[25, 50]");
        }

        return numbers;
    }

    /// <summary>An object within, or null when it is not there.</summary>
    public JsonFields? Inner(string field, params ReadOnlySpan<string> known) =>
        Has(field) ? new(fields[field], path.Length == 0 ? field : $"{path}.{field}", faults, known) : null;

    private IEnumerable<(JsonElement Element, int Row)> Elements(string field, int most, bool needed)
    {
        if (!Has(field))
        {
            if (needed)
                Fault(field, FaultReason.Missing, "");
            return [];
        }

        if (fields[field].ValueKind != JsonValueKind.Array)
        {
            Fault(field, FaultReason.Type, "[ ]");
            return [];
        }

        if (fields[field].GetArrayLength() > most)
            Fault(field, FaultReason.TooMany, most.ToString(CultureInfo.InvariantCulture));
        return fields[field].EnumerateArray().Take(most).Select((e, i) => (e, i + 1));
    }

    private static decimal? Decimal(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) ? number : null;

    private void Fault(string field, FaultReason reason, string about) => faults.Add(new(path, field, reason, about, key));
}
