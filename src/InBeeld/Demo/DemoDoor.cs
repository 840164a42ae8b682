using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>At the door of the first library: tablets, who is in now when a slot runs, what was cleaned in the last days, and two seats that still wait.</summary>
internal static class DemoDoor
{
    private static readonly (string Name, string Kind, string[] Times)[] Points =
    [
        ("Deurknoppen en leuningen", "other", ["09:00", "13:00"]),
        ("Kinderhoek", "room", ["10:30", "15:00"]),
        ("Toiletten begane grond", "toilet", ["09:00", "11:00", "13:00", "15:00"]),
        ("Wasbakken bij de studiezaal", "basin", ["09:00", "12:30", "15:30"]),
    ];

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var (library, now) = (world.Libraries[0], world.Days.Now);
        var ilse = world.Memberships.First(m => m.Role == Role.LibraryPlanner).Person.Id;
        var niek = world.Memberships.First(m => m.Role == Role.Library).Person.Id;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into door_device (id, library_id, name, token_hash, paired_at, last_seen_at, revoked_at, by_person, at)
              values (@first, @library, 'Tablet bij de ingang', sha256(convert_to(gen_random_uuid()::text, 'UTF8')), @now - interval '12 days', @now - interval '3 minutes', null, @ilse, @now - interval '12 days'),
                (@second, @library, 'Tablet van de kinderhoek', sha256(convert_to(gen_random_uuid()::text, 'UTF8')), @now - interval '40 days', @now - interval '9 days', @now - interval '9 days', @ilse, @now - interval '40 days');
            -- Half a slot after the beginning most are in; one is still expected.
            update booking b set state = 'in', in_at = s.starts + ((b.code::integer - 2000) / 37) * interval '1 minute' from slot s
              where s.id = b.slot_id and s.starts <= @now and s.ends > @now and b.state = 'booked' and (b.code::integer - 2000) / 37 <> 3 and s.starts + ((b.code::integer - 2000) / 37) * interval '1 minute' <= @now;
            -- The two who left last sat on seats that nobody cleaned yet.
            insert into cleaning (id, library_id, room_id, seat_id, done_at, heard_at, by_person)
              select gen_random_uuid(), b.library_id, b.room_id, b.seat_id, b.out_at + (1 + abs(hashtext(b.id::text)) % 4) * interval '1 minute', b.out_at + (1 + abs(hashtext(b.id::text)) % 4) * interval '1 minute', @niek
              from (select *, row_number() over (order by out_at desc, code) as n from booking where library_id = @library and state = 'out') b where b.n > 2 and b.out_at + interval '5 minutes' <= @now;
            insert into clean_point (id, library_id, name, kind, times, by_person, at) select i, @library, n, k, string_to_array(t, ',')::time[], @ilse, @now - interval '30 days' from unnest(@ids, @names, @kinds, @times) p (i, n, k, t);
            insert into cleaning (id, library_id, point_id, done_at, heard_at, by_person)
              select gen_random_uuid(), @library, p.id, x.at, x.at, @niek from clean_point p cross join generate_series((@Today - 7)::timestamp, @Today::timestamp, interval '1 day') d cross join unnest(p.times) t
                cross join lateral (select (d + t) at time zone 'Europe/Amsterdam' + (length(p.name) % 9) * interval '1 minute' as at) x
              where p.library_id = @library and extract(isodow from d) < 7 and x.at <= @now and (length(p.name) + extract(day from d)::integer + extract(hour from t)::integer) % 11 <> 0
            """, new
        {
            library, now, ilse, niek, world.Days.Today, first = world.NextId(), second = world.NextId(),
            ids = Points.Select(_ => world.NextId()).ToArray(), names = Points.Select(p => p.Name).ToArray(), kinds = Points.Select(p => p.Kind).ToArray(), times = Points.Select(p => string.Join(',', p.Times)).ToArray(),
        }, tx, cancellationToken: ct));
    }
}
