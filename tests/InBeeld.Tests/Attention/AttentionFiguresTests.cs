using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Attention;

/// <summary>Numbers of children per group with attention: exact for the own school, and outside it nothing small, nor what it follows from.</summary>
public sealed class AttentionFiguresTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_principal_sees_the_own_school_exactly()
    {
        var group = World.Group(name: "ISK 1", yearGroup: 5);
        World.Pupil(group).ReachedToday();
        World.Pupil(group).OutOfView();
        World.Pupil(World.Group(name: "ISK 2", yearGroup: 5));
        using var principal = house.SignIn(World.Principal(group.School));
        var page = await principal.GetAsync("/attention/figures");
        Assert.Equal("Nieuwkomer: 1 van de 2 deze week nog niet bereikt", page.Text("h1"));
        Assert.Contains("Nieuwkomer: 1 van de 2 bereikt", page.Text("svg desc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_and_a_board_see_no_number_under_the_least_and_none_from_which_one_follows()
    {
        var (town, board) = (World.Municipality(), World.Board());
        var (big, small) = (World.School(municipality: town, board: board), World.School(municipality: town, board: board));
        World.Group(big, "ISK 1", 5).Pupils(24);
        World.Group(small, "ISK 1", 5).Pupils(3);
        World.Group(small, "6a", 6).Pupils(20);
        World.Group(big, "AZC", 5).Pupils(4);
        foreach (var who in new[] { World.Coordinator(town), World.BoardMember(board) })
        {
            using var visitor = house.SignIn(who);
            var page = await visitor.GetAsync("/attention/figures");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            var rows = page.Texts("section:first-of-type tbody tr");
            // Of 27 newcomers 3 at one school: 24 stands beside it, so 27 may not.
            Assert.Contains(rows, r => r.StartsWith("Nieuwkomerminstens 20", StringComparison.Ordinal));
            Assert.Contains(rows, r => r.StartsWith("Asielzoekerscentrumminder dan 10", StringComparison.Ordinal));
            Assert.DoesNotContain(rows, r => r.StartsWith("Nieuwkomer27", StringComparison.Ordinal));
            Assert.Contains(big.Name + "24", page.Texts("section tbody tr"));
            Assert.DoesNotContain(small.Name, page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_school_that_is_too_small_counts_nowhere_and_other_towns_neither()
    {
        var town = World.Municipality();
        World.Group(World.School(municipality: town), "ISK 1", 5).Pupils(9);
        World.Group(World.School(), "ISK 1", 5).Pupils(30);
        using var coordinator = house.SignIn(World.Coordinator(town));
        Assert.Equal("Geen kinderen in een groep met aandacht", (await coordinator.GetAsync("/attention/figures")).Text(".ib-empty"));
    }

    [Fact]
    public async Task Who_is_no_principal_care_board_or_coordinator_gets_no_figures()
    {
        var group = World.Group(name: "ISK 1", yearGroup: 5);
        group.Pupils(12);
        var teacher = World.Teacher().Of(group);
        using var visitor = house.SignIn(teacher);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/attention/figures")).Status);
        using var around = AsApp.Enter(house, teacher);
        Assert.Equal("[]", around.One<string>("select (app.attention_figures(current_date, current_date) -> 'tags')::text"));
        Assert.Equal("0", around.One<string>("select (app.attention_trial('[]', '{}', current_date) ->> 'less')"));
    }

    [Fact]
    public async Task The_figures_as_a_file_say_no_more_than_the_page_and_are_journalled()
    {
        var town = World.Municipality();
        World.Group(World.School(municipality: town), "ISK 1", 5).Pupils(12);
        var who = World.Coordinator(town);
        using var coordinator = house.SignIn(who);
        var file = await coordinator.GetAsync("/attention/figures?handler=Export&as=csv");
        Assert.Contains("Nieuwkomer;12;", file.Html, StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'export attention figures' and person_id = @Id", new { who.Id }));
    }
}
