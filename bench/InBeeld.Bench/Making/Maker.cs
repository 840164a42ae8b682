using System.Diagnostics;
using Dapper;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>Fills an empty database with a country, by COPY over several connections, and tells how fast and how large.</summary>
internal sealed class Maker(Database database, Size size)
{
    private static readonly string[] Big = ["family", "contact_person", "pupil", "placement", "involvement", "need", "contact_moment", "pupil_state", "coverage_week"];

    private readonly List<object> steps = [];

    public static async Task<object> RunAsync(Database database, Size size, CancellationToken ct) => await new Maker(database, size).RunAsync(ct);

    private async Task<object> RunAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleAsync<bool>("select exists (select from person) or exists (select from organisation)"))
        {
            throw new InvalidOperationException("The database is not empty; the bench wants one of its own");
        }

        var today = TimeProvider.System.Today();
        var country = new Country(size.Pupils);
        Report.Say($"{country.Schools.Count} schools, {country.Groups} groups, {country.Pupils} pupils, {country.Families} families");
        await Step("schools and people", () => Task.FromResult(MakeSchools.Copy(connection, country, today).Values.Sum()));
        var aside = await Aside.TakeAsync(connection, Big, ct);
        var pupils = new MakePupils(country, today);
        foreach (var (table, write) in pupils.Tables)
        {
            await Step(table, () => AllAsync(country, (c, part) => write(c, part), ct));
        }

        var moments = new MakeMoments(country, size.Moments, today);
        await Step("contact_moment", () => AllAsync(country, (c, part) =>
        {
            var rows = 0L;
            for (var round = 0; round < moments.Rounds; round++)
            {
                rows += moments.Round(c, round, part);
            }

            return rows;
        }, ct));
        var calendars = await CalendarsAsync(connection);
        await Step("pupil_state", () => AllAsync(country, (c, part) => moments.States(c, part, pupils.Since, region => calendars[region]), ct));
        await Step("coverage_week", () => AllAsync(country, moments.Coverage, ct));
        await Step("indexes, keys and references", async () =>
        {
            await aside.PutBackAsync(connection, size.Streams, ct);
            return 0;
        });
        await Step("vacuum and analyze", async () =>
        {
            await connection.ExecuteAsync(new CommandDefinition("vacuum (analyze)", commandTimeout: 0, cancellationToken: ct));
            return 0;
        });
        await Step("coverage per municipality, all weeks", async () =>
        {
            var rows = 0L;
            foreach (var week in moments.Weeks)
            {
                rows += await connection.QuerySingleAsync<int>(new CommandDefinition("select app.refresh_municipality_week(@week)", new { week }, commandTimeout: 0, cancellationToken: ct));
            }

            return rows;
        });
        return new
        {
            size.Pupils, size.Moments, size.Streams, schools = country.Schools.Count, country.Groups, country.Families, seconds = Math.Round(clock.Elapsed.TotalSeconds, 1), steps,
            sizes = await SizesAsync(connection), states = await CheckAsync(connection, ct),
            postgres = await connection.QuerySingleAsync<string>("show server_version"), processors = Environment.ProcessorCount,
        };
    }

    private async Task Step(string what, Func<Task<long>> run)
    {
        var clock = Stopwatch.StartNew();
        var rows = await run();
        var seconds = clock.Elapsed.TotalSeconds;
        Report.Say($"{what}: {rows:N0} rows in {seconds:0.0} s");
        steps.Add(new { what, rows, seconds = Math.Round(seconds, 2), rowsPerSecond = rows == 0 ? 0 : (long)(rows / seconds) });
    }

    // The same work for a share of the groups on each connection.
    private async Task<long> AllAsync(Country country, Func<NpgsqlConnection, (int From, int To), long> write, CancellationToken ct)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, size.Streams).Select(stream => Task.Factory.StartNew(() =>
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.OwnerConnection) { Pooling = false, Timezone = "UTC" }.ConnectionString);
            connection.Open();
            connection.Execute("set synchronous_commit = off");
            return write(connection, country.Part(stream, size.Streams));
        }, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return parts.Sum();
    }

    private static async Task<Dictionary<string, SchoolCalendar>> CalendarsAsync(NpgsqlConnection connection)
    {
        var holidays = (await connection.QueryAsync<(string Region, DateOnly Starts, DateOnly Ends)>("select region, starts, ends from holiday")).ToLookup(h => h.Region, h => (h.Starts, h.Ends));
        return MakeSchools.Regions.ToDictionary(r => r, r => new SchoolCalendar(holidays[r]));
    }

    public static async Task<object> SizesAsync(NpgsqlConnection connection) => new
    {
        databaseMegabytes = await connection.QuerySingleAsync<long>("select pg_database_size(current_database()) / 1000000"),
        tables = (await connection.QueryAsync<(string Table, long Rows, long Heap, long Indexes)>("""
            select c.relname, c.reltuples::bigint, pg_table_size(c.oid) / 1000000, pg_indexes_size(c.oid) / 1000000 from pg_class c
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and pg_total_relation_size(c.oid) > 1000000 order by pg_total_relation_size(c.oid) desc
            """)).Select(t => new { t.Table, t.Rows, heapMegabytes = t.Heap, indexMegabytes = t.Indexes }),
    };

    /// <summary>States and coverage were computed here, not by the application: some of them, by chance, are computed again by it and compared.</summary>
    private static async Task<object> CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        const string states = "select (row_to_json(s)::jsonb - 'version')::text from pupil_state s where pupil_id = any (@pupils) order by pupil_id";
        const string coverage = "select row_to_json(c)::text from coverage_week c where group_id = any (@groups) order by group_id, week";
        await using var tx = await connection.BeginTransactionAsync(ct);
        var pupils = (await connection.QueryAsync<Guid>("select id from pupil where id > (select id from pupil order by random() limit 1) limit 300")).ToArray();
        var groups = (await connection.QueryAsync<Guid>("select id from school_group order by random() limit 20")).ToArray();
        var before = ((await connection.QueryAsync<string>(states, new { pupils })).ToList(), (await connection.QueryAsync<string>(coverage, new { groups })).ToList());
        await RecomputeStates.OfPupilsAsync(connection, tx, pupils, ct);
        await connection.ExecuteAsync("select app.recount(@groups, week) from (select distinct week from coverage_week) w", new { groups });
        var after = ((await connection.QueryAsync<string>(states, new { pupils })).ToList(), (await connection.QueryAsync<string>(coverage, new { groups })).ToList());
        await tx.RollbackAsync(ct);
        return new
        {
            statesChecked = before.Item1.Count, statesOther = before.Item1.Except(after.Item1).Count(), coverageChecked = before.Item2.Count, coverageOther = before.Item2.Except(after.Item2).Count(),
        };
    }
}
