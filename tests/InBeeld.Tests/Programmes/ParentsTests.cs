using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Parents: talks in passing, open days, and other programmes for the family.</summary>
public sealed class ParentsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_talk_with_a_parent_is_noted_with_one_tap_counts_per_month_and_can_be_undone()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var enrolment = World.Enrolment(programme, state: "placed");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync($"/programmes/people/{enrolment}");
        var noted = await leader.FollowAsync(await leader.SubmitAsync(page, "button[name=How][value=door]", ("Line", "Haalt hem zelf op")));
        await leader.SubmitAsync(page, "button[name=How][value=door]", ("Line", "Haalt hem zelf op"));
        Assert.Equal(1, World.Count("parent_talk", "enrolment_id = @enrolment", new { enrolment }));
        var counted = await house.Queries(() => leader.GetAsync($"/programmes/{programme}/parents"));
        Assert.True(counted.OfThePage.Count <= 2, string.Join("\n---\n", counted.OfThePage));
        Assert.Equal("1 gesprek met ouders in een jaar", counted.Answer.Text("h1"));
        Assert.DoesNotContain("Pim", counted.Answer.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Haalt hem zelf op", (await leader.GetAsync($"/programmes/people/{enrolment}/talks")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(noted, "form[action*='talks?handler=Undo']");
        Assert.Equal("0 gesprekken met ouders in een jaar", (await leader.GetAsync($"/programmes/{programme}/parents")).Text("h1"));
        Assert.Contains("Kies met wie", (await leader.PostAsync($"/programmes/people/{enrolment}/talks", ("Id", Guid.CreateVersion7().ToString()), ("Who", "x"), ("How", "door"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parents_sign_up_for_an_open_day_without_an_account_until_it_is_full_and_at_the_day_is_kept_who_came()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var enrolment = World.Enrolment(programme, state: "placed");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var form = await leader.GetAsync($"/programmes/{programme}/days/new");
        var refused = await leader.SubmitAsync(form, "main form", ("Name", "Kom kijken"), ("Date", "nooit"));
        Assert.Contains("Kies een dag", refused.Text(".ib-errors"), StringComparison.Ordinal);
        var made = await leader.SubmitAsync(refused, "main form", ("Date", $"{World.Clock.Day.AddDays(3):yyyy-MM-dd}"), ("Places", "5"));
        var day = await leader.FollowAsync(made);
        Assert.Equal("Kom kijken: 0 van 5 plekken bezet", day.Text("h1"));
        var id = Guid.Parse(made.Location!.Split('/')[^1]);
        using var family = house.Visitor();
        var join = await family.GetAsync($"/meedoen/dag/{id}");
        Assert.Contains("Kom naar Kom kijken", join.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("telefoonnummer", (await family.SubmitAsync(join, "main form", ("Name", "Amina"), ("Reach", "geen"))).Text(".ib-errors"), StringComparison.Ordinal);
        var sent = await family.FollowAsync(await family.SubmitAsync(join, "main form", ("Name", "Amina"), ("Reach", "0612345678"), ("Number", "3")));
        Assert.Contains("Tot dan", sent.Text("h1"), StringComparison.Ordinal);
        await family.SubmitAsync(join, "main form", ("Name", "Amina"), ("Reach", "0612345678"), ("Number", "3"));
        Assert.Contains("Zoveel plekken", (await family.SubmitAsync(await family.GetAsync($"/meedoen/dag/{id}"), "main form", ("Name", "Bo"), ("Reach", "bo@thuis.test"), ("Number", "3"))).Text(".ib-errors"), StringComparison.Ordinal);
        var added = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/programmes/days/{id}"), "form:has([name=Number])", ("Enrolment", enrolment.ToString()), ("Number", "2")));
        Assert.Contains("5 van 5 plekken bezet", added.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Gezin van Pim Wolkendans", added.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Alle plekken zijn bezet", (await family.GetAsync($"/meedoen/dag/{id}")).Text("main"), StringComparison.Ordinal);
        var off = await leader.FollowAsync(await leader.SubmitAsync(added, "form[action*='handler=Turn']"));
        Assert.Contains("2 gezinnen", off.Text("main"), StringComparison.Ordinal);
        Assert.Contains("gaat niet door", off.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("hier nu niet aanmelden", (await family.GetAsync($"/meedoen/dag/{id}")).Text("h1"), StringComparison.Ordinal);
        await leader.SubmitAsync(off, "form[action*='to=open']");
        World.Do("update open_day set during = tstzrange(@now - interval '1 hour', @now + interval '1 hour') where id = @id", new { id, now = World.Clock.GetUtcNow() });
        var there = await leader.GetAsync($"/programmes/days/{id}");
        var came = await leader.FollowAsync(await leader.SubmitAsync(there, "form[action*='to=came']"));
        Assert.Contains("van de 5 mensen kwamen", came.Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programme_gets_the_family_only_when_the_parent_said_yes_and_shows_back_what_became_of_it()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (nest, reads) = (World.Programme(library), World.Programme(library, name: "Voorleesthuis"));
        var group = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(group);
        var enrolment = World.Thread(nest, pupil);
        var guide = World.Guide(library);
        guide.Guides(nest);
        using var there = house.SignIn(guide);
        var page = await there.GetAsync($"/programmes/people/{enrolment}/refer-on");
        Assert.Contains("Vraag het eerst aan de ouder", (await there.SubmitAsync(page, "main form", ("Programme", reads.ToString()))).Text(".ib-errors"), StringComparison.Ordinal);
        var sent = await there.FollowAsync(await there.SubmitAsync(page, "main form", ("Programme", reads.ToString()), ("Yes", "true"), ("Wish", "Voorlezen in het Turks")));
        Assert.Contains("Aangemeld", sent.Text(".ib-lines"), StringComparison.Ordinal);
        var made = World.One<Guid>("select id from enrolment where came_from = @enrolment", new { enrolment });
        Assert.Equal(1, World.Count("notice", "kind = 'programme-referred' and to_role = 'programme_leader' and to_organisation_id = @Id and link = @link", new { library.Id, link = $"/programmes/{reads}" }));
        Assert.Equal(("programme", false), World.One<(string, bool)>("select source, school_sees from enrolment where id = @made", new { made }));
        Assert.Contains("al aangemeld", (await there.SubmitAsync(await there.GetAsync($"/programmes/people/{enrolment}/refer-on"), "main form", ("Programme", reads.ToString()), ("Yes", "true"))).Text(".ib-errors"), StringComparison.Ordinal);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        Assert.DoesNotContain("Aangemeld", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("Voorlezen in het Turks", (await leader.GetAsync($"/programmes/people/{made}")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(await leader.GetAsync($"/programmes/people/{made}"), "form[action$='to=waiting']");
        Assert.Contains("Wacht op een plek", (await there.GetAsync($"/programmes/people/{enrolment}/refer-on")).Text(".ib-lines"), StringComparison.Ordinal);
        Assert.Contains("Dat kan niet meer", (await there.SubmitAsync(sent, "form[action*='handler=Back']")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await there.GetAsync($"/programmes/people/{made}/refer-on")).Status);
    }

    [Fact]
    public void Only_who_carries_the_programme_out_sees_and_writes_it_also_around_the_application()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        var enrolment = World.Enrolment(programme, World.Pupil(World.Group(World.School(municipality: town))), "placed");
        var day = World.OpenDay(programme, 2);
        var (leader, guide) = (World.ProgrammeLeader(library), World.Guide(library));
        World.Do("""
            insert into parent_talk (id, programme_id, enrolment_id, who, how, by_person, at) values (uuidv7(), @programme, @enrolment, 'parent', 'phone', @Id, now());
            insert into open_day_guest (id, open_day_id, name, number, at) values (uuidv7(), @day, 'Amina', 2, now())
            """, new { programme, enrolment, leader.Id, day });
        foreach (var (who, seen) in new[] { (leader, 1), (guide, 0), (World.ProgrammeLeader(World.Library(town)), 0), (World.Coordinator(town), 0), (World.Librarian(library), 0), (World.PrivacyOfficer(), 0) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal((seen, seen, seen), (around.List<Guid>("select id from parent_talk").Count, around.List<Guid>("select id from open_day").Count, around.List<Guid>("select id from open_day_guest").Count));
            Assert.Equal("42501", around.Try("insert into open_day_guest (id, open_day_id, name, number, at) values (uuidv7(), @day, 'X', 1, now())", new { day }));
            Assert.Equal("42501", around.Try("update open_day set state = 'cancelled'"));
            Assert.Equal(seen > 0 ? "1 rows" : "42501", around.Try("insert into parent_talk (id, programme_id, enrolment_id, who, how, by_person, at) values (uuidv7(), @programme, @enrolment, 'parent', 'app', @Id, now())", new { programme, enrolment, who.Id }));
            Assert.Equal("42501", around.Try("select * from open_day_sign_up"));
            Assert.Equal(seen > 0 ? "full" : "gone", around.One<string>("select app.add_guest(uuidv7(), @day, 'X', '', 1, 'nl', null, now())", new { day }));
            Assert.Equal(seen > 0 ? "" : "gone", around.One<string>("select app.turn_open_day(@day, 'cancelled')", new { day }));
            Assert.Equal(seen > 0 ? "closed" : "gone", around.One<string>("select app.refer_on(uuidv7(), @enrolment, @programme, '', now())", new { enrolment, programme }));
        }
    }

    [Fact]
    public void A_day_has_the_room_for_itself_and_a_session_does_not_come_into_it()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var leader = World.ProgrammeLeader(library);
        var (room, day) = (Guid.CreateVersion7(), World.OpenDay(programme));
        World.Do("""
            insert into room (id, library_id, name, width, height, plan, by_person, at) values (@room, @library, 'Zaal', 100, 8, '{"outline": [[0,0],[100,0],[100,8],[0,8]]}', @by, now());
            update open_day set room_id = @room, location = '' where id = @day
            """, new { room, library = library.Id, by = leader.Id, day });
        var group = World.Meets(World.Module(programme), leader);
        Assert.Throws<Npgsql.PostgresException>(() => World.Do("update programme_session s set room_id = @room, during = d.during from open_day d where d.id = @day and s.group_id = @group and s.number = 6", new { room, day, group }));
        using var around = AsApp.Enter(house, leader);
        var (from, to) = World.One<(DateTime, DateTime)>("select lower(during), upper(during) from open_day where id = @day", new { day });
        Assert.Equal("busy", around.One<string>("select app.keep_open_day(uuidv7(), 0, @programme, 'parents', 'Avond', @from, @to, @room, '', 10, true, now())", new { programme, from, to, room }));
    }
}
