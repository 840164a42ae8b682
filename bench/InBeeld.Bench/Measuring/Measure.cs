using System.Diagnostics;
using Dapper;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Bench.Measuring;

/// <summary>
/// The pages as people use them: the real application over HTTP, asked by people from all over the country, alone and many at once. Then
/// the same application as the owner (the price of row-level security), and the class list as plain JSON (the price of HTML). Asker,
/// application and database share the machine.
/// </summary>
internal static class Measure
{
    private const int WarmUp = 400;

    public static async Task<object> RunAsync(Database database, int users, int requests, CancellationToken ct)
    {
        var today = TimeProvider.System.Today();
        var teachers = await Cast.TeachersAsync(database, ct);
        var (care, principals, coordinators) = (await Cast.OfRoleAsync(database, "care", ct), await Cast.OfRoleAsync(database, "principal", ct), await Cast.OfRoleAsync(database, "coordinator", ct));
        if (teachers.Count == 0)
        {
            throw new InvalidOperationException("There is nothing to measure: run make first, on the same database");
        }

        await using var open = new Database(database.OwnerConnection, app: database.OwnerConnection);
        await using var guardedHouse = await House.StartAsync(database, ct);
        await using var openHouse = await House.StartAsync(open, ct);
        var guarded = await Pages.OfAsync(guardedHouse, teachers, care, principals, coordinators);
        var unguarded = await Pages.OfAsync(openHouse, teachers, care, principals, coordinators);
        Report.Say("warming up");
        foreach (var pages in new[] { guarded, unguarded })
        {
            foreach (var page in pages.All)
            {
                await Load.RunAsync(WarmUp, users, n => page.AskAsync(n, ct));
            }
        }

        var measured = new List<object>();
        foreach (var (with, without) in guarded.All.Zip(unguarded.All))
        {
            await SettleAsync(database, ct);
            // In turn, so that both have the same machine and the same pages in memory.
            var (aloneWith, aloneWithout) = (await Load.RunAsync(requests / 2, 1, n => with.AskAsync(n, ct)), await Load.RunAsync(requests / 2, 1, n => without.AskAsync(n, ct)));
            var (manyWith, manyWithout) = (await Load.RunAsync(requests, users, n => with.AskAsync(n, ct)), await Load.RunAsync(requests, users, n => without.AskAsync(n, ct)));
            measured.Add(new
            {
                page = with.What, bytes = with.Bytes, alone = aloneWith, together = manyWith,
                withoutRowLevelSecurity = new { alone = aloneWithout, together = manyWithout },
                price = new { alone = Math.Round(aloneWith.P50 / aloneWithout.P50, 2), together = Math.Round(manyWithout.PerSecond / manyWith.PerSecond, 2) },
            });
            Report.Say($"{with.What}: alone {aloneWith}, together {manyWith}; without row-level security {aloneWithout}, {manyWithout}");
        }

        var sql = await new Safety(database, today).RunAsync(teachers, care, requests, ct);
        return new { users, processors = Environment.ProcessorCount, pages = measured, sql, municipalities = await MunicipalitiesAsync(database, today, ct) };
    }

    // What was asked before is still being sealed into the journal, which is work of its own.
    public static async Task SettleAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1) && await connection.QuerySingleAsync<bool>("select exists (select from journal_inbox)");)
        {
            await Task.Delay(200, ct);
        }
    }

    private static async Task<object> MunicipalitiesAsync(Database database, DateOnly today, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var week = await connection.QuerySingleAsync<DateOnly>("select max(week) from coverage_week");
        var refresh = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await connection.ExecuteAsync(new CommandDefinition("select app.refresh_municipality_week(@week)", new { week }, commandTimeout: 0, cancellationToken: ct));
            refresh.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var rows = 0;
        var read = await Load.RunAsync(300, 1, async _ => rows = (await connection.QueryAsync("""
            select m.name, w.schools, w.pupils, w.reached from municipality_week w join municipality m on m.code = w.municipality_code where w.week = @week order by w.reached::real / nullif(w.pupils, 0)
            """, new { week })).AsList().Count);
        var one = await Load.RunAsync(100, 1, async n => await connection.ExecuteAsync("select app.refresh_municipality_week(@week, @code)", new { week, code = (9000 + (n % 342)).ToString(System.Globalization.CultureInfo.InvariantCulture) }));
        return new { rows, read, refreshAllMilliseconds = refresh.Select(r => Math.Round(r, 1)), refreshOne = one };
    }
}
