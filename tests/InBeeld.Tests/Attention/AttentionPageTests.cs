using System.Net;

namespace InBeeld.Tests.Attention;

/// <summary>The list of children in a group with attention: who sees whom, in which order, and as a file.</summary>
public sealed class AttentionPageTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Care_sees_the_children_of_the_own_school_that_a_rule_finds_and_filters_them()
    {
        var school = World.School();
        var last = World.Pupil(World.Group(school, "8a", 8)).ReachedToday();
        var isk = World.Pupil(World.Group(school, "ISK 1", 5)).OutOfView();
        var other = World.Pupil(World.Group(school, "Riskant", 6));
        var elsewhere = World.Pupil(World.Group(World.School(), "8a", 8));
        using var care = house.SignIn(World.Care(school));
        var page = await care.GetAsync("/attention");
        Assert.Equal("2 kinderen hebben eigen aandacht nodig, 1 deze week nog niet bereikt", page.Text("h1"));
        Assert.Equal([isk.Name.Full, last.Name.Full], page.Texts("a.ib-name"));
        Assert.DoesNotContain($"{other.Id}", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{elsewhere.Id}", page.Html, StringComparison.Ordinal);
        Assert.Equal([isk.Name.Full], (await care.GetAsync("/attention?tag=newcomer")).Texts("a.ib-name"));
        Assert.Equal([last.Name.Full], (await care.GetAsync("/attention?reached=yes")).Texts("a.ib-name"));
        Assert.Equal([isk.Name.Full], (await care.GetAsync("/attention?reached=no")).Texts("a.ib-name"));
        Assert.Equal([last.Name.Full], (await care.GetAsync($"/attention?group={last.Group.Id}")).Texts("a.ib-name"));
        Assert.Empty((await care.GetAsync("/attention?need=no_device&tag=onzin")).Texts("a.ib-name"));
    }

    [Fact]
    public async Task A_newcomer_with_an_unsafe_home_comes_first_for_care_and_the_principal_does_not_learn_of_it()
    {
        var group = World.Group(name: "ISK 1", yearGroup: 5);
        var longAgo = World.Pupil(group).OutOfView();
        var unsafeHome = World.Pupil(group).ReachedToday().Needs("unsafe_home");
        using var care = house.SignIn(World.Care(group.School));
        Assert.Equal([unsafeHome.Name.Full, longAgo.Name.Full], (await care.GetAsync("/attention")).Texts("a.ib-name"));
        using var principal = house.SignIn(World.Principal(group.School));
        var page = await principal.GetAsync("/attention");
        Assert.Equal([longAgo.Name.Full, unsafeHome.Name.Full], page.Texts("a.ib-name"));
        Assert.DoesNotContain("onveilig", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_sees_only_children_with_a_signal_or_case_and_other_roles_none()
    {
        var town = World.Municipality();
        var group = World.Group(World.School(municipality: town), "ISK 1", 5);
        var (known, unknown) = (World.Pupil(group), World.Pupil(group));
        var hanna = World.Coordinator(town);
        World.Case(town, known, World.Caseworker(World.Team(town)), hanna);
        using var coordinator = house.SignIn(hanna);
        var page = await coordinator.GetAsync("/attention");
        Assert.Equal([known.Name.Full], page.Texts("a.ib-name"));
        Assert.DoesNotContain($"{unknown.Id}", page.Html, StringComparison.Ordinal);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var board = house.SignIn(World.BoardMember(World.Board()));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.GetAsync("/attention")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await board.GetAsync("/attention")).Status);
    }

    [Fact]
    public async Task More_than_fifty_go_on_the_next_page_each_once_in_three_queries_at_most()
    {
        var group = World.Group(name: "ISK 1", yearGroup: 5);
        var all = group.Pupils(53);
        using var care = house.SignIn(World.Care(group.School));
        var asked = await house.Queries(() => care.GetAsync("/attention?reached=no"));
        Assert.InRange(asked.OfThePage.Count, 1, 3);
        var first = asked.Answer;
        Assert.Equal(50, first.Texts("a.ib-name").Count);
        var second = await care.GetAsync(first.Document.QuerySelector("section footer a")!.GetAttribute("href")!);
        Assert.Equal(3, second.Texts("a.ib-name").Count);
        Assert.Equal(all.Select(p => p.Name.Full).Order(), first.Texts("a.ib-name").Concat(second.Texts("a.ib-name")).Order());
        Assert.Equal(HttpStatusCode.OK, (await care.GetAsync("/attention?after=1.2026.x")).Status);
    }

    [Fact]
    public async Task A_file_holds_what_the_list_holds_and_is_journalled_with_the_children()
    {
        var group = World.Group(name: "ISK 1", yearGroup: 5);
        var (one, two) = (World.Pupil(group).ReachedToday(), World.Pupil(group).OutOfView());
        using var care = house.SignIn(World.Care(group.School));
        var file = await care.GetAsync("/attention?handler=Export&as=csv&reached=no");
        Assert.StartsWith("text/csv", file.ContentType, StringComparison.Ordinal);
        Assert.Contains(two.Name.Surname, file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Name.Surname + ";", file.Html, StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'export attention' and pupils = array[@Id]::uuid[]", new { two.Id }));
    }

    [Fact]
    public async Task The_card_of_a_child_names_its_groups_with_attention()
    {
        var child = World.Pupil(World.Group(name: "ISK 1", yearGroup: 5));
        using var care = house.SignIn(World.Care(child.School));
        Assert.Contains("Nieuwkomer", (await care.GetAsync($"/children/{child.Id}")).Html, StringComparison.Ordinal);
    }
}
