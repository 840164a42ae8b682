namespace InBeeld.Statistics.Disclosure;

/// <summary>Makes tables safe to publish: hides what the rules hide, hides as few others as it can so that the first cannot be worked out, and attacks the result.</summary>
public static class Suppression
{
    /// <summary>Up to so many cells that may be hidden are hidden all and given back one by one when the search finds no way.</summary>
    private const int MostGivenBack = 150;

    /// <summary>What can be published. The answer is only safe when <see cref="DisclosureResult.Safe"/>; that is decided by proofs, not by the search that made them.</summary>
    /// <exception cref="DisclosureException">Something in the problem cannot be, or totals do not add up; the message names the cell and both numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DisclosureResult Protect(DisclosureProblem problem, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Rules.Check(problem.Rules);
        var system = CellSystemBuilder.Build(problem);
        var needs = Needs.Of(system, problem.Rules).Where(n => !system.Known[n.Key]).ToDictionary();
        var release = new Release(system, problem.Rules.Rounding);
        foreach (var cell in needs.Keys)
            release.Hidden[cell] = true;
        var hideable = new bool[system.Count];
        for (var i = 0; i < system.Tabled; i++)
        {
            hideable[i] = system.Wave[i] == 0 && !system.Known[i] && system.Must[i] != CellMust.Publish && !needs.ContainsKey(i)
                && (problem.Rules.HideZeros || system.Contributors[i] > 0 || system.Value[i] > 0);
        }

        var proofs = new Protection(system, release, hideable, needs, problem.Rules).Run(cancel);
        var intervals = new Intervals(system, release, needs, proofs.Values.Select(p => p.Proof), Attacker.MostWork);
        if (!Met(system, needs, intervals) && Fallback(system, release, hideable, needs, cancel) is { } better)
        {
            proofs.Clear();
            intervals = better;
        }

        var cells = new List<CellDecision>();
        foreach (var now in (ReadOnlySpan<bool>)[true, false])
        {
            for (var i = 0; i < system.Tabled; i++)
            {
                if (system.Wave[i] == 0 == now && (now || needs.ContainsKey(i)))
                    cells.Add(Decision(system, release, needs, intervals, proofs, i));
            }
        }

        var safe = cells.All(c => c.Safe);
        return new(safe, cells, !safe && Already(system, needs, problem.Rules));

        CellDecision Decision(CellSystem s, Release r, Dictionary<int, Need> n, Intervals a, Dictionary<int, (Proof Proof, bool Insiders)> p, int i)
        {
            var primary = n.TryGetValue(i, out var need);
            var status = s.Wave[i] != 0 ? CellStatus.HiddenBefore : s.Known[i] ? CellStatus.PublishedBefore : primary ? CellStatus.Primary : r.Hidden[i] ? CellStatus.Secondary : CellStatus.Published;
            return new(
                new(s.AtOf(i), s.Waves[s.Wave[i]]), s.Value[i], r.Hidden[i] ? null : s.Known[i] ? s.Value[i] : Release.Rounded(s.Value[i], problem.Rules.Rounding), status,
                primary ? need.Reason : null, r.Hidden[i] ? Attacker.Interval(a, i) : null, !primary || Attacker.Safe(s, a, i, need), primary && p.TryGetValue(i, out var proof) && proof.Insiders);
        }
    }

    private static bool Met(CellSystem system, Dictionary<int, Need> needs, Intervals intervals) => needs.All(n => Attacker.Safe(system, intervals, n.Key, n.Value));

    /// <summary>Whether a cell of another wave was too narrow with nothing of this one published.</summary>
    private static bool Already(CellSystem system, Dictionary<int, Need> needs, DisclosureRules rules)
    {
        var nothing = new Release(system, rules.Rounding);
        for (var i = 0; i < system.Tabled; i++)
            nothing.Hidden[i] = !system.Known[i];
        var old = new Intervals(system, nothing, needs, [], Attacker.MostWork);
        return needs.Any(n => system.Wave[n.Key] != 0 && old.Exact(n.Key) && !Attacker.Safe(system, old, n.Key, n.Value));
    }

    /// <summary>Hides all, sees whether that is enough, and gives back what is not needed, the largest first.</summary>
    private static Intervals? Fallback(CellSystem system, Release release, bool[] hideable, Dictionary<int, Need> needs, CancellationToken cancel)
    {
        var all = Enumerable.Range(0, system.Tabled).Where(i => hideable[i]).OrderByDescending(i => system.Value[i]).ToArray();
        if (all.Length > MostGivenBack)
            return null;
        var hidden = all.Where(i => release.Hidden[i]).ToArray();
        foreach (var i in all)
            release.Hidden[i] = true;
        var best = new Intervals(system, release, needs, [], Attacker.MostWork / 10);
        if (!Met(system, needs, best))
        {
            foreach (var i in all)
                release.Hidden[i] = hidden.Contains(i);
            return null;
        }

        foreach (var i in all)
        {
            cancel.ThrowIfCancellationRequested();
            release.Hidden[i] = false;
            var without = new Intervals(system, release, needs, [], Attacker.MostWork / 10);
            if (Met(system, needs, without))
                best = without;
            else
                release.Hidden[i] = true;
        }

        return best;
    }
}
