using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Disclosure;

namespace InBeeld.Statistics.Cli;

/// <summary>figures suppress FILE. The fields stand in docs/figures-suppress.md; fields that are not known are ignored.</summary>
internal static class SuppressVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Run(string text, bool json)
    {
        using var document = JsonDocument.Parse(text);
        try
        {
            var reading = SuppressReading.Of(document.RootElement);
            var result = Suppression.Protect(reading.Problem);
            return json ? Written(result, reading).ToJsonString(Indented) : Told(result, reading);
        }
        catch (DisclosureException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    private static JsonObject Written(DisclosureResult result, SuppressReading reading) => new()
    {
        ["safe"] = result.Safe,
        ["counts"] = new JsonObject([.. Enum.GetValues<CellStatus>().Select(s => KeyValuePair.Create<string, JsonNode?>(Name(s), result.Cells.Count(c => c.Status == s)))]),
        ["cells"] = new JsonArray([.. result.Cells.Select(c => (JsonNode)Cell(c, reading))]),
        ["tooNarrow"] = new JsonArray([.. result.TooNarrow.Select(c => (JsonNode)Why(c, result, reading))]),
    };

    private static JsonObject Cell(CellDecision c, SuppressReading reading)
    {
        var cell = new JsonObject { ["at"] = new JsonObject(c.Ref.At.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value))) };
        if (c.Ref.Wave.Length > 0)
            cell["wave"] = c.Ref.Wave;
        cell["status"] = Name(c.Status);
        if (c.Shown is { } shown)
            cell["value"] = reading.Number(shown);
        if (c.Reason is { } reason)
            cell["reason"] = Name(reason);
        if (c.Interval is { } i)
        {
            cell["interval"] = new JsonObject
            {
                ["least"] = reading.Number(i.Least), ["most"] = i.Most is { } m ? reading.Number(m) : null,
                ["outerLeast"] = reading.Number(i.OuterLeast), ["outerMost"] = i.OuterMost is { } o ? reading.Number(o) : null, ["exact"] = i.Exact,
            };
        }

        if (c.Reason is not null)
            (cell["safe"], cell["againstInsiders"]) = (c.Safe, c.AgainstInsiders);
        return cell;
    }

    private static JsonObject Why(CellDecision c, DisclosureResult result, SuppressReading reading)
    {
        var i = c.Interval!;
        var said = i.Exact ? $"Anybody can work out that it is {Between(i, reading)}." : "No proof was found that its interval is wide enough.";
        if (result.Already && c.Status == CellStatus.HiddenBefore)
            said += " By what was published before that may already have been so.";
        return new() { ["at"] = new JsonObject(c.Ref.At.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value))), ["wave"] = c.Ref.Wave.Length > 0 ? c.Ref.Wave : null, ["explanation"] = said };
    }

    private static string Told(DisclosureResult result, SuppressReading reading)
    {
        var lines = new List<string>
        {
            result.Safe ? "Safe: every cell that the rules hide has an interval that is proven wide enough." : "NOT SAFE: this must not be published.",
            string.Join(", ", Enum.GetValues<CellStatus>().Select(s => (s, result.Cells.Count(c => c.Status == s))).Where(p => p.Item2 > 0).Select(p => $"{Name(p.s)} {p.Item2}")),
        };
        foreach (var c in result.Cells)
        {
            var at = string.Join(", ", c.Ref.At.Values) + (c.Ref.Wave.Length > 0 ? $" ({c.Ref.Wave})" : "");
            lines.Add($"{at}: {(c.Shown is { } shown ? reading.Number(shown).ToJsonString() : $"{Name(c.Status)}, {Between(c.Interval!, reading)}{(c.Safe ? "" : ", TOO NARROW")}")}");
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Between(AttackerInterval i, SuppressReading reading) =>
        i.Most == i.Least ? reading.Number(i.Least).ToJsonString() : $"{reading.Number(i.Least).ToJsonString()} to {(i.Most is { } most ? reading.Number(most).ToJsonString() : "any number")}{(i.Exact ? "" : " at least")}";

    private static string Name(CellStatus status) => status switch
    {
        CellStatus.Published => "published",
        CellStatus.Primary => "primary",
        CellStatus.Secondary => "secondary",
        CellStatus.PublishedBefore => "published-before",
        _ => "hidden-before",
    };

    private static string Name(PrimaryReason reason) => reason switch
    {
        PrimaryReason.FewContributors => "few-contributors",
        PrimaryReason.Zero => "zero",
        PrimaryReason.Dominance => "dominance",
        _ => "must",
    };
}
