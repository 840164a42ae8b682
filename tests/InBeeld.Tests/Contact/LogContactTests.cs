using System.Net;
using InBeeld.Capabilities.Contact.Contract;

namespace InBeeld.Tests.Contact;

/// <summary>Two taps on the class list, and what follows from them.</summary>
public sealed class LogContactTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Two_taps_bring_a_child_in_view()
    {
        var group = World.Group();
        var child = World.Pupil(group, "Noor", surname: "Vlinderman").Late();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var open = await teacher.GetAsync($"/groups/{group.Id}?log={child.Id}");
        var saved = await teacher.SubmitAsync(open, ".ib-answer[value=pupil]");
        var list = await teacher.FollowAsync(saved);
        Assert.Contains("Opgeslagen: Noor gesproken, telefoon", list.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("Het kind op deze lijst is in beeld", list.Text("h1"));
        Assert.Equal("pupil", World.One<string>("select last_reached_who from pupil_state where pupil_id = @Id", new { child.Id }));
        Assert.Equal(1, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
    }

    [Fact]
    public async Task Attempted_is_not_reached()
    {
        var group = World.Group();
        var child = World.Pupil(group).Late();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        await teacher.SubmitAsync(await teacher.GetAsync($"/groups/{group.Id}?log={child.Id}"), ".ib-answer[value=nobody]");
        var list = await teacher.GetAsync($"/groups/{group.Id}");
        Assert.Contains("1 poging", list.Text(".ib-a-last"), StringComparison.Ordinal);
        Assert.StartsWith("Nog 1 van de 1", list.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(0, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
    }

    [Fact]
    public async Task A_double_tap_is_one_contact_and_another_answer_from_the_same_page_is_a_second()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var open = await teacher.GetAsync($"/groups/{group.Id}?log={child.Id}");
        await teacher.SubmitAsync(open, ".ib-answer[value=pupil]");
        await teacher.SubmitAsync(open, ".ib-answer[value=pupil]");
        Assert.Equal(1, World.Count("contact_moment", "pupil_id = @Id", new { child.Id }));
        await teacher.SubmitAsync(open, ".ib-answer[value=nobody]");
        Assert.Equal(2, World.Count("contact_moment", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Ten_taps_at_the_same_moment_are_one_contact()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var open = await teacher.GetAsync($"/groups/{group.Id}?log={child.Id}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => teacher.SubmitAsync(open, ".ib-answer[value=parent]")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal(1, World.Count("contact_moment", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_day_in_the_future_is_refused_and_the_note_is_kept()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var open = await teacher.GetAsync($"/groups/{group.Id}?log={child.Id}");
        var answer = await teacher.SubmitAsync(open, ".ib-answer[value=pupil]", ("Form.Day", house.Clock.Day.AddDays(2).ToString("yyyy-MM-dd")), ("Form.Note", "Moeder belt morgen terug"));
        Assert.Contains("Deze dag moet nog komen", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Moeder belt morgen terug", answer.Text("textarea[name='Form.Note']"));
        Assert.Equal(0, World.Count("contact_moment", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task One_call_counts_for_a_brother_here_and_a_sister_at_another_school_without_the_note()
    {
        var group = World.Group();
        var elsewhere = World.Group();
        var family = World.Family();
        var child = World.Pupil(group, "Sem", family: family).Late();
        var brother = World.Pupil(group, "Finn", family: family).Late();
        var sister = World.Pupil(elsewhere, "Yara", family: family).Late();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var open = await teacher.GetAsync($"/groups/{group.Id}?log={child.Id}");
        Assert.Contains("Yara", open.Text(".ib-quick"), StringComparison.Ordinal);
        Assert.DoesNotContain(sister.Name.Surname, open.Text("main"), StringComparison.Ordinal);
        await teacher.PostAsync($"/groups/{group.Id}?handler=Log", ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", child.Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", "parent"), ("Form.Note", "Alleen over Sem"), ("Form.AlsoFor", brother.Id.ToString()), ("Form.AlsoFor", sister.Id.ToString()));
        foreach (var pupil in (Pupil[])[child, brother, sister])
        {
            Assert.Equal(house.Clock.Day, World.One<DateOnly>("select last_reached_day from pupil_state where pupil_id = @Id", new { pupil.Id }));
        }

        Assert.Equal(["Alleen over Sem", "", ""], World.List<string>("select note from contact_moment where pupil_id = any (@ids) order by note desc", new { ids = new[] { child.Id, brother.Id, sister.Id } }));
        Assert.True(World.One<bool>("select last_other_school from pupil_state where pupil_id = @Id", new { sister.Id }));
        Assert.Equal(1, World.One<int>("select reached from coverage_week where group_id = @Id", new { elsewhere.Id }));
    }

    [Fact]
    public async Task A_child_that_is_no_sibling_cannot_be_slipped_in()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var stranger = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var answer = await teacher.PostAsync($"/groups/{group.Id}?handler=Log", ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", child.Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", "parent"), ("Form.AlsoFor", stranger.Id.ToString()));
        Assert.NotEqual(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(0, World.Count("contact_moment", "pupil_id = any (@ids)", new { ids = new[] { child.Id, stranger.Id } }));
    }

    [Fact]
    public async Task A_child_of_another_class_is_not_logged_and_its_list_is_not_found()
    {
        var school = World.School();
        var own = World.Group(school);
        World.Pupil(own);
        var other = World.Pupil(World.Group(school, "8a"));
        using var teacher = house.SignIn(World.Teacher().Of(own));
        await teacher.PostAsync($"/groups/{own.Id}?handler=Log", ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", other.Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", "pupil"));
        Assert.Equal(0, World.Count("contact_moment", "pupil_id = @Id", new { other.Id }));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/groups/{other.Group.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/groups/{other.Group.Id}/export?as=csv")).Status);
    }

    [Fact]
    public async Task The_whole_class_in_one_go_less_who_was_not_there_and_undone_together()
    {
        var group = World.Group();
        var children = group.Pupils(5);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var form = await teacher.GetAsync($"/groups/{group.Id}/everyone");
        Assert.Equal(5, form.Document.QuerySelectorAll("input[name=Pupils][checked]").Length);
        var fields = children.Skip(1).Select(c => ("Pupils", (string?)c.Id.ToString())).ToArray();
        var list = await teacher.FollowAsync(await teacher.SubmitAsync(form, "main form button.nl-button--primary", fields));
        Assert.StartsWith("Nog 1 van de 5", list.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(4, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
        var undone = await teacher.FollowAsync(await teacher.SubmitAsync(list, ".ib-undo"));
        Assert.StartsWith("Nog 5 van de 5", undone.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(0, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
    }

    [Fact]
    public async Task Two_teachers_at_once_in_one_class_are_both_counted()
    {
        var group = World.Group();
        var children = group.Pupils(12);
        using var one = house.SignIn(World.Teacher().Of(group));
        using var two = house.SignIn(World.Teacher().Of(group));
        await one.GetAsync($"/groups/{group.Id}");
        await two.GetAsync($"/groups/{group.Id}");
        await Task.WhenAll(children.Select((child, i) => (i % 2 == 0 ? one : two).PostAsync($"/groups/{group.Id}?handler=Log", ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", child.Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", "pupil"))));
        Assert.Equal(12, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
    }

    [Fact]
    public async Task The_state_that_is_kept_equals_the_state_recomputed_from_the_moments()
    {
        var group = World.Group();
        var children = group.Pupils(6);
        var teacher = World.Teacher().Of(group);
        using var visitor = house.SignIn(teacher);
        var random = new Random(4711);
        foreach (var child in children)
        {
            for (var i = 0; i < 6; i++)
            {
                await visitor.PostAsync($"/groups/{group.Id}?handler=Log", ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", child.Id.ToString()), ("Form.Channel", "phone"), ("Form.Reached", i % 2 == 0 ? "nobody" : "parent"), ("Form.Day", house.Clock.Day.AddDays(-random.Next(0, 30)).ToString("yyyy-MM-dd")));
            }
        }

        const string kept = "select pupil_id, last_reached_day, last_reached_at, attempts, last_attempt_day, due_from, late_from, out_from, usual_channel from pupil_state where group_id = @Id order by pupil_id";
        var before = World.List<object>(kept, new { group.Id }).Select(r => r.ToString()).ToList();
        await using var connection = await house.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await RecomputeStates.OfPupilsAsync(connection, null, [.. children.Select(c => c.Id)], TestContext.Current.CancellationToken);
        Assert.Equal(before, World.List<object>(kept, new { group.Id }).Select(r => r.ToString()).ToList());
        foreach (var child in children)
        {
            Assert.Equal(
                World.One<DateOnly?>("select max(day) from contact_moment where pupil_id = @Id and reached <> 'nobody' and withdrawn_at is null", new { child.Id }),
                World.One<DateOnly?>("select last_reached_day from pupil_state where pupil_id = @Id", new { child.Id }));
        }
    }

    [Fact]
    public async Task The_class_list_takes_three_queries_and_saving_stays_small_whatever_the_size_of_the_class()
    {
        var group = World.Group();
        var children = group.Pupils(30);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var list = await house.Queries(() => teacher.GetAsync($"/groups/{group.Id}"));
        Assert.True(list.OfThePage.Count == 3, string.Join("\n---\n", list.OfThePage));
        var open = await house.Queries(() => teacher.GetAsync($"/groups/{group.Id}?log={children[3].Id}"));
        Assert.Equal(4, open.OfThePage.Count);
        var saved = await house.Queries(() => teacher.SubmitAsync(open.Answer, ".ib-answer[value=pupil]"));
        Assert.InRange(saved.OfThePage.Count, 3, 8);
    }

    [Fact]
    public async Task Names_are_sorted_by_surname_without_prefix_and_shown_isolated()
    {
        var group = World.Group();
        World.Pupil(group, "Aya", "van den", "Zonnehoed").Late();
        World.Pupil(group, "Bo", "", "Appelboom").Late();
        World.Pupil(group, "ليلى", "", "مانشاين").Late();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var names = (await teacher.GetAsync($"/groups/{group.Id}")).Texts(".ib-name bdi");
        Assert.Equal(["Bo Appelboom", "Aya van den Zonnehoed", "ليلى مانشاين"], names);
    }
}
