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
    public static async Task<object> RunAsync(Database database, int users, int requests, CancellationToken ct)
    {
        var today = TimeProvider.System.Today();
        var cast = (Teachers: await Cast.TeachersAsync(database, ct), Care: await Cast.OfRoleAsync(database, "care", ct), Principals: await Cast.OfRoleAsync(database, "principal", ct), Coordinators: await Cast.OfRoleAsync(database, "coordinator", ct));
        if (cast.Teachers.Count == 0)
        {
            throw new InvalidOperationException("There is nothing to measure: run make first, on the same database");
        }

        var with = await PagesAsync(database, cast, users, requests, ct);
        await using var open = new Database(database.OwnerConnection, app: database.OwnerConnection);
        Report.Say("without row-level security");
        var without = await PagesAsync(open, cast, users, requests, ct);
        Report.Say("SQL");
        var sql = await new Safety(database, today).RunAsync(cast.Teachers, cast.Care, requests, ct);
        return new
        {
            users, processors = Environment.ProcessorCount, pages = with, pagesWithoutRowLevelSecurity = without,
            price = with.ToDictionary(w => w.Key, w => new { alone = Math.Round(w.Value.Alone.P50 / without[w.Key].Alone.P50, 2), together = Math.Round(w.Value.Together.P50 / without[w.Key].Together.P50, 2) }),
            sql, municipalities = await MunicipalitiesAsync(database, today, ct),
        };
    }

    internal sealed record AloneAndTogether(Times Alone, Times Together, int Bytes);

    private static async Task<Dictionary<string, AloneAndTogether>> PagesAsync(Database database, (List<Asker> Teachers, List<Asker> Care, List<Asker> Principals, List<Asker> Coordinators) cast, int users, int requests, CancellationToken ct)
    {
        await using var house = await House.StartAsync(database, ct);
        await Cast.EnterAsync(house, cast.Teachers, a => $"/groups/{a.GroupId}?log={a.Pupils[0]}");
        await Cast.EnterAsync(house, cast.Care, _ => "/search");
        await Cast.EnterAsync(house, cast.Principals);
        await Cast.EnterAsync(house, cast.Coordinators);
        var pages = new Dictionary<string, (List<Asker> Who, Func<Asker, int, HttpRequestMessage> Ask, int Status)>
        {
            ["class list"] = (cast.Teachers, (a, _) => Get($"/groups/{a.GroupId}"), 200),
            ["class list as JSON"] = (cast.Teachers, (a, _) => Get($"/bench/groups/{a.GroupId}"), 200),
            ["saving a contact"] = (cast.Teachers, (a, n) => Post(a, $"/groups/{a.GroupId}?handler=Log",
                ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", a.Pupils[n / cast.Teachers.Count % a.Pupils.Length].ToString()), ("Form.Channel", "phone"), ("Form.Reached", "pupil")), 302),
            ["search by name"] = (cast.Care, (a, _) => Post(a, "/search", ("Name", a.Surname[..^2])), 200),
            ["principal's overview"] = (cast.Principals, (_, _) => Get("/school"), 200),
            ["municipality's overview"] = (cast.Coordinators, (_, _) => Get("/municipality"), 200),
        };
        var measured = new Dictionary<string, AloneAndTogether>();
        foreach (var (what, page) in pages)
        {
            using (var first = await page.Who[0].Http.SendAsync(page.Ask(page.Who[0], 0), ct))
            {
                if ((int)first.StatusCode == 404)
                {
                    Report.Say($"{what}: there is no such page");
                    continue;
                }
            }

            var bytes = 0;
            async Task Ask(int n)
            {
                var asker = page.Who[n % page.Who.Count];
                using var request = page.Ask(asker, n);
                using var answer = await asker.Http.SendAsync(request, ct);
                bytes = (await answer.Content.ReadAsByteArrayAsync(ct)).Length;
                if ((int)answer.StatusCode != page.Status)
                {
                    throw new InvalidOperationException($"{what}: {(int)answer.StatusCode} instead of {page.Status}");
                }
            }

            var alone = await Load.RunAsync(requests / 2, 1, Ask);
            measured[what] = new AloneAndTogether(alone, await Load.RunAsync(requests, users, Ask), bytes);
            Report.Say($"{what}: {measured[what]}");
        }

        cast.Teachers.Concat(cast.Care).Concat(cast.Principals).Concat(cast.Coordinators).ToList().ForEach(a => a.Http.Dispose());
        return measured;
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

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(Asker asker, string path, params (string, string)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)), KeyValuePair.Create("__RequestVerificationToken", asker.Token)]),
    };
}
