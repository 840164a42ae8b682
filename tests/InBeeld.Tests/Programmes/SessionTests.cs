using System.Net;
using InBeeld.Kernel;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Modules, groups, their sessions and who was there.</summary>
public sealed class SessionTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Library, Guid Programme, Somebody Leader) Place()
    {
        var library = World.Library(World.Municipality());
        return (library, World.Programme(library, places: 40), World.ProgrammeLeader(library));
    }

    [Fact]
    public async Task A_leader_makes_a_module_and_a_group_that_meets_every_week_less_holidays_and_closures_at_the_same_hour_after_the_clock_changed()
    {
        var (library, programme, who) = Place();
        var room = World.Room(library, name: "Atelier");
        using var leader = house.SignIn(who);
        var empty = await leader.GetAsync($"/programmes/{programme}/groups");
        Assert.Contains("nog geen groepen", empty.Text("h1"), StringComparison.Ordinal);
        var form = await leader.GetAsync($"/programmes/{programme}/modules/new");
        Assert.Contains("naam", (await leader.SubmitAsync(form, "main form", ("Name", ""))).Text(".ib-errors"), StringComparison.Ordinal);
        var made = await leader.FollowAsync(await leader.SubmitAsync(form, "main form", ("Name", "Bouwen"), ("Theme", "Een stad van karton"), ("Sessions", "4")));
        Assert.Contains("Bouwen", made.Text("main"), StringComparison.Ordinal);

        // A Wednesday before the last Sunday of October, when the clock goes back.
        var year = World.Clock.Day.Year + 1;
        var change = Enumerable.Range(0, 7).Select(i => new DateOnly(year, 10, 31).AddDays(-i)).First(d => d.DayOfWeek == DayOfWeek.Sunday);
        var first = change.AddDays(-4);
        World.Do("insert into holiday (region, name, starts, ends) values ('Midden', 'Proefvakantie', @day, @day)", new { day = first.AddDays(14) });
        World.Do("insert into closure (id, library_id, starts, ends, reason, by_person, at) values (uuidv7(), @library, @from, @to, 'Nieuwe vloer', @by, now())", new { library = library.Id, from = Amsterdam.At(first.AddDays(21), new TimeOnly(8, 0)), to = Amsterdam.At(first.AddDays(21), new TimeOnly(20, 0)), by = who.Id });
        room.Slot(first.AddDays(28), "15:00", "16:00");
        (string, string?)[] typed = [("Name", "Woensdaggroep"), ("Capacity", "8"), ("Guide", who.MembershipId.ToString()), ("Room", room.Id.ToString()), ("FirstDay", $"{first:yyyy-MM-dd}"), ("From", "15:30"), ("To", "17:00"), ("Sessions", "4")];
        var fields = await leader.GetAsync($"/programmes/{programme}/groups/new");
        var clash = await leader.SubmitAsync(fields, "main form", typed);
        Assert.Contains("nog niets gemaakt", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Proefvakantie", clash.Text("#plan"), StringComparison.Ordinal);
        Assert.Contains("Nieuwe vloer", clash.Text("#plan"), StringComparison.Ordinal);
        Assert.Contains("studieplekken open", clash.Text("#plan"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("programme_group", "programme_id = @programme", new { programme }));
        World.Do("update slot set state = 'closed', reason = 'Programma' where room_id = @room", new { room = room.Id });
        var group = await leader.FollowAsync(await leader.SubmitAsync(clash, "main form", typed));
        Assert.Equal("Woensdaggroep: 0 van 8 plekken bezet", group.Text("h1"));
        var starts = World.List<DateTime>("select lower(s.during) at time zone 'Europe/Amsterdam' from programme_session s where s.programme_id = @programme order by 1", new { programme });
        int[] weeks = [0, 7, 28, 35];
        Assert.Equal(weeks.Select(d => first.AddDays(d).ToDateTime(new TimeOnly(15, 30))), starts);
        // And the other way: no open time where a group meets.
        Assert.ThrowsAny<Exception>(() => World.Do("update slot set state = 'open' where room_id = @room", new { room = room.Id }));
    }

    [Fact]
    public async Task No_two_groups_in_one_room_and_no_guide_in_two_groups_at_once_and_all_that_follow_move_or_none()
    {
        var (library, programme, who) = Place();
        var room = World.Room(library);
        var module = World.Module(programme);
        var other = World.ProgrammeLeader(library);
        var (mine, theirs) = (World.Meets(module, who, room: room.Id), World.Meets(module, other, room: room.Id, name: "Latere groep", from: "17:30"));
        Assert.ThrowsAny<Exception>(() => World.Meets(module, World.ProgrammeLeader(library), room: room.Id));
        Assert.ThrowsAny<Exception>(() => World.Meets(module, who));
        using var leader = house.SignIn(who);
        var session = World.SessionOf(mine, 5);
        var form = await leader.GetAsync($"/programmes/sessions/{session}/move");
        var stale = await leader.GetAsync($"/programmes/sessions/{session}/move");
        var clash = await leader.SubmitAsync(form, "main form", ("From", "17:00"), ("To", "18:00"), ("Following", "true"));
        Assert.Contains("nog niets verplaatst", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(2, clash.Texts("#plan .ib-wrong").Count(t => t.Contains("Latere groep", StringComparison.Ordinal)));
        Assert.Equal(0, World.Count("programme_session", "group_id = @mine and version > 1", new { mine }));
        // A week further, over each other's old dates.
        var day = World.Clock.Day.AddDays(14);
        var moved = await leader.SubmitAsync(clash, "main form", ("Day", $"{day:yyyy-MM-dd}"), ("From", "15:30"), ("To", "17:00"), ("Following", "true"));
        Assert.Equal(HttpStatusCode.Redirect, moved.Status);
        Assert.Equal(2, World.Count("programme_session", "group_id = @mine and version = 2", new { mine }));
        Assert.Contains("Een collega", (await leader.SubmitAsync(stale, "main form", ("Day", $"{day:yyyy-MM-dd}"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.NotEqual(mine, theirs);
    }

    [Fact]
    public async Task Two_who_come_in_at_once_for_the_last_place_one_comes_in_and_the_other_hears_that_it_is_full()
    {
        var (library, programme, who) = Place();
        var group = World.Meets(World.Module(programme), who, capacity: 2);
        World.Joined(group, World.Enrolment(programme, state: "placed"));
        var wanting = Enumerable.Range(0, 4).Select(i => World.Enrolment(programme, state: "placed", givenName: "Kind" + i)).ToList();
        var leaders = wanting.ConvertAll(_ => house.SignIn(World.ProgrammeLeader(library)));
        var answers = await Task.WhenAll(wanting.Select((w, i) => leaders[i].PostAsync($"/programmes/groups/{group}?handler=Join&enrolments={w}")));
        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.Redirect));
        Assert.All(answers.Where(a => a.Status == HttpStatusCode.OK), a => Assert.Contains("De groep is vol", a.Text(".ib-errors"), StringComparison.Ordinal));
        Assert.Equal(2, World.Count("group_member", "group_id = @group and left_on is null", new { group }));
        leaders.ForEach(l => l.Dispose());
    }

    [Fact]
    public async Task A_guide_keeps_who_was_there_on_one_screen_corrects_it_and_takes_it_back()
    {
        var (library, programme, _) = Place();
        var who = World.Guide(library);
        who.Guides(programme);
        var group = World.Meets(World.Module(programme), who);
        var (a, b) = (World.Enrolment(programme, state: "placed", givenName: "Abel"), World.Enrolment(programme, state: "placed", givenName: "Bente"));
        World.Joined(group, a);
        World.Joined(group, b);
        using var guide = house.SignIn(who);
        Assert.Contains("Woensdaggroep", (await guide.GetAsync("/programmes")).Text("main"), StringComparison.Ordinal);
        var session = World.SessionOf(group);
        var page = await guide.GetAsync($"/programmes/sessions/{session}");
        Assert.Equal(8, page.Document.QuerySelectorAll("input[type=radio]").Length);
        var all = await guide.FollowAsync(await guide.SubmitAsync(page, "main form[action$='" + session + "']", ("Everyone", "true")));
        Assert.Equal(2, World.Count("attendance", "session_id = @session and state = 'present'", new { session }));
        var fixedOne = await guide.FollowAsync(await guide.SubmitAsync(all, "main form[action$='" + session + "']", ("Everyone", "false"), ("is-" + b, "absent_notice"), ("why-" + b, "Ziek gemeld door vader"), ("Minutes", "We bouwden een brug")));
        Assert.Equal("absent_notice", World.One<string>("select state from attendance where enrolment_id = @b", new { b }));
        Assert.Contains("We bouwden een brug", fixedOne.Text("textarea[name=Minutes]"), StringComparison.Ordinal);
        await guide.SubmitAsync(fixedOne, "[role=status] form");
        Assert.Equal(2, World.Count("attendance", "session_id = @session and state = 'present'", new { session }));
        Assert.Equal("", World.One<string>("select minutes from programme_session where id = @session", new { session }));
        // Who saw an old page changes nothing, and what is still to come cannot be kept yet.
        Assert.Contains("Een collega", (await guide.SubmitAsync(page, "main form[action$='" + session + "']", ("Everyone", "true"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("op de dag zelf", (await guide.GetAsync($"/programmes/sessions/{World.SessionOf(group, 6)}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twice_not_there_asks_for_a_call_a_correction_takes_that_back_and_who_stops_leaves_the_group()
    {
        var (_, programme, who) = Place();
        var group = World.Meets(World.Module(programme), who);
        var child = World.Enrolment(programme, state: "placed", givenName: "Abel");
        World.Joined(group, child);
        World.Kept(group, 3, child, "absent_notice");
        using var leader = house.SignIn(who);
        var session = World.SessionOf(group);
        var here = $"/programmes/sessions/{session}";
        async Task KeepAsync(string state) => Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(await leader.GetAsync(here), $"main form[action$='{session}']", ("Everyone", "false"), ("is-" + child, state))).Status);
        await KeepAsync("absent");
        Assert.Equal(1, World.Count("programme_task", "enrolment_id = @child and done_at is null", new { child }));
        await KeepAsync("late");
        Assert.Equal(0, World.Count("programme_task", "enrolment_id = @child", new { child }));
        await KeepAsync("absent");
        var first = await leader.GetAsync("/programmes");
        Assert.Contains("1 kind om te bellen", first.Text("main"), StringComparison.Ordinal);
        var reached = await leader.FollowAsync(await leader.SubmitAsync(first, "form[action$='result=reached']"));
        Assert.DoesNotContain("om te bellen", reached.Text("main"), StringComparison.Ordinal);
        var again = await leader.FollowAsync(await leader.SubmitAsync(reached, "[role=status] form"));
        Assert.Contains("waarom", (await leader.SubmitAsync(again, "form[action$='result=stops']", ("reason", ""))).Text(".ib-errors"), StringComparison.Ordinal);
        var stopped = await leader.FollowAsync(await leader.SubmitAsync(again, "form[action$='result=stops']", ("reason", "Gaat verhuizen")));
        Assert.Equal("dropped", World.StateOf(child));
        Assert.Equal(0, World.Count("group_member", "enrolment_id = @child and left_on is null", new { child }));
        await leader.SubmitAsync(stopped, "[role=status] form");
        Assert.Equal("placed", World.StateOf(child));
        Assert.Equal(1, World.Count("group_member", "enrolment_id = @child and left_on is null", new { child }));
    }

    [Fact]
    public async Task Who_was_there_goes_on_to_the_next_module_in_one_step_and_gets_a_certificate()
    {
        var (library, programme, who) = Place();
        var (one, two) = (World.Meets(World.Module(programme), who), World.Meets(World.Module(programme, 2, "Film"), World.ProgrammeLeader(library), name: "Filmgroep"));
        var (there, never) = (World.Enrolment(programme, state: "placed", givenName: "Abel"), World.Enrolment(programme, state: "placed", givenName: "Bente"));
        World.Joined(one, there);
        World.Joined(one, never);
        World.Kept(one, 1, there, "present");
        World.Kept(one, 2, there, "late");
        World.Kept(one, 1, never, "absent");
        using var leader = house.SignIn(who);
        var form = await leader.GetAsync($"/programmes/groups/{one}/next");
        Assert.Single(form.Document.QuerySelectorAll("input[name=Enrolments][checked]"));
        var next = await leader.FollowAsync(await leader.SubmitAsync(form, "main form"));
        Assert.Equal("Filmgroep: 1 van 12 plekken bezet", next.Text("h1"));
        await leader.SubmitAsync(next, "[role=status] form");
        Assert.Equal(2, World.Count("group_member", "group_id = @one and left_on is null", new { one }));
        Assert.Equal(0, World.Count("group_member", "group_id = @two and left_on is null", new { two }));
        var paper = await leader.GetAsync($"/programmes/people/{there}/certificate");
        Assert.Contains("Samen 2 keer erbij", paper.Text("main"), StringComparison.Ordinal);
        Assert.Contains("nog niet vastgelegd", (await leader.GetAsync($"/programmes/people/{never}/certificate")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_carries_the_programme_out_sees_groups_and_attendance_a_school_only_how_often_its_child_was_there()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (programme, other) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var who = World.Guide(library);
        who.Guides(programme);
        var (group, there) = (World.Meets(World.Module(programme), who), World.Meets(World.Module(other), World.ProgrammeLeader(library)));
        var pupils = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(pupils);
        var child = World.Enrolment(programme, pupil, "placed");
        World.Joined(group, child);
        World.Kept(group, 1, child, "present");
        World.Kept(group, 2, child, "absent");
        World.CallFor(group, child);
        using var guide = house.SignIn(who);
        Assert.Equal(HttpStatusCode.OK, (await guide.GetAsync($"/programmes/groups/{group}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await guide.GetAsync($"/programmes/groups/{there}")).Status);
        using var teacher = house.SignIn(World.Teacher().Of(pupils));
        Assert.Contains("1 van 2 keer er", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.GetAsync($"/programmes/groups/{group}")).Status);
        // Around the application.
        foreach (var (someone, groups, rows) in new[] { (who, 1, 2), (World.ProgrammeLeader(library), 2, 2), (World.Teacher().Of(pupils), 0, 0), (World.Librarian(library), 0, 0), (World.Coordinator(town), 0, 0), (World.ProgrammeLeader(World.Library(town)), 0, 0) })
        {
            using var around = AsApp.Enter(house, someone);
            Assert.Equal(groups, around.List<Guid>("select id from programme_group").Count);
            Assert.Equal(rows, around.List<string>("select state from attendance").Count);
            Assert.Equal(rows / 2, around.List<Guid>("select id from programme_task").Count);
            Assert.Equal(rows / 2, around.List<Guid>("select enrolment_id from group_member").Count);
            Assert.Equal("42501", around.Try("update attendance set state = 'present' where true"));
            Assert.Equal("42501", around.Try("insert into group_member (group_id, enrolment_id, joined_on) values (uuidv7(), uuidv7(), current_date)"));
        }

        using var far = AsApp.Enter(house, World.Teacher().Of(World.Group(World.School(municipality: town))));
        Assert.Empty(far.List<int>($"select times from app.times_there('{pupil.Id}')"));
    }
}
