using System.Text.Json;

namespace InBeeld.Planning.Cli;

/// <summary>A JSON object of which the fields are read by name; what is missing or wrong is named with its place.</summary>
internal sealed class RosterField
{
    private readonly JsonElement element;
    private readonly string where;

    public RosterField(JsonElement element, string where)
    {
        this.element = element;
        this.where = where;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableException($"{where}: not an object");
        }
    }

    public RosterField? Object(string name) => Has(name) is { } e ? new(e, $"{where}.{name}") : null;

    public IEnumerable<RosterField> List(string name, bool must = false) => Items(name, must).Select((e, i) => new RosterField(e, $"{where}.{name}[{i}]"));

    public List<string> Texts(string name) =>
        [.. Items(name, false).Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw Wrong(name, "holds something that is not a text"))];

    public string Text(string name) => TextOrNull(name) ?? throw Wrong(name, "is missing");

    public string? TextOrNull(string name) =>
        Has(name) is not { } e ? null : e.ValueKind == JsonValueKind.String && e.GetString() is { Length: > 0 } t ? t : throw Wrong(name, "is not a text, or is empty");

    public bool Yes(string name, bool otherwise = false) => Has(name) is not { } e ? otherwise : e.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "is not true or false"),
    };

    public int? WholeOrNull(string name) => Has(name) is null ? null : Whole(name, null, 0);

    /// <param name="otherwise">When the field is not there; null: it must be there.</param>
    public int Whole(string name, int? otherwise, int least)
    {
        if (Has(name) is not { } e)
        {
            return otherwise ?? throw Wrong(name, "is missing");
        }

        return e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var n) && n >= least ? n : throw Wrong(name, $"is not a whole number of at least {least}");
    }

    public double Number(string name, double otherwise) =>
        Has(name) is not { } e ? otherwise : e.ValueKind == JsonValueKind.Number && e.GetDouble() is > 0 and var n ? n : throw Wrong(name, "is not a number above 0");

    /// <summary>The day of something that names a slot or a day.</summary>
    public int Day() => Has("slot") is null ? Whole("day", null, 0) : -1;

    private JsonElement? Has(string name) => element.TryGetProperty(name, out var e) && e.ValueKind != JsonValueKind.Null ? e : null;

    private JsonElement[] Items(string name, bool must)
    {
        if (Has(name) is not { } e)
        {
            return must ? throw Wrong(name, "is missing") : [];
        }

        return e.ValueKind == JsonValueKind.Array ? e.EnumerateArray().ToArray() : throw Wrong(name, "is not a list");
    }

    private UnreadableException Wrong(string name, string why) => new($"{where}: {name} {why}");
}
