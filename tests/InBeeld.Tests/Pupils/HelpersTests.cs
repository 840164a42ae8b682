using System.Net;

namespace InBeeld.Tests.Pupils;

/// <summary>Who already helps a family is for the care professional only.</summary>
public sealed class HelpersTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Care_adds_changes_and_ends_a_helper_and_sees_it_on_the_card()
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var page = await care.FollowAsync(await care.SubmitAsync(await care.GetAsync($"/children/{child.Id}/helpers/new"), "main form .nl-button--primary", ("Organisation", "Buurtteam Noord"), ("Name", "Amira"), ("Task", "Helpt met geldzaken"), ("Phone", "030 1234567")));
        Assert.Equal("1 organisatie helpt dit gezin", page.Text("h1"));
        Assert.Contains("Buurtteam Noord, Amira", (await care.GetAsync($"/children/{child.Id}")).Text("main"), StringComparison.Ordinal);
        var id = World.One<Guid>("select id from helper where pupil_id = @Id", new { child.Id });
        await care.SubmitAsync(await care.GetAsync($"/children/{child.Id}/helpers/{id}"), "main form .nl-button--primary", ("Task", "Helpt met opvoeden"));
        Assert.Equal("Helpt met opvoeden", World.One<string>("select task from helper where id = @id", new { id }));
        var ended = await care.FollowAsync(await care.SubmitAsync(await care.GetAsync($"/children/{child.Id}/helpers"), "form[action*='End']"));
        Assert.Equal("Nog niemand helpt dit gezin", ended.Text("h1"));
        Assert.Equal(1, World.Count("helper", "id = @id and ends = @today", new { id, today = house.Clock.Day }));
        await care.SubmitAsync(ended, ".ib-notice--ok .ib-undo");
        Assert.Equal(1, World.Count("helper", "id = @id and ends is null", new { id }));
    }

    [Fact]
    public async Task Teacher_and_principal_see_no_helper_and_open_no_page_about_it()
    {
        var child = World.Pupil();
        World.Do("insert into helper (pupil_id, organisation, name) values (@Id, 'Jeugdbescherming', 'Loes Kiezel')", new { child.Id });
        foreach (var who in new[] { World.Teacher().Of(child.Group), World.Principal(child.School) })
        {
            using var visitor = house.SignIn(who);
            var card = await visitor.GetAsync($"/children/{child.Id}");
            Assert.Equal(HttpStatusCode.OK, card.Status);
            Assert.DoesNotContain("Jeugdbescherming", card.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Hulpverleners", card.Html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/children/{child.Id}/helpers")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync($"/children/{child.Id}/helpers/new", ("Organisation", "x"))).Status);
        }
    }

    [Fact]
    public async Task Two_care_professionals_at_once_see_both_versions()
    {
        var child = World.Pupil();
        var id = Guid.CreateVersion7();
        World.Do("insert into helper (id, pupil_id, organisation, phone) values (@id, @child, 'Buurtteam', '1')", new { id, child = child.Id });
        using var one = house.SignIn(World.Care(child.School));
        using var two = house.SignIn(World.Care(child.School));
        var (first, second) = (await one.GetAsync($"/children/{child.Id}/helpers/{id}"), await two.GetAsync($"/children/{child.Id}/helpers/{id}"));
        await one.SubmitAsync(first, "main form .nl-button--primary", ("Phone", "2"));
        var clash = await two.SubmitAsync(second, "main form .nl-button--primary", ("Phone", "3"), ("Task", "Geldzaken"));
        Assert.Contains("Je collega: 2", clash.Text("main"), StringComparison.Ordinal);
        await two.SubmitAsync(clash, "main form .nl-button--primary", ("Phone", "2"));
        Assert.Equal("2 Geldzaken", World.One<string>("select phone || ' ' || task from helper where id = @id", new { id }));
    }

    [Fact]
    public async Task A_helper_of_another_child_is_not_found_under_this_one()
    {
        var (mine, other) = (World.Pupil(), World.Pupil());
        var id = Guid.CreateVersion7();
        World.Do("insert into helper (id, pupil_id, organisation) values (@id, @other, 'Buurtteam')", new { id, other = other.Id });
        using var care = house.SignIn(World.Care(mine.School));
        Assert.Equal(HttpStatusCode.NotFound, (await care.GetAsync($"/children/{mine.Id}/helpers/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await care.GetAsync($"/children/{other.Id}/helpers")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await care.PostAsync($"/children/{mine.Id}/helpers?handler=End&helper={id}")).Status);
        Assert.Equal(1, World.Count("helper", "id = @id and ends is null", new { id }));
    }
}
