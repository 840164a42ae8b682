using System.Net;
using System.Text.Json;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;
using Npgsql;

namespace InBeeld.Tests.Monitor;

/// <summary>What everybody may see of a wave: looked at, published, read by everybody, kept in the ledger, withdrawn.</summary>
public sealed class PublicationTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly World world = house.World;

    [Fact]
    public async Task Everybody_reads_what_was_published_and_nothing_that_is_hidden()
    {
        var (research, wave) = Land();
        var preview = await Preview(research, wave);
        Assert.Contains("verborgen", preview.Text("main"), StringComparison.Ordinal);
        using var by = house.SignIn(world.Researcher(research));
        var kept = await PublishAsync(by, wave);
        Assert.Equal("/monitor/publications", kept.Location);
        var id = world.One<Guid>("select id from publication where wave_id = @wave and kind = 'open-data'", new { wave });

        using var anybody = house.Visitor();
        var list = await anybody.OpenAsync("/open-data/monitor");
        Assert.Contains(list.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/open-data/monitor/{id}");
        var lines = (await anybody.GetAsync($"/open-data/monitor/{id}/data.csv")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("school_year,indicator,label_nl,label_en,level,code,place,status,value,unit,k,n,unknown", lines[0], StringComparison.Ordinal);
        var cells = lines.Skip(1).Select(l => l.Split(',')).Where(c => c[1] == "cooperates").ToDictionary(c => c[6], c => c);
        // 27 of 40 schools; in Klein 17 of 20 and in Groot 10 of 20. The 3 that do not are hidden, and so is what would tell them.
        Assert.Equal(("shown", "27", "40"), (cells["Nederland"][7], cells["Nederland"][10], cells["Nederland"][11]));
        Assert.Equal(("hidden", "", ""), (cells["Klein"][7], cells["Klein"][8], cells["Klein"][10]));
        Assert.Equal(("hidden", ""), (cells["Groot"][7], cells["Groot"][10]));
        Assert.DoesNotContain(lines, l => l.Contains("too-few", StringComparison.Ordinal) || l.Contains("protected", StringComparison.Ordinal));

        var page = await anybody.OpenAsync($"/open-data/monitor/{id}");
        Assert.Contains("68 %", page.Text("main"), StringComparison.Ordinal);
        using var metadata = JsonDocument.Parse((await anybody.GetAsync($"/open-data/monitor/{id}/metadata.jsonld")).Html);
        Assert.Equal("dcat:Dataset", metadata.RootElement.GetProperty("@type").GetString());
        Assert.EndsWith($"/open-data/monitor/{id}/data.csv", metadata.RootElement.GetProperty("dcat:distribution").GetProperty("dcat:downloadURL").GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.Equal(13, metadata.RootElement.GetProperty("dcat:distribution").GetProperty("csvw:tableSchema").GetProperty("csvw:column").GetArrayLength());
        using var catalog = JsonDocument.Parse((await anybody.GetAsync("/open-data/monitor/catalog.jsonld")).Html);
        Assert.Contains(catalog.RootElement.GetProperty("dcat:dataset").EnumerateArray(), d => d.GetProperty("dct:identifier").GetString() == id.ToString());
    }

    [Fact]
    public async Task The_same_is_not_published_twice_and_answers_that_changed_meanwhile_are_looked_at_again()
    {
        var (research, wave) = Land();
        using var by = house.SignIn(world.Researcher(research));
        var seen = await SeenAsync(by, wave);
        world.Do("update wave_answer set number = 1 where wave_id = @wave and item = 'cooperates' and unit_id in (select id from wave_unit where wave_id = @wave and code like 'groot-4-%')", new { wave });
        var old = await by.PostAsync($"/monitor/waves/{wave}/publish", ("Id", Guid.CreateVersion7().ToString()), ("Seen", seen));
        Assert.Contains("intussen iets veranderd", old.Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, world.One<long>("select count(*) from publication where wave_id = @wave", new { wave }));
        Assert.Equal(HttpStatusCode.Redirect, (await PublishAsync(by, wave)).Status);
        // Once more, decided again beside the first: nothing new is told.
        var again = await by.OpenAsync($"/monitor/waves/{wave}/publish");
        Assert.Contains("Precies dit is al gepubliceerd", again.Text("main"), StringComparison.Ordinal);
        var twice = await by.PostAsync($"/monitor/waves/{wave}/publish", ("Id", Guid.CreateVersion7().ToString()), ("Seen", world.One<string>("select sha256 from publication where wave_id = @wave", new { wave })));
        Assert.Contains("Precies dit is al gepubliceerd", twice.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, world.One<long>("select count(*) from publication where wave_id = @wave", new { wave }));
    }

    [Fact]
    public async Task A_double_click_publishes_once_and_is_journalled_once()
    {
        var (research, wave) = Land();
        using var by = house.SignIn(world.Researcher(research));
        (string Name, string? Value)[] form = [("Id", Guid.CreateVersion7().ToString()), ("Seen", await SeenAsync(by, wave))];
        var before = world.Journalled("use_case = 'publish open data'");
        foreach (var _ in (int[])[1, 2])
        {
            Assert.Equal("/monitor/publications", (await by.PostAsync($"/monitor/waves/{wave}/publish", form)).Location);
        }

        Assert.Equal(1, world.One<long>("select count(*) from publication where wave_id = @wave", new { wave }));
        Assert.Equal(before + 1, world.Journalled("use_case = 'publish open data'"));
        Assert.Equal("42501", AsApp.Enter(house, world.Researcher(research)).Try($"select app.put_publication('{wave}', uuidv7(), null, 'open-data', null, '{{}}', '[]', '[]', now())"));
    }

    [Fact]
    public async Task After_a_correction_a_new_edition_is_safe_beside_the_old_one()
    {
        var (research, wave) = Land();
        using var by = house.SignIn(world.Researcher(research));
        await PublishAsync(by, wave);
        world.Do("update wave_answer set number = 1 where wave_id = @wave and item = 'cooperates' and unit_id in (select id from wave_unit where wave_id = @wave and code in ('groot-4-0', 'groot-4-1'))", new { wave });
        Assert.Equal(HttpStatusCode.Redirect, (await PublishAsync(by, wave)).Status);
        Assert.Equal([1, 2], world.List<int>("select edition::integer from publication where wave_id = @wave order by edition", new { wave }));
        using var anybody = house.Visitor();
        var first = await anybody.OpenAsync($"/open-data/monitor/{world.One<Guid>("select id from publication where wave_id = @wave and edition = 1", new { wave })}");
        Assert.Contains("nieuwere editie", first.Text("main"), StringComparison.Ordinal);
        // The country is told again, the province with 3 still is not, in either.
        Assert.Equal(["27", "29"], world.List<string>("select k from publication_figure f join publication p on p.id = f.publication_id join wave_unit u on u.id = f.unit_id where p.wave_id = @wave and u.level = 'country' and f.indicator = 'cooperates' order by p.edition", new { wave }));
        Assert.Equal(0, world.One<long>("select count(*) from publication_figure f join publication p on p.id = f.publication_id join wave_unit u on u.id = f.unit_id where p.wave_id = @wave and u.name = 'Klein' and f.indicator = 'cooperates' and f.k is not null", new { wave }));
    }

    [Fact]
    public async Task Withdrawing_asks_why_takes_it_off_the_pages_and_stays_in_the_ledger()
    {
        var (research, wave) = Land();
        using var by = house.SignIn(world.Researcher(research));
        await PublishAsync(by, wave);
        var id = world.One<Guid>("select id from publication where wave_id = @wave", new { wave });
        var without = await by.PostAsync("/monitor/publications?handler=Withdraw", ("Publication", id.ToString()), ("Reason", " "));
        Assert.Contains("Schrijf waarom", without.Text("main"), StringComparison.Ordinal);
        await by.PostAsync("/monitor/publications?handler=Withdraw", ("Publication", id.ToString()), ("Reason", "Een bibliotheek telde dubbel."));
        using var anybody = house.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/open-data/monitor/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/open-data/monitor/{id}/data.csv")).Status);
        Assert.Contains("Een bibliotheek telde dubbel.", (await by.OpenAsync("/monitor/publications")).Text("main"), StringComparison.Ordinal);
        // It can be published again, as the next edition.
        await PublishAsync(by, wave);
        Assert.Equal(2, world.One<int>("select max(edition)::integer from publication where wave_id = @wave", new { wave }));
    }

    [Fact]
    public void What_was_published_cannot_be_changed_not_even_by_the_owner_of_the_tables()
    {
        var (research, wave) = Land();
        var id = Guid.CreateVersion7();
        world.Do("insert into publication (id, wave_id, institute_id, kind, edition, level, policy, indicators, shown, hidden, sha256, by_person, at) select @id, w.id, w.institute_id, 'open-data', 1, 'province', '{}', '{}', 1, 0, repeat('a', 64), w.by_person, now() from wave w where w.id = @wave", new { id, wave });
        Assert.NotEqual(Guid.Empty, research.Id);
        Assert.Throws<PostgresException>(() => world.Do("update publication set shown = 2 where id = @id", new { id }));
        Assert.Throws<PostgresException>(() => world.Do("delete from publication where id = @id", new { id }));
    }

    [Fact]
    public async Task Another_institute_neither_sees_nor_publishes_it_and_an_open_wave_is_not_published()
    {
        var (research, wave) = Land();
        using var other = house.SignIn(world.Researcher(world.Research()));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/monitor/waves/{wave}/publish")).Status);
        using var by = house.SignIn(world.Researcher(research));
        await PublishAsync(by, wave);
        Assert.DoesNotContain("Monitor 2025", (await other.OpenAsync("/monitor/publications")).Text("main"), StringComparison.Ordinal);
        var id = world.One<Guid>("select id from publication where wave_id = @wave", new { wave });
        await other.PostAsync("/monitor/publications?handler=Withdraw", ("Publication", id.ToString()), ("Reason", "Weg ermee."));
        Assert.Equal(0, world.One<long>("select count(*) from publication where id = @id and withdrawn_at is not null", new { id }));
        world.Do("update wave set state = 'open', closed_at = null where id = @wave", new { wave });
        Assert.Contains("als de peiling gesloten is", (await by.OpenAsync($"/monitor/waves/{wave}/publish")).Text("main"), StringComparison.Ordinal);
    }

    private async Task<PageAnswer> Preview(Organisation research, Guid wave)
    {
        using var by = house.SignIn(world.Researcher(research));
        return await by.OpenAsync($"/monitor/waves/{wave}/publish");
    }

    private static async Task<string> SeenAsync(Visitor by, Guid wave) => (await by.OpenAsync($"/monitor/waves/{wave}/publish")).Document.QuerySelectorAll("input[name=Seen]").Single().GetAttribute("value")!;

    private static async Task<PageAnswer> PublishAsync(Visitor by, Guid wave) =>
        await by.PostAsync($"/monitor/waves/{wave}/publish", ("Id", Guid.CreateVersion7().ToString()), ("Seen", await SeenAsync(by, wave)));

    /// <summary>A closed wave: two provinces, each with five libraries of four schools; in Klein 17 of 20 schools work together, in Groot 10.</summary>
    private (Organisation Research, Guid Wave) Land()
    {
        var research = world.Research();
        var wave = world.Wave(research, [], 0, "closed");
        world.Do("""
            insert into wave_unit (wave_id, level, parent_id, name, code, sort_key) select @wave, 'province', c.id, p, lower(p), lower(p) from wave_unit c, unnest(array['Klein', 'Groot']) p where c.wave_id = @wave and c.level = 'country';
            insert into wave_unit (id, wave_id, level, parent_id, root_id, name, code, sort_key) select x.id, @wave, 'library', x.province, x.id, x.code, x.code, x.code from (select uuidv7() as id, p.id as province, p.code || '-' || n as code from wave_unit p, generate_series(0, 4) n where p.wave_id = @wave and p.level = 'province') x;
            insert into wave_unit (wave_id, level, parent_id, root_id, name, code, sort_key) select @wave, 'location', l.id, l.id, 'School ' || l.code || '-' || n, l.code || '-' || n, l.code || n from wave_unit l, generate_series(0, 3) n where l.wave_id = @wave and l.level = 'library';
            insert into wave_answer (wave_id, unit_id, item, state, number, at) select @wave, u.id, 'cooperates', 'value', case when row_number() over (partition by split_part(u.code, '-', 1) order by u.code) <= case when u.code like 'klein%' then 17 else 10 end then 1 else 0 end, now() from wave_unit u where u.wave_id = @wave and u.level = 'location';
            """, new { wave });
        return (research, wave);
    }
}
