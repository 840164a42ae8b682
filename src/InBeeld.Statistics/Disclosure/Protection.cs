namespace InBeeld.Statistics.Disclosure;

/// <summary>Hides other cells for each cell that the rules hide, so that a proof exists that its interval is wide enough; then once more, to see which of them are not needed.</summary>
internal sealed class Protection
{
    private readonly CellSystem system;
    private readonly Release release;
    private readonly bool[] hideable;
    private readonly double[] cost;
    private readonly DisclosureRules rules;
    private readonly (int Cell, Need Need)[] order;

    public Protection(CellSystem system, Release release, bool[] hideable, Dictionary<int, Need> needs, DisclosureRules rules)
    {
        (this.system, this.release, this.hideable, this.rules) = (system, release, hideable, rules);
        // Every hidden cell counts, a large one somewhat more. Totals first: they have the fewest ways.
        cost = [.. system.Value.Select(v => 1 + (Math.Log2(1 + Math.Abs((double)v)) / 4))];
        order = [.. needs.Select(n => (n.Key, n.Value)).OrderBy(n => system.DepthOf(n.Key)).ThenByDescending(n => n.Value.Width).ThenBy(n => n.Key)];
    }

    public Dictionary<int, (Proof Proof, bool Insiders)> Run(CancellationToken cancel)
    {
        var proofs = new Dictionary<int, (Proof Proof, bool Insiders)>();
        var search = new MoveSearch(system, release, hideable, cost, rules.Rounding);
        foreach (var (cell, need) in order)
        {
            cancel.ThrowIfCancellationRequested();
            var strict = rules.Insiders ? search.Find(cell, need, true) : null;
            if ((strict ?? search.Find(cell, need, false)) is not { } proof)
                continue;
            proofs.Add(cell, (proof, strict is not null));
            foreach (var c in Touched(proof))
                release.Hidden[c] = true;
        }

        Again(proofs, cancel);
        return proofs;
    }

    /// <summary>Cells that an earlier proof needs may by now be hidden for nothing: every proof is looked for again among what is hidden, at a price for what no proof has used yet.</summary>
    private void Again(Dictionary<int, (Proof Proof, bool Insiders)> proofs, CancellationToken cancel)
    {
        var extra = Enumerable.Range(0, system.Tabled).Where(c => release.Hidden[c] && hideable[c]).ToArray();
        foreach (var c in extra)
            cost[c] = -cost[c];
        var search = new MoveSearch(system, release, new bool[system.Count], cost, rules.Rounding);
        foreach (var (cell, need) in order.Reverse())
        {
            cancel.ThrowIfCancellationRequested();
            if (!proofs.TryGetValue(cell, out var old))
                continue;
            if (search.Find(cell, need, old.Insiders) is { } proof)
                proofs[cell] = old with { Proof = proof };
            foreach (var c in Touched(proofs[cell].Proof))
                cost[c] = Math.Abs(cost[c]);
        }

        foreach (var c in extra)
            release.Hidden[c] = cost[c] > 0;
    }

    /// <summary>A published cell that only moves within its rounding is not among them.</summary>
    private IEnumerable<int> Touched(Proof proof) => proof.Up.Concat(proof.Down).Where(p => p.Value != 0 && p.Key < system.Tabled && (release.Hidden[p.Key] || !Fits(p.Key, proof))).Select(p => p.Key).Distinct();

    private bool Fits(int cell, Proof proof)
    {
        var (least, most) = (release.Least(cell), release.Most(cell));
        return system.Value[cell] + proof.Down.GetValueOrDefault(cell) is var a && a >= least && a <= most && system.Value[cell] + proof.Up.GetValueOrDefault(cell) is var b && b >= least && b <= most;
    }
}
