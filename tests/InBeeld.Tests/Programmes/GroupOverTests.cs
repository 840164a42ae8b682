using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace InBeeld.Tests.Programmes;

/// <summary>A group that has met for the last time ends by itself, and what comes after is one step away.</summary>
public sealed class GroupOverTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => house.World;

    private EndGroups Work() => new(house.Database, house.Clock, NullLogger<EndGroups>.Instance);

    private string State(Guid group) => World.One<string>("select state from programme_group where id = @group", new { group })!;

    [Fact]
    public async Task The_day_after_its_last_session_a_group_is_over_and_its_guide_hears_it_once()
    {
        var library = World.Library(World.Municipality());
        var (programme, who) = (World.Programme(library), World.ProgrammeLeader(library));
        var group = World.Meets(World.Module(programme), who);
        var child = World.Enrolment(programme, state: "placed");
        World.Joined(group, child);
        await Work().RunOnceAsync(Ct);
        Assert.Equal("open", State(group));
        // The fourth is today: until tomorrow the group goes on.
        World.Do("update programme_session set state = 'cancelled' where group_id = @group and number > 4", new { group });
        await Work().RunOnceAsync(Ct);
        Assert.Equal("open", State(group));
        World.Do("update programme_session set state = 'cancelled' where group_id = @group and number > 3", new { group });
        await Task.WhenAll(Work().RunOnceAsync(Ct), Work().RunOnceAsync(Ct));
        Assert.Equal("over", State(group));
        Assert.Equal(1, World.Count("notice", "kind = 'programme-group-over' and to_person_id = @Id and link = @link", new { who.Id, link = $"/programmes/groups/{group}" }));
        using var leader = house.SignIn(who);
        Assert.Contains("Groep Woensdaggroep is klaar. Kies wie doorgaat.", (await leader.GetAsync("/programmes")).Text("main"), StringComparison.Ordinal);
        // Attendance that was forgotten is asked for, and can still be kept.
        Assert.Contains("Van 3 bijeenkomsten is nog niet ingevuld wie er was", (await leader.GetAsync("/programmes")).Text("main"), StringComparison.Ordinal);
        Assert.True((await leader.GetAsync($"/programmes/sessions/{World.SessionOf(group, 3)}")).Has("[name=Everyone]"));
        // Opened again by somebody it stays open, until a session is planned and has been.
        var page = await leader.GetAsync($"/programmes/groups/{group}");
        Assert.Contains("Dit was de laatste module", page.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(page, "form[action*='handler=Over']");
        await Work().RunOnceAsync(Ct);
        Assert.Equal("open", State(group));
        await leader.PostAsync($"/programmes/sessions/{World.SessionOf(group, 6)}?handler=Turn&to=planned");
        World.Do("update programme_session set state = 'cancelled' where group_id = @group and number = 6", new { group });
        await Work().RunOnceAsync(Ct);
        Assert.Equal("over", State(group));
        // A session that goes on after all makes the group go on.
        await leader.PostAsync($"/programmes/sessions/{World.SessionOf(group, 6)}?handler=Turn&to=planned");
        Assert.Equal("open", State(group));
    }

    [Fact]
    public async Task After_the_last_module_who_was_there_finishes_in_one_step_and_gets_a_certificate()
    {
        var library = World.Library(World.Municipality());
        var (programme, who) = (World.Programme(library), World.ProgrammeLeader(library));
        var group = World.Meets(World.Module(programme), who);
        var (came, never) = (World.Enrolment(programme, state: "placed", givenName: "Abel"), World.Enrolment(programme, state: "placed", givenName: "Bente"));
        World.Joined(group, came);
        World.Joined(group, never);
        World.Kept(group, 1, came, "late");
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/programmes/groups/{group}/next");
        Assert.Equal("Wie is klaar na Taal en techniek?", page.Text("h1"));
        var done = await leader.FollowAsync(await leader.SubmitAsync(page, "main form"));
        Assert.Contains("1 kind is klaar.", done.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(("done", "placed"), (World.StateOf(came), World.StateOf(never)));
        // Nobody chosen, or one of another group: nothing happens.
        var stranger = World.Enrolment(programme, state: "placed");
        Assert.Contains("Kies eerst wie klaar is", (await leader.PostAsync($"/programmes/groups/{group}/next?handler=Done", ("Enrolments", stranger.ToString()))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("placed", World.StateOf(stranger));
        var sheets = await leader.GetAsync($"/programmes/groups/{group}/certificates");
        Assert.Contains("Abel", Assert.Single(sheets.Texts(".ib-paper")), StringComparison.Ordinal);
        await leader.SubmitAsync(done, "[role=status] form");
        Assert.Equal("placed", World.StateOf(came));
        Assert.Equal(1, World.Count("group_member", "enrolment_id = @came and left_on is null", new { came }));
        // With a module to come, that is what is proposed.
        World.Module(programme, 2, "Film");
        Assert.Contains("Maak een groep van Film", (await leader.GetAsync($"/programmes/groups/{group}/next")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_programme_is_full_before_the_last_is_back_both_are_said()
    {
        var library = World.Library(World.Municipality());
        var (programme, who) = (World.Programme(library), World.ProgrammeLeader(library));
        var group = World.Meets(World.Module(programme), who);
        Guid[] children = [World.Enrolment(programme, state: "placed"), World.Enrolment(programme, state: "placed")];
        Array.ForEach(children, child => World.Joined(group, child));
        using var leader = house.SignIn(who);
        var done = await leader.FollowAsync(await leader.PostAsync($"/programmes/groups/{group}/next?handler=Done", ("Enrolments", children[0].ToString()), ("Enrolments", children[1].ToString())));
        Assert.Contains("2 kinderen zijn klaar.", done.Text("[role=status]"), StringComparison.Ordinal);
        World.Do("update programme set places = 1 where id = @programme", new { programme });
        var back = await leader.FollowAsync(await leader.SubmitAsync(done, "[role=status] form"));
        Assert.Contains("1 kind doet weer mee. Bij 1 ging het niet: Het programma is vol.", back.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(["done", "placed"], children.Select(World.StateOf).Order());
    }

    [Fact]
    public void The_server_has_it_running() => Assert.Single(house.Services.GetServices<IHostedService>().OfType<EndGroups>());
}
