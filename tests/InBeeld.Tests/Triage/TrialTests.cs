using System.Text.Json;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Triage;

/// <summary>Rules tried on the children of now: numbers only, and none from which a child could be found.</summary>
public sealed class TrialTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_coordinator_sees_how_many_would_get_another_proposal_per_change_and_school_without_a_name()
    {
        var town = World.Municipality();
        var (one, two) = (School(town, 30), School(town, 20));
        foreach (var child in one.Take(14).Concat(two.Take(11)))
        {
            child.Needs("no_device");
        }

        using var coordinator = house.SignIn(World.Coordinator(town));
        var trial = await Trial(coordinator, town);
        Assert.Equal("25 kinderen zouden een ander voorstel krijgen", trial.Text("h1"));
        Assert.Contains("leenapparaat, mentor of vrijwilliger", trial.Text("table tbody td"), StringComparison.Ordinal);
        Assert.Contains($"waarvan {one[0].School.Name} 14, {two[0].School.Name} 11", trial.Text("table"), StringComparison.Ordinal);
        Assert.DoesNotContain(one[0].Name.Surname, trial.Html, StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'try triage table' and pupils = '{}' and organisation_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task What_concerns_few_children_is_lumped_and_the_total_does_not_tell_it_either()
    {
        var town = World.Municipality();
        var (one, two) = (School(town, 30), School(town, 20));
        foreach (var child in one.Take(17).Concat(two.Take(3)))
        {
            child.Needs("no_device");
        }

        one[0].Needs("unsafe_home");
        using var coordinator = house.SignIn(World.Coordinator(town));
        var trial = await Trial(coordinator, town);
        Assert.Equal("Minstens 20 kinderen zouden een ander voorstel krijgen", trial.Text("h1"));
        Assert.Contains("19 kinderen", trial.Text("table"), StringComparison.Ordinal);
        Assert.Contains("Andere veranderingen", trial.Text("table tbody tr:last-child"), StringComparison.Ordinal);
        Assert.Contains("minder dan 10", trial.Text("table tbody tr:last-child"), StringComparison.Ordinal);
        Assert.DoesNotContain("onderwijs op school", trial.Text("table"), StringComparison.Ordinal);
        Assert.DoesNotContain("waarvan", trial.Text("table"), StringComparison.Ordinal);
        Assert.Contains($"{one[0].School.Name}minstens 10 kinderen", trial.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Andere scholenenkele kinderen", trial.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(two[0].School.Name, trial.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_school_does_not_tell_by_its_total_what_the_changes_leave_out()
    {
        var town = World.Municipality();
        var children = School(town, 30);
        foreach (var child in children.Take(21))
        {
            child.Needs("no_device");
        }

        // Two of them change in another way: 21 at the school less 19 would tell.
        children[0].Needs("no_connection");
        children[1].Needs("motivation", "no_connection");
        using var coordinator = house.SignIn(World.Coordinator(town));
        var trial = await Trial(coordinator, town);
        Assert.Equal("Minstens 20 kinderen zouden een ander voorstel krijgen", trial.Text("h1"));
        Assert.Contains("19 kinderen", trial.Text("table"), StringComparison.Ordinal);
        Assert.Contains($"{children[0].School.Name}minstens 20 kinderen", trial.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("21", trial.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("waarvan", trial.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_ten_in_all_is_said_like_that_and_a_small_school_does_not_count()
    {
        var town = World.Municipality();
        School(town, 12)[0].Needs("no_device");
        foreach (var child in School(town, 9))
        {
            child.Needs("no_device");
        }

        using var coordinator = house.SignIn(World.Coordinator(town));
        var trial = await Trial(coordinator, town);
        Assert.Equal("Minder dan 10 kinderen zouden een ander voorstel krijgen", trial.Text("h1"));
        Assert.Contains("Geteld over 12 kinderen", trial.Text(".ib-head"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_function_counts_only_the_own_municipality_and_answers_only_a_coordinator()
    {
        var (town, other) = (World.Municipality(), World.Municipality());
        foreach (var child in School(other, 20))
        {
            child.Needs("no_device");
        }

        var children = School(town, 15);
        var (old, next) = (StandardTable.Is.Write(), With("mentor").Write());
        Assert.Equal((15, 0), Counted(World.Coordinator(town)));
        Assert.Equal((0, 0), Counted(World.Enforcer(town)));
        Assert.Equal((0, 0), Counted(World.Principal(children[0].School)));
        (int, int) Counted(Somebody who)
        {
            using var around = AsApp.Enter(house, who);
            var outcome = JsonDocument.Parse(around.One<string>("select app.triage_trial(@old::jsonb, @next::jsonb, current_date)::text", new { old, next })!).RootElement;
            return (outcome.GetProperty("children").GetInt32(), outcome.GetProperty("changed").GetInt32());
        }
    }

    private List<Pupil> School(Organisation town, int children) => [.. World.Group(World.School(municipality: town)).Pupils(children).Select(p => p.InView())];

    // The rule on devices also proposes a mentor.
    private static DecisionTable With(string route) => new([.. StandardTable.Is.Rows.Select((r, i) => i == 2 ? r with { Routes = ["device", route] } : r)]);

    private async Task<PageAnswer> Trial(Visitor coordinator, Organisation town)
    {
        var table = (await coordinator.PostAsync("/triage?handler=Start")).Location!;
        World.Do("update triage_table set rows = @rows::jsonb where municipality_id = @Id", new { town.Id, rows = With("mentor").Write() });
        return await coordinator.GetAsync($"{table}/trial");
    }
}
