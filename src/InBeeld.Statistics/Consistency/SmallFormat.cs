using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InBeeld.Statistics.Consistency;

/// <summary>Figures as JSON, as docs/figures-check.md says.</summary>
public static class SmallFormat
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] NearWords = ["exact", "about", "over", "nearly", "atLeast", "atMost"];

    /// <summary>Reads.</summary>
    /// <param name="json">At most <see cref="CheckLimits.Characters"/>.</param>
    /// <param name="trouble">Null, or the field and the reason why it cannot be read or checked.</param>
    /// <returns>Null when there is trouble.</returns>
    public static FigureProblem? Read(string json, out string? trouble)
    {
        if (json.Length > CheckLimits.Characters)
        {
            trouble = $"the file: has more than {CheckLimits.Characters} characters.";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var problem = Problem(document.RootElement);
            trouble = FiguresCheck.Trouble(problem);
            return trouble is null ? problem : null;
        }
        catch (JsonException e)
        {
            trouble = $"the file: is no JSON: {e.Message}";
        }
        catch (FormatException e)
        {
            trouble = e.Message;
        }
        catch (InvalidOperationException)
        {
            trouble = "the file: a text in it is no valid Unicode.";
        }

        return null;
    }

    /// <summary>Writes; reading it gives the same figures.</summary>
    public static JsonObject Write(FigureProblem problem) => new()
    {
        ["rounding"] = problem.Rounding == Rounding.Any ? "any" : "half-up",
        ["statements"] = new JsonArray([.. problem.Statements.Select(Write)]),
        ["relations"] = new JsonArray([.. problem.Relations.Select(r => (JsonNode)r)]),
    };

    private static JsonObject Write(Statement s)
    {
        var o = new JsonObject { ["id"] = s.Id };
        if (s.Count is { } count)
            o["count"] = count;
        if (s.Of is not null)
            o["of"] = s.Of;
        if (s.Total is { } total)
            o["total"] = total;
        if (s.Percent is { } percent)
            o["percent"] = percent;
        if (s.Decimals > 0)
            o["decimals"] = s.Decimals;
        if (s.Near != Nearness.Exact)
            o["approximate"] = NearWords[(int)s.Near];
        if (s.Step is { } step)
            o["step"] = step;
        if (s.MayExceed)
            o["mayExceed"] = true;
        return o;
    }

    private static FigureProblem Problem(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("the file: must be an object with \"statements\".");
        var rounding = Text(root, "rounding", "") switch
        {
            null or "half-up" => Rounding.HalfUp,
            "any" => Rounding.Any,
            _ => throw new FormatException("rounding: must be \"half-up\" or \"any\"."),
        };
        var statements = List(root, "statements") ?? throw new FormatException("statements: must be a list.");
        if (statements.Count > CheckLimits.Statements)
            throw new FormatException($"statements: there are {statements.Count}, and at most {CheckLimits.Statements} are checked together.");
        var relations = (List(root, "relations") ?? []).Select((r, i) => r.ValueKind == JsonValueKind.String ? r.GetString()! : throw new FormatException($"relations[{i}]: must be a text."));
        return new([.. statements.Select(One)], [.. relations], rounding);
    }

    private static Statement One(JsonElement e, int i)
    {
        var at = $"statements[{i}].";
        if (e.ValueKind != JsonValueKind.Object)
            throw new FormatException($"statements[{i}]: must be an object.");
        var (percent, shown) = Number(e, "percent", at);
        return new(
            Text(e, "id", at) ?? throw new FormatException($"{at}id: is missing."),
            Whole(e, "count", at),
            Text(e, "of", at),
            Whole(e, "total", at),
            percent,
            Whole(e, "decimals", at) is { } d ? d is >= 0 and <= 6 ? (int)d : throw new FormatException($"{at}decimals: must be 0 to 6.") : shown,
            Near(e, at),
            Number(e, "step", at).Value,
            Field(e, "mayExceed") is { } m && (m.ValueKind is JsonValueKind.True or JsonValueKind.False ? m.ValueKind == JsonValueKind.True : throw new FormatException($"{at}mayExceed: must be true or false.")));
    }

    private static Nearness Near(JsonElement e, string at) => Field(e, "approximate") switch
    {
        null or { ValueKind: JsonValueKind.False } => Nearness.Exact,
        { ValueKind: JsonValueKind.True } => Nearness.About,
        { ValueKind: JsonValueKind.String } s when Array.IndexOf(NearWords, s.GetString()) is >= 0 and var n => (Nearness)n,
        _ => throw new FormatException($"{at}approximate: must be true, false, \"about\", \"over\", \"nearly\", \"atLeast\" or \"atMost\"."),
    };

    private static JsonElement? Field(JsonElement e, string name) => e.TryGetProperty(name, out var v) && v.ValueKind != JsonValueKind.Null ? v : null;

    private static string? Text(JsonElement e, string name, string at) =>
        Field(e, name) is not { } v ? null : v.ValueKind == JsonValueKind.String ? v.GetString() : throw new FormatException($"{at}{name}: must be a text.");

    private static List<JsonElement>? List(JsonElement e, string name) =>
        Field(e, name) is not { } v ? null : v.ValueKind == JsonValueKind.Array ? [.. v.EnumerateArray()] : throw new FormatException($"{name}: must be a list.");

    private static long? Whole(JsonElement e, string name, string at)
    {
        var (value, _) = Number(e, name, at);
        return value is null ? null
            : value == decimal.Truncate(value.Value) && value is >= 0 and <= CheckLimits.Number ? (long)value : throw new FormatException($"{at}{name}: must be a whole number of 0 to 1,000,000,000,000.");
    }

    /// <summary>With the decimals as they are written: 78.0 has one.</summary>
    private static (decimal? Value, int Decimals) Number(JsonElement e, string name, string at)
    {
        if (Field(e, name) is not { } v)
            return (null, 0);
        var raw = v.ValueKind == JsonValueKind.Number ? v.GetRawText() : "";
        return decimal.TryParse(raw, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var d)
            ? (d, raw.IndexOf('.', StringComparison.Ordinal) is > 0 and var point ? raw.Length - point - 1 : 0)
            : throw new FormatException($"{at}{name}: must be a number, written without exponent.");
    }
}
