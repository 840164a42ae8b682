using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Monitor;

/// <summary>Figures of a closed wave, frozen groups, and a library beside others.</summary>
public sealed class FigureTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    /// <summary>A closed wave in which the first library says 40 and the others these.</summary>
    private (Organisation Research, Organisation Library, Guid Wave) Closed(params decimal[] others)
    {
        var (research, library) = (World.Research(), World.Library(World.Municipality()));
        var wave = World.Wave(research, [library], locations: 3, state: "closed", outside: others.Length);
        World.Answers(wave, [40, .. others]);
        return (research, library, wave);
    }

    private async Task ComputeAsync(Organisation research, Guid wave)
    {
        using var vera = house.SignIn(World.Researcher(research));
        Assert.Equal(HttpStatusCode.Redirect, (await vera.PostAsync($"/monitor/waves/{wave}/figures?handler=Compute")).Status);
    }

    [Fact]
    public async Task A_researcher_computes_a_closed_wave_opens_a_figure_and_computes_it_again_byte_for_byte()
    {
        var (research, _, wave) = Closed(10, 20, 30, 50, 60, 70);
        using var vera = house.SignIn(World.Researcher(research));
        var empty = await vera.GetAsync($"/monitor/waves/{wave}/figures");
        Assert.Contains("Er is nog niets berekend", empty.Text("main"), StringComparison.Ordinal);
        var made = await vera.FollowAsync(await vera.SubmitAsync(empty, "form[action*=Compute]"));
        // Four indicators of the country and of seven libraries.
        Assert.Contains("32 cijfers berekend", made.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Contains("100 %", made.Text("main"), StringComparison.Ordinal);
        Assert.Contains("21 van 21", made.Text("main"), StringComparison.Ordinal);
        var hashes = World.List<string>("select sha256 from wave_figure where wave_id = @wave order by unit_id, indicator", new { wave });
        var country = World.One<Guid>("select id from wave_unit where wave_id = @wave and level = 'country'", new { wave });
        var figure = await vera.GetAsync($"/monitor/figures/{wave}/cooperates/{country}");
        Assert.Contains("dezelfde bytes", figure.Text("main"), StringComparison.Ordinal);
        Assert.Contains("School 001", figure.Text("table"), StringComparison.Ordinal);
        Assert.Contains("Telt mee: ja", figure.Text("table"), StringComparison.Ordinal);
        var record = await vera.GetAsync($"/monitor/figures/{wave}/cooperates/{country}?handler=Record");
        Assert.Equal(World.One<string>("select sha256 from wave_figure where unit_id = @country and indicator = 'cooperates'", new { country }), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(record.Body)));
        Assert.Contains("alle 32 cijfers zijn gelijk", (await vera.FollowAsync(await vera.SubmitAsync(made, "form[action*=Check]"))).Text(".ib-notice"), StringComparison.Ordinal);
        await vera.SubmitAsync(made, "form[action*=Compute]");
        Assert.Equal(hashes, World.List<string>("select sha256 from wave_figure where wave_id = @wave order by unit_id, indicator", new { wave }));
        Assert.StartsWith("text/csv", (await vera.GetAsync($"/monitor/waves/{wave}/figures?handler=Export&as=csv")).ContentType, StringComparison.Ordinal);

        // Another answer: two figures differ, and the check says so.
        World.Do("update wave_answer set number = 41 where unit_id = @unit and item = 'share'", new { unit = World.LibrariesIn(wave)[0] });
        Assert.Contains("30 cijfers zijn gelijk en 2 anders", (await vera.FollowAsync(await vera.SubmitAsync(made, "form[action*=Check]"))).Text(".ib-notice"), StringComparison.Ordinal);
        World.Do("update wave_figure set record = replace(record, '\"1/1\"', '\"1\"') || ' ' where unit_id = @country and indicator = 'cooperates'", new { country });
        Assert.Contains("het komt anders uit", (await vera.GetAsync($"/monitor/figures/{wave}/cooperates/{country}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_wave_is_not_computed()
    {
        var research = World.Research();
        var wave = World.Wave(research, [World.Library(World.Municipality())]);
        using var vera = house.SignIn(World.Researcher(research));
        Assert.Contains("als de peiling gesloten is", (await vera.PostAsync($"/monitor/waves/{wave}/figures?handler=Compute")).Text(".ib-errors"), StringComparison.Ordinal);
        using var around = AsApp.Enter(house, World.Researcher(research));
        Assert.Equal("open", around.One<string>("select app.keep_figures(@wave, '{}', '[]', '[]', '[]', now())", new { wave }));
        Assert.Equal(0, World.Count("wave_computation", "wave_id = @wave", new { wave }));
    }

    [Fact]
    public async Task A_library_sees_itself_beside_the_middle_and_the_half_around_it_in_one_query()
    {
        var (research, library, wave) = Closed(10, 15, 20, 25, 30, 50, 55, 60, 65, 70);
        await ComputeAsync(research, wave);
        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        var asked = await house.Queries(() => nadia.GetAsync("/monitor/dashboard?group=us"));
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n", asked.OfThePage));
        Assert.True(asked.Answer.Status == HttpStatusCode.OK, string.Join("\n", house.Logged));
        var page = asked.Answer.Text("main");
        Assert.Contains("Jullie: 40,0.", page, StringComparison.Ordinal);
        // 10 15 20 25 30 40 50 55 60 65 70: itself counts in the country, not among those most like it.
        Assert.Contains("Nederland: het midden is 40,0; 5 hoger, 0 gelijk, 5 lager.", page, StringComparison.Ordinal);
        Assert.Contains("22,5 en 57,5", page, StringComparison.Ordinal);
        Assert.Contains("zonder jullie", page, StringComparison.Ordinal);
        Assert.Contains("6 van 11 bibliotheken zeggen ja", page, StringComparison.Ordinal);
        Assert.Equal("40", World.One<string>("select middle from wave_group_figure where unit_id = @unit and indicator = 'share' and kind = 'nearest'", new { unit = World.LibrariesIn(wave)[0] }));
        Assert.True(asked.Answer.Has("svg[role=img] desc"));
        var file = await nadia.GetAsync("/monitor/dashboard?handler=Export&as=csv");
        Assert.Contains("share;", file.Html, StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'export dashboard'"));
        var own = await nadia.GetAsync($"/monitor/figures/{wave}/pupils/{World.LibrariesIn(wave)[0]}");
        Assert.Contains("School 003", own.Text("table"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nadia.GetAsync($"/monitor/figures/{wave}/pupils/{World.LibrariesIn(wave)[1]}")).Status);
    }

    [Fact]
    public async Task Beside_fewer_than_ten_others_there_is_a_middle_and_no_half_around_it_and_what_is_kept_is_rounded()
    {
        var (research, library, wave) = Closed(10, 20, 30.06m, 30.05m, 60, 70);
        await ComputeAsync(research, wave);
        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        var page = (await nadia.GetAsync("/monitor/dashboard?group=us")).Text("main");
        Assert.Contains("Bij minder dan 10 andere bibliotheken tonen we alleen het midden.", page, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("wave_group_figure", "wave_id = @wave and (low is not null or high is not null)", new { wave }));
        // Between 30.05 and 30.06; from the exact number it would follow which two are in the middle.
        Assert.Equal("301/10", World.One<string>("select middle from wave_group_figure where unit_id = @unit and indicator = 'share' and kind = 'nearest'", new { unit = World.LibrariesIn(wave)[0] }));
    }

    [Fact]
    public async Task A_group_with_fewer_than_five_others_shows_nothing_and_keeps_nothing()
    {
        var (research, library, wave) = Closed(10, 20, 30, 50);
        await ComputeAsync(research, wave);
        using var nadia = house.SignIn(World.LibraryPlanner(library));
        var page = (await nadia.GetAsync("/monitor/dashboard?group=us")).Text("main");
        Assert.Contains("Geen groep is groot genoeg", page, StringComparison.Ordinal);
        Assert.Contains("minder dan 5 andere bibliotheken", page, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("wave_group_figure", "wave_id = @wave and (middle is not null or above is not null or yes is not null)", new { wave }));
        Assert.Throws<Npgsql.PostgresException>(() => World.Do("update wave_group_figure set middle = '1' where wave_id = @wave", new { wave }));
    }

    [Fact]
    public async Task A_line_over_the_years_goes_on_with_the_same_questions_and_stops_where_nobody_said_they_stayed_the_same()
    {
        var (research, library) = (World.Research(), World.Library(World.Municipality()));
        var waves = new List<Guid>();
        foreach (var (year, version) in new[] { (2022, 1), (2023, 1), (2024, 2) })
        {
            var wave = World.Wave(research, [library], state: "closed", year: year);
            World.Do("update wave set questionnaire_version = @version, definition = replace(definition, '\"version\": 1', '\"version\": ' || @version) where id = @wave", new { wave, version });
            World.Answers(wave, year - 2000);
            await ComputeAsync(research, wave);
            waves.Add(wave);
        }

        using var nadia = house.SignIn(World.ProgrammeLeader(library));
        var page = await nadia.GetAsync("/monitor/dashboard?group=us");
        Assert.Contains("2022-2023: 22,0, 2023-2024: 23,0, 2024-2025: 24,0", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Waar de lijn stopt is de vraag veranderd", page.Text("main"), StringComparison.Ordinal);
        // Of each of the two indicators one piece of line: between the first two years.
        Assert.Equal(2, page.Document.QuerySelectorAll("svg.ib-plot line.path").Length);
        Assert.Contains("Jullie: 22,0.", (await nadia.GetAsync($"/monitor/dashboard?group=us&wave={waves[0]}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nadia.GetAsync($"/monitor/dashboard?wave={Guid.CreateVersion7()}")).Status);
    }

    [Fact]
    public async Task Around_the_application_a_library_reads_its_own_figures_only_and_nobody_writes()
    {
        var (research, library, wave) = Closed(10, 20, 30, 50, 60, 70);
        await ComputeAsync(research, wave);
        var own = World.LibrariesIn(wave)[0];
        string[] tables = ["wave_computation", "wave_figure", "wave_group", "wave_group_member", "wave_group_figure"];
        using (var leader = AsApp.Enter(house, World.ProgrammeLeader(library)))
        {
            Assert.Equal([own], leader.List<Guid>("select distinct unit_id from wave_figure"));
            Assert.Equal([own], leader.List<Guid>("select distinct unit_id from wave_group_figure"));
            Assert.Equal(1, leader.One<int>("select count(*)::integer from wave_computation"));
            Assert.Equal(0, leader.One<int>("select (select count(*) from wave_group)::integer + (select count(*) from wave_group_member)::integer"));
            Assert.Equal("gone", leader.One<string>("select app.keep_figures(@wave, '{}', '[]', '[]', '[]', now())", new { wave }));
            Assert.All(tables, t => Assert.Equal("42501", leader.Try($"delete from {t}")));
            Assert.Equal("42501", leader.Try("select app.put_figures(w, null, '{}', '[]', '[]', '[]', now()) from wave w"));
        }

        foreach (var stranger in new[] { World.Librarian(library), World.ProgrammeLeader(World.Library(World.Municipality())), World.Researcher(World.Research()), World.Principal(World.School()) })
        {
            using var around = AsApp.Enter(house, stranger);
            Assert.All(tables, t => Assert.Equal(0, around.One<int>($"select count(*)::integer from {t}")));
        }

        using var nobody = AsApp.Nobody(house);
        Assert.All(tables, t => Assert.Equal(0, nobody.One<int>($"select count(*)::integer from {t}")));
        using var vera = AsApp.Enter(house, World.Researcher(research));
        Assert.All(tables, t => Assert.True(vera.One<int>($"select count(*)::integer from {t}") > 0));
    }
}
