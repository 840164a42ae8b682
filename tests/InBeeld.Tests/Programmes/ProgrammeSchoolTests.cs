using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>What a school sees of its own child in a programme, and what not any more.</summary>
public sealed class ProgrammeSchoolTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Who_took_back_that_school_may_know_is_not_seen_by_school_in_any_way()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        var who = World.Guide(library);
        who.Guides(programme);
        var class7 = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(class7);
        var child = World.Enrolment(programme, pupil, "placed");
        var group = World.Meets(World.Module(programme), who);
        World.Joined(group, child);
        World.Kept(group, 1, child, "present");
        var teacher = World.Teacher().Of(class7);
        var page = $"/children/{pupil.Id}/programmes";
        using var school = house.SignIn(teacher);
        Assert.Contains("1 van 1 keer er", (await school.GetAsync(page)).Text("main"), StringComparison.Ordinal);
        World.Do("update enrolment set school_sees = false where id = @child", new { child });
        var after = await school.GetAsync(page);
        Assert.DoesNotContain("keer er", after.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Doet mee", after.Text("main"), StringComparison.Ordinal);
        // Bringing the child in again gets the answer that a child gets that is not known.
        var again = await school.SubmitAsync(await school.GetAsync(after.Document.QuerySelector("main .ib-queue a")!.GetAttribute("href")!), "main form", ("Wish", "Rekenen"));
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Contains("is aangemeld", (await school.FollowAsync(again)).Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("enrolment", "programme_id = @programme", new { programme }));
        using var around = AsApp.Enter(house, teacher);
        Assert.Empty(around.List<Guid>("select id from participant"));
        Assert.Empty(around.List<Guid>("select id from enrolment"));
        Assert.Empty(around.List<int>($"select times from app.times_there('{pupil.Id}')"));
    }

    [Fact]
    public async Task A_school_sees_what_became_of_its_child_also_when_the_programme_is_closed_and_why_it_was_not_placed()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (closed, other) = (World.Programme(library, name: "Oude Lantaarn", state: "closed"), World.Programme(library, name: "Nieuwe Lantaarn"));
        World.Programme(library, name: "Dichte Deur", state: "closed");
        var class7 = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(class7);
        World.Enrolment(closed, pupil, "declined", reason: "Dit past beter bij oudere kinderen");
        World.Do("update enrolment set alternative_id = @other where programme_id = @closed", new { other, closed });
        using var school = house.SignIn(World.Teacher().Of(class7));
        var text = (await school.GetAsync($"/children/{pupil.Id}/programmes")).Text("main");
        Assert.Contains("Oude Lantaarn", text, StringComparison.Ordinal);
        Assert.Contains("Dit past beter bij oudere kinderen", text, StringComparison.Ordinal);
        Assert.Contains("Dit past misschien beter: Nieuwe Lantaarn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dichte Deur", text, StringComparison.Ordinal);
    }
}
