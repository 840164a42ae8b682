using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>A school that no longer works along, and a child that changes schools.</summary>
public sealed class SchoolsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_school_that_no_longer_works_along_sees_nothing_more_and_its_children_go_on_or_stop()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library, places: 2);
        var (leaves, stays) = (World.Group(World.School(municipality: town)), World.Group(World.School(municipality: town)));
        var pupil = World.Pupil(leaves);
        var (here, waits, other) = (World.Enrolment(programme, pupil, "placed"), World.Enrolment(programme, World.Pupil(leaves), "waiting"), World.Enrolment(programme, World.Pupil(stays), "placed"));
        World.Consent(here, "talk_with_school");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        using var teacher = house.SignIn(World.Teacher().Of(leaves));
        Assert.Contains("Doet mee", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        var list = await leader.GetAsync($"/programmes/{programme}/schools");
        Assert.Equal("Kinderen van 2 scholen", list.Text("h1"));
        var page = $"/programmes/{programme}/schools?school={leaves.School.Id}";
        var asked = await leader.GetAsync(page);
        Assert.Contains("1 kinderen doen mee, 1 zijn aangemeld of wachten", asked.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Kies of de kinderen doorgaan of stoppen", (await leader.SubmitAsync(asked, "main form", ("Why", "x"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Schrijf waarom", (await leader.SubmitAsync(asked, "main form", ("What", "stop"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(2, World.Count("enrolment", "programme_id = @programme and state in ('placed', 'waiting') and school_sees and id <> @other", new { programme, other }));
        var on = await leader.FollowAsync(await leader.SubmitAsync(asked, "main form", ("What", "on")));
        Assert.Contains("2 kinderen gaan door", on.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(("placed", "waiting"), (World.StateOf(here), World.StateOf(waits)));
        Assert.DoesNotContain("Doet mee", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("consent", "enrolment_id = @here and kind = 'talk_with_school' and withdrawn_at is null", new { here }));
        // After all they stop: the place goes on to who waits elsewhere, and the other school notices nothing.
        await leader.SubmitAsync(await leader.GetAsync(page), "main form", ("What", "stop"), ("Why", "De school stopt met het programma"));
        Assert.Equal(("dropped", "withdrawn", "placed"), (World.StateOf(here), World.StateOf(waits), World.StateOf(other)));
        Assert.Equal(1, World.Count("enrolment", "id = @other and school_sees", new { other }));
        Assert.Equal(2, World.Journalled("use_case = 'school leaves programme'", pupil.Id));
        // Not of another library, also around the application.
        var stranger = World.ProgrammeLeader(World.Library(town));
        using var far = house.SignIn(stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/programmes/{programme}/schools")).Status);
        using var around = AsApp.Enter(house, stranger);
        Assert.Equal(-1, around.One<int>($"select app.school_leaves('{programme}', '{stays.School.Id}', true, 'x', now())"));
        Assert.False(around.One<bool>($"select app.left_school(participant_id) from (select '{World.One<Guid>("select participant_id from enrolment where id = @here", new { here })}'::uuid as participant_id) x"));
    }

    [Fact]
    public async Task A_child_that_moved_is_made_one_with_what_the_library_knew_and_the_new_school_sees_only_what_it_brought_it_to()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (first, second) = (World.Programme(library, name: "Oude Toren"), World.Programme(library, name: "Nieuwe Toren"));
        var (was, now) = (World.Group(World.School(municipality: town)), World.Group(World.School(municipality: town)));
        var (old, child) = (World.Pupil(was), World.Pupil(now));
        World.Do("update pupil set given_name = 'Abel', surname = 'Wolkendans', birth_date = '2016-04-05', left_on = case when id = @old then current_date - 10 end where id in (@old, @child)", new { old = old.Id, child = child.Id });
        var (before, after) = (World.Enrolment(first, old, "placed"), World.Enrolment(second, child, "referred"));
        World.Do("update participant set born = '2016-04-05' where pupil_id in (@old, @child)", new { old = old.Id, child = child.Id });
        World.Consent(before, "talk_with_school");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync($"/programmes/people/{after}");
        Assert.Contains("Is dit hetzelfde kind?", page.Text("main"), StringComparison.Ordinal);
        var same = await leader.GetAsync($"/programmes/people/{after}/same");
        await leader.SubmitAsync(same, "main form", ("Other", same.Document.QuerySelector("input[name=Other]")!.GetAttribute("value")));
        Assert.Equal(World.One<Guid>("select participant_id from enrolment where id = @after", new { after }), World.One<Guid>("select participant_id from enrolment where id = @before", new { before }));
        Assert.Equal(child.Id, World.One<Guid>("select p.pupil_id from enrolment e join participant p on p.id = e.participant_id where e.id = @before", new { before }));
        using var teacher = house.SignIn(World.Teacher().Of(now));
        var seen = (await teacher.GetAsync($"/children/{child.Id}/programmes")).Document.QuerySelectorAll("main .ib-queue li").Select(li => li.TextContent).ToList();
        Assert.Contains(seen, s => s.Contains("Nieuwe Toren", StringComparison.Ordinal) && s.Contains("Aangemeld", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, s => s.Contains("Oude Toren", StringComparison.Ordinal) && s.Contains("Doet mee", StringComparison.Ordinal));
        // With a new yes it sees that too.
        var intake = await leader.GetAsync($"/programmes/people/{before}/intake");
        var text = intake.Document.QuerySelectorAll("input[name=Texts]").Select(i => ("Texts", i.GetAttribute("value"))).ElementAt(1);
        await leader.SubmitAsync(intake, "form:has([name=GivenBy])", text, ("GivenBy", "Vader"), ("Relation", "parent"));
        Assert.Contains((await teacher.GetAsync($"/children/{child.Id}/programmes")).Document.QuerySelectorAll("main .ib-queue li"), li => li.TextContent.Contains("Oude Toren", StringComparison.Ordinal) && li.TextContent.Contains("Doet mee", StringComparison.Ordinal));
    }
}
