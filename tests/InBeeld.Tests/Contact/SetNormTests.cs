using System.Net;
using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Contact.SetNorm;

namespace InBeeld.Tests.Contact;

/// <summary>What a school agrees about contact, and that it holds for every child at once.</summary>
public sealed class SetNormTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_stricter_norm_makes_children_overdue_at_once()
    {
        var school = World.School();
        var child = World.Pupil(World.Group(school));
        child.Contact(World.Teacher().Of(child.Group), at: house.Clock.GetUtcNow().AddDays(-7));
        using var principal = house.SignIn(World.Principal(school));
        var form = await principal.GetAsync("/school/norm");
        await principal.SubmitAsync(form, "main form .nl-button--primary", ("Norms[0].Times", "5"), ("Norms[0].Out", "2"));
        var strict = World.One<DateOnly>("select out_from from pupil_state where pupil_id = @Id", new { child.Id });
        Assert.True(strict <= house.Clock.Day, $"{strict}");
        await principal.SubmitAsync(await principal.GetAsync("/school/norm"), "main form .nl-button--primary", ("Norms[0].Times", "1"), ("Norms[0].Weeks", "4"), ("Norms[0].Out", "40"));
        Assert.True(World.One<DateOnly>("select due_from from pupil_state where pupil_id = @Id", new { child.Id }) > house.Clock.Day.AddDays(7));
        Assert.Equal(2, World.Journalled("use_case = 'set norm' and organisation_id = @Id", new { school.Id }));
    }

    [Fact]
    public async Task A_rung_that_is_switched_off_is_never_proposed()
    {
        var school = World.School();
        var child = World.Pupil(World.Group(school));
        World.Do("update pupil_state set attempts = 9 where pupil_id = @Id", new { child.Id });
        using var care = house.SignIn(World.Care(school));
        await care.SubmitAsync(await care.GetAsync("/school/norm"), "main form .nl-button--primary", ("Rungs[1].On", null), ("Rungs[2].On", null), ("Rungs[3].Attempts", "9"), ("Rungs[4].Attempts", "12"), ("Rungs[5].Attempts", "15"));
        World.Do("update pupil_state set attempts = 9 where pupil_id = @Id", new { child.Id });
        Assert.Equal("Ga langs aan de deur", (await care.GetAsync($"/children/{child.Id}/ladder")).Text("h1"));
        Assert.Equal([3, 4, 5], World.List<int>("select rung from ladder_rung where school_id = @Id order by rung", new { school.Id }));
    }

    [Theory]
    [InlineData("Norms[0].Times", "0", "Gewoon: kies 1 tot 5 keer")]
    [InlineData("Norms[1].Weeks", "", "Extra aandacht: kies 1 tot 5 keer")]
    [InlineData("Norms[2].Out", "1", "Grote zorg: uit beeld komt na de afspraak")]
    [InlineData("Norms[2].Out", "99", "Grote zorg: kies 1 tot 60 schooldagen")]
    [InlineData("Rungs[3].Attempts", "1", "Ga langs aan de deur: een latere stap komt niet eerder")]
    [InlineData("Rungs[3].Days", "999", "Ga langs aan de deur: kies 1 tot 50 pogingen")]
    public async Task What_cannot_be_agreed_is_refused_and_kept_on_the_form(string field, string value, string sentence)
    {
        var school = World.School();
        using var principal = house.SignIn(World.Principal(school));
        var answer = await principal.SubmitAsync(await principal.GetAsync("/school/norm"), "main form .nl-button--primary", (field, value));
        Assert.Contains(sentence, answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(value, answer.Document.QuerySelector($"input[name='{field}']")!.GetAttribute("value") ?? "");
        Assert.Equal(0, World.Count("school_norm", "school_id = @Id", new { school.Id }));
    }

    [Fact]
    public async Task Two_people_at_once_both_see_what_the_other_chose()
    {
        var school = World.School();
        using var one = house.SignIn(World.Principal(school));
        using var two = house.SignIn(World.Care(school));
        var (first, second) = (await one.GetAsync("/school/norm"), await two.GetAsync("/school/norm"));
        await one.SubmitAsync(first, "main form .nl-button--primary", ("Norms[0].Times", "2"));
        var clash = await two.SubmitAsync(second, "main form .nl-button--primary", ("Norms[0].Times", "3"));
        Assert.Contains("Je collega: 2 keer per 1 weken", clash.Text("main"), StringComparison.Ordinal);
        Assert.Equal(2, World.One<short>("select times from school_norm where school_id = @Id and level = 0", new { school.Id }));
        await two.SubmitAsync(clash, "main form .nl-button--primary");
        Assert.Equal(3, World.One<short>("select times from school_norm where school_id = @Id and level = 0", new { school.Id }));
    }

    [Fact]
    public async Task A_teacher_does_not_set_the_norm()
    {
        using var teacher = house.SignIn(World.Teacher().Of(World.Group()));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.GetAsync("/school/norm")).Status);
    }

    [Fact]
    public void The_agreements_that_every_school_begins_with_are_in_order()
    {
        Assert.Empty(new Agreements(Norm.Defaults, Rungs.Defaults).Check());
    }
}
