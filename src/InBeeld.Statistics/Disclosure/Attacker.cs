namespace InBeeld.Statistics.Disclosure;

/// <summary>Somebody who has everything that was published and a computer.</summary>
public static class Attacker
{
    /// <summary>About 10 seconds of exact linear programming at most; larger parts are judged by proofs only, which err to the side of too narrow.</summary>
    internal const long MostWork = 3_000_000_000;

    /// <summary>Says which hidden cells become too narrow when something is published after all that was published before: the check for a ledger of publications.</summary>
    /// <param name="truth">The cells with their true values; of other waves in <see cref="DisclosureProblem.Before"/>, as hidden or as published.</param>
    /// <param name="before">What was published already.</param>
    /// <param name="proposed">What is about to be published.</param>
    /// <exception cref="DisclosureException">Something in it cannot be; the message names it.</exception>
    public static AuditResult Audit(DisclosureProblem truth, IReadOnlyList<Publication> before, Publication proposed)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(proposed);
        Rules.Check(truth.Rules);
        var (old, oldSystem, needs) = Reckon(truth, before);
        var (now, nowSystem, _) = Reckon(truth, [.. before, proposed]);
        var cells = new List<AuditedCell>();
        foreach (var (cell, need) in needs)
        {
            var (was, isNow) = (Safe(oldSystem, old, cell, need), Safe(nowSystem, now, cell, need));
            cells.Add(new(new(oldSystem.AtOf(cell), oldSystem.Waves[oldSystem.Wave[cell]]), oldSystem.Value[cell], need.Reason, Interval(old, cell), Interval(now, cell), was, isNow));
        }

        return new(cells.All(c => !c.WasSafe || c.Safe), cells);
    }

    internal static bool Safe(CellSystem system, Intervals intervals, int cell, Need need) => need.Met(system.Value[cell], intervals.InnerLeast[cell], intervals.InnerMost[cell]);

    internal static AttackerInterval Interval(Intervals i, int cell) => new(i.InnerLeast[cell], End(i.InnerMost[cell]), i.OuterLeast[cell], End(i.OuterMost[cell]));

    private static long? End(long most) => most == CellSystem.Endless ? null : most;

    private static (Intervals, CellSystem, Dictionary<int, Need>) Reckon(DisclosureProblem truth, IReadOnlyList<Publication> published)
    {
        var system = CellSystemBuilder.Build(truth with { Statements = [.. truth.Statements ?? [], .. published.SelectMany(p => p.Statements)] });
        var release = new Release(system, truth.Rules.Rounding);
        for (var i = 0; i < system.Tabled; i++)
            release.Hidden[i] = !system.Known[i];
        foreach (var publication in published)
        {
            foreach (var cell in publication.Cells)
            {
                var found = system.Find(cell);
                if (found < 0)
                    throw new DisclosureException($"publication {publication.Id}: there is no cell {{{string.Join(", ", cell.At.Select(p => $"{p.Key}: {p.Value}"))}}}");
                release.Hidden[found] = false;
            }
        }

        var needs = Needs.Of(system, truth.Rules);
        return (new(system, release, needs, Look(system, release, needs, truth.Rules), MostWork), system, needs);
    }

    /// <summary>Proofs for large systems, where exact bounds may be out of reach.</summary>
    private static List<Proof> Look(CellSystem system, Release release, Dictionary<int, Need> needs, DisclosureRules rules)
    {
        if (system.Count < 600)
            return [];
        var search = new MoveSearch(system, release, new bool[system.Count], new double[system.Count], rules.Rounding);
        return [.. needs.Where(n => release.Hidden[n.Key]).Select(n => search.Find(n.Key, n.Value, false)).OfType<Proof>()];
    }
}
