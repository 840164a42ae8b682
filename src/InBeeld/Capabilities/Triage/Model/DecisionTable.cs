using System.Text.Json;
using InBeeld.Frames.Routes;

namespace InBeeld.Capabilities.Triage.Model;

/// <summary>One rule: for which children, which routes (in order), which never, and why.</summary>
/// <param name="When">Per fact the values for which the row fits; a fact that is not in it does not matter.</param>
/// <param name="Routes">Empty: nothing is needed.</param>
/// <param name="Not">Routes that no other row may propose for a child that this row fits.</param>
/// <param name="Reason">In plain words, as it stands with the proposal.</param>
internal sealed record TriageRow(Guid Id, IReadOnlyDictionary<string, IReadOnlyList<string>> When, IReadOnlyList<string> Routes, IReadOnlyList<string> Not, string Reason)
{
    public bool Fits(IReadOnlyDictionary<string, string> facts) => When.All(w => w.Value.Contains(facts[w.Key]));

    public bool AsksForRestricted => When.Keys.Any(code => FactList.Find(code) is { Restricted: true });
}

/// <summary>A route that is proposed, by which rows (numbered from 1) and for what reasons.</summary>
internal sealed record ProposedRoute(string Route, IReadOnlyList<ProposedBecause> Because);

internal sealed record ProposedBecause(int Row, Guid Id, string Reason);

/// <summary>
/// The rules by which routes are proposed. Every row that fits counts: their routes are put together in the order of the rows. So that this can be relied on,
/// a table is complete (every child fits some row) and without contradiction (no row forbids, or calls needless, what another row proposes for the same child);
/// <see cref="TableCheck"/> says whether. See docs/adr/0013.
/// </summary>
internal sealed record DecisionTable(IReadOnlyList<TriageRow> Rows)
{
    public const int MostRows = 60;

    public const int LongestReason = 200;

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public static DecisionTable Read(string json) => new(JsonSerializer.Deserialize<List<TriageRow>>(json, Json)!);

    public string Write() => Write(Rows);

    /// <summary>The same rules give the same text: the database does not keep the order of the facts in a row.</summary>
    public static string Write(IReadOnlyList<TriageRow> rows) => JsonSerializer.Serialize(rows.Select(row => row with
    {
        When = FactList.All.Where(f => row.When.ContainsKey(f.Code)).ToDictionary(f => f.Code, f => (IReadOnlyList<string>)[.. f.Values.Where(row.When[f.Code].Contains)]),
    }), Json);

    /// <param name="facts">A value for every fact.</param>
    public IReadOnlyList<ProposedRoute> Propose(IReadOnlyDictionary<string, string> facts)
    {
        var fitting = Rows.Select((row, i) => (Row: row, Number: i + 1)).Where(r => r.Row.Fits(facts)).ToList();
        return [.. fitting.SelectMany(r => r.Row.Routes).Distinct()
            .Select(route => new ProposedRoute(route, [.. fitting.Where(r => r.Row.Routes.Contains(route)).Select(r => new ProposedBecause(r.Number, r.Row.Id, r.Row.Reason))]))];
    }

    /// <summary>The facts that some row asks for, in their order.</summary>
    public IReadOnlyList<Fact> Asked => [.. FactList.All.Where(f => Rows.Any(r => r.When.ContainsKey(f.Code)))];

    public bool SameRulesAs(DecisionTable other) => Write() == other.Write();

    /// <summary>Of routes that are known, in their order as told, each once.</summary>
    public static IReadOnlyList<string> Known(IEnumerable<string?> routes) => [.. routes.Where(r => r is not null && RouteKinds.All.Contains(r)).Select(r => r!).Distinct()];
}
