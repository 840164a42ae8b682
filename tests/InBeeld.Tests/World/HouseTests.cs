using System.Net;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests;

/// <summary>The harness itself: if this breaks, other tests prove nothing.</summary>
public sealed class HouseTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task Somebody_without_an_account_is_sent_to_the_sign_in_page()
    {
        using var visitor = house.Visitor();
        var answer = await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/sign-in?from=%2F", answer.Location);
    }

    [Fact]
    public async Task A_teacher_signed_in_by_the_harness_comes_where_the_menu_begins()
    {
        var teacher = house.World.Teacher().Of(house.World.Group());
        using var visitor = house.SignIn(teacher);
        Assert.Equal("/my-class", (await visitor.GetAsync("/")).Location);
    }

    [Fact]
    public async Task A_persona_signs_in_by_its_button()
    {
        var world = house.World;
        var persona = world.Person("Joris", surname: "Bladerdak", userName: $"persona.{world.Next()}", demo: true).As(Role.Care, world.School());
        using var visitor = house.Visitor();
        var page = await visitor.GetAsync("/sign-in");
        var answer = await visitor.SubmitAsync(page, $"button[name=persona][value='{persona.Id}']");
        Assert.Equal("/", answer.Location);
        Assert.Equal("/worries", (await visitor.GetAsync("/")).Location);
        Assert.Equal(1, world.Count("session", "person_id = @Id", new { persona.Id }));
    }

    [Fact]
    public async Task A_post_takes_its_token_from_a_page()
    {
        var teacher = house.World.Teacher().Of(house.World.Group());
        using var visitor = house.SignIn(teacher);
        var answer = await visitor.PostAsync("/language", ("to", "en"), ("back", "/account"));
        Assert.Equal("/account", answer.Location);
        Assert.Equal("en", house.World.One<string>("select language from person where id = @Id", new { teacher.Id }));
    }

    [Fact]
    public async Task A_post_without_a_token_changes_nothing()
    {
        var teacher = house.World.Teacher().Of(house.World.Group());
        using var visitor = house.SignIn(teacher);
        var answer = await visitor.PostWithoutTokenAsync("/language", ("to", "en"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("nl", house.World.One<string>("select language from person where id = @Id", new { teacher.Id }));
    }

    [Fact]
    public async Task Statements_of_one_request_are_counted_and_no_others()
    {
        var teacher = house.World.Teacher().Of(house.World.Group());
        using var visitor = house.SignIn(teacher);
        using var other = house.SignIn(house.World.Teacher().Of(house.World.Group()));
        var beside = Task.Run(async () => { for (var i = 0; i < 10; i++) { await other.GetAsync("/"); } }, TestContext.Current.CancellationToken);
        var asked = await house.Queries(() => visitor.GetAsync("/"));
        await beside;
        Assert.Contains("app.enter(", Assert.Single(asked.Statements), StringComparison.Ordinal);
        Assert.Empty(asked.OfThePage);
    }

    [Fact]
    public void A_house_begins_with_an_empty_database_and_children_get_their_involvement()
    {
        var world = house.World;
        var group = world.Group();
        var child = world.Pupil(group);
        Assert.Equal(2, world.Count("involvement", "pupil_id = @Id and ends is null", new { child.Id }));
        Assert.Equal(1, world.One<int>("select pupils from school_group where id = @Id", new { group.Id }));
        child.Leaves();
        Assert.Equal(0, world.Count("involvement", "pupil_id = @Id and (ends is null or ends > now())", new { child.Id }));
    }

    [Fact]
    public void The_clock_runs_with_the_real_one_until_it_is_set()
    {
        var clock = new FakeClock();
        Assert.InRange((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds, -5, 5);
        clock.Set(new DateOnly(2026, 7, 1), new TimeOnly(10, 0));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero), clock.GetUtcNow());
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new DateOnly(2026, 7, 2), clock.Day);
    }
}
