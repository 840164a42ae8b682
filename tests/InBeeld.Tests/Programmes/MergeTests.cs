using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>A child that stands at the library twice is made one.</summary>
public sealed class MergeTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_child_that_signed_itself_up_too_is_made_one_with_that_of_the_school_and_the_furthest_step_stays()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (nest, lamp) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var pupil = World.Pupil(World.Group(World.School(municipality: town)));
        var (bySchool, bySelf, elsewhere) = (World.Enrolment(nest, pupil), World.Enrolment(nest, state: "placed"), World.Enrolment(lamp));
        var (kept, gone) = (Participant(bySchool), Participant(bySelf));
        World.Do("""
            update participant set born = '2015-03-04' where id in (@kept, @gone);
            update participant p set given_name = k.given_name, surname = 'Anders', contact_name = 'Moeder', contact_phone = '0612345678' from participant k where k.id = @kept and p.id = @gone;
            update enrolment set participant_id = @gone where id = @elsewhere
            """, new { kept, gone, elsewhere });
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync($"/programmes/people/{bySelf}");
        Assert.Contains("Is dit hetzelfde kind?", page.Text("main"), StringComparison.Ordinal);
        var asked = await leader.GetAsync($"/programmes/people/{bySelf}/same");
        Assert.Contains("Dit kun je niet ongedaan maken", asked.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Kies welk kind", (await leader.SubmitAsync(asked, "main form")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(asked, "main form", ("Other", kept.ToString()))).Status);
        Assert.Equal((kept, kept, kept), (Participant(bySchool), Participant(bySelf), Participant(elsewhere)));
        Assert.Equal(("withdrawn", "placed", "referred"), (World.StateOf(bySchool), World.StateOf(bySelf), World.StateOf(elsewhere)));
        Assert.Equal("Moeder", World.One<string>("select contact_name from participant where id = @kept", new { kept }));
        Assert.DoesNotContain("Is dit hetzelfde kind?", (await leader.GetAsync($"/programmes/people/{bySelf}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'merge participants'", pupil.Id));
    }

    [Fact]
    public async Task Two_children_that_schools_know_stay_two_and_only_the_leader_of_the_library_may_say_they_are_one()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        var group = World.Group(World.School(municipality: town));
        var (one, two, three) = (World.Enrolment(programme, World.Pupil(group)), World.Enrolment(programme, World.Pupil(group)), World.Enrolment(programme));
        var (first, second, third) = (Participant(one), Participant(two), Participant(three));
        World.Do("update participant set born = '2015-03-04', given_name = 'Bo' where id in (@first, @second, @third)", new { first, second, third });
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Single((await leader.GetAsync($"/programmes/people/{one}/same")).Document.QuerySelectorAll("input[name=Other]"));
        var guide = World.Guide(library);
        guide.Guides(programme);
        foreach (var (who, gone, answer) in new[] { (World.ProgrammeLeader(library), second, "not-now"), (guide, third, "gone"), (World.ProgrammeLeader(World.Library(town)), third, "gone"), (World.Teacher().Of(group), third, "gone"), (World.ProgrammeLeader(library), third, "") })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(answer, around.One<string>("select app.merge_participants(@gone, @first, now())", new { gone, first }));
            Assert.Equal("42501", around.Try("update participant set merged_into = id"));
        }
    }

    private Guid Participant(Guid enrolment) => World.One<Guid>("select participant_id from enrolment where id = @enrolment", new { enrolment });
}
