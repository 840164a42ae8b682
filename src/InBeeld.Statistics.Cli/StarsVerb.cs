using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Stars;

namespace InBeeld.Statistics.Cli;

/// <summary>figures stars FILE. The fields stand in docs/figures-stars.md; fields that are not known are ignored.</summary>
internal static class StarsVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Run(string name, string text, bool json)
    {
        var (read, error) = StarReading.Of(text);
        if (read is null)
            throw new UnreadableException($"{name}: {error}");
        var scored = read.Locations.Select(l => (Location: l, Score: Score(read.Checklist, l))).ToList();
        if (!json)
            return string.Join('\n', scored.Select(s => Plain(s.Location, s.Score)));
        if (scored is [{ Location.Id: "" }])
            return Written(read.Checklist, scored[0].Location, scored[0].Score).ToJsonString(Indented);
        return new JsonObject
        {
            ["locations"] = new JsonArray([.. scored.Select(s => Written(read.Checklist, s.Location, s.Score))]),
            ["perStars"] = new JsonArray([.. scored.GroupBy(s => (s.Score.AtLeast, s.Score.AtMost)).OrderBy(g => g.Key.AtLeast ?? -1).ThenBy(g => g.Key.AtMost ?? -1)
                .Select(g => new JsonObject { ["atLeast"] = g.Key.AtLeast, ["atMost"] = g.Key.AtMost, ["locations"] = g.Count() })]),
        }.ToJsonString(Indented);
    }

    private static StarScore Score(StarChecklist checklist, StarLocation location)
    {
        var (score, error) = StarScore.Of(checklist, i => location.Answers.GetValueOrDefault(i, Answer.Missing));
        return score ?? throw new UnreadableException(error!);
    }

    private static JsonObject Written(StarChecklist checklist, StarLocation location, StarScore s)
    {
        var to = new JsonObject();
        if (location.Id.Length > 0)
            (to["id"], to["name"]) = (location.Id, location.Name);
        to["stars"] = new JsonObject { ["atLeast"] = s.AtLeast, ["atMost"] = s.AtMost, ["sure"] = s.Sure, ["text"] = Words(s) };
        to["points"] = Points(s.Points);
        to["fields"] = new JsonArray([.. s.Fields.Select(f => new JsonObject
        {
            ["field"] = f.Field,
            ["cooperation"] = f.Cooperation switch { Cooperation.Yes => "yes", Cooperation.No => "no", Cooperation.Unknown => "unknown", _ => "not-applicable" },
            ["points"] = Points(f.Points),
            ["unknown"] = Texts(f.Unknown),
            ["notApplicable"] = Texts(f.NotApplicable),
        })]);
        var label = checklist.Items.ToDictionary(i => i.Id, i => i.Label, StringComparer.Ordinal);
        to["agenda"] = new JsonObject
        {
            ["withoutCooperation"] = Texts(s.Agenda.Without),
            ["leastCooperation"] = Texts(s.Agenda.Least),
            ["askFirst"] = Texts(s.Agenda.Ask),
            ["nextStar"] = s.Agenda.Next is not { } next ? null : new JsonObject
            {
                ["stars"] = next.Stars,
                ["moreThan"] = Number(next.Needed),
                ["raise"] = new JsonArray([.. next.Raises.Select(r => new JsonObject { ["item"] = r.Item, ["label"] = label[r.Item], ["to"] = Number(r.To), ["more"] = Number(r.More) })]),
            },
        };
        return to;
    }

    private static JsonObject Points(StarPoints p) => new()
    {
        ["atLeast"] = Number(p.AtLeast),
        ["atMost"] = Number(p.AtMost),
        ["maximum"] = Number(p.Maximum),
        ["share"] = p.ShareAtLeast is not { } least ? null : new JsonObject
        {
            ["atLeast"] = least.ToString(),
            ["atMost"] = p.ShareAtMost!.Value.ToString(),
            ["percentAtLeast"] = Number((least * 100).Rounded(1)),
            ["percentAtMost"] = Number((p.ShareAtMost.Value * 100).Rounded(1)),
        },
    };

    // Points come from decimals, so a decimal holds them unless somebody adds very long ones; then it is cut at 28 digits.
    private static JsonValue? Number(Fraction f) => f.ToDecimal() is { } d ? JsonValue.Create(d) : JsonValue.Create(f.ToString());

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static string Words(StarScore s) => (s.AtLeast, s.AtMost) switch
    {
        (null, _) => "nothing to score",
        ({ } n, { } m) when n == m => Stars(n),
        (0, { } m) => $"not known: none to {m}",
        ({ } n, { } m) => $"at least {Stars(n)}, at most {m}",
        _ => "",
    };

    private static string Stars(int n) => n switch { 0 => "no stars", 1 => "1 star", _ => string.Create(CultureInfo.InvariantCulture, $"{n} stars") };

    private static string Plain(StarLocation location, StarScore s)
    {
        var text = new StringBuilder();
        text.Append(location.Id.Length == 0 ? "" : $"{location.Id} {location.Name}: ").Append(Words(s)).Append(CultureInfo.InvariantCulture, $" ({s.Points.AtLeast} of {s.Points.Maximum} points)\n");
        foreach (var f in s.Fields)
            text.Append(CultureInfo.InvariantCulture, $"  {f.Field}: {f.Cooperation switch { Cooperation.Yes => "cooperation", Cooperation.No => "no cooperation", Cooperation.Unknown => "not known", _ => "does not hold" }}, {f.Points.AtLeast} of {f.Points.Maximum}\n");
        if (s.Agenda.Next is { Raises.Count: > 0 } next)
            text.Append(CultureInfo.InvariantCulture, $"  {Stars(next.Stars)} with more for: {string.Join(", ", next.Raises.Select(r => $"{r.Item} (to {r.To})"))}\n");
        return text.ToString().TrimEnd();
    }
}
