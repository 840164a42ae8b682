using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>An allocation in which the schools of the demo have asked and nothing was computed yet, with the travel times of the primary schools.</summary>
internal static class DemoAllocation
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var (today, library) = (world.Days.Today, world.Libraries[0]);
        var schools = world.Schools.Where(s => s.Plan.Level == "primary").Take(4).Select(s => s.Id).ToArray();
        var hanna = world.Memberships.First(m => m.OrganisationId == world.Municipality && m.Role == Role.Coordinator).Person.Id;
        var monday = today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7));
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into allocation (id, municipality_id, name, starts, ends, requests_until, by_person, at) values (@id, @Municipality, 'Voor de kerstvakantie', @monday, @monday + 11, @today + 4, @hanna, @Now - interval '6 days');
            insert into place_travel (municipality_id, school_id, library_id, minutes) select @Municipality, s, @library, 4 + 7 * n from unnest(@schools) with ordinality x (s, n);
            insert into place_request (id, allocation_id, pupil_id, school_id, want, parts, needs, with_siblings, by_person, at)
              select gen_random_uuid(), @id, k.id, k.school_id, 1 + abs(hashtext(k.id::text)) % 3,
                case abs(hashtext('p' || k.id)) % 3 when 0 then '{1a,2a,3a,4a,5a}' when 1 then '{1m,2m,3m,4m}' else '{1a,2m,3a,4m,5m}' end::text[],
                case when k.n % 29 = 0 then '{accessible}' when k.n % 7 = 0 then '{quiet}' else '{}' end::text[], true, @hanna, @Now - interval '5 days' + k.n * interval '7 minutes'
              from (select p.id, p.school_id, row_number() over (order by md5('ask' || p.id)) as n from pupil p join pupil_state t on t.pupil_id = p.id
                where p.school_id = any (@schools) and p.left_on is null and p.year_group between 5 and 8 and (t.level > 0 or exists (select 1 from need x where x.pupil_id = p.id and x.ended_on is null) or abs(hashtext(p.id::text)) % 5 = 0)) k where k.n <= 150;
            insert into place_supervision (allocation_id, school_id, parts, by_person, at) values (@id, @schools[2], '{4a,4m}', @hanna, @Now - interval '3 days');
            """, new { id = world.NextId(), world.Municipality, monday, today, hanna, world.Days.Now, library, schools }, tx, cancellationToken: ct));
    }
}
