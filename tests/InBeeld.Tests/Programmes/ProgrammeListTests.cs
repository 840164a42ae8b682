using System.Net;

namespace InBeeld.Tests.Programmes;

/// <summary>Nobody is too far down a list to be found, and the pages take few queries however much there is.</summary>
public sealed class ProgrammeListTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_list_goes_on_page_by_page_with_everybody_once_and_finds_a_child_by_how_its_name_sounds()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, places: 100);
        foreach (var state in new[] { "referred", "waiting", "placed" })
        {
            for (var i = 0; i < 21; i++)
            {
                World.Enrolment(programme, state: state, givenName: $"Kind{state}{i}");
            }
        }

        var stopped = World.Enrolment(programme, state: "done", givenName: "Sophie");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var first = await leader.GetAsync($"/programmes/{programme}");
        var second = await leader.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.False(second.Has("a[rel=next]"));
        var ids = first.Document.QuerySelectorAll(".ib-queue a").Concat(second.Document.QuerySelectorAll(".ib-queue a")).Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal((63, 63), (ids.Count, ids.Distinct().Count()));
        // The heading counts all, not those on the page.
        Assert.Contains("21 wachten", second.Text("h1"), StringComparison.Ordinal);
        var found = await leader.SubmitAsync(second, "form[role=search]", ("Sought", "sofi wol"));
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal($"/programmes/people/{stopped}", Assert.Single(found.Document.QuerySelectorAll(".ib-queue a")).GetAttribute("href"));
        var none = await leader.SubmitAsync(found, "form[role=search]", ("Sought", "<b>niemand"));
        Assert.Contains("Geen kind in dit programma", none.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("<b>niemand", none.Document.QuerySelector("[name=Sought]")!.GetAttribute("value"));
        // A page after somebody of another programme shows nobody of it.
        var other = World.Enrolment(World.Programme(library));
        Assert.Empty((await leader.GetAsync($"/programmes/{programme}?after={other}")).Document.QuerySelectorAll(".ib-queue a"));
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"/programmes/{programme}?handler=Find", ("Sought", "Sophie"))).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task The_pages_of_a_programme_and_a_group_take_three_queries_at_most(int groups)
    {
        var library = World.Library(World.Municipality());
        var (programme, other, who) = (World.Programme(library, places: 100), World.Programme(library, name: "Lantaarn"), World.ProgrammeLeader(library));
        var (module, group) = (World.Module(programme), Guid.Empty);
        for (var i = 0; i < groups; i++)
        {
            group = World.Meets(module, who, name: $"Groep {i}", from: $"{9 + 2 * i:00}:00");
            for (var n = 1; n <= 3; n++)
            {
                var child = World.Enrolment(programme, state: "placed", givenName: $"Kind{i}{n}");
                World.Joined(group, child);
                World.Kept(group, n, child, "present");
            }
        }

        using var leader = house.SignIn(who);
        string[] paths = ["", "/groups", "/figures", "/progress", "/parents", "/schools"];
        foreach (var path in paths.Select(p => $"/programmes/{programme}{p}").Concat([$"/programmes/compare?One={programme}&Two={other}", $"/programmes/groups/{group}", $"/programmes/groups/{group}/next", $"/programmes/groups/{group}/certificates"]))
        {
            var asked = await house.Queries(() => leader.GetAsync(path));
            Assert.Equal((path, HttpStatusCode.OK), (path, asked.Answer.Status));
            Assert.True(asked.OfThePage.Count is >= 1 and <= 3, $"{path}: {string.Join("\n---\n", asked.OfThePage)}");
        }
    }
}
