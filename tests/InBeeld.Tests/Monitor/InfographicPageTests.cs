using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Monitor;

/// <summary>Who sees which infographic, how they are made, and how those they are about hear of it.</summary>
public sealed class InfographicPageTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Institute, Organisation Library, Organisation School, (Guid Wave, Guid Country, Guid Library, Guid Location) Ids) Place(string state = "closed")
    {
        var town = World.Municipality();
        var (institute, library, school) = (World.Research(), World.Library(town), World.School("secondary", town));
        return (institute, library, school, World.ClosedWave(institute, library, school, state));
    }

    [Fact]
    public async Task A_researcher_makes_all_of_a_wave_looks_at_one_downloads_all_and_tells()
    {
        var (institute, library, school, ids) = Place();
        World.ProgrammeLeader(library);
        World.Principal(school);
        using var researcher = house.SignIn(World.Researcher(institute));
        var page = await researcher.GetAsync($"/monitor/infographics?wave={ids.Wave}");
        await researcher.SubmitAsync(page, "form[action='/monitor/infographics?wave=" + ids.Wave + "']");
        for (var i = 0; i < 100 && World.Count("infographic", "wave_id = @wave", new { wave = ids.Wave }) == 0; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(4, World.Count("infographic", "wave_id = @wave", new { wave = ids.Wave }));
        Assert.Equal(0, World.Count("infographic_work", "wave_id = @wave", new { wave = ids.Wave }));
        page = await researcher.GetAsync($"/monitor/infographics?wave={ids.Wave}&level=location");
        Assert.Equal("4 infographics zijn klaar", page.Text("h1"));
        Assert.Equal([school.Name], page.Texts(".ib-queue h2"));
        var one = await researcher.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Location}?lang=en");
        Assert.Contains("What we do together", one.Text("svg title"), StringComparison.Ordinal);
        Assert.Contains("Collection", one.Text("table"), StringComparison.Ordinal);
        var zip = await researcher.GetAsync($"/monitor/infographics?wave={ids.Wave}&handler=All");
        Assert.Equal("application/zip", zip.ContentType);
        var told = await researcher.FollowAsync(await researcher.SubmitAsync(page, "form[action*='handler=Tell']"));
        Assert.Contains("2 bibliotheken en scholen", told.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("infographic_mail", "wave_id = @wave", new { wave = ids.Wave }));
        Assert.Equal(3, World.Count("notice", "kind = 'infographic-made' and link like '/monitor/infographics/' || @wave || '/%'", new { wave = ids.Wave.ToString() }));
        var again = await researcher.FollowAsync(await researcher.SubmitAsync(page, "form[action*='handler=Tell']"));
        Assert.Contains("Iedereen wist het al", again.Text("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_that_is_open_gets_no_pictures_yet()
    {
        var (institute, _, _, ids) = Place("open");
        using var researcher = house.SignIn(World.Researcher(institute));
        var page = await researcher.GetAsync($"/monitor/infographics?wave={ids.Wave}");
        Assert.Contains("nog open", page.Text("main"), StringComparison.Ordinal);
        var refused = await researcher.PostAsync($"/monitor/infographics?wave={ids.Wave}");
        Assert.Contains("nog open", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("infographic_work", "wave_id = @wave", new { wave = ids.Wave }));
    }

    [Fact]
    public async Task A_library_sees_its_own_and_its_schools_and_the_country_and_of_another_nothing()
    {
        var (_, library, _, ids) = Place();
        var (_, otherLibrary, otherSchool, other) = Place();
        World.Pictured(ids.Wave);
        World.Pictured(other.Wave);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        foreach (var unit in (Guid[])[ids.Library, ids.Location, ids.Country])
        {
            Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/monitor/infographics/{ids.Wave}/{unit}")).Status);
        }

        foreach (var unit in (Guid[])[other.Library, other.Location, other.Country])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/monitor/infographics/{other.Wave}/{unit}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/monitor/infographics/{other.Wave}/{unit}?handler=File&kind=svg")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/monitor/infographics/{ids.Wave}/{unit}")).Status);
        }

        var list = await leader.GetAsync("/monitor/infographics");
        Assert.DoesNotContain(otherLibrary.Name, list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(otherSchool.Name, list.Html, StringComparison.Ordinal);
        Assert.False(list.Has("form[method=post][action*='/monitor']"));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.PostAsync($"/monitor/infographics?wave={ids.Wave}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/monitor/infographics?wave={ids.Wave}&handler=All")).Status);
    }

    [Fact]
    public async Task A_principal_sees_the_own_school_only_and_another_institute_nothing()
    {
        var (_, _, school, ids) = Place();
        World.Pictured(ids.Wave);
        using var principal = house.SignIn(World.Principal(school));
        var one = await principal.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Location}");
        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await principal.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Library}")).Status);
        Assert.Equal([school.Name], (await principal.GetAsync("/monitor/infographics")).Texts(".ib-queue h2"));
        using var elsewhere = house.SignIn(World.Principal(World.School("secondary")));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Location}")).Status);
        using var stranger = house.SignIn(World.Researcher(World.Research()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Location}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/monitor/infographics?wave={ids.Wave}")).Status);
    }

    [Fact]
    public async Task A_file_stands_alone_and_says_the_same_in_the_language_that_was_asked()
    {
        var (_, library, _, ids) = Place();
        World.Pictured(ids.Wave);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var svg = await leader.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Library}?handler=File&kind=svg&lang=en&shape=square");
        Assert.Equal("image/svg+xml", svg.ContentType);
        Assert.Contains("Every star is a school", svg.Html, StringComparison.Ordinal);
        Assert.Contains("attachment", svg.Header("Content-Disposition"), StringComparison.Ordinal);
        var html = await leader.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Library}?handler=File&kind=html&lang=nl");
        Assert.Contains("Dezelfde cijfers als tabel", html.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/monitor/infographics/{ids.Wave}/{ids.Library}?handler=File&kind=exe")).Status);
    }

    [Fact]
    public void Around_the_application_the_database_keeps_the_same_rules()
    {
        var (_, library, _, ids) = Place();
        var (_, _, _, other) = Place();
        World.Pictured(ids.Wave);
        World.Pictured(other.Wave);
        var leader = World.ProgrammeLeader(library);
        using var around = AsApp.Enter(house, leader);
        Assert.Equal(4, around.One<int>("select count(*) from infographic"));
        Assert.Equal(-1, around.One<int>("select app.keep_infographics(@Wave, '[]', now())", new { ids.Wave }));
        Assert.Equal(-1, around.One<int>("select app.tell_infographics(@Wave, now())", new { ids.Wave }));
        Assert.False(around.One<bool>("select app.stop_infographics(@Wave)", new { ids.Wave }));
        Assert.Equal("gone", around.One<string>("select app.ask_infographics(@Wave, uuidv7(), uuidv7())", new { ids.Wave }));
        Assert.Equal("42501", around.Try("update infographic set name = 'x'"));
        Assert.Equal(0, around.One<int>("select count(*) from infographic_mail"));
        using var nobody = AsApp.Nobody(house);
        Assert.Equal(0, nobody.One<int>("select count(*) from infographic"));
    }
}
