using System.Text.Json;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Frames.Routes;

namespace InBeeld.Tests.Triage;

/// <summary>What a table proposes, when it may hold, and that the database, which tries it on all children, proposes the same.</summary>
public sealed class DecisionTableTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public void The_standard_table_is_complete_and_without_contradiction() => Assert.Empty(TableCheck.Of(StandardTable.Is));

    [Theory]
    [InlineData("", "")]
    [InlineData("crucial=yes", "childcare")]
    [InlineData("unsafe_home=yes,no_quiet_place=yes", "school,local_team")]
    [InlineData("no_device=yes", "device")]
    [InlineData("no_device=yes,no_connection=yes", "device,connection,library_place")]
    [InlineData("no_quiet_place=yes,little_help=yes", "library_place,mentor,programme")]
    [InlineData("state=out", "local_team")]
    [InlineData("level=2,motivation=yes", "programme,mentor,local_team")]
    public void The_standard_proposes_for_the_four_groups_of_the_guide(string facts, string routes) =>
        Assert.Equal(routes, string.Join(',', StandardTable.Is.Propose(Facts(facts)).Select(p => p.Route)));

    [Fact]
    public void Every_row_that_fits_gives_its_reason()
    {
        var place = Assert.Single(StandardTable.Is.Propose(Facts("no_quiet_place=yes,no_connection=yes")), p => p.Route == "library_place");
        Assert.Equal([5, 6], place.Because.Select(b => b.Row));
        Assert.Contains("rustige plek", place.Because[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_says_nothing_of_some_child_has_a_gap_with_that_child_as_example()
    {
        var table = new DecisionTable([Row(["device"], [], "no_device=yes"), Row([], [], "no_device=no", "no_quiet_place=no")]);
        var fault = Assert.Single(TableCheck.Of(table));
        Assert.Empty(fault.Rows);
        Assert.Equal(new Dictionary<string, string> { ["no_device"] = "no", ["no_quiet_place"] = "yes" }, fault.Example);
    }

    [Fact]
    public void A_row_that_forbids_what_another_proposes_for_the_same_child_is_a_contradiction()
    {
        var table = new DecisionTable([Row(["school"], ["library_place"], "unsafe_home=yes"), Row(["library_place"], [], "no_quiet_place=yes"), Row([], [], "unsafe_home=no", "no_quiet_place=no")]);
        var fault = Assert.Single(TableCheck.Of(table));
        Assert.Equal([1, 2], fault.Rows);
        Assert.Equal("library_place", fault.Route);
        Assert.Equal("yes", fault.Example["unsafe_home"]);
        Assert.Equal("yes", fault.Example["no_quiet_place"]);
    }

    [Fact]
    public void Help_and_nothing_needed_for_the_same_child_is_a_contradiction()
    {
        var table = new DecisionTable([Row(["local_team"], [], "level=1,2"), Row([], [], "level=0,1")]);
        var fault = Assert.Single(TableCheck.Of(table));
        Assert.Equal([1, 2], fault.Rows);
        Assert.Null(fault.Route);
        Assert.Equal("1", fault.Example["level"]);
    }

    [Fact]
    public void What_is_found_wrong_is_wrong_and_what_is_found_right_is_right_for_every_child() =>
        Prop.ForAll(Tables(3).ToArbitrary(), table =>
        {
            var faults = TableCheck.Of(table);
            var children = Children(table.Asked).ToList();
            var complete = children.TrueForAll(c => table.Rows.Any(r => r.Fits(c)));
            var clash = children.Exists(c => table.Rows.Where(r => r.Fits(c)).ToList() is var fit
                && (fit.Exists(r => fit.Exists(o => r.Routes.Intersect(o.Not).Any())) || (fit.Exists(r => r.Routes.Count == 0) && fit.Exists(r => r.Routes.Count > 0))));
            return complete == faults.TrueForAll(f => f.Rows.Count > 0) && clash == faults.Exists(f => f.Rows.Count == 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_database_proposes_the_same_routes_in_the_same_order()
    {
        using var connection = house.Database.Owner.OpenConnection();
        Prop.ForAll(Tables(12).Zip(Child(FactList.All)).ToArbitrary(), x =>
        {
            var (table, facts) = x;
            var there = connection.QuerySingle<string[]>("select app.triage_routes(@facts::jsonb, @rows::jsonb)", new { facts = JsonSerializer.Serialize(facts), rows = table.Write() });
            return there.SequenceEqual(table.Propose(facts).Select(p => p.Route));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_table_that_was_written_and_read_has_the_same_rules() =>
        Prop.ForAll(Tables(12).ToArbitrary(), table => DecisionTable.Read(house.World.One<string>("select (@json::jsonb)::text", new { json = table.Write() })!).SameRulesAs(table)).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    internal static Dictionary<string, string> Facts(string some) =>
        FactList.Complete(some.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]));

    internal static TriageRow Row(string[] routes, string[] not, params string[] when) =>
        new(Guid.CreateVersion7(), when.Select(w => w.Split('=')).ToDictionary(w => w[0], w => (IReadOnlyList<string>)w[1].Split(',')), routes, not, "Daarom.");

    private static Gen<DecisionTable> Tables(int facts) =>
        from asked in Gen.Shuffle(FactList.All.ToArray()).Select(all => all.Take(facts).ToList())
        from count in Gen.Choose(1, 6)
        from rows in Gen.CollectToArray(Enumerable.Range(0, count), _ => Rows(asked))
        select new DecisionTable(rows);

    private static Gen<TriageRow> Rows(List<Fact> asked) =>
        from sets in Gen.CollectToArray(asked, f => Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, (1 << f.Values.Count) - 2))))
        from routes in Some(3)
        from order in Gen.Shuffle(routes)
        from not in Some(1)
        select new TriageRow(Guid.CreateVersion7(), asked.Select((f, i) => (f, Set: sets[i])).Where(x => x.Set > 0).ToDictionary(x => x.f.Code, x => (IReadOnlyList<string>)[.. x.f.Values.Where((_, v) => (x.Set >> v & 1) == 1)]),
            [.. order.Take(3)], [.. not.Except(order)], "Daarom.");

    private static Gen<string[]> Some(int often) => Gen.Frequency((often, Gen.Choose(1, 255)), (2, Gen.Constant(0))).Select(set => RouteKinds.All.Where((_, i) => (set >> i & 1) == 1).ToArray());

    private static Gen<Dictionary<string, string>> Child(IReadOnlyList<Fact> facts) =>
        Gen.CollectToArray(facts, f => Gen.Elements(f.Values.ToArray())).Select(values => facts.Select((f, i) => (f.Code, values[i])).ToDictionary(x => x.Code, x => x.Item2));

    private static IEnumerable<Dictionary<string, string>> Children(IReadOnlyList<Fact> facts) =>
        facts.Aggregate((IEnumerable<Dictionary<string, string>>)[[]], (made, f) => made.SelectMany(m => f.Values.Select(v => new Dictionary<string, string>(m) { [f.Code] = v })));
}
