using Dapper;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using InBeeld.Demonstration;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Tests;

/// <summary>A database with the demo as it is loaded on an ordinary Thursday afternoon.</summary>
public sealed class DemoOnThursday(TestServer server) : IAsyncLifetime
{
    public static DateOnly Thursday => new(2026, 11, 19);

    internal DemoDatabase Demo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Demo = await DemoDatabase.NewAsync(server);
        Assert.NotNull(await Demo.LoadAsync(Thursday, new TimeOnly(16, 30)));
    }

    public async ValueTask DisposeAsync() => await Demo.DisposeAsync();
}

/// <summary>The demo in a database: what follows from the rows by the application's own code, and that it is loaded once.</summary>
public sealed class DemoLoadTests(TestServer server, DemoOnThursday thursday) : IClassFixture<DemoOnThursday>
{
    private const string StateSql = """
        case when s.absent_until >= @today then 'none' when @today >= s.out_from then 'out' when @today >= s.late_from then 'late' when @today >= s.due_from then 'due' else 'in' end
        """;

    private NpgsqlConnection Owner => thursday.Demo.Owner;

    [Fact]
    public async Task On_an_ordinary_Thursday_group_7b_is_as_in_the_reference_picture()
    {
        var states = (await Owner.QueryAsync<(string Name, string State, int Attempts)>($"""
            select p.given_name, {StateSql}, s.attempts from pupil_state s join pupil p on p.id = s.pupil_id join school_group g on g.id = s.group_id join organisation o on o.id = g.school_id
            where o.code = '99ZZ00' and g.name = '7b' order by 1
            """, new { today = DemoOnThursday.Thursday })).AsList();
        Assert.Equal([("Noor", "out", 4)], states.Where(s => s.State == "out"));
        Assert.Equal(["Sem", "Yasmina"], states.Where(s => s.State == "late").Select(s => s.Name));
        Assert.Equal(["Dex", "Fien", "Milan"], states.Where(s => s.State == "due").Select(s => s.Name));
        Assert.Equal(18, states.Count(s => s.State == "in"));
        Assert.Equal(24, states.Count);
    }

    [Theory]
    [InlineData("2026-11-22", "11:00")] // a Sunday
    [InlineData("2026-07-29", "13:00")] // in summer
    [InlineData("2027-01-01", "10:00")]
    [InlineData("2027-03-28", "03:30")] // the night that misses an hour
    public async Task On_any_day_every_state_occurs_and_most_children_are_in_view_or_due(string day, string time)
    {
        var (today, at) = (DateOnly.Parse(day, null), TimeOnly.Parse(time, null));
        await using var demo = await DemoDatabase.NewAsync(server);
        Assert.NotNull(await demo.LoadAsync(today, at));
        var states = (await demo.Owner.QueryAsync<(string State, int Count)>($"select {StateSql} as state, count(*)::int from pupil_state s group by 1", new { today })).ToDictionary(s => s.State, s => s.Count);
        Assert.Equal(["due", "in", "late", "none", "out"], states.Keys.Order());
        Assert.All(states.Values, n => Assert.True(n >= 10));
        Assert.InRange((states["in"] + states["due"]) / (double)states.Values.Sum(), 0.8, 0.98);
        Assert.Equal(0, await demo.CountAsync("contact_moment where at > @now", new { now = Amsterdam.At(today, at) }));
    }

    [Fact]
    public async Task The_states_and_the_coverage_are_those_that_the_application_computes()
    {
        const string states = "select (row_to_json(s)::jsonb - 'version')::text from pupil_state s order by s.pupil_id";
        var before = (await Owner.QueryAsync<string>(states)).AsList();
        Assert.InRange(before.Count, 2900, 3200);
        Assert.True(await thursday.Demo.CountAsync("pupil_state where rung_done > 0") > 0);
        await RecomputeStates.OfSchoolsAsync(Owner, null, (await Owner.QueryAsync<Guid>("select id from organisation where kind = 'school'")).AsList(), TestContext.Current.CancellationToken);
        Assert.Equal(before, (await Owner.QueryAsync<string>(states)).AsList());

        const string coverage = "select row_to_json(c)::text from coverage_week c order by c.group_id, c.week";
        var weeks = (await Owner.QueryAsync<string>(coverage)).AsList();
        Assert.Equal(14 * await thursday.Demo.CountAsync("school_group"), weeks.Count);
        await Owner.ExecuteAsync("update coverage_week set reached = -1, pupils = -1; select app.recount(array_agg(distinct group_id), week) from coverage_week group by week");
        Assert.Equal(weeks, (await Owner.QueryAsync<string>(coverage)).AsList());
        Assert.Equal(0, await thursday.Demo.CountAsync("school_group g where g.pupils <> (select count(*) from placement p where p.group_id = g.id and p.ends is null)"));
    }

    [Theory]
    [InlineData("persona.1", 24)]
    [InlineData("persona.2", 50)]
    [InlineData("persona.4", 331)]
    [InlineData("persona.6", 0)]
    public async Task A_teacher_sees_the_own_classes_a_principal_the_school_a_board_no_child(string persona, int children)
    {
        var session = Guid.CreateVersion7();
        await Owner.ExecuteAsync("insert into session (id, person_id, membership_id, ends_at) select @session, p.id, m.id, now() + interval '1 hour' from person p join membership m on m.person_id = p.id where p.user_name = @persona", new { session, persona });
        await using var connection = await thursday.Demo.Database.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var tx = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("select app.enter(@session)", new { session }, tx);
        // Number 00999 went before the demo's weeks, and was never one of them.
        var gone = await thursday.Demo.CountAsync("pupil p join organisation o on o.id = p.school_id where o.code = '99ZZ00' and p.left_on is not null and p.key <> '00999'");
        Assert.Equal(children == 331 ? 331 - gone : children, await connection.QuerySingleAsync<int>("select count(*)::int from pupil where left_on is null", transaction: tx));
    }

    [Theory]
    [InlineData("persona.7")] // the coordinator
    [InlineData("persona.16")] // who enforces
    [InlineData("persona.14")] // of the partnership
    public async Task A_municipality_sees_the_children_of_its_signals_and_cases_who_enforces_and_a_partner_none(string persona)
    {
        var session = Guid.CreateVersion7();
        await Owner.ExecuteAsync("insert into session (id, person_id, membership_id, ends_at) select @session, p.id, m.id, now() + interval '1 hour' from person p join membership m on m.person_id = p.id where p.user_name = @persona", new { session, persona });
        await using var connection = await thursday.Demo.Database.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var tx = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("select app.enter(@session)", new { session }, tx);
        var signalled = await Owner.QuerySingleAsync<int>("select count(distinct pupil_id)::int from (select pupil_id from signal where state in ('new', 'brought_in') union all select pupil_id from care_case) x where pupil_id is not null");
        Assert.True(signalled > 5);
        Assert.Equal(persona == "persona.7" ? signalled : 0, await connection.QuerySingleAsync<int>("select count(*)::int from pupil", transaction: tx));
    }

    [Fact]
    public async Task Signals_of_the_demo_come_from_everybody_who_signals_and_stand_in_every_state()
    {
        Assert.Equal(["childcare", "institution", "mbo", "municipality", "partnership", "school", "third"], await Owner.QueryAsync<string>("select distinct source from signal order by 1"));
        Assert.Superset(new HashSet<string>(["new", "brought_in", "ended"]), (await Owner.QueryAsync<string>("select distinct state from signal")).ToHashSet());
        Assert.Equal(4, await Owner.QuerySingleAsync<int>("select max(jsonb_array_length(tried)) from signal"));
        Assert.Equal(0, await thursday.Demo.CountAsync("signal where decide_by < at or at > @now or receipt !~ '^[2-9B-DF-HJ-NP-TV-Z]{4}-[2-9B-DF-HJ-NP-TV-Z]{4}$'", new { now = Amsterdam.At(DemoOnThursday.Thursday, new TimeOnly(16, 30)) }));
    }

    [Fact]
    public async Task There_is_a_persona_for_every_role_and_one_with_two()
    {
        var personas = await Demo.PersonasAsync(thursday.Demo.Database, TestContext.Current.CancellationToken);
        Assert.Equal(["teacher", "teacher", "care", "principal", "office", "board", "coordinator", "privacy", "administrator", "teacher", "care",
            "caseworker", "attendance", "caseworker", "partner", "library", "enforcement", "team_lead", "library_planner", "programme_leader", "guide", "researcher"], personas.Select(p => p.Role));
        Assert.Equal(21, personas.Select(p => p.UserName).Distinct().Count());
        Assert.Equal(("Joris Bladerdak", "7b"), (personas[0].Name, personas[0].Groups));
        Assert.Equal("2a, 3b", personas[1].Groups);
        Assert.Equal(0, await thursday.Demo.CountAsync("person where is_demo <> (user_name is not null) or password_hash is not null"));
    }

    [Fact]
    public async Task Loading_twice_is_refused_and_changes_nothing()
    {
        const string counts = "select (select count(*) from pupil) + (select count(*) from contact_moment) + (select count(*) from journal_inbox)";
        var before = await Owner.QuerySingleAsync<long>(counts);
        Assert.Null(await thursday.Demo.LoadAsync(DemoOnThursday.Thursday.AddDays(1), new TimeOnly(9, 0)));
        Assert.Equal(before, await Owner.QuerySingleAsync<long>(counts));
    }

    [Fact]
    public async Task Somebody_elses_school_keeps_the_demo_out()
    {
        await using var other = await DemoDatabase.NewAsync(server);
        await other.Owner.ExecuteAsync("insert into organisation (kind, code, name) values ('school', '16AH00', 'Een school')");
        Assert.Null(await other.LoadAsync(DemoOnThursday.Thursday, new TimeOnly(9, 0)));
        Assert.Equal(0, await other.CountAsync("pupil"));
    }

    [Fact]
    public async Task Two_that_load_at_once_load_it_once()
    {
        await using var demo = await DemoDatabase.NewAsync(server);
        var both = await Task.WhenAll(demo.LoadAsync(DemoOnThursday.Thursday, new TimeOnly(16, 30)), demo.LoadAsync(DemoOnThursday.Thursday, new TimeOnly(16, 30)));
        Assert.Single(both, loaded => loaded is not null);
        Assert.Equal(24, await demo.CountAsync("organisation where kind = 'school'"));
    }

    [Fact]
    public async Task The_journal_begins_with_the_loading_of_the_demo() =>
        Assert.Equal([("system", "load the demo")], await Owner.QueryAsync<(string, string)>("select kind, use_case from journal_inbox union all select kind, use_case from journal"));
}

internal sealed class DemoDatabase : IAsyncDisposable
{
    private readonly TestServer server;
    private readonly string name;

    private DemoDatabase(TestServer server, string name, NpgsqlConnection owner, Database database) => (this.server, this.name, Owner, Database) = (server, name, owner, database);

    public NpgsqlConnection Owner { get; }

    public Database Database { get; }

    public static async Task<DemoDatabase> NewAsync(TestServer server)
    {
        var name = await server.NewDatabaseAsync();
        var database = new Database(name);
        return new DemoDatabase(server, name, await database.Owner.OpenConnectionAsync(), database);
    }

    public Task<DemoLoaded?> LoadAsync(DateOnly day, TimeOnly time)
    {
        var clock = new FakeClock();
        clock.Set(day, time);
        return Demo.LoadAsync(Database, clock, TestContext.Current.CancellationToken);
    }

    public Task<int> CountAsync(string what, object? args = null) => Owner.QuerySingleAsync<int>("select count(*)::int from " + what, args);

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Database.DisposeAsync();
        await server.DropAsync(name);
    }
}
