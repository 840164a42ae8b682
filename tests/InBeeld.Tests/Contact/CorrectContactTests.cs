using System.Net;

namespace InBeeld.Tests.Contact;

public sealed class CorrectContactTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_correction_keeps_what_was_said_before()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var teacher = World.Teacher().Of(group);
        var moment = child.Contact(teacher, note: "Sprak vader");
        using var visitor = house.SignIn(teacher);
        var form = await visitor.GetAsync($"/contacts/{moment}/correct");
        var answer = await visitor.SubmitAsync(form, "main form button.nl-button--primary", ("Form.Note", "Sprak moeder"), ("Form.Reached", "parent"));
        Assert.Equal($"/children/{child.Id}", answer.Location);
        Assert.Equal("Sprak moeder", World.One<string>("select note from contact_moment where id = @moment", new { moment }));
        Assert.Equal("Sprak vader", World.One<string>("select was ->> 'note' from contact_moment_history where moment_id = @moment", new { moment }));
        Assert.Equal("parent", World.One<string>("select last_reached_who from pupil_state where pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Two_tabs_do_not_overwrite_each_other_and_both_versions_are_shown()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var teacher = World.Teacher().Of(group);
        var moment = child.Contact(teacher, note: "eerst");
        using var visitor = house.SignIn(teacher);
        var one = await visitor.GetAsync($"/contacts/{moment}/correct");
        var two = await visitor.GetAsync($"/contacts/{moment}/correct");
        await visitor.SubmitAsync(one, "main form button.nl-button--primary", ("Form.Note", "van tab een"));
        var refused = await visitor.SubmitAsync(two, "main form button.nl-button--primary", ("Form.Note", "van tab twee"));
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("van tab een", refused.Text("#Version"), StringComparison.Ordinal);
        Assert.Equal("van tab twee", refused.Text("textarea[name='Form.Note']"));
        Assert.Equal("van tab een", World.One<string>("select note from contact_moment where id = @moment", new { moment }));
        var chosen = await visitor.SubmitAsync(refused, "main form button.nl-button--primary");
        Assert.Equal(HttpStatusCode.Redirect, chosen.Status);
        Assert.Equal("van tab twee", World.One<string>("select note from contact_moment where id = @moment", new { moment }));
    }

    [Fact]
    public async Task A_withdrawn_contact_needs_a_reason_and_no_longer_counts()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var teacher = World.Teacher().Of(group);
        using var visitor = house.SignIn(teacher);
        await visitor.SubmitAsync(await visitor.GetAsync($"/groups/{group.Id}?log={child.Id}"), ".ib-answer[value=pupil]");
        var moment = World.One<Guid>("select id from contact_moment where pupil_id = @Id", new { child.Id });
        var form = await visitor.GetAsync($"/contacts/{moment}/correct");
        Assert.Contains("waarom", (await visitor.SubmitAsync(form, "form[action*=Withdraw]")).Text(".ib-errors"), StringComparison.Ordinal);
        await visitor.SubmitAsync(form, "form[action*=Withdraw]", ("Why", "Verkeerd kind"));
        Assert.Equal("Verkeerd kind", World.One<string>("select withdrawn_why from contact_moment where id = @moment", new { moment }));
        Assert.Null(World.One<DateOnly?>("select last_reached_day from pupil_state where pupil_id = @Id", new { child.Id }));
        Assert.Equal(0, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
    }

    [Fact]
    public async Task A_colleague_may_not_change_it_and_another_school_does_not_find_it()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var moment = child.Contact(World.Teacher().Of(group));
        using var colleague = house.SignIn(World.Teacher().Of(group));
        using var stranger = house.SignIn(World.Care(World.School()));
        using var care = house.SignIn(World.Care(group.School));
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/contacts/{moment}/correct")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/contacts/{moment}/correct")).Status);
        Assert.Equal(HttpStatusCode.OK, (await care.GetAsync($"/contacts/{moment}/correct")).Status);
        await colleague.PostAsync($"/contacts/{moment}/undo");
        Assert.Equal(0, World.Count("contact_moment", "id = @moment and withdrawn_at is not null", new { moment }));
    }
}
