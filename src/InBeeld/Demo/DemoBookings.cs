using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>A time of the home school that is full, with three children who wait; and one where a place came free and is kept for a child until tomorrow.</summary>
internal static class DemoBookings
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var home = world.Schools.First(s => s.Plan.Code == DemoPlan.HomeSchool).Id;
        var care = world.Memberships.First(m => m.Role == Role.Care && m.OrganisationId == home).Person.Id;
        await connection.ExecuteAsync(new CommandDefinition("""
            with times as (select s.id, s.taken, s.starts, row_number() over (order by s.starts) as n from slot s where s.supervising_school_id = @home and s.starts > @Now + interval '30 hours' and s.taken > 2 order by s.starts limit 2)
            update slot set most = t.taken + t.n - 1 from times t where slot.id = t.id;
            insert into booking_wait (id, slot_id, pupil_id, school_id, municipality_id, offered_at, offered_until, by_person, at)
              select gen_random_uuid(), s.id, k.id, @home, @Municipality, case when s.most > s.taken and k.n = 1 then @Now end, case when s.most > s.taken and k.n = 1 then least(@Now + interval '24 hours', s.starts - interval '1 hour') end, @care, @Now - interval '5 hours' + k.n * interval '20 minutes'
              from slot s cross join lateral (select p.id, row_number() over (order by md5(p.id::text || 'wacht')) as n from pupil p where p.school_id = @home and p.left_on is null and p.year_group between 5 and 8
                and not exists (select 1 from booking b where b.pupil_id = p.id and b.during && s.during)) k
              where s.supervising_school_id = @home and s.most is not null and k.n <= case when s.most > s.taken then 1 else 3 end;
            insert into notice (to_person_id, kind, link, args) select w.by_person, 'seat-offer', '/bookings/claim/' || w.id, jsonb_build_array(o.name) from booking_wait w join slot s on s.id = w.slot_id join organisation o on o.id = s.library_id where w.offered_at is not null;
            """, new { home, care, world.Days.Now, world.Municipality }, tx, cancellationToken: ct));
    }
}
