using System.Net;
using System.Text;

namespace InBeeld.Tests.Contact;

/// <summary>The school with names, board and municipality without; each in a few queries however many groups there are.</summary>
public sealed class OverviewTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_principal_reads_in_one_sentence_how_many_are_not_in_view_and_in_which_group()
    {
        var school = World.School();
        var (quiet, loud) = (World.Group(school, "3a", 3), World.Group(school, "7b"));
        foreach (var child in quiet.Pupils(4))
        {
            child.InView();
        }

        loud.Pupils(2).ForEach(p => p.Due());
        var lost = World.Pupil(loud).OutOfView();
        using var principal = house.SignIn(World.Principal(school));
        var page = await principal.OpenAsync("/school");
        Assert.Equal("3 van de 7 kinderen nog niet in beeld, 3 daarvan in groep 7b", page.Text("h1"));
        Assert.Contains(lost.Name.Full, page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(["0", "3"], page.Texts(".ib-heat tbody td.now"));
        Assert.Contains("aria-current", (await principal.GetAsync("/school?year=3")).Html, StringComparison.Ordinal);
        Assert.Equal("Alle 4 kinderen zijn in beeld", (await principal.GetAsync("/school?year=3")).Text("h1"));
    }

    [Fact]
    public async Task A_call_is_in_the_week_of_its_group_as_soon_as_it_is_saved()
    {
        var group = World.Group();
        var children = group.Pupils(3);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var principal = house.SignIn(World.Principal(group.School));
        await teacher.SubmitAsync(await teacher.GetAsync($"/groups/{group.Id}?log={children[0].Id}"), ".ib-answer[value=pupil]");
        Assert.Equal(1, World.One<int>("select reached from coverage_week where group_id = @Id", new { group.Id }));
        var file = Encoding.UTF8.GetString((await principal.GetAsync("/school?handler=Export&as=csv")).Body);
        Assert.Contains("Hele school", file, StringComparison.Ordinal);
        Assert.DoesNotContain(children[0].Name.Surname, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_and_municipality_read_numbers_and_never_a_name()
    {
        var (municipality, board) = (World.Municipality(), World.Board());
        var school = World.School(municipality: municipality, board: board);
        var group = World.Group(school);
        var children = group.Pupils(12);
        children.Take(9).ToList().ForEach(p => p.InView());
        children.Skip(9).ToList().ForEach(p => p.OutOfView());
        foreach (var (who, path) in new[] { (World.BoardMember(board), "/board"), (World.Coordinator(municipality), "/municipality") })
        {
            using var visitor = house.SignIn(who);
            var page = await visitor.OpenAsync(path);
            Assert.Contains(school.Name, page.Text("main"), StringComparison.Ordinal);
            Assert.Contains("75%", page.Text("main").Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(children, child => Assert.DoesNotContain(child.Name.Surname, page.Text("main"), StringComparison.Ordinal));
            Assert.DoesNotContain(group.Id.ToString(), page.Html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/school")).Status);
        }
    }

    [Fact]
    public async Task A_school_that_is_too_small_has_no_figures_outside_itself_and_stands_in_no_total()
    {
        var board = World.Board();
        var (small, large) = (World.School(board: board), World.School(board: board));
        World.Group(small).Pupils(9).ForEach(p => p.OutOfView());
        World.Group(large).Pupils(10).ForEach(p => p.InView());
        using var visitor = house.SignIn(World.BoardMember(board));
        var page = await visitor.OpenAsync("/board");
        Assert.Contains("te klein om te tonen", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 school heeft minder dan 10 kinderen", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Niemand uit beeld op de ene school met cijfers", page.Text("h1"));
    }

    [Fact]
    public async Task The_schools_of_another_board_or_municipality_are_not_there()
    {
        var mine = World.School(municipality: World.Municipality(), board: World.Board());
        World.Group(mine).Pupils(11);
        foreach (var (who, path) in new[] { (World.BoardMember(World.Board()), "/board"), (World.Coordinator(World.Municipality()), "/municipality") })
        {
            using var stranger = house.SignIn(who);
            Assert.DoesNotContain(mine.Name, (await stranger.OpenAsync(path)).Text("main"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task An_overview_takes_as_many_queries_for_nine_groups_as_for_one(int groups)
    {
        var (municipality, board) = (World.Municipality(), World.Board());
        var school = World.School(municipality: municipality, board: board);
        for (var n = 1; n <= groups; n++)
        {
            World.Group(school, $"{n}a").Pupils(11)[0].OutOfView();
        }

        foreach (var (who, path, queries) in new[] { (World.Principal(school), "/school", 3), (World.BoardMember(board), "/board", 2), (World.Coordinator(municipality), "/municipality", 3) })
        {
            using var visitor = house.SignIn(who);
            var asked = await house.Queries(() => visitor.OpenAsync(path));
            Assert.True(asked.OfThePage.Count <= queries, $"{path}: {string.Join("\n---\n", asked.OfThePage)}");
        }
    }
}
