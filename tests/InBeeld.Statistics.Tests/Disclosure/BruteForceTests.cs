using InBeeld.Statistics.Disclosure;
using static InBeeld.Statistics.Tests.Disclosure.Tables;

namespace InBeeld.Statistics.Tests.Disclosure;

/// <summary>Every whole table that agrees with what was published is made, and the answer held against them.</summary>
public sealed class BruteForceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_interval_of_the_attacker_is_that_of_all_tables(int kind)
    {
        var chance = new Random(kind);
        var (fits, solved) = (0, 0);
        for (var run = 0; run < 60; run++)
        {
            var problem = Make(kind, chance);
            var system = CellSystemBuilder.Build(problem);
            var needs = Needs.Of(system, problem.Rules);
            var release = new Release(system, problem.Rules.Rounding);
            var open = 0;
            for (var i = 0; i < system.Tabled; i++)
            {
                release.Hidden[i] = chance.Next(3) == 0;
                // Everything is hidden below something that is known, so that the number of tables has an end.
                if (system.DepthOf(i) == 0)
                    release.Hidden[i] = false;
                open += release.Hidden[i] ? 1 : 0;
            }

            var claimed = new Intervals(system, release, needs, [], Attacker.MostWork);
            var (least, most, tables) = Enumerate(system, release, system.Value.Max() + 10);
            Assert.True(tables > 0);
            for (var i = 0; i < system.Tabled; i++)
            {
                if (!release.Hidden[i])
                    continue;
                // What is claimed to be out of reach is; what is claimed to be possible is.
                Assert.True(claimed.OuterLeast[i] <= least[i] && most[i] <= claimed.OuterMost[i]);
                Assert.True(least[i] <= claimed.InnerLeast[i] && claimed.InnerMost[i] <= most[i]);
                fits++;
                solved += claimed.Exact(i) ? 1 : 0;
            }
        }

        Assert.True(fits > 60 && solved * 100 > fits * 95, $"{solved} of {fits}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_called_safe_is_safe_against_all_tables(int kind)
    {
        var chance = new Random(100 + kind);
        var (safe, compared) = (0, 0);
        for (var run = 0; run < 80; run++)
        {
            var problem = Make(kind, chance) with { Rules = new(3, Rounding: run % 4 == 0 ? 3 : 0, HideZeros: run % 5 == 0) };
            var result = Suppression.Protect(problem, TestContext.Current.CancellationToken);
            var system = CellSystemBuilder.Build(problem);
            var release = new Release(system, problem.Rules.Rounding);
            foreach (var cell in result.Cells)
                release.Hidden[system.Find(cell.Ref)] = cell.Shown is null;
            var cap = system.Value.Max() + 5;
            safe += result.Safe ? 1 : 0;
            // Without a total that is known there is no end to the tables.
            if (result.Cells.Any(c => c.Shown is null && c.Ref.At.Values.All(v => v is "NL" or "all")))
                continue;
            compared++;
            var (least, most, _) = Enumerate(system, release, cap);
            foreach (var (cell, need) in Needs.Of(system, problem.Rules))
            {
                if (result.Safe)
                    Assert.True(most[cell] == cap || need.Met(system.Value[cell], least[cell], most[cell]), $"{system.Named(cell)} in run {run}: {least[cell]} to {most[cell]}");
                Assert.True(release.Hidden[cell]);
            }

            foreach (var cell in result.Cells.Where(c => c.Shown is not null))
                Assert.Equal(Release.Rounded(cell.Value, problem.Rules.Rounding), cell.Shown);
        }

        // A statement can leave too little room whatever is hidden; without one there is always a way.
        Assert.True(kind == 4 ? safe >= 70 : safe == 80, $"{safe}");
        Assert.True(compared > 20, $"{compared}");
    }

    [Fact]
    public void Who_knows_the_value_of_the_cell_he_is_alone_in_gets_no_further()
    {
        var chance = new Random(9);
        var pairs = 0;
        for (var run = 0; run < 60; run++)
        {
            var problem = Make(1 + (run % 3), chance);
            var result = Suppression.Protect(problem, TestContext.Current.CancellationToken);
            var system = CellSystemBuilder.Build(problem);
            var needs = Needs.Of(system, problem.Rules);
            foreach (var cell in result.Cells.Where(c => c.AgainstInsiders).Select(c => system.Find(c.Ref)))
            {
                foreach (var own in result.Cells.Where(c => c.Shown is null).Select(c => system.Find(c.Ref)).Where(o => system.Contributors[o] == 1 && !system.Comparable(o, cell)))
                {
                    var release = new Release(system, 0);
                    foreach (var c in result.Cells)
                        release.Hidden[system.Find(c.Ref)] = c.Shown is null;
                    release.Hidden[own] = false;
                    Assert.True(Attacker.Safe(system, new(system, release, needs, [], Attacker.MostWork), cell, needs[cell]));
                    pairs++;
                }
            }
        }

        Assert.True(pairs > 20, $"{pairs}");
    }

    [Fact]
    public void A_proof_that_is_not_true_is_not_believed()
    {
        var system = CellSystemBuilder.Build(new([Tree("place", "NL", "A", "B", "C")], [Cell(3, "place=A"), Cell(20, "place=B"), Cell(30, "place=C")], new(5)));
        var release = new Release(system, 0);
        var (a, b, c) = (system.Find(At("place=A")), system.Find(At("place=B")), system.Find(At("place=C")));
        (release.Hidden[a], release.Hidden[b]) = (true, true);
        var noWork = new Intervals(system, release, new Dictionary<int, Need>(), [new(new() { [a] = 5, [c] = -5 }, new() { [a] = -4, [b] = 4 }), new(new() { [a] = 2 }, new() { [a] = -3, [b] = 3 })], 0);
        Assert.Equal((0, 3), (noWork.InnerLeast[a], noWork.InnerMost[a]));
        Assert.Equal((20, 23), (noWork.InnerLeast[b], noWork.InnerMost[b]));
    }

    /// <summary>1: one tree of three levels; 2: two ways; 3: three ways; 4: two ways with statements.</summary>
    private static DisclosureProblem Make(int kind, Random chance)
    {
        var tree = new Dimension("place", [("NL", null), ("U", "NL"), ("L", "NL"), ("a", "U"), ("b", "U"), ("c", "L"), ("d", "L")]);
        var flat = Tree("place", "NL", "a", "b", "c");
        var (k, t) = (Tree("kind", "all", "x", "y"), Tree("theme", "all", "p", "q"));
        string[] places = kind == 1 ? ["a", "b", "c", "d"] : kind == 3 ? ["a", "b"] : ["a", "b", "c"];
        List<DisclosureCell> cells = [];
        foreach (var place in places)
        {
            foreach (var x in kind == 1 ? [""] : new[] { "x", "y" })
            {
                foreach (var p in kind == 3 ? ["p", "q"] : new[] { "" })
                    cells.Add(Cell(chance.Next(kind == 3 ? 4 : 6), [$"place={place}", .. x.Length > 0 ? [$"kind={x}"] : Array.Empty<string>(), .. p.Length > 0 ? [$"theme={p}"] : Array.Empty<string>()]));
            }
        }

        List<DisclosureStatement> statements = [];
        if (kind == 4)
        {
            var (one, other) = (cells[chance.Next(3)], cells[3 + chance.Next(3)]);
            var sum = (2 * one.Value) - other.Value;
            statements.Add(chance.Next(2) == 0 ? new([(one.Ref, 2), (other.Ref, -1)], sum, sum) : new([(one.Ref, 2), (other.Ref, -1)], sum - chance.Next(3), sum + chance.Next(3)));
        }

        return new(kind switch { 1 => [tree], 3 => [Tree("place", "NL", "a", "b"), k, t], _ => [flat, k] }, cells, new(3), null, statements);
    }
}
