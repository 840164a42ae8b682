using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Programmes of a library, for whom they are, and how a child gets in.</summary>
public sealed class ProgrammeTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_leader_makes_a_programme_opens_it_and_a_teacher_brings_a_child_in_under_a_minute()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Equal("/programmes", (await leader.GetAsync("/")).Location);
        Assert.Equal("Nog geen programma's", (await leader.GetAsync("/programmes")).Text("h1"));
        var form = await leader.GetAsync("/programmes/new");
        var day = World.Clock.Day;
        var refused = await leader.SubmitAsync(form, "main form", ("Name", ""), ("Starts", $"{day:yyyy-MM-dd}"), ("Ends", $"{day.AddDays(-1):yyyy-MM-dd}"), ("Places", "nul"), ("YearFrom", "8"), ("YearTo", "6"), ("About", "Elke week een thema"));
        Assert.Equal(4, refused.Texts(".ib-errors li").Count);
        Assert.Equal("Elke week een thema", refused.Text("textarea[name=About]"));
        var made = await leader.FollowAsync(await leader.SubmitAsync(refused, "main form", ("Name", "Het Derde Nest"), ("Starts", $"{day:yyyy-MM-dd}"), ("Ends", $"{day.AddDays(90):yyyy-MM-dd}"), ("Places", "2"), ("YearFrom", "6"), ("YearTo", "8"),
            ("Questions", "Wil het kind zelf meedoen?")));
        Assert.Equal("Het Derde Nest: 0 van 2 plekken bezet", made.Text("h1"));
        Assert.Contains("groep 6 tot en met groep 8", made.Text("main"), StringComparison.Ordinal);
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var (fits, young) = (World.Pupil(group), World.Pupil(group));
        World.Do("update pupil set year_group = 7 where id = @Id", new { fits.Id });
        World.Do("update pupil set year_group = 3 where id = @Id", new { young.Id });
        var phone = fits.Family.ContactPerson();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        Assert.Contains("nu geen programma", (await teacher.GetAsync($"/children/{fits.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(made, "form[action$='to=open']");
        Assert.Contains("Nog niet, want dit is voor: groep 6 tot en met groep 8", (await teacher.GetAsync($"/children/{young.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        var choose = await teacher.GetAsync($"/children/{fits.Id}/programmes");
        var asked = await teacher.GetAsync(choose.Document.QuerySelector("main .ib-queue a")!.GetAttribute("href")!);
        var no = await teacher.SubmitAsync(asked, "main form", ("Wish", "Begrijpend lezen"));
        Assert.Contains("Nog niet, want hier staat geen ja bij: Wil het kind zelf meedoen?", no.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Begrijpend lezen", no.Text("textarea[name=Wish]"));
        var question = no.Document.QuerySelector("input[name=Yes]")!.GetAttribute("value");
        // Twice the same button is one referral.
        var posts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => teacher.SubmitAsync(no, "main form", ("Wish", "Begrijpend lezen"), ("Yes", question), ("Call", phone.ToString()))));
        Assert.All(posts, p => Assert.Equal(HttpStatusCode.Redirect, p.Status));
        Assert.Contains("Aangemeld", (await teacher.GetAsync($"/children/{fits.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("enrolment", "source = 'teacher' and wish = 'Begrijpend lezen'"));
        var programme = made.Path.Split('?')[0];
        Assert.Equal(1, World.Count("notice", "kind = 'programme-referred' and to_role = 'programme_leader' and link = @programme", new { programme }));
        var list = await leader.GetAsync(programme);
        Assert.Contains(fits.Name.Full, list.Text("main"), StringComparison.Ordinal);
        var child = await leader.GetAsync(list.Document.QuerySelector("a[href^='/programmes/people/']")!.GetAttribute("href")!);
        Assert.Contains("Begrijpend lezen", child.Text("main"), StringComparison.Ordinal);
        Assert.Contains(World.One<string>("select name from contact_person where id = @phone", new { phone })!, child.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'refer to programme'", fits.Id));
    }

    [Fact]
    public async Task Two_who_place_at_once_for_the_last_place_place_one_and_the_other_hears_that_it_is_full()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, places: 3);
        World.Enrolment(programme, state: "placed");
        World.Enrolment(programme, state: "placed");
        var waiting = Enumerable.Range(0, 4).Select(i => World.Enrolment(programme, state: "waiting", givenName: "Kind" + i)).ToList();
        var leaders = Enumerable.Range(0, 4).Select(_ => house.SignIn(World.ProgrammeLeader(library))).ToList();
        var pages = await Task.WhenAll(waiting.Select((w, i) => leaders[i].GetAsync($"/programmes/people/{w}")));
        var answers = await Task.WhenAll(pages.Select((p, i) => leaders[i].SubmitAsync(p, "form[action$='to=placed']")));
        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.Redirect));
        Assert.All(answers.Where(a => a.Status == HttpStatusCode.OK), a => Assert.Contains("Het programma is vol", a.Text(".ib-errors"), StringComparison.Ordinal));
        Assert.Equal(3, World.Count("enrolment", "programme_id = @programme and state = 'placed'", new { programme }));
        leaders.ForEach(l => l.Dispose());
    }

    [Fact]
    public async Task Who_is_not_placed_hears_why_and_what_fits_better_and_a_mistake_is_undone_for_a_day()
    {
        var library = World.Library(World.Municipality());
        var (programme, other) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var enrolment = World.Enrolment(programme, state: "intake");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync($"/programmes/people/{enrolment}");
        var refused = await leader.SubmitAsync(page, "form[action$='to=declined']", ("Instead", other.ToString()));
        Assert.Contains("waarom", refused.Text(".ib-errors"), StringComparison.Ordinal);
        var declined = await leader.FollowAsync(await leader.SubmitAsync(refused, "form[action$='to=declined']", ("Instead", other.ToString()), ("Reason", "Komt al bij de taalklas")));
        Assert.Equal("declined", World.StateOf(enrolment));
        Assert.Equal(other, World.One<Guid>("select alternative_id from enrolment where id = @enrolment", new { enrolment }));
        await leader.SubmitAsync(declined, "[role=status] form");
        Assert.Equal("intake", World.StateOf(enrolment));
        // Of yesterday it is not undone, and who saw an old page changes nothing.
        World.Do("update enrolment set state = 'dropped', state_was = 'placed', placed_on = current_date, reason = 'Verhuisd', state_at = now() - interval '25 hours' where id = @enrolment", new { enrolment });
        Assert.Contains("Dat kan nu niet meer", (await leader.PostAsync($"/programmes/people/{enrolment}?to=placed&known={World.VersionOf(enrolment)}")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Een collega", (await leader.PostAsync($"/programmes/people/{enrolment}?to=placed&known=1")).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guide_knows_the_children_of_the_own_programmes_a_school_its_own_and_another_library_none()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (mine, other) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var group = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(group);
        var (here, there) = (World.Enrolment(mine, pupil), World.Enrolment(other, givenName: "Bo"));
        var guide = World.Guide(library);
        guide.Guides(mine);
        using var seen = house.SignIn(guide);
        Assert.Equal(HttpStatusCode.OK, (await seen.GetAsync($"/programmes/people/{here}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await seen.GetAsync($"/programmes/people/{there}")).Status);
        // What a colleague carries out is no secret, but shows no children and leads nowhere.
        var colleague = await seen.GetAsync($"/programmes/{other}");
        Assert.Equal("Lantaarn", colleague.Text("h1"));
        Assert.DoesNotContain("Bo", colleague.Texts("main bdi"));
        Assert.False(colleague.Has($"a[href='/programmes/{other}/groups']"));
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(town)));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/programmes/people/{here}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/programmes/{mine}")).Status);
        // Around the application.
        foreach (var (who, enrolments, participants) in new[] { (guide, 1, 1), (World.ProgrammeLeader(library), 2, 2), (World.Teacher().Of(group), 1, 1), (World.Librarian(library), 0, 0), (World.Coordinator(town), 0, 0), (World.ProgrammeLeader(World.Library(town)), 0, 0) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(enrolments, around.List<Guid>("select id from enrolment").Count);
            Assert.Equal(participants, around.List<Guid>("select id from participant").Count);
            Assert.Equal("42501", around.Try("update enrolment set state = 'placed' where true"));
        }
    }
}
