using InBeeld.Capabilities.Programmes.Waiting;
using InBeeld.Tests.Security;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Programmes;

/// <summary>The waiting list of a programme: who is next, and where a place goes that comes free.</summary>
public sealed class ProgrammeWaitingTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_place_that_comes_free_is_offered_to_who_waits_longest_and_undone_it_is_taken_back()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var group = World.Group(World.School(municipality: town));
        var (first, second) = (World.Pupil(group), World.Pupil(group));
        var teacher = World.Teacher().Of(group);
        var programme = World.Programme(library, places: 1);
        var takes = World.Enrolment(programme, state: "placed");
        var (one, two) = (World.Enrolment(programme, first, "waiting", teacher), World.Enrolment(programme, second, "waiting", teacher));
        World.Do("update enrolment set waiting_since = waiting_since - interval '1 day' where id = @one", new { one });
        using var school = house.SignIn(teacher);
        Assert.Contains("2e op de wachtlijst", (await school.GetAsync($"/children/{second.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("1e op de wachtlijst", (await leader.GetAsync($"/programmes/people/{one}")).Text("main"), StringComparison.Ordinal);
        var page = await leader.GetAsync($"/programmes/people/{takes}");
        var stopped = await leader.FollowAsync(await leader.SubmitAsync(page, "form[action$='to=dropped']", ("Reason", "Verhuisd")));
        Assert.Equal(("offered", "waiting"), (World.StateOf(one), World.StateOf(two)));
        Assert.Equal(1, World.Count("notice", "kind = 'programme-offered' and to_organisation_id = @Id and link = @link", new { library.Id, link = $"/programmes/people/{one}" }));
        Assert.Equal(1, World.Count("notice", "kind = 'programme-place' and to_person_id = @Id", new { teacher.Id }));
        Assert.Contains("bevestig voor", (await leader.GetAsync($"/programmes/people/{one}")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(stopped, "[role=status] form");
        Assert.Equal(("placed", "waiting"), (World.StateOf(takes), World.StateOf(one)));
        await leader.SubmitAsync(await leader.GetAsync($"/programmes/people/{takes}"), "form[action$='to=done']");
        await leader.SubmitAsync(await leader.GetAsync($"/programmes/people/{one}"), "form[action$='to=placed']");
        Assert.Equal("placed", World.StateOf(one));
    }

    [Fact]
    public async Task An_offer_that_is_not_confirmed_in_five_days_goes_to_the_next()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, places: 1);
        var (one, two) = (World.Enrolment(programme, state: "offered"), World.Enrolment(programme, state: "waiting"));
        var rounds = house.Services.GetRequiredService<PassOffersOn>();
        await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("offered", "waiting"), (World.StateOf(one), World.StateOf(two)));
        World.Do("update enrolment set offered_until = now() - interval '1 minute' where id = @one", new { one });
        await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("waiting", "offered"), (World.StateOf(one), World.StateOf(two)));
        // Nobody is skipped for good: who let it pass is last.
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        await leader.SubmitAsync(await leader.GetAsync($"/programmes/people/{two}"), "form[action$='to=waiting']");
        Assert.Equal(("offered", "waiting"), (World.StateOf(one), World.StateOf(two)));
    }

    [Fact]
    public void The_place_on_the_list_is_told_to_who_may_know_the_child_and_offers_are_nobodys_to_make()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var group = World.Group(World.School(municipality: town));
        var programme = World.Programme(library);
        var enrolment = World.Enrolment(programme, World.Pupil(group), "waiting");
        foreach (var (who, seen) in new[] { (World.ProgrammeLeader(library), 1), (World.Teacher().Of(group), 1), (World.Teacher().Of(World.Group(group.School)), 0), (World.Guide(library), 0), (World.ProgrammeLeader(World.Library(town)), 0), (World.Coordinator(town), 0) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(seen, around.List<int>("select place from app.waiting_place(@enrolment, now())", new { enrolment }).Count);
            Assert.Equal("42501", around.Try("select app.offer_programme_place(@programme, now())", new { programme }));
            Assert.Equal("42501", around.Try("select app.pass_programme_offers_on(now())"));
        }
    }
}
