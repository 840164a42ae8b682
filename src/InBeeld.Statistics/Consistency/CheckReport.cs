using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Statistics.Consistency;

/// <summary>The answer of the check for others: as JSON, or in short sentences.</summary>
public static class CheckReport
{
    /// <summary>Short sentences, one per line: Dutch, or English for English text.</summary>
    /// <param name="problem">That was checked.</param>
    /// <param name="answer">Of that problem.</param>
    /// <param name="read">The text it was read from; or null.</param>
    public static string Text(FigureProblem problem, CheckAnswer answer, TextFigures? read = null) => CheckWords.Say(problem, answer, read);

    /// <summary>The answer as JSON, with the fields of docs/figures-check.md.</summary>
    /// <param name="problem">That was checked.</param>
    /// <param name="answer">Of that problem.</param>
    /// <param name="read">The text it was read from; or null.</param>
    /// <param name="certain">The answer of only the certain readings; null: it is not told.</param>
    public static JsonObject Json(FigureProblem problem, CheckAnswer answer, TextFigures? read = null, CheckAnswer? certain = null)
    {
        var o = new JsonObject { ["rounding"] = problem.Rounding == Rounding.Any ? "any" : "half-up", ["consistent"] = answer.Consistent };
        var assumed = read?.Assumed();
        if (read is not null)
        {
            o["language"] = read.Dutch ? "nl" : "en";
            o["consistentWithoutAssumptions"] = certain?.Consistent;
            o["readings"] = new JsonArray([.. read.Readings.Select((r, i) =>
            {
                var s = (JsonObject)SmallFormat.Write(problem with { Statements = [r.Statement] })["statements"]![0]!.DeepClone();
                s["sentence"] = r.Sentence;
                s["quote"] = r.Quote;
                s["reading"] = r.Certain ? "certain" : "assumed";
                s["rule"] = Camel(r.Why);
                return s;
            })]);
            o["notUsed"] = new JsonArray([.. read.Unused.Select(u => new JsonObject { ["sentence"] = u.Sentence, ["quote"] = u.Quote, ["rule"] = Camel(u.Why) })]);
        }

        if (read is { Relations.Count: > 0 })
            o["relations"] = new JsonArray([.. read.Relations.Select(r => new JsonObject { ["relation"] = r.Text, ["reading"] = r.Certain ? "certain" : "assumed" })]);
        o["notCompared"] = new JsonArray([.. FiguresCheck.OnTheirOwn(problem).Select(n => new JsonObject { ["statement"] = n.Statement, ["why"] = Camel(n.Why) })]);
        o["totals"] = new JsonArray([.. answer.Quantities.Where(q => q.IsTotal).Select(Written)]);
        o["counts"] = new JsonArray([.. answer.Quantities.Where(q => !q.IsTotal).Select(Written)]);
        o["conflicts"] = new JsonArray([.. answer.Conflicts.Select(c => Written(problem, c, assumed))]);
        o["complete"] = answer.Complete;
        o["systems"] = answer.Nodes;
        o["limit"] = CheckWords.English.Limit(answer);
        return o;
    }

    private static JsonObject Written(Quantity q) => new()
    {
        ["name"] = q.Name,
        ["alone"] = new JsonArray([.. q.Alone.Select(a =>
        {
            var o = new JsonObject { ["statement"] = a.Statement };
            foreach (var (name, value) in Ends(a.Numbers))
                o[name] = value?.DeepClone();
            return o;
        })]),
        ["together"] = q.Together is null ? null : Ends(q.Together),
    };

    private static JsonObject Ends(Possible? p)
    {
        var o = new JsonObject { ["possible"] = p is not null };
        if (p is null)
            return o;
        o["from"] = Number(p.From);
        o["to"] = p.To is { } to ? Number(to) : null;
        o["exact"] = p.Exact;
        if (p.Runs is { Count: > 1 } runs)
            o["runs"] = new JsonArray([.. runs.Select(r => new JsonArray(Number(r.From), Number(r.To)))]);
        return o;
    }

    private static JsonObject Written(FigureProblem problem, Conflict c, HashSet<string>? assumed)
    {
        var o = new JsonObject
        {
            ["statements"] = new JsonArray([.. c.Statements.Select(s => (JsonNode)s)]),
            ["relations"] = new JsonArray([.. c.Relations.Select(r => (JsonNode)r)]),
            ["explanation"] = CheckWords.English.Conflict(problem, c, assumed),
            ["repairs"] = new JsonArray([.. c.Repairs.Select(r => new JsonObject
            {
                ["statement"] = r.Statement,
                ["field"] = Camel(r.What),
                ["from"] = r.From,
                ["to"] = r.To,
                ["onlyThisSet"] = r.WithinSet,
                ["text"] = CheckWords.English.Repair(problem, r),
            })]),
        };
        if (assumed is not null)
            o["assumed"] = new JsonArray([.. c.Statements.Concat(c.Relations).Where(assumed.Contains).Select(s => (JsonNode)s)]);
        return o;
    }

    private static JsonValue Number(BigInteger n) => n <= long.MaxValue ? JsonValue.Create((long)n) : JsonValue.Create(n.ToString(CultureInfo.InvariantCulture));

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
