using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Reading;

namespace InBeeld.Statistics.Indicators;

/// <summary>Reads and writes definitions as in docs/schemas/figures-indicators.schema.json.</summary>
public static class IndicatorReading
{
    /// <summary>No file has more indicators.</summary>
    public const int MostIndicators = 2000;

    private static readonly Dictionary<string, Aggregation> Aggregations = new(StringComparer.Ordinal)
    {
        ["share"] = Aggregation.Share,
        ["ratio-of-sums"] = Aggregation.RatioOfSums,
        ["mean-of-shares"] = Aggregation.MeanOfShares,
        ["mean"] = Aggregation.Mean,
        ["median"] = Aggregation.Median,
        ["sum"] = Aggregation.Sum,
    };

    /// <param name="text">{"indicators": [...]}.</param>
    /// <param name="isName">Which names may stand in expressions; null: all.</param>
    /// <returns>All definitions, or every sentence that names a field that is wrong; at most 100 of them.</returns>
    public static (IReadOnlyList<IndicatorDefinition> Read, IReadOnlyList<string> Errors) Of(string text, Func<string, bool>? isName = null)
    {
        var (read, errors) = (new List<IndicatorDefinition>(), new List<string>());
        try
        {
            using var document = JsonField.Document(text);
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var field in new JsonField(document.RootElement, "").List("indicators", true, MostIndicators))
            {
                try
                {
                    var one = One(field, isName);
                    if (!keys.Add(one.Key))
                        throw field.Wrong("key", $"\"{one.Key}\" is there twice");
                    read.Add(one);
                }
                catch (JsonException e)
                {
                    errors.Add(e.Message);
                    if (errors.Count == 100)
                        break;
                }
            }
        }
        catch (JsonException e)
        {
            errors.Add(e.Message.TrimStart(':', ' '));
        }

        return errors.Count == 0 ? (read, errors) : ([], errors);
    }

    /// <summary>The definition as JSON, with every field written out.</summary>
    public static JsonObject Write(IndicatorDefinition d) => new()
    {
        ["key"] = d.Key,
        ["version"] = d.Version,
        ["label"] = new JsonObject { ["nl"] = d.LabelNl, ["en"] = d.LabelEn },
        ["level"] = d.Level,
        ["population"] = d.Population.Text,
        ["denominator"] = d.Denominator?.Text,
        ["exclusions"] = new JsonArray([.. d.Exclusions.Select(e => new JsonObject { ["when"] = e.When.Text, ["reason"] = e.Reason })]),
        ["numerator"] = d.Numerator.Text,
        ["aggregation"] = Aggregations.First(a => a.Value == d.Aggregation).Key,
        ["percent"] = d.Percent,
        ["decimals"] = d.Decimals,
        ["weighted"] = d.Weighted,
    };

    internal static IndicatorDefinition One(JsonField f, Func<string, bool>? isName)
    {
        var key = f.Text("key");
        if (key.Length > 100 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw f.Wrong("key", "may only have letters, digits, \"-\", \"_\" and \".\", at most 100");
        var kind = f.Text("aggregation");
        if (!Aggregations.TryGetValue(kind, out var aggregation))
            throw f.Wrong("aggregation", $"\"{kind}\" must be one of {string.Join(", ", Aggregations.Keys)}");
        var needs = aggregation is Aggregation.RatioOfSums or Aggregation.MeanOfShares;
        if (needs != (f.Has("denominator") is not null) && aggregation != Aggregation.Share)
            throw f.Wrong("denominator", needs ? $"is missing; {kind} needs it" : $"has no meaning with {kind}");
        if (aggregation == Aggregation.Median && f.Yes("weighted"))
            throw f.Wrong("weighted", "is not possible with median");
        var label = f.Object("label") ?? throw f.Wrong("label", "is missing");
        return new(
            key, f.WholeOrNull("version", 1, 10_000) ?? 1, label.Text("nl"), label.Text("en"), f.Text("level"),
            Expr(f, "population", f.TextOrNull("population") ?? "true", isName), f.TextOrNull("denominator") is { } below ? Expr(f, "denominator", below, isName) : null,
            [.. f.List("exclusions", false, 50).Select(e => new Exclusion(Expr(e, "when", e.Text("when"), isName), e.Text("reason")))],
            Expr(f, "numerator", f.Text("numerator"), isName), aggregation,
            f.Has("percent") is null ? aggregation is Aggregation.Share or Aggregation.MeanOfShares : f.Yes("percent"), f.WholeOrNull("decimals", 0, 6) ?? 0, f.Yes("weighted"));
    }

    private static Expression Expr(JsonField f, string name, string text, Func<string, bool>? isName)
    {
        var parsed = isName is null ? Expression.Parse(text) : Expression.Parse(text, isName);
        return parsed.Expression ?? throw f.Wrong(name, string.Join("; ", parsed.Errors.Select(e => e.Message)));
    }
}
