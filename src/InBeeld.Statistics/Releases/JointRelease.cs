using InBeeld.Statistics.Disclosure;

namespace InBeeld.Statistics.Releases;

/// <summary>What was decided of a table; without cells nothing of it may be shown.</summary>
internal sealed record DecidedTable(ReleaseTable Table, IReadOnlyDictionary<(string Place, string Part), CellDecision> Cells, long? Narrowest);

/// <summary>
/// Decides tables that know of one another: how many schools work together with a library is the answer of one, and the number asked of the next. Each is made safe in turn, with
/// what it shares hidden where it was hidden and known where it was told; then whoever has all of it attacks all of it at once. What does not hold is told of the country only, or not.
/// </summary>
internal sealed class JointRelease(IReadOnlyList<ReleaseTable> tables, ReleasePlaces places, ReleasePolicy policy, ILookup<string, EarlierRelease> before)
{
    // How much of a table is told: all places with the country; the country alone; all places as the rules decide; nothing. The country comes first: it is what most people look for.
    private const int CountryAlone = 1, AsDecided = 2, Nothing = 3;

    private readonly Dictionary<ReleaseTable, int> less = tables.ToDictionary(t => t, _ => 0);
    private readonly Dictionary<string, Dictionary<(string, string), CellDecision>> done = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, DecidedTable> Run(CancellationToken cancel)
    {
        // The widest first: what is asked of some follows from what was asked of all.
        var order = tables.Select((t, i) => (Table: t, At: i)).OrderByDescending(t => t.Table.Value(places.Country, "all")).ThenBy(t => t.At).Select(t => t.Table).ToList();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            done.Clear();
            foreach (var table in order)
                Decide(table, cancel);
            var (narrow, widths) = Attack(order);
            if (narrow.Count == 0)
                return order.ToDictionary(t => t.Key, t => new DecidedTable(t, less[t] < Nothing ? done[t.Key] : [], widths.TryGetValue(t.Key, out var w) ? w : null), StringComparer.Ordinal);
            // Of the tables in which something is too narrow the last is told less of; when there is nothing to leave out any more, of all.
            var blamed = order.Where(t => narrow.Contains(t.Key) && less[t] < Nothing).DefaultIfEmpty(order.FindLast(t => less[t] < Nothing)).Last();
            if (blamed is null)
                return tables.ToDictionary(t => t.Key, t => new DecidedTable(t, new Dictionary<(string, string), CellDecision>(), null), StringComparer.Ordinal);
            less[blamed]++;
        }
    }

    private void Decide(ReleaseTable table, CancellationToken cancel)
    {
        for (; less[table] < Nothing; less[table]++)
        {
            var problem = Problem(table);
            if (problem.Cells.Count == 0)
            {
                // All of it was told before.
                done[table.Key] = problem.Before!.Where(k => k.Ref.Wave.Length == 0).ToDictionary(k => ReleaseTable.Named(k.Ref), k => new CellDecision(k.Ref, k.Value, k.Value, CellStatus.PublishedBefore, null, null, true, true));
                return;
            }

            var result = Suppression.Protect(problem, cancel);
            if (result.Safe)
            {
                var stays = before[table.Key].Where(e => e.Stays).SelectMany(e => e.Cells.Where(c => c.Value is null).Select(c => (c.Place, c.Part))).ToHashSet();
                done[table.Key] = result.Cells.Where(c => c.Ref.Wave.Length == 0).ToDictionary(c => ReleaseTable.Named(c.Ref), c => c.Status == CellStatus.Published && stays.Contains(ReleaseTable.Named(c.Ref)) ? c with { Shown = null, Status = CellStatus.Secondary } : c);
                return;
            }
        }

        done[table.Key] = [];
    }

    private DisclosureProblem Problem(ReleaseTable table)
    {
        var (cells, known) = (new List<DisclosureCell>(), Earlier(table, part => part));
        foreach (var (place, part) in table.Places.Where(p => less[table] != CountryAlone || p == places.Country).SelectMany(p => table.Parts.Select(part => (p, part.Name))))
        {
            var twin = Twins(table, part).Select(t => done[t.Table.Key].GetValueOrDefault((place, t.Part))).FirstOrDefault(c => c is not null);
            if (twin?.Shown is not null && known.TrueForAll(k => ReleaseTable.Named(k.Ref) != (place, part) || k.Ref.Wave.Length > 0))
                known.Add(table.Cell(place, part, part, CellMust.Decide));
            var must = table.HiddenAt(place, part) || twin is { Shown: null } ? CellMust.Hide : less[table] != AsDecided && place == places.Country && table.Allowed(place, part) ? CellMust.Publish : CellMust.Decide;
            cells.Add(table.Cell(place, part, part, must));
        }

        known.RemoveAll(k => less[table] == CountryAlone && ReleaseTable.Named(k.Ref).Place != places.Country);
        var told = known.Where(k => k.Ref.Wave.Length == 0).Select(k => ReleaseTable.Named(k.Ref)).ToHashSet();
        return new([places.Tree, new Dimension("part", table.Parts)], [.. cells.Where(c => !told.Contains(ReleaseTable.Named(c.Ref)))], policy.Rules(table.Unit), known);
    }

    // The same cells in tables that were decided already.
    private IEnumerable<(ReleaseTable Table, string Part)> Twins(ReleaseTable table, string part) => table.Same(part) is not { } same ? []
        : tables.Where(t => t != table && less[t] < Nothing && done.GetValueOrDefault(t.Key) is { Count: > 0 }).SelectMany(t => t.Parts.Where(p => t.Same(p.Name) == same).Select(p => (t, p.Name)));

    // Of this table with the same value, or another that it had before it was corrected.
    private List<DisclosureCell> Earlier(ReleaseTable table, Func<string, string> name)
    {
        var parts = table.Parts.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var all = table.Places.ToHashSet(StringComparer.Ordinal);
        return [.. before[table.Key].SelectMany(release => release.Cells.Where(c => c.Value is not null && all.Contains(c.Place) && parts.Contains(c.Part)).Select(c =>
        {
            var wave = table.Value(c.Place, c.Part) * table.Thousandths == c.Value ? "" : release.Id;
            return wave.Length == 0 ? table.Cell(c.Place, c.Part, name(c.Part), CellMust.Decide) : new DisclosureCell(ReleaseTable.Ref(c.Place, name(c.Part), wave), c.Value!.Value / table.Thousandths, table.Contributors(c.Place, c.Part));
        })).DistinctBy(c => (ReleaseTable.Named(c.Ref), c.Ref.Wave))];
    }

    /// <summary>Everybody has all that is told of all tables, and knows what must hold between them.</summary>
    /// <returns>The tables in which something is too narrow; and per table the narrowest of what the rules hide.</returns>
    private (HashSet<string> Narrow, Dictionary<string, long> Widths) Attack(List<ReleaseTable> order)
    {
        var number = order.Select((t, i) => (t, i)).ToDictionary(x => x.t, x => x.i);
        string Name(ReleaseTable t, string part) => $"{number[t]}:{part}";
        var open = order.Where(t => less[t] < Nothing).ToList();
        if (open.Count == 0)
            return ([], []);
        var dimension = new Dimension("part", [.. open.SelectMany(t => t.Parts.Select(p => (Name(t, p.Name), p.Parent is null ? null : Name(t, p.Parent))))]);
        var before = open.SelectMany(t => Earlier(t, p => Name(t, p))).ToList();
        var told = before.Where(k => k.Ref.Wave.Length == 0).Select(k => ReleaseTable.Named(k.Ref)).ToHashSet();
        var cells = open.SelectMany(t => t.Places.SelectMany(place => t.Parts.Select(p => t.Cell(place, p.Name, Name(t, p.Name), t.HiddenAt(place, p.Name) ? CellMust.Hide : CellMust.Decide)))).Where(c => !told.Contains(ReleaseTable.Named(c.Ref))).ToList();
        if (cells.Count == 0)
            return ([], []);
        var truth = new DisclosureProblem([places.Tree, dimension], cells, policy.Rules(open[0].Unit), before, [.. Statements(open, Name)]);
        var shown = open.SelectMany(t => done[t.Key].Where(c => c.Value.Shown is not null).Select(c => ReleaseTable.Ref(c.Key.Item1, Name(t, c.Key.Item2)))).ToList();
        var audit = Attacker.Audit(truth, [], new("now", shown, []));
        string Table(CellRef cell) => order[int.Parse(ReleaseTable.Named(cell).Part.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)].Key;
        // What was too narrow before cannot be helped any more.
        return ([.. audit.Cells.Where(c => !c.Safe && (c.WasSafe || !c.Before.Exact)).Select(c => Table(c.Ref))],
            audit.Cells.Where(c => c.After.Most is not null && c.After.Most != c.After.Least).GroupBy(c => Table(c.Ref), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(c => (c.After.Most!.Value - c.After.Least) / open[0].Unit), StringComparer.Ordinal));
    }

    private IEnumerable<DisclosureStatement> Statements(List<ReleaseTable> open, Func<ReleaseTable, string, string> name)
    {
        DisclosureStatement Differ(string place, (ReleaseTable Table, string Part) one, (ReleaseTable Table, string Part) other, long most) =>
            new([(ReleaseTable.Ref(place, name(one.Table, one.Part)), 1), (ReleaseTable.Ref(place, name(other.Table, other.Part)), -1)], 0, most);

        // The same in two tables.
        foreach (var same in open.SelectMany(t => t.Parts.Select(p => (Table: t, Part: p.Name, Same: t.Same(p.Name)))).Where(x => x.Same is not null).GroupBy(x => x.Same, StringComparer.Ordinal))
        {
            var first = same.First();
            foreach (var other in same.Skip(1).Where(o => o.Table != first.Table))
            {
                foreach (var place in first.Table.Places.Intersect(other.Table.Places))
                    yield return Differ(place, (first.Table, first.Part), (other.Table, other.Part), 0);
            }
        }

        // No more are asked than said yes to what it is about.
        foreach (var inner in open)
        {
            foreach (var outer in open.Where(o => o != inner && o.IsShare && o.Definition.Level == inner.Definition.Level && o.Definition.Numerator.Text == inner.Definition.Population.Text && inner.Within(o, "yes") && inner.Same("all") != o.Same("yes")))
            {
                foreach (var place in inner.Places.Intersect(outer.Places))
                    yield return Differ(place, (outer, "yes"), (inner, "all"), outer.Value(places.Country, "yes"));
            }
        }
    }
}
