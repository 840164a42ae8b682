using System.Net;
using InBeeld.Kernel;

namespace InBeeld.Tests.Programmes;

/// <summary>Sessions that move, a group that is over, and hours for one child.</summary>
public sealed class SessionMoveTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Guid Programme, Guid Group, Somebody Leader) Place()
    {
        var library = World.Library(World.Municipality());
        var (programme, who) = (World.Programme(library, places: 40, kind: "mixed"), World.ProgrammeLeader(library));
        return (programme, World.Meets(World.Module(programme), who), who);
    }

    private List<DateOnly> Days(Guid group) => World.List<DateTime>("select lower(during) at time zone 'Europe/Amsterdam' from programme_session where group_id = @group order by 1", new { group }).ConvertAll(DateOnly.FromDateTime);

    [Fact]
    public async Task What_moves_into_a_school_holiday_goes_a_week_on_with_all_after_it_and_is_put_back_with_one_tap()
    {
        var (_, group, who) = Place();
        var today = World.Clock.Day;
        World.Do("insert into holiday (region, name, starts, ends) values ('Midden', 'Proefvakantie', @from, @to)", new { from = today.AddDays(12), to = today.AddDays(16) });
        var was = Days(group);
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/programmes/sessions/{World.SessionOf(group, 5)}/move");
        // One session: asked first. The fifth is a week from today.
        var asked = await leader.SubmitAsync(page, "main form", ("Day", $"{today.AddDays(14):yyyy-MM-dd}"));
        Assert.Contains("Proefvakantie", asked.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(was, Days(group));
        var moved = await leader.FollowAsync(await leader.SubmitAsync(asked, "main form", ("Day", $"{today.AddDays(8):yyyy-MM-dd}"), ("Following", "true")));
        Assert.Contains("2 bijeenkomsten zijn verplaatst. Overgeslagen", moved.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal([today.AddDays(8), today.AddDays(22)], Days(group).TakeLast(2));
        // The second tap of the same form changes nothing more.
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(asked, "main form", ("Day", $"{today.AddDays(8):yyyy-MM-dd}"), ("Following", "true"))).Status);
        var back = await leader.FollowAsync(await leader.SubmitAsync(moved, "[role=status] form"));
        Assert.Contains("weer waar ze stonden", back.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(was, Days(group));
        var also = await leader.SubmitAsync(await leader.GetAsync($"/programmes/sessions/{World.SessionOf(group, 5)}/move"), "main form", ("Day", $"{today.AddDays(13):yyyy-MM-dd}"), ("AnyDay", "true"));
        Assert.Equal(HttpStatusCode.Redirect, also.Status);
        Assert.Contains(today.AddDays(13), Days(group));
        World.Do("delete from holiday where name = 'Proefvakantie'");
    }

    [Fact]
    public async Task A_day_on_which_the_school_of_some_is_closed_is_asked_first_and_the_others_are_not_held_back()
    {
        var (programme, group, who) = Place();
        var today = World.Clock.Day;
        var (school, elsewhere) = (World.School(), World.School());
        World.Joined(group, World.Enrolment(programme, World.Pupil(World.Group(school)), "placed"));
        World.Do("insert into holiday (school_id, name, starts, ends) values (@school, 'Studiedag', @day, @day), (@elsewhere, 'Schoolreis', @day, @day)", new { school = school.Id, elsewhere = elsewhere.Id, day = today.AddDays(8) });
        var was = Days(group);
        using var leader = house.SignIn(who);
        var asked = await leader.SubmitAsync(await leader.GetAsync($"/programmes/sessions/{World.SessionOf(group, 5)}/move"), "main form", ("Day", $"{today.AddDays(8):yyyy-MM-dd}"), ("Following", "true"));
        Assert.Contains("een school vrij", asked.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains($"1 kind van {school.Name} is vrij: Studiedag", asked.Text("#plan"), StringComparison.Ordinal);
        Assert.DoesNotContain("Schoolreis", asked.Text("main"), StringComparison.Ordinal);
        Assert.Equal(was, Days(group));
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(asked, "main form", ("Anyway", "true"))).Status);
        Assert.Equal([today.AddDays(8), today.AddDays(15)], Days(group).TakeLast(2));
    }

    [Fact]
    public async Task A_group_is_over_when_nothing_is_to_come_and_then_nobody_comes_in()
    {
        var (programme, group, who) = Place();
        var child = World.Enrolment(programme, state: "placed");
        using var leader = house.SignIn(who);
        Assert.False((await leader.GetAsync($"/programmes/groups/{group}")).Has("form[action*='handler=Over']"));
        Assert.Contains("Er komen nog bijeenkomsten", (await leader.PostAsync($"/programmes/groups/{group}?handler=Over&over=true&known=1")).Text(".ib-errors"), StringComparison.Ordinal);
        World.Do("update programme_session set state = 'cancelled' where group_id = @group and state = 'planned'", new { group });
        var over = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/programmes/groups/{group}"), "form[action*='handler=Over']"));
        Assert.Contains("Klaar", over.Text(".ib-over"), StringComparison.Ordinal);
        Assert.Contains("Deze groep is klaar", (await leader.PostAsync($"/programmes/groups/{group}?handler=Join&enrolments={child}")).Text(".ib-errors"), StringComparison.Ordinal);
        await leader.SubmitAsync(over, "[role=status] form");
        Assert.Equal("open", World.One<string>("select state from programme_group where id = @group", new { group }));
    }

    [Fact]
    public async Task A_child_gets_hours_of_its_own()
    {
        var (programme, _, who) = Place();
        var child = World.Enrolment(programme, state: "placed", givenName: "Abel");
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync((await leader.GetAsync($"/programmes/people/{child}")).Document.QuerySelector("a[href*='groups/new?for=']")!.GetAttribute("href")!);
        Assert.Equal("Uren voor Abel", page.Text("h1"));
        Assert.False(page.Has("[name=Capacity]"));
        var first = World.Clock.Day.AddDays(1);
        (string, string?)[] typed = [("Name", "Rekenen"), ("Guide", who.MembershipId.ToString()), ("FirstDay", $"{first:yyyy-MM-dd}"), ("From", "18:00"), ("To", "19:00"), ("Sessions", "3")];
        var made = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => leader.SubmitAsync(page, "main form", typed)));
        Assert.All(made, m => Assert.Equal(HttpStatusCode.Redirect, m.Status));
        Assert.Equal(1, World.Count("programme_group", "programme_id = @programme and name = 'Rekenen' and capacity = 1", new { programme }));
        Assert.Equal(1, World.Count("group_member", "enrolment_id = @child and left_on is null", new { child }));
        Assert.Contains("Rekenen", (await leader.GetAsync($"/programmes/people/{child}")).Text("main"), StringComparison.Ordinal);
        // Only for who has a place here.
        var waits = World.Enrolment(programme, state: "waiting", givenName: "Bente");
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/programmes/{programme}/groups/new?for={waits}")).Status);
    }
}
