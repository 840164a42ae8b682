using System.Net;
using InBeeld.Tests.Security;
using Npgsql;

namespace InBeeld.Tests.Places;

/// <summary>Computing who gets a place takes seconds: the page tells how far it is, it can be stopped, and nothing hangs.</summary>
public sealed class AllocationWorkTests(TestHouse house) : IClassFixture<TestHouse>
{
    // Held by somebody else, the first keeps a try from being written, the second keeps the question from being read.
    private const string Writing = "lock table allocation_outcome in exclusive mode", Reading = "lock table place_travel in access exclusive mode";

    private World World => house.World;

    [Fact]
    public async Task What_is_done_within_a_second_is_there_at_once()
    {
        var asked = Ask();
        using var coordinator = house.SignIn(World.Coordinator(asked.Town));
        var tried = await EndAsync(coordinator, await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync(asked.Page), "form[action*=Try]")));
        Assert.Equal("Poging 1: 2 van de 2 kinderen", tried.Text("#result h2"));
        Assert.Contains("Berekend in", tried.Text("#result"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("allocation_work", "allocation_id = @Id", new { asked.Id }));
    }

    [Fact]
    public async Task The_page_shows_that_it_computes_a_double_tap_is_one_and_nobody_else_sees_or_stops_it()
    {
        var asked = Ask();
        using var coordinator = house.SignIn(World.Coordinator(asked.Town));
        using var colleague = house.SignIn(World.Coordinator(asked.Town));
        using var far = house.SignIn(World.Coordinator(World.Municipality()));
        var page = await coordinator.GetAsync(asked.Page);
        var otherPage = await colleague.GetAsync(asked.Page);
        await using (await HoldAsync(Writing))
        {
            var sent = await coordinator.SubmitAsync(page, "form[action*=Try]");
            var again = await coordinator.SubmitAsync(page, "form[action*=Try]");
            Assert.Equal(sent.Location, again.Location);
            Assert.Equal(1, World.Count("allocation_work", "allocation_id = @Id", new { asked.Id }));

            var busy = await coordinator.FollowAsync(sent);
            Assert.Equal("Wij rekenen", busy.Text("#result h2"));
            Assert.True(busy.Has("progress[aria-labelledby=far]"));
            Assert.Contains("bezig", busy.Text("#busy"), StringComparison.Ordinal);
            Assert.False(busy.Has("form[action*=Try]"));

            // A colleague sees it too; with other choices it is refused, and they stay.
            Assert.True((await colleague.GetAsync(asked.Page)).Has("progress"));
            var refused = await colleague.SubmitAsync(otherPage, "form[action*=Try]", ("Extra", "17"));
            Assert.Contains("wordt al gerekend", refused.Text(".ib-errors"), StringComparison.Ordinal);
            Assert.Contains("value=\"17\"", refused.Html, StringComparison.Ordinal);

            // Only what changes is fetched.
            var part = await FarAsync(coordinator, asked.Page);
            Assert.True(part.Has("progress"), part.Html);
            Assert.DoesNotContain("<h1", part.Html, StringComparison.Ordinal);

            var run = World.One<Guid>("select run_id from allocation_work where allocation_id = @Id", new { asked.Id });
            Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync(asked.Page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await FarAsync(far, asked.Page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"{asked.Page}?handler=Stop&run={run}", ("keep", "false"))).Status);
            Assert.Equal(1, World.Count("allocation_work", "allocation_id = @Id and stop is null", new { asked.Id }));
        }

        Assert.Equal("Poging 1: 2 van de 2 kinderen", (await EndAsync(coordinator, await coordinator.GetAsync(asked.Page))).Text("#result h2"));
        Assert.Equal("true", (await FarAsync(coordinator, asked.Page)).Header("HX-Refresh"));
        // The same tap, later: what it gave is there already.
        Assert.Equal("Poging 1: 2 van de 2 kinderen", (await coordinator.FollowAsync(await coordinator.SubmitAsync(page, "form[action*=Try]"))).Text("#result h2"));
        Assert.Equal(1, World.Count("allocation_run", "allocation_id = @Id", new { asked.Id }));
    }

    [Fact]
    public async Task Stopped_with_the_best_so_far_it_is_a_try_that_says_so()
    {
        var asked = Ask();
        using var coordinator = house.SignIn(World.Coordinator(asked.Town));
        await using (await HoldAsync(Reading))
        {
            // As if it was just asked.
            World.Do("insert into allocation_work (allocation_id, run_id, session_id, settings) values (@Id, uuidv7(), @session, @Choices::jsonb)", new { asked.Id, session = coordinator.Session, Choices });
            await coordinator.SubmitAsync(await coordinator.GetAsync(asked.Page), "form[action*=Stop] [value=true]");
            var stopping = await coordinator.GetAsync(asked.Page);
            Assert.Equal("Wij stoppen", stopping.Text("#far"));
            Assert.False(stopping.Has("form[action*=Stop]"));
            await HeardAsync(asked.Id);
        }

        var stopped = await EndAsync(coordinator, await coordinator.GetAsync(asked.Page));
        Assert.StartsWith("Poging 1:", stopped.Text("#result h2"), StringComparison.Ordinal);
        Assert.Contains("Gestopt na", stopped.Text("#result"), StringComparison.Ordinal);
        Assert.Contains("7 plekken meer", stopped.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thrown_away_nothing_is_kept_and_it_can_be_computed_again()
    {
        var asked = Ask();
        using var coordinator = house.SignIn(World.Coordinator(asked.Town));
        PageAnswer stopped;
        await using (await HoldAsync(Writing))
        {
            var busy = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync(asked.Page), "form[action*=Try]", ("Extra", "3")));
            stopped = await EndAsync(coordinator, await coordinator.FollowAsync(await coordinator.SubmitAsync(busy, "form[action*=Stop] [value=false]")));
        }

        Assert.Contains("Gestopt. Er is niets bewaard.", stopped.Text("#over"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("allocation_run", "allocation_id = @Id", new { asked.Id }));
        Assert.Equal("3", stopped.Document.QuerySelector("#try [name=Extra]")!.GetAttribute("value"));
        var again = await EndAsync(coordinator, await coordinator.FollowAsync(await coordinator.SubmitAsync(stopped, "#over form")));
        Assert.Equal("Poging 1: 2 van de 2 kinderen", again.Text("#result h2"));
        Assert.Contains("3 plekken meer", again.Text("main"), StringComparison.Ordinal);
        Assert.False(again.Has("#over"));
    }

    [Fact]
    public async Task After_a_restart_of_the_server_the_page_says_so_and_computes_again()
    {
        var asked = Ask();
        using var coordinator = house.SignIn(World.Coordinator(asked.Town));
        // As if another server had taken it a minute ago and is silent since.
        World.Do("insert into allocation_work (allocation_id, run_id, session_id, settings, asked_at, beat_at) values (@Id, uuidv7(), @session, @Choices::jsonb, now() - interval '65 seconds', now() - interval '1 minute')", new { asked.Id, session = coordinator.Session, Choices });
        var page = await coordinator.GetAsync(asked.Page);
        Assert.Contains("doordat de server opnieuw is gestart", page.Text("#over"), StringComparison.Ordinal);
        Assert.False(page.Has("progress"));
        var again = await EndAsync(coordinator, await coordinator.FollowAsync(await coordinator.SubmitAsync(page, "#over form")));
        Assert.Equal("Poging 1: 2 van de 2 kinderen", again.Text("#result h2"));
        Assert.Contains("7 plekken meer", again.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_in_numbers_how_far_it_is()
    {
        var asked = Ask();
        using var coordinator = house.SignIn(World.Coordinator(asked.Town));
        // Another server computes it, and told this just now.
        World.Do("""
            insert into allocation_work (allocation_id, run_id, session_id, settings, so_far, asked_at, beat_at)
              values (@Id, uuidv7(), @session, @Choices::jsonb, '{"round": 2, "rounds": 3, "asked": 150, "children": 112, "parts": 190, "share": 0.4}', now() - interval '5 seconds', now())
            """, new { asked.Id, session = coordinator.Session, Choices });
        var page = await coordinator.GetAsync(asked.Page);
        Assert.Equal("Ronde 2 van 3", page.Text("#far"));
        Assert.Equal("40", page.Document.QuerySelector("progress")!.GetAttribute("value"));
        Assert.Contains("112 van de 150 kinderen: 190 dagdelen per week", page.Text("#busy"), StringComparison.Ordinal);
        Assert.Matches("[5-9] seconden bezig", page.Text("#busy"));
    }

    [Fact]
    public async Task Who_was_signed_out_meanwhile_keeps_nothing()
    {
        var asked = Ask();
        var hanna = World.Coordinator(asked.Town);
        using var coordinator = house.SignIn(hanna);
        using var gone = house.SignIn(hanna);
        gone.EndSession();
        World.Do("insert into allocation_work (allocation_id, run_id, session_id, settings) values (@Id, uuidv7(), @session, @Choices::jsonb)", new { asked.Id, session = gone.Session, Choices });
        Assert.Contains("Je bent intussen uitgelogd", (await EndAsync(coordinator, await coordinator.GetAsync(asked.Page))).Text("#over"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("allocation_run", "allocation_id = @Id", new { asked.Id }));
    }

    [Fact]
    public void The_database_itself_shows_a_computation_to_the_coordinators_of_that_town_only()
    {
        var asked = Ask();
        var (hanna, elsewhere) = (World.Coordinator(asked.Town), World.Coordinator(World.Municipality()));
        var session = World.Session(hanna);
        World.Do("insert into allocation_work (allocation_id, run_id, session_id, settings, beat_at) values (@Id, uuidv7(), @session, @Choices::jsonb, now())", new { asked.Id, session, Choices });
        const string see = "select allocation_id from allocation_work", stop = "update allocation_work set stop = 'drop'", ask = "select app.ask_allocation_work(gen_random_uuid(), @Id, @session, '{}')";
        using var own = AsApp.Enter(house, hanna);
        Assert.Equal([asked.Id], own.List<Guid>(see));
        // In one's own name only, and nothing of it is changed past the stop.
        Assert.Equal("42501", own.Try(ask, new { asked.Id, session = World.Session(elsewhere) }));
        Assert.Equal("42501", own.Try("update allocation_work set settings = '{}'"));
        Assert.Equal("42501", own.Try("delete from allocation_work"));
        foreach (var other in new[] { elsewhere, World.Care(World.School(municipality: asked.Town)), World.TeamLead(World.Team(asked.Town)) })
        {
            var theirs = World.Session(other);
            using var around = AsApp.Enter(house, theirs);
            Assert.Empty(around.List<Guid>(see));
            Assert.Equal("0 rows", around.Try(stop));
            Assert.Equal("42501", around.Try(ask, new { asked.Id, session = theirs }));
        }
    }

    private static string Choices => """{"extra": 7, "mostMinutes": 30, "useOffers": true, "stay": true}""";

    private sealed record Begun(Organisation Town, Guid Id)
    {
        public string Page => $"/allocation/{Id}";
    }

    // A school of the town asked a place for two children, in a library with room for them.
    private Begun Ask()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var (monday, series, id) = (World.Clock.Day.AddDays(14 - (((int)World.Clock.Day.DayOfWeek + 6) % 7)), Guid.CreateVersion7(), Guid.CreateVersion7());
        World.Room(library, 4).Slot(monday, supervised: school, series: series);
        World.Do("""
            insert into allocation (id, municipality_id, name, starts, ends, requests_until, by_person, at) values (@id, @town, 'Herfst', @monday, @monday + 20, @monday - 3, @by, now());
            insert into place_request (id, allocation_id, pupil_id, school_id, want, parts, by_person, at) select uuidv7(), @id, p, @school, 1, '{1m}', @by, now() from unnest(@children) p;
            """, new { id, town = town.Id, monday, school = school.Id, by = World.Coordinator(town).Id, children = new[] { World.Pupil(group).Id, World.Pupil(group).Id } });
        return new Begun(town, id);
    }

    private static async Task<PageAnswer> FarAsync(Visitor visitor, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("HX-Target", "busy");
        return await visitor.SendAsync(request);
    }

    private static async Task<PageAnswer> EndAsync(Visitor visitor, PageAnswer page)
    {
        for (var n = 0; n < 300 && page.Has("progress"); n++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            page = await visitor.GetAsync(page.Path);
        }

        return page;
    }

    // The node has told how far it is after somebody asked it to stop, and so has heard it.
    private async Task HeardAsync(Guid allocation)
    {
        var moment = World.One<DateTime>("select now()");
        for (var n = 0; n < 300; n++)
        {
            if (World.Count("allocation_work", "allocation_id = @allocation and beat_at > @moment", new { allocation, moment }) > 0)
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The node is silent.");
    }

    private async Task<IAsyncDisposable> HoldAsync(string sql)
    {
        var hold = await house.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("begin; " + sql, hold);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return hold;
    }
}
