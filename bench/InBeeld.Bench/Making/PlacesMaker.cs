using System.Diagnostics;
using Dapper;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>Fills a database that <see cref="Maker"/> made with libraries and a school year of places: rows by COPY, and a check of what the triggers would have written.</summary>
internal sealed class PlacesMaker(Database database, PlacesSize size)
{
    private static readonly string[] Big = ["slot", "booking", "booking_wait", "staff_need", "duty", "door_event", "cleaning"];
    private static readonly string[] Small = ["organisation", "person", "membership", "room", "seat", "seat_choice", "question_answer", "place_request", "material_request", "roster"];

    private readonly List<object> steps = [];

    public static async Task<object> RunAsync(Database database, PlacesSize size, CancellationToken ct) => await new PlacesMaker(database, size).RunAsync(ct);

    private async Task<object> RunAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleAsync<bool>("select exists (select from organisation where kind = 'library')"))
        {
            throw new InvalidOperationException("There are libraries already");
        }

        var plan = new PlacesPlan(size, await LibrariesAsync(connection, ct), TimeProvider.System.Today());
        var make = new MakePlaces(plan);
        Report.Say($"{size.Libraries} libraries, {size.Rooms} rooms, {plan.Slots} slots, {plan.Libraries.Sum(l => l.Children.Length)} children; the clock stands at {plan.Now:u}");
        await Step("libraries, people, rooms, questions, requests", () => Task.FromResult(make.Small(connection)));
        var aside = await Aside.TakeAsync(connection, Big, ct);
        foreach (var (table, write) in make.Tables)
        {
            await Step(table, () => AllAsync(write, ct));
        }

        await Step("indexes, keys and references", async () =>
        {
            await aside.PutBackAsync(connection, size.Streams, ct);
            return 0;
        });
        await Step("vacuum and analyze", async () =>
        {
            foreach (var table in Big.Concat(Small))
            {
                await connection.ExecuteAsync(new CommandDefinition($"vacuum (analyze) {table}", commandTimeout: 0, cancellationToken: ct));
            }

            return 0;
        });
        return new
        {
            size, slots = plan.Slots, now = plan.Now, seconds = Math.Round(clock.Elapsed.TotalSeconds, 1), steps, sizes = await Maker.SizesAsync(connection),
            triggers = await CheckAsync(connection, ct), postgres = await connection.QuerySingleAsync<string>("show server_version"), processors = Environment.ProcessorCount,
        };
    }

    // The towns with the most pupils have a library each; the largest has a fifth of all rooms.
    private async Task<List<BenchLibrary>> LibrariesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var towns = (await connection.QueryAsync<(Guid Id, string Code)>(new CommandDefinition("""
            select m.id, m.code from organisation m join organisation s on s.kind = 'school' and s.municipality_code = m.code join pupil p on p.school_id = s.id and p.left_on is null
            where m.kind = 'municipality' group by m.id order by count(*) desc, m.id limit @Libraries
            """, size, commandTimeout: 0, cancellationToken: ct))).AsList();
        if (towns.Count < size.Libraries || size.Rooms < size.Libraries)
        {
            throw new InvalidOperationException("There are too few towns with pupils, or fewer rooms than libraries: run make first, on the same database");
        }

        var libraries = new List<BenchLibrary>();
        var room = 0;
        for (var i = 0; i < size.Libraries; i++)
        {
            var largest = size.Libraries == 1 ? size.Rooms : Math.Min(Math.Max(1, size.Rooms / 5), size.Rooms - size.Libraries + 1);
            var rooms = i == 0 ? largest : (int)((long)(size.Rooms - largest) * i / (size.Libraries - 1)) - (int)((long)(size.Rooms - largest) * (i - 1) / (size.Libraries - 1));
            var children = (await connection.QueryAsync<(Guid, Guid)>(new CommandDefinition("""
                select p.id, p.school_id from organisation s join pupil p on p.school_id = s.id and p.left_on is null where s.kind = 'school' and s.municipality_code = @Code order by md5(p.id::text) limit 3000
                """, new { towns[i].Code }, commandTimeout: 0, cancellationToken: ct))).ToArray();
            libraries.Add(new BenchLibrary(i, room, rooms, towns[i].Id, towns[i].Code, children));
            room += rooms;
        }

        return libraries;
    }

    private async Task Step(string what, Func<Task<long>> run)
    {
        var clock = Stopwatch.StartNew();
        var rows = await run();
        var seconds = clock.Elapsed.TotalSeconds;
        Report.Say($"{what}: {rows:N0} rows in {seconds:0.0} s");
        steps.Add(new { what, rows, seconds = Math.Round(seconds, 2), rowsPerSecond = rows == 0 ? 0 : (long)(rows / seconds) });
    }

    private async Task<long> AllAsync(Func<NpgsqlConnection, (int From, int To), long> write, CancellationToken ct)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, size.Streams).Select(stream => Task.Factory.StartNew(() =>
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.OwnerConnection) { Pooling = false, Timezone = "UTC" }.ConnectionString);
            connection.Open();
            connection.Execute("set synchronous_commit = off");
            return write(connection, (size.Rooms * stream / size.Streams, size.Rooms * (stream + 1) / size.Streams));
        }, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return parts.Sum();
    }

    /// <summary>Bookings, needs and duties of some slots to come are taken out and put in again with the triggers on; the same must come out. And every slot must fit the hours. Nothing of it stays.</summary>
    private static async Task<object> CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        const string rows = "select row_to_json(s)::text from slot s join of_slot o on o.id = s.id union all select row_to_json(d)::text from duty d join of_slot o on o.id = d.slot_id";
        await using var tx = await connection.BeginTransactionAsync(ct);
        var wrong = await connection.QuerySingleAsync<long>(new CommandDefinition("""
            select count(*) from slot s where s.taken <> (select count(*) from booking b where b.slot_id = s.id and b.state in ('booked', 'in'))
              or s.people is distinct from (select case when n.kept then (select count(*) from duty d where d.slot_id = s.id and d.kind = 'work' and d.state = 'planned') end from staff_need n where n.slot_id = s.id)
            """, commandTimeout: 0));
        await connection.ExecuteAsync(new CommandDefinition("""
            create temp table of_slot on commit drop as select s.id from slot s join staff_need n on n.slot_id = s.id where s.starts > (select max(at) from door_event) + interval '1 day' order by md5(s.id::text) limit 300;
            create temp table of_booking on commit drop as select b.* from booking b join of_slot o on o.id = b.slot_id;
            create temp table of_need on commit drop as select n.* from staff_need n join of_slot o on o.id = n.slot_id;
            create temp table of_duty on commit drop as select d.* from duty d join of_slot o on o.id = d.slot_id;
            """, commandTimeout: 0));
        var made = (await connection.QueryAsync<string>(rows)).ToList();
        await connection.ExecuteAsync(new CommandDefinition("""
            delete from booking where slot_id in (select id from of_slot);
            delete from duty where slot_id in (select id from of_slot);
            delete from staff_need where slot_id in (select id from of_slot);
            update slot set taken = 0, people = null where id in (select id from of_slot);
            insert into booking select * from of_booking;
            insert into staff_need select * from of_need;
            insert into duty select * from of_duty;
            """, commandTimeout: 0));
        var byTriggers = (await connection.QueryAsync<string>(rows)).ToList();
        var misfits = await connection.QuerySingleAsync<long>(new CommandDefinition("select count(*) from slot s join of_slot o on o.id = s.id where app.slot_fits(s.library_id, s.room_id, s.starts, s.ends) <> ''", commandTimeout: 0));
        await tx.RollbackAsync(ct);
        return new { slotsThatCountWrong = wrong, rows = made.Count, onlyMade = made.Except(byTriggers).Count(), onlyByTriggers = byTriggers.Except(made).Count(), misfits };
    }
}
