using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Reading;

namespace InBeeld.Statistics.Indicators;

/// <summary>
/// A figure kept so that it can be opened and computed again: definition, policy, inputs and result in one canonical text, with its SHA-256. The text holds no time and no version of the
/// software; the same answers and the same definition give the same bytes.
/// </summary>
/// <param name="Json">Canonical (RFC 8785), as in docs/figures-indicators.md.</param>
/// <param name="Sha256">Of its UTF-8 bytes, lower case hexadecimals.</param>
public sealed record IndicatorRecord(string Json, string Sha256)
{
    private const int MostInputs = 1_000_000;

    private static readonly Dictionary<InputRole, string> Roles = new()
    {
        [InputRole.Numerator] = "numerator",
        [InputRole.Denominator] = "denominator",
        [InputRole.Unknown] = "unknown",
        [InputRole.NotApplicable] = "not-applicable",
        [InputRole.Excluded] = "excluded",
    };

    /// <summary>Writes a figure down.</summary>
    public static IndicatorRecord Of(IndicatorFigure figure)
    {
        // The names in the order of their signs, as canonical JSON asks; the inputs without a tree in between, for there may be very many.
        var to = new StringBuilder();
        to.Append("{\"definition\":").Append(CanonicalJson.Write(IndicatorReading.Write(figure.Definition))).Append(",\"inputs\":[");
        for (var i = 0; i < figure.Inputs.Count; i++)
            Write(figure.Inputs[i], to.Append(i == 0 ? "" : ","));
        to.Append(CultureInfo.InvariantCulture, $"],\"policy\":{{\"leastUnits\":{figure.Policy.LeastUnits}}},\"result\":").Append(CanonicalJson.Write(Write(figure.Result))).Append(",\"scope\":");
        CanonicalJson.Text(figure.Scope, to);
        var json = to.Append('}').ToString();
        return new(json, CanonicalJson.Sha256(json));
    }

    /// <summary>The result as JSON; fractions as texts ("157/2").</summary>
    public static JsonObject Write(IndicatorResult r) => new()
    {
        ["withheld"] = r.Withheld switch { Withheld.No => null, Withheld.Nothing => "nothing", _ => "too-few" },
        ["exact"] = r.Exact?.ToString(),
        ["text"] = r.Text,
        ["k"] = r.K?.ToString(),
        ["n"] = r.N?.ToString(),
        ["units"] = r.Units,
        ["unknown"] = r.Unknown,
        ["notApplicable"] = r.NotApplicable,
        ["excluded"] = new JsonObject([.. r.Excluded.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)JsonValue.Create(e.Value)))]),
        ["asked"] = r.Asked,
        ["answered"] = r.Answered,
    };

    /// <summary>Computes the result again from the definition and the inputs that stand in a record. When nothing was changed the text is the same, byte for byte.</summary>
    /// <returns>The figure and its record, or the sentence that says why the text is no record.</returns>
    public static (IndicatorFigure? Figure, IndicatorRecord? Record, string? Error) Recompute(string json)
    {
        try
        {
            using var document = JsonField.Document(json);
            var root = new JsonField(document.RootElement, "");
            var definition = IndicatorReading.One(root.Object("definition") ?? throw root.Wrong("definition", "is missing"), null);
            var policy = new IndicatorPolicy(root.Object("policy")?.WholeOrNull("leastUnits", 0, int.MaxValue) ?? 0);
            var inputs = root.Elements("inputs", true, MostInputs).Select((e, i) => Input(e, $"inputs[{i}]", definition.Aggregation)).ToList();
            var figure = new IndicatorFigure(definition, policy, root.Has("scope") is { ValueKind: JsonValueKind.String } scope ? scope.GetString()! : "", inputs, IndicatorEngine.Result(definition, policy, inputs));
            return (figure, Of(figure), null);
        }
        catch (JsonException e)
        {
            return (null, null, e.Message.TrimStart(':', ' '));
        }
    }

    // [unit, role, numerator, denominator, weight, reason]
    private static void Write(IndicatorInput input, StringBuilder to)
    {
        CanonicalJson.Text(input.Unit, to.Append('['));
        to.Append(",\"").Append(Roles[input.Role]).Append("\",");
        foreach (var number in (Fraction?[])[input.Numerator, input.Denominator, input.Weight])
            to.Append(number is null ? "null" : $"\"{number}\"").Append(',');
        CanonicalJson.Text(input.Reason, to);
        to.Append(']');
    }

    private static IndicatorInput Input(JsonElement e, string where, Aggregation aggregation)
    {
        if (e.ValueKind != JsonValueKind.Array || e.GetArrayLength() != 6)
            throw new JsonException($"{where} is not a list of six");
        string Text(int at) => e[at].ValueKind == JsonValueKind.String ? e[at].GetString()! : throw new JsonException($"{where}[{at}] is not a text");
        Fraction? Number(int at) => e[at].ValueKind == JsonValueKind.Null ? null : Read(Text(at)) ?? throw new JsonException($"{where}[{at}] is not a number");
        var role = Roles.FirstOrDefault(r => r.Value == Text(1));
        var (above, below) = (Number(2), Number(3));
        return role.Value is null ? throw new JsonException($"{where}[1] is not a role")
            : role.Key == InputRole.Denominator && aggregation != Aggregation.Share ? throw new JsonException($"{where}[1] does not fit the aggregation")
            : role.Key == InputRole.Numerator && aggregation != Aggregation.Share && above is null ? throw new JsonException($"{where}[2] is missing")
            : role.Key == InputRole.Numerator && (aggregation is Aggregation.RatioOfSums && below is null || aggregation is Aggregation.MeanOfShares && (below is null || below.Value.Sign == 0)) ? throw new JsonException($"{where}[3] is missing or 0")
            : new(Text(0), role.Key, above, below, Number(4) ?? throw new JsonException($"{where}[4] is missing"), Text(5));
    }

    private static Fraction? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return text.Length < 20_000 && BigInteger.TryParse(slash < 0 ? text : text[..slash], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var above)
            && BigInteger.TryParse(slash < 0 ? "1" : text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var below) && !below.IsZero
            ? Fraction.Of(above, below) : null;
    }
}
