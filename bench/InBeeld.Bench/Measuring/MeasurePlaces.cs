using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapper;
using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

/// <summary>
/// The pages of places as libraries, schools, a town and the tablet at the door use them: the real application over HTTP with row-level security on, alone and many at
/// once. Then booking, also when all want the same slots, and checking in. Asker, application and database share the machine.
/// </summary>
internal static class MeasurePlaces
{
    /// <summary>Stands still at the moment for which the places were made.</summary>
    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    public static async Task<string> RunAsync(Database database, int users, int requests, string only, CancellationToken ct)
    {
        var cast = new PlaceCast(database, users);
        var (largest, town, rooms, now) = await cast.StageAsync(ct);
        await using var house = await House.StartAsync(database, ct, new Standing(now));
        async Task<List<Asker>> Enter(Task<List<Asker>> who, string form) => await Cast.EnterAsync(house, await who, _ => form);
        var planners = await Enter(cast.OfLibraryAsync("library_planner", largest, false, ct), "/today");
        var others = await Enter(cast.OfLibraryAsync("library_planner", largest, true, ct), "/today");
        var workers = await Enter(cast.OfLibraryAsync("library", largest, false, ct), "/today");
        var coordinators = await Enter(cast.CoordinatorsAsync(ct), "/places");
        var care = await Enter(cast.CareAsync(town, ct), "/bookings/find");
        var tablets = await cast.TabletsAsync(house, largest, ct);
        var large = $"library, {rooms} rooms";
        List<(string Who, Page Page)> pages =
        [
            .. OfLibrary(planners).Select(p => (large, p)), .. OfLibrary(others).Select(p => ("other libraries", p)),
            ("employee", new("my shifts", workers, 200, (_, _) => Pages.Get("/shifts"))),
            ("tablet at the door", new("the kiosk's day", tablets, 200, (_, _) => Pages.Get("/kiosk"))),
            ("town", new("agreements", coordinators, 200, (_, _) => Pages.Get("/places"))), ("town", new("allocations", coordinators, 200, (_, _) => Pages.Get("/allocation"))),
            ("school", new("places of a week", care, 200, (_, _) => Pages.Get("/bookings/find"))), ("school", new("places of a day", care, 200, (_, _) => Pages.Get("/bookings/find?view=day"))),
            ("school", new("find first free for 6", care, 200, (_, _) => Pages.Get("/bookings/find?n=6"))),
            ("school", new("find first free, a quiet seat", care, 200, (_, _) => Pages.Get("/bookings/find?n=2&needs=quiet"))),
            ("school", new("places of our children", care, 200, (_, _) => Pages.Get("/bookings"))), ("school", new("places that are over", care, 200, (_, _) => Pages.Get("/bookings?show=past"))),
        ];
        var table = new StringBuilder();
        table.AppendLine(await AboutAsync(database, now, ct)).AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"| as | what | queries | kB | alone p50 | p95 | {users} at once p50 | p95 | per second |").AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (who, page) in pages.Where(p => (p.Who + ", " + p.Page.What).Contains(only, StringComparison.Ordinal)))
        {
            await page.AskAsync(0, ct);
            var statements = await Statements.OfAsync(() => page.AskAsync(0, ct));
            await RowAsync(who, page.What, statements, n => page.AskAsync(n, ct), () => page.Bytes);
        }

        if ("check in".Contains(only, StringComparison.Ordinal))
        {
            var doors = planners.Concat(others).GroupBy(a => a.OrganisationId).ToDictionary(g => g.Key, g => g.First());
            var expected = await cast.ExpectedAsync(now, ct);
            var next = -1;
            var door = new Page("check in", _ => expected[Interlocked.Increment(ref next) % expected.Count] is var (library, booking) ? (doors[library], Pages.Post(doors[library], "/today?handler=In", ("booking", booking.ToString()))) : default, 302);
            var statements = await Statements.OfAsync(() => door.AskAsync(0, ct));
            // Each child comes in once: so many requests that they are not all used up.
            requests = Math.Max(users, Math.Min(requests, (expected.Count * 2 / 3) - 60));
            await RowAsync("libraries", $"check in ({expected.Count} children)", statements, n => door.AskAsync(n, ct), () => 0, expected.Count / 4);
        }

        if ("booking".Contains(only, StringComparison.Ordinal))
        {
            await BookAsync(database, cast, care, largest, now, users, table, ct);
        }

        if ("rounds".Contains(only, StringComparison.Ordinal))
        {
            table.AppendLine().AppendLine("| in the background | ms |").AppendLine("| --- | --- |");
            foreach (var (what, sql) in new[] { ("who did not come", "select app.mark_no_shows(@now)"), ("passing offers on", "select app.pass_offers_on(@now)") })
            {
                table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {await RoundAsync(database, sql, now, ct)} |");
            }
        }

        return table.ToString();

        async Task RowAsync(string who, string what, int statements, Func<int, Task> ask, Func<int> bytes, int most = int.MaxValue)
        {
            if (most == int.MaxValue)
            {
                await Load.RunAsync(requests / 4, users, ask);
            }

            await SealAsync(database, ct);
            var alone = await Load.RunAsync(Math.Min(most, Math.Max(40, requests / 4)), 1, ask);
            await SealAsync(database, ct);
            var many = await Load.RunAsync(most == int.MaxValue ? requests : Math.Min(most * 2, requests), users, ask);
            Report.Say($"{who}, {what}: {statements} queries, alone {alone}, together {many}");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {who} | {what} | {statements} | {bytes() / 1000.0:0} | {alone.P50:0.0} | {alone.P95:0.0} | {many.P50:0} | {many.P95:0} | {many.PerSecond:0} |");
        }
    }

    private static List<Page> OfLibrary(List<Asker> who) =>
    [
        new("today", who, 200, (_, _) => Pages.Get("/today")),
        new("agenda of a week", who, 200, (_, _) => Pages.Get("/slots")),
        new("agenda of a day", who, 200, (_, _) => Pages.Get("/slots?view=day")),
        new("cleaning", who, 200, (_, _) => Pages.Get("/cleaning")),
        new("roster of a week", who, 200, (_, _) => Pages.Get("/roster")),
        new("agreements", who, 200, (_, _) => Pages.Get("/places")),
        new("material requests", who, 200, (_, _) => Pages.Get("/materials")),
    ];

    // Through the form, as a school does: the page loads its slot, group and children again, and books. First the slots in turn, then all at one slot until it is full.
    private static async Task BookAsync(Database database, PlaceCast cast, List<Asker> care, Guid library, DateTimeOffset now, int users, StringBuilder table, CancellationToken ct)
    {
        var slots = await cast.BookingsAsync(care, library, now, ct);
        var third = slots.Count / 3;
        table.AppendLine().AppendLine("| booking | at once | asked | booked | p50 | p95 | seats per second |").AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (what, atOnce, asked) in new (string, int, List<Booking>)[]
        {
            ("alone", 1, Turns(slots[..(third / 2)])), ("another slot each time", users, Turns(slots[(third / 2)..(2 * third)])), ("all at the same slot, until it is full", users, [.. slots[(2 * third)..].SelectMany(s => s)]),
        })
        {
            await SealAsync(database, ct);
            var (before, next, milliseconds, clock) = (await cast.BookedAtAsync(now, ct), -1, new List<double>(), Stopwatch.StartNew());
            var most = Math.Min(asked.Count, 800);
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var n && n < most)
                {
                    var start = Stopwatch.GetTimestamp();
                    await OneAsync(asked[n], ct);
                    var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    lock (milliseconds)
                    {
                        milliseconds.Add(took);
                    }
                }
            })));
            var seconds = clock.Elapsed.TotalSeconds;
            var (booked, times) = (await cast.BookedAtAsync(now, ct) - before, Times.Of(milliseconds, atOnce, seconds));
            Report.Say($"booking, {what}: {booked} of {most} in {seconds:0.0} s, {times}");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {atOnce} | {most} | {booked} | {times.P50:0.0} | {times.P95:0.0} | {booked / seconds:0} |");
        }

        static List<Booking> Turns(List<IGrouping<Guid, Booking>> slots) => [.. slots.SelectMany(s => s.Select((b, i) => (Turn: i, Booking: b))).OrderBy(x => x.Turn).Select(x => x.Booking)];
    }

    // At once, and not when its time comes: with so many rows to measure the waiting would take longer than the measuring.
    private static async Task SealAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select app.seal_journal()", commandTimeout: 0, cancellationToken: ct));
        await Measure.SettleAsync(database, ct);
    }

    // Booked: to the booking. No place: the page that says so.
    private static async Task OneAsync(Booking booking, CancellationToken ct)
    {
        using var request = Pages.Post(booking.Who, $"/bookings/new?slot={booking.Slot}", ("Id", Guid.CreateVersion7().ToString()), ("Slot", booking.Slot.ToString()), ("Children", booking.Child.ToString()));
        using var answer = await booking.Who.Http.SendAsync(request, ct);
        await answer.Content.ReadAsByteArrayAsync(ct);
        if ((int)answer.StatusCode is not (200 or 302))
        {
            throw new InvalidOperationException($"booking: {(int)answer.StatusCode}");
        }
    }

    // Nothing of it stays, so that it finds the same each time.
    private static async Task<string> RoundAsync(Database database, string sql, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var start = Stopwatch.GetTimestamp();
            await connection.ExecuteAsync(new CommandDefinition(sql, new { now }, transaction, commandTimeout: 0, cancellationToken: ct));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await transaction.RollbackAsync(ct);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{times.Skip(1).Min():0} to {times.Skip(1).Max():0}");
    }

    private static async Task<string> AboutAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(string, long)>("""
            select relname, reltuples::bigint from pg_class where relnamespace = 'public'::regnamespace and relname in ('room', 'slot', 'booking', 'booking_wait', 'duty', 'door_event', 'cleaning', 'pupil', 'involvement') order by relname
            """);
        var settings = await connection.QuerySingleAsync<string>("select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') || ', ' || pg_database_size(current_database()) / 1000000 || ' MB'");
        return string.Create(CultureInfo.InvariantCulture, $"{settings}; {string.Join(", ", rows.Select(r => $"{r.Item1} {r.Item2:N0}"))}; the clock stands at {now:u}; {Environment.ProcessorCount} processors.");
    }
}
