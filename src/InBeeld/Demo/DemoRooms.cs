using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Places.Rooms.Compute;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel.Access;
using InBeeld.Planning;
using InBeeld.Planning.Seats;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>
/// The study room of the first library with 38 seats, a rule of 1.5 metres, its hours, and slots with children from a week ago to two weeks from now. The seats that are in
/// use are computed here as they are in the application.
/// </summary>
internal static class DemoRooms
{
    public const string StudyRoom = "Studiezaal";

    private static readonly double[] Rows = [2.27, 3.83, 4.97, 6.53];
    private static readonly double[] Columns = [1.68, 2.52, 4.68, 5.52, 7.68, 8.52];

    private static readonly (double X, double Y)[] Seats =
    [
        .. Enumerable.Range(0, 9).Select(i => (1.15 + (0.95 * i), 0.95)),
        .. Enumerable.Range(0, 5).Select(i => (11.1, 2.1 + (1.05 * i))),
        .. Rows.SelectMany(y => Columns.Select(x => (x, y))),
    ];

    private static readonly (TimeOnly From, TimeOnly To)[] Times = [(new(9, 0), new(10, 30)), (new(10, 45), new(12, 15)), (new(13, 30), new(15, 0)), (new(15, 30), new(17, 0))];

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var (today, library, ilse) = (world.Days.Today, world.Libraries[0], world.Memberships.First(m => m.Role == Role.LibraryPlanner).Person.Id);
        var seats = Seats.Select((s, i) => (Id: world.NextId(), Label: (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), s.X, s.Y)).ToList();
        var candidates = seats.ConvertAll(s => new Seat(s.Id.ToString(), s.X, s.Y));
        var best = SeatSolver.Solve(new SeatProblem(candidates, 1.5, []), new Limits(5), null, ct);
        var (room, choice) = (world.NextId(), world.NextId());
        var plan = JsonSerializer.Serialize(new
        {
            outline = new[] { P(0, 0), P(12, 0), P(12, 7.4), P(0, 7.4) },
            windows = new[] { Line(0.6, 0.1, 9.6, 0.1) },
            doors = new[] { Line(5.9, 7.4, 7.1, 7.4) },
            tables = Enumerable.Range(0, 6).Select(i => new[] { 1.25 + (3 * (i % 3)), 2.63 + (2.7 * (i / 3)), 1.7, 0.84 }).Append([11.55, 1.55, 0.33, 5.3]).ToArray(),
            words = new[] { new { x = 5.1, y = 0.39, text = "Raam" }, new { x = 6.5, y = 7.15, text = "Ingang" } },
        });
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into room (id, library_id, name, width, height, plan, by_person, at) values (@room, @library, @StudyRoom, 12, 7.4, @plan::jsonb, @ilse, @Now);
            insert into distance_rule (id, library_id, metres, starts, source, by_person, at) values (@rule, @library, 1.5, @today - 60, 'Eigen regel van de bibliotheek', @ilse, @Now);
            insert into seat (id, room_id, label, x, y, accessible, socket, quiet) select i, @room, l, x, y, l = any ('{9,36,38}'), l = any ('{1,5,7,10,12,14}'), l = any ('{17,19,22,23}') from unnest(@ids, @labels, @xs, @ys) as s (i, l, x, y);
            insert into seat_choice (id, room_id, metres, screens, chosen, candidates, upper_bound, proven, seconds, first_come, by_person, at) values (@choice, @room, 1.5, false, @chosen, 38, @UpperBound, @Proven, @Seconds, @first, @ilse, @Now);
            insert into opening (id, library_id, weekday, opens, closes, starts, by_person, at)
              select gen_random_uuid(), @library, d, '9:00', case when d = 6 then time '13:00' else time '17:30' end, @today - 60, @ilse, @Now from generate_series(1, 6) d;
            """, new
        {
            room, library, StudyRoom, plan, ilse, world.Days.Now, rule = world.NextId(), today, choice, best.UpperBound, best.Proven, best.Seconds, first = FirstCome.Count(candidates, 1.5, []), ids = seats.Select(s => s.Id).ToArray(),
            labels = seats.Select(s => s.Label).ToArray(), xs = seats.Select(s => s.X).ToArray(), ys = seats.Select(s => s.Y).ToArray(), chosen = best.Chosen.Select(Guid.Parse).ToArray(),
        }, tx, cancellationToken: ct));
        await CornerAsync(connection, tx, world, ilse, room, candidates, ct);
        // Until noon on a Saturday. The school that supervises changes by the day; one slot a week has none yet.
        var schools = world.Schools.Where(s => s.Plan.Level == "primary").Take(4).ToList();
        var homeFirst = schools.OrderByDescending(s => s.Plan.Code == DemoPlan.HomeSchool).Select(s => s.Id).ToArray();
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into slot (id, library_id, room_id, series_id, starts, ends, supervising_school_id, supervisor, choice_id, seats, most_per_school, by_person, at)
              select gen_random_uuid(), @library, @room, md5('series' || extract(isodow from d) || n)::uuid, (d + f) at time zone 'Europe/Amsterdam', (d + t) at time zone 'Europe/Amsterdam',
                case when extract(isodow from d) = 4 and n = 4 then null else @schools[1 + (extract(isodow from d)::integer + n) % 4] end, case when extract(isodow from d) = 4 and n = 4 then '' else 'Sara Klaproos' end, @choice, @Count, 12, @ilse, @Now
              from generate_series((@today - 7)::timestamp, (@today + 13)::timestamp, interval '1 day') as days (d) cross join unnest(@froms, @tos) with ordinality as h (f, t, n) where extract(isodow from d) <= case when n <= 2 then 6 else 5 end;
            insert into booking (id, slot_id, library_id, room_id, seat_id, pupil_id, school_id, municipality_id, during, needs, code, state, by_person, at, in_at, out_at)
              select gen_random_uuid(), s.id, s.library_id, s.room_id, c.chosen[k.n], k.id, k.school_id, @Municipality, s.during, '{}', (2000 + 37 * k.n)::text,
                case when s.ends > @Now then 'booked' when k.n = 3 then 'no_show' else 'out' end, @ilse, @Now - interval '12 days',
                case when s.ends <= @Now and k.n <> 3 then s.starts + k.n * interval '1 minute' end, case when s.ends <= @Now and k.n <> 3 then s.ends - k.n * interval '1 minute' end
              from slot s join seat_choice c on c.id = s.choice_id cross join lateral (
                select p.id, p.school_id, row_number() over (order by md5(p.id::text || s.series_id::text))::integer as n from pupil p join pupil_state t on t.pupil_id = p.id
                where p.school_id = s.supervising_school_id and p.left_on is null and p.year_group between 5 and 8) k
              where s.supervising_school_id is not null and k.n <= least(cardinality(c.chosen), 12, 5 + abs(hashtext(s.id::text)) % 7);
            """, new { library, room, today, schools = homeFirst, choice, best.Count, ilse, world.Days.Now, world.Municipality, froms = Times.Select(t => t.From.ToTimeSpan()).ToArray(), tos = Times.Select(t => t.To.ToTimeSpan()).ToArray() }, tx, cancellationToken: ct));
    }

    // A second room, with walls, screens and computers; and a rule that begins next month.
    private static async Task CornerAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, Guid ilse, Guid studyRoom, List<Seat> studySeats, CancellationToken ct)
    {
        var (room, library) = (world.NextId(), world.Libraries[0]);
        var plan = JsonSerializer.Serialize(new
        {
            outline = new[] { P(0, 0), P(7, 0), P(7, 5), P(0, 5) },
            walls = new[] { Line(4.5, 0, 4.5, 2.2) },
            windows = new[] { Line(0.6, 0.1, 3.6, 0.1) },
            doors = new[] { Line(5.4, 5, 6.4, 5) },
            screens = new[] { Line(1.75, 1, 1.75, 2.2), Line(3, 1, 3, 2.2) },
            tables = new double[][] { [0.6, 0.55, 3.6, 0.6], [5.3, 0.55, 1.2, 0.6], [1.4, 3.5, 2.4, 0.8] },
            words = new[] { new { x = 5.9, y = 4.72, text = "Ingang" }, new { x = 2.1, y = 0.33, text = "Raam" } },
        });
        var seats = new (string Label, double X, double Y)[] { ("A1", 1.1, 1.6), ("A2", 2.4, 1.6), ("A3", 3.7, 1.6), ("B1", 5.9, 1.6), ("C1", 1.8, 3.1), ("C2", 3.4, 3.1), ("C3", 1.8, 4.6), ("C4", 3.4, 4.6) }.Select(s => new Seat(world.NextId().ToString(), s.X, s.Y)).ToList();
        string[] labels = ["A1", "A2", "A3", "B1", "C1", "C2", "C3", "C4"];
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into room (id, library_id, name, width, height, plan, per_person, by_person, at) values (@room, @library, 'Jeugdhoek', 7, 5, @plan::jsonb, 8, @ilse, @Now);
            insert into seat (id, room_id, label, x, y, accessible, socket, quiet, computer) select i, @room, l, x, y, l = 'C2', l = 'B1', l = 'B1', l like 'A%' from unnest(@ids, @labels, @xs, @ys) as s (i, l, x, y);
            insert into distance_rule (id, library_id, metres, screens, starts, source, by_person, at) values (@rule, @library, 1.0, true, @Today + 30, 'Besluit van de directie', @ilse, @Now);
            """, new { room, library, plan, ilse, world.Days.Now, world.Days.Today, rule = world.NextId(), labels, ids = seats.Select(s => Guid.Parse(s.Id)).ToArray(), xs = seats.Select(s => s.X).ToArray(), ys = seats.Select(s => s.Y).ToArray() }, tx, cancellationToken: ct));
        foreach (var (of, all, metres, drawn) in new[] { (room, seats, 1.5, RoomPlan.Of(plan)), (room, seats, 1.0, RoomPlan.Of(plan)), (studyRoom, studySeats, 1.0, new RoomPlan()) })
        {
            var walls = drawn.Separators(metres == 1.0);
            var best = SeatSolver.Solve(new SeatProblem(all, metres, walls), new Limits(5), null, ct);
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into seat_choice (id, room_id, metres, screens, chosen, candidates, upper_bound, proven, seconds, first_come, by_person, at) values (@id, @of, @metres, @screens, @chosen, @candidates, @UpperBound, @Proven, @Seconds, @first, @ilse, @Now)
                """, new { id = world.NextId(), of, metres, screens = metres == 1.0, chosen = best.Chosen.Select(Guid.Parse).ToArray(), candidates = all.Count, best.UpperBound, best.Proven, best.Seconds, first = FirstCome.Count(all, metres, walls), ilse, world.Days.Now }, tx, cancellationToken: ct));
        }
    }

    private static double[] P(double x, double y) => [x, y];

    private static double[][] Line(double x1, double y1, double x2, double y2) => [[x1, y1], [x2, y2]];
}
