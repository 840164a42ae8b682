using System.Net;

namespace InBeeld.Tests.Privacy;

/// <summary>The privacy officer's watch: refusals, the journal by person, child and day, the chain, and the notices.</summary>
public sealed class WatchAccessTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task What_was_refused_is_shown_with_who_asked()
    {
        var scene = new Scene(World);
        var teacher = scene.People[Kernel.Access.Role.Teacher];
        using (var visitor = house.SignIn(teacher))
        {
            await visitor.GetAsync($"/children/{scene.Children[Scene.Far].Id}");
        }

        World.Do("select app.seal_journal()");
        using var privacy = house.SignIn(scene.People[Kernel.Access.Role.Privacy]);
        var page = await privacy.GetAsync("/access");
        Assert.Contains(page.Texts("tbody tr"), r => r.StartsWith(teacher.Name.Full, StringComparison.Ordinal) && r.Contains("Vroeg iets dat niet mocht", StringComparison.Ordinal));
        Assert.Contains(page.Texts("dd"), d => d.Length == 64 && d.All(char.IsAsciiHexDigitLower));
        Assert.All((await privacy.GetAsync("/access/journal?kind=refused")).Texts("td.ib-a-last"), t => Assert.StartsWith("Vroeg iets dat niet mocht", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journal_is_searched_by_person_by_child_and_by_day()
    {
        var (child, other) = (World.Pupil(surname: "Zoekmij", born: new DateOnly(2014, 1, 2)), World.Pupil());
        var (one, two) = (World.Care(child.School), World.Care(other.School));
        World.Do("""
            insert into journal_inbox (at, person_id, kind, use_case, pupils) values ('2026-03-01T10:00Z', @one, 'read', 'open card', array[@child]), ('2026-03-02T10:00Z', @one, 'read', 'open family', array[@other]), ('2026-03-02T22:59Z', @two, 'write', 'log contact', array[@child]), ('2026-03-02T23:01Z', @two, 'read', 'open needs', array[@child]);
            select app.seal_journal()
            """, new { one = one.Id, two = two.Id, child = child.Id, other = other.Id });
        using var privacy = house.SignIn(World.PrivacyOfficer());
        foreach (var (query, sentences) in new[]
        {
            ($"who={one.Id}", new[] { "Opende het gezin", "Opende de kaart" }),
            ($"child={child.Id}&since=2026-01-01&until=2026-12-31", ["Opende wat er speelt", "Legde contact vast", "Opende de kaart"]),
            // The day of Amsterdam: the last minute before midnight is in, the first after it is not.
            ($"child={child.Id}&since=2026-03-02&until=2026-03-02", ["Legde contact vast"]),
            ($"who={two.Id}&kind=write", ["Legde contact vast"]),
            ($"who={one.Id}&child={child.Id}", ["Opende de kaart"]),
            ($"who={one.Id}&since=2026-03-03", []),
        })
        {
            var page = await privacy.GetAsync("/access/journal?" + query);
            Assert.Equal((query, string.Join("; ", sentences)), (query, string.Join("; ", page.Document.QuerySelectorAll("td.ib-a-last").Select(t => t.FirstChild!.TextContent.Trim()))));
        }

        var people = await privacy.PostAsync("/access/journal?handler=Person", ("Person", one.Name.Full[..^2]));
        Assert.True(people.Has($"a[href='/access/journal?who={one.Id}']"));
        var children = await privacy.PostAsync("/access/journal?handler=Child", ("Surname", "zoekmij"), ("Born", "2014-01-02"));
        Assert.True(children.Has($"a[href='/access/journal?child={child.Id}']"));
        Assert.Contains("Niemand gevonden", (await privacy.PostAsync("/access/journal?handler=Child", ("Surname", "zoekmij"), ("Born", "2014-01-03"))).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_is_paged_and_no_line_is_lost()
    {
        var who = World.Person();
        World.Do("insert into journal_inbox (person_id, kind, use_case, reason) select @Id, 'read', 'open card', n::text from generate_series(1, 120) n; select app.seal_journal()", new { who.Id });
        using var privacy = house.SignIn(World.PrivacyOfficer());
        var (seen, path) = (0, (string?)$"/access/journal?who={who.Id}");
        for (var i = 0; path is not null && i < 5; i++)
        {
            var page = await privacy.GetAsync(path);
            seen += page.Texts("tbody tr").Count;
            path = page.Document.QuerySelector("footer a[href*='before=']")?.GetAttribute("href");
        }

        Assert.Equal(120, seen);
    }

    [Fact]
    public async Task Others_do_not_watch_and_the_database_gives_them_nothing()
    {
        var scene = new Scene(World);
        foreach (var role in Kernel.Access.Role.All.Where(r => r != Kernel.Access.Role.Privacy))
        {
            using var visitor = house.SignIn(scene.People[role]);
            Assert.Equal((role, HttpStatusCode.Forbidden), (role, (await visitor.GetAsync("/access")).Status));
            Assert.Equal((role, HttpStatusCode.Forbidden), (role, (await visitor.GetAsync("/access/journal")).Status));
            using var around = Security.AsApp.Enter(house, scene.People[role]);
            Assert.Empty(around.List<long>("select seq from app.search_journal(null, null, null, null, null, null, 10)"));
            Assert.Equal("42501", around.Try("select * from app.find_for_privacy('x', '2014-01-01')"));
            Assert.Equal("42501", around.Try("select * from exact_search"));
            Assert.Equal("42501", around.Try("select * from family_link"));
        }
    }

    [Fact]
    public async Task A_notice_is_shown_until_it_is_read_and_then_says_who_read_it()
    {
        var officer = World.PrivacyOfficer();
        World.Do("update notice set seen_at = now() where to_role = 'privacy'; insert into notice (to_role, kind, args) values ('privacy', 'emergency', '[\"Hanna Torenvalk\", \"Zonderdam\"]')");
        using var privacy = house.SignIn(officer);
        var page = await privacy.GetAsync("/access");
        Assert.Contains("Hanna Torenvalk (Zonderdam) nam spoedtoegang tot een kind", page.Text("form[action='/notices/seen']") + page.Text("main"), StringComparison.Ordinal);
        var after = await privacy.FollowAsync(await privacy.SubmitAsync(page, "form[action='/notices/seen']"));
        Assert.False(after.Has("form[action='/notices/seen']"));
        Assert.Contains($"Gelezen door {officer.Name.Full}", after.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_of_somebody_else_is_not_marked_as_read()
    {
        var other = World.Person();
        var id = Guid.CreateVersion7();
        World.Do("insert into notice (id, to_person_id, kind) values (@id, @other, 'worry-answered')", new { id, other = other.Id });
        using var teacher = house.SignIn(World.Teacher().Of(World.Group()));
        await teacher.PostAsync("/notices/seen", ("notice", id.ToString()));
        Assert.Equal(1, World.Count("notice", "id = @id and seen_at is null", new { id }));
    }

    [Fact]
    public async Task Back_after_reading_stays_within_the_house()
    {
        using var teacher = house.SignIn(World.Teacher().Of(World.Group()));
        Assert.Equal("/", (await teacher.PostAsync("/notices/seen", ("notice", Guid.CreateVersion7().ToString()), ("back", "https://elders.example/"))).Location);
    }
}
