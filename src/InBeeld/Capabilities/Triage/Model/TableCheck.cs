using InBeeld.Frames.Routes;

namespace InBeeld.Capabilities.Triage.Model;

/// <summary>What is wrong with a table, with a child (the facts that are asked) for which it goes wrong.</summary>
/// <param name="Rows">Numbers of the rows concerned, from 1; none for a gap.</param>
/// <param name="Route">The route that one row proposes and another forbids; null when the other calls help needless, and for a gap.</param>
internal sealed record TableFault(IReadOnlyList<int> Rows, string? Route, IReadOnlyDictionary<string, string> Example);

/// <summary>Whether a table is complete and without contradiction: exact, for all combinations of the facts that it asks for.</summary>
internal static class TableCheck
{
    /// <returns>Contradictions (each pair of rows once) and at most one gap; empty for a table that may hold.</returns>
    public static List<TableFault> Of(DecisionTable table)
    {
        var facts = table.Asked;
        var boxes = table.Rows.Select(row => BoxOf(row, facts)).ToList();
        var faults = new List<TableFault>();
        for (var a = 0; a < boxes.Count; a++)
        {
            for (var b = a + 1; b < boxes.Count; b++)
            {
                if (boxes[a].Meets(boxes[b]) && Clash(table.Rows[a], table.Rows[b]) is (true, var route))
                {
                    faults.Add(new TableFault([a + 1, b + 1], route, Child(facts, boxes[a].And(boxes[b]).First())));
                }
            }
        }

        if (Cover.Gap([.. facts.Select(f => f.Values.Count)], boxes) is { } gap)
        {
            faults.Add(new TableFault([], null, Child(facts, gap)));
        }

        return faults;
    }

    public static Box BoxOf(TriageRow row, IReadOnlyList<Fact> facts) => new([.. facts.Select(f =>
        row.When.TryGetValue(f.Code, out var values) ? f.Values.Select((v, i) => values.Contains(v) ? 1u << i : 0u).Aggregate(0u, (x, y) => x | y) : (1u << f.Values.Count) - 1)]);

    // One forbids what the other proposes, or calls needless what the other helps with.
    private static (bool Is, string? Route) Clash(TriageRow a, TriageRow b)
    {
        if (RouteKinds.All.FirstOrDefault(r => (a.Routes.Contains(r) && b.Not.Contains(r)) || (b.Routes.Contains(r) && a.Not.Contains(r))) is { } route)
        {
            return (true, route);
        }

        return ((a.Routes.Count == 0) != (b.Routes.Count == 0), null);
    }

    private static Dictionary<string, string> Child(IReadOnlyList<Fact> facts, int[] values) => facts.Select((f, i) => (f.Code, Value: f.Values[values[i]])).ToDictionary(x => x.Code, x => x.Value);
}
