using System.Diagnostics;
using Dapper;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>Fills a database that <see cref="Maker"/> made with cases: rows by COPY, what follows from them by one statement each, and a check of that against the triggers.</summary>
internal sealed class CaseMaker(Database database, int cases, int streams)
{
    private static readonly string[] Big = ["care_case", "signal", "case_step", "case_event", "case_participant", "involvement", "notice", "case_word"];

    private readonly List<object> steps = [];

    public static async Task<object> RunAsync(Database database, int cases, int streams, CancellationToken ct) => await new CaseMaker(database, cases, streams).RunAsync(ct);

    private async Task<object> RunAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var pupils = await connection.QuerySingleAsync<int>(new CommandDefinition("select count(*)::integer from pupil where left_on is null", commandTimeout: 0));
        var country = new Country(Math.Max(1, pupils));
        if (pupils == 0 || country.Schools.Count != await connection.QuerySingleAsync<int>("select count(*)::integer from organisation where kind = 'school'"))
        {
            throw new InvalidOperationException("There is no country to make cases in: run make first, on the same database");
        }

        if (await connection.QuerySingleAsync<bool>("select exists (select from care_case)"))
        {
            throw new InvalidOperationException("There are cases already");
        }

        var plan = new CasePlan(country, cases, TimeProvider.System.Today());
        var make = new MakeCases(plan);
        Report.Say($"{plan.Cases} cases, {plan.Teams} teams, {plan.Workers} people who lead, {plan.Coordinators} coordinators");
        await Step("teams and people", () => Task.FromResult(make.People(connection)));
        var aside = await Aside.TakeAsync(connection, Big, ct);
        foreach (var (table, write) in make.Tables)
        {
            await Step(table, () => AllAsync(plan, write, ct));
        }

        foreach (var (what, sql) in Derived.Statements)
        {
            await Step(what, async () => await connection.ExecuteAsync(new CommandDefinition("set synchronous_commit = off; set work_mem = '256MB'; " + sql, commandTimeout: 0, cancellationToken: ct)));
        }

        await Step("indexes, keys and references", async () =>
        {
            await aside.PutBackAsync(connection, streams, ct);
            return 0;
        });
        await Step("vacuum and analyze", async () =>
        {
            foreach (var table in Big.Concat(["person", "membership", "organisation"]))
            {
                await connection.ExecuteAsync(new CommandDefinition($"vacuum (analyze) {table}", commandTimeout: 0, cancellationToken: ct));
            }

            return 0;
        });
        return new
        {
            plan.Cases, streams, plan.Teams, people = plan.Workers, plan.Coordinators, seconds = Math.Round(clock.Elapsed.TotalSeconds, 1), steps, sizes = await Maker.SizesAsync(connection),
            triggers = await Derived.CheckAsync(connection, 400, ct), postgres = await connection.QuerySingleAsync<string>("show server_version"), processors = Environment.ProcessorCount,
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

    private async Task<long> AllAsync(CasePlan plan, Func<NpgsqlConnection, (int From, int To), long> write, CancellationToken ct)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, streams).Select(stream => Task.Factory.StartNew(() =>
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.OwnerConnection) { Pooling = false, Timezone = "UTC" }.ConnectionString);
            connection.Open();
            connection.Execute("set synchronous_commit = off");
            return write(connection, ((int)((long)plan.Cases * stream / streams), (int)((long)plan.Cases * (stream + 1) / streams)));
        }, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return parts.Sum();
    }
}
