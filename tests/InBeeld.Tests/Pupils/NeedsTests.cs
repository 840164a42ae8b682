using System.Net;

namespace InBeeld.Tests.Pupils;

/// <summary>The tick list of needs; health and safety at home are for care only.</summary>
public sealed class NeedsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Needs_are_ticked_and_ended_and_nothing_is_deleted()
    {
        var child = World.Pupil().Needs("no_device", "motivation");
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var card = await teacher.FollowAsync(await TickAsync(teacher, child, "no_device", "no_quiet_place"));
        Assert.Contains("geen rustige plek", card.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("weinig zin in school", card.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("need", "pupil_id = @Id and kind = 'motivation' and ended_on = @today", new { child.Id, today = house.Clock.Day }));
        Assert.Contains("weinig zin in school", (await teacher.GetAsync($"/children/{child.Id}/needs")).Text(".ib-columns > :last-child"), StringComparison.Ordinal);
        await teacher.SubmitAsync(card, ".ib-notice--ok .ib-undo");
        Assert.Equal(["motivation", "no_device"], Open(child));
    }

    [Fact]
    public async Task A_restricted_need_is_invisible_to_teacher_and_principal_and_visible_to_care()
    {
        var child = World.Pupil().Needs("unsafe_home", "health", "no_device");
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        using var principal = house.SignIn(World.Principal(child.School));
        using var care = house.SignIn(World.Care(child.School));
        foreach (var visitor in new[] { teacher, principal })
        {
            var card = await visitor.GetAsync($"/children/{child.Id}");
            Assert.Contains("geen apparaat", card.Text("main"), StringComparison.Ordinal);
            Assert.DoesNotContain("thuis onveilig", card.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("gezondheid of beperking", card.Html, StringComparison.Ordinal);
            Assert.Equal(["no_device"], Ticked(await visitor.GetAsync($"/children/{child.Id}/needs")));
        }

        var whole = await care.GetAsync($"/children/{child.Id}");
        Assert.Contains("thuis onveilig", whole.Text("main"), StringComparison.Ordinal);
        Assert.Contains("alleen voor zorg", whole.Text("main"), StringComparison.Ordinal);
        Assert.Equal(["no_device", "health", "unsafe_home"], Ticked(await care.GetAsync($"/children/{child.Id}/needs")));
    }

    [Fact]
    public async Task A_teacher_notes_a_restricted_need_is_told_who_sees_it_and_does_not_learn_that_it_was_known()
    {
        var (fresh, known) = (World.Pupil(), World.Pupil().Needs("unsafe_home"));
        var sentences = new List<string>();
        foreach (var child in new[] { fresh, known })
        {
            using var teacher = house.SignIn(World.Teacher().Of(child.Group));
            var card = await teacher.FollowAsync(await TickAsync(teacher, child, "unsafe_home"));
            sentences.Add(card.Text("[role=status]").Replace(child.Name.Given, "", StringComparison.Ordinal));
            Assert.Equal(["unsafe_home"], Open(child));
        }

        Assert.Contains("Alleen de zorgcoördinator ziet", sentences[0], StringComparison.Ordinal);
        Assert.Equal(sentences[0], sentences[1]);
    }

    [Fact]
    public async Task A_teacher_who_saves_the_list_leaves_what_only_care_sees_alone()
    {
        var child = World.Pupil().Needs("unsafe_home", "no_device");
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        await TickAsync(teacher, child);
        Assert.Equal(["unsafe_home"], Open(child));
        await teacher.PostAsync($"/children/{child.Id}/needs", ("Shown", "unsafe_home"));
        Assert.Equal(["unsafe_home"], Open(child));
    }

    [Fact]
    public async Task What_a_colleague_ticked_meanwhile_stays()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var form = await teacher.GetAsync($"/children/{child.Id}/needs");
        child.Needs("little_help");
        await teacher.SubmitAsync(form, "main form .nl-button--primary", ("Ticked", "no_device"));
        Assert.Equal(["little_help", "no_device"], Open(child));
    }

    [Fact]
    public async Task An_unknown_kind_is_left_out_and_a_strange_child_is_not_found()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        await teacher.PostAsync($"/children/{child.Id}/needs", ("Ticked", "diagnosis"), ("Ticked", "no_device"));
        Assert.Equal(["no_device"], Open(child));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"/children/{World.Pupil().Id}/needs", ("Ticked", "no_device"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"/children/{child.Id}/needs?handler=Undo&change=verzonnen")).Status);
    }

    private List<string> Open(Pupil child) => World.List<string>("select kind from need where pupil_id = @Id and ended_on is null order by kind", new { child.Id });

    private static List<string> Ticked(PageAnswer page) => [.. page.Document.QuerySelectorAll("input[name=Ticked][checked]").Select(i => i.GetAttribute("value")!)];

    private static async Task<PageAnswer> TickAsync(Visitor visitor, Pupil child, params string[] kinds)
    {
        var form = await visitor.GetAsync($"/children/{child.Id}/needs");
        return await visitor.SubmitAsync(form, "main form .nl-button--primary", kinds.Length == 0 ? [("Ticked", null)] : [.. kinds.Select(k => ("Ticked", (string?)k))]);
    }
}
