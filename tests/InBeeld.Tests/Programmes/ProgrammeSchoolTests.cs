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
        // Bringing the child in again gets the answer that a child gets that is not known, then and later.
        var form = await school.GetAsync(after.Document.QuerySelector("main .ib-queue a")!.GetAttribute("href")!);
        var again = await school.FollowAsync(await school.SubmitAsync(form, "main form", ("Wish", "Rekenen")));
        Assert.Contains("is aangemeld", again.Text("[role=status]"), StringComparison.Ordinal);
        var fresh = World.Pupil(class7);
        var other = await school.FollowAsync(await school.SubmitAsync(await school.GetAsync($"/children/{fresh.Id}/programmes?programme={programme}"), "main form", ("Wish", "Rekenen")));
        Assert.Equal(other.Text(".ib-queue"), again.Text(".ib-queue"));
        Assert.Contains("Aangemeld", again.Text(".ib-queue"), StringComparison.Ordinal);
        // The second tap of a double one, and once more from a new form.
        Assert.Equal(HttpStatusCode.Redirect, (await school.SubmitAsync(form, "main form", ("Wish", "Rekenen"))).Status);
        foreach (var one in new[] { pupil, fresh })
        {
            Assert.Contains("al aangemeld", (await school.PostAsync($"/children/{one.Id}/programmes?programme={programme}", ("Id", Guid.CreateVersion7().ToString()), ("Wish", ""))).Text(".ib-errors"), StringComparison.Ordinal);
        }

        World.Do("delete from enrolment_event where enrolment_id in (select e.id from enrolment e join participant p on p.id = e.participant_id where p.pupil_id = @Id); delete from enrolment where participant_id in (select id from participant where pupil_id = @Id); delete from participant where pupil_id = @Id", new { fresh.Id });
        using (var library1 = house.SignIn(World.ProgrammeLeader(library)))
        {
            Assert.Contains("opnieuw aan", (await library1.GetAsync($"/programmes/people/{child}")).Text("main"), StringComparison.Ordinal);
            Assert.Contains("Rekenen", (await library1.GetAsync($"/programmes/people/{child}")).Text(".ib-notice"), StringComparison.Ordinal);
        }

        using (var elsewhere = house.SignIn(World.Care(World.School(municipality: town))))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/children/{pupil.Id}/programmes")).Status);
        }

        Assert.Equal(1, World.Count("enrolment", "programme_id = @programme", new { programme }));
        using var around = AsApp.Enter(house, teacher);
        Assert.Empty(around.List<Guid>("select id from participant"));
        Assert.Empty(around.List<Guid>("select id from enrolment"));
        Assert.Empty(around.List<Guid>("select id from referral_again"));
        Assert.Empty(around.List<int>($"select times from app.times_there('{pupil.Id}')"));
        // When the child stops, and when school may know again.
        World.Do("update enrolment set state = 'dropped', reason = 'Verhuisd', ended_on = current_date where id = @child", new { child });
        Assert.Contains("Ingetrokken", (await school.GetAsync(page)).Text(".ib-queue"), StringComparison.Ordinal);
        World.Do("update enrolment set state = 'placed', reason = '', ended_on = null, school_sees = true where id = @child", new { child });
        Assert.Contains("Doet mee", (await school.GetAsync(page)).Text(".ib-queue"), StringComparison.Ordinal);
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
