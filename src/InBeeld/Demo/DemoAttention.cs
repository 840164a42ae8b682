using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>
/// Children of every group with attention, all made up: an asylum centre and a residential home that exist nowhere, a class for newcomers, toddlers, some choices by hand
/// and a rule of the municipality. Chosen in the order of their ids, so that it is the same every time; never a child of the reference class.
/// </summary>
internal static class DemoAttention
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var home = world.Schools.First(s => s.Plan.Code == DemoPlan.HomeSchool);
        var coordinator = world.Memberships.First(m => m.OrganisationId == world.Municipality && m.Role == Role.Coordinator).Person;
        var now = world.Days.Now;
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table abroad on commit drop as
              select p.id, o.code, row_number() over (partition by o.code order by p.id) as n
              from pupil p join organisation o on o.id = p.school_id join school_group g on g.id = p.group_id
              where p.left_on is null and g.id <> @reference and p.year_group between 2 and 8
                and exists (select from contact_person c where c.family_id = p.family_id and c.needs_interpreter);
            -- Not long at this school.
            update pupil p set joined_on = @recent from abroad a where a.id = p.id and a.code in ('99ZZ00', '99ZZ02', '99ZZ08') and a.n <= 9;
            -- Living at, and taught near, an asylum centre.
            update pupil p set location = 'AZC De Duinpan' from abroad a where a.id = p.id and ((a.code = '99ZZ00' and a.n between 4 and 8) or (a.code = '99ZZ02' and a.n <= 11));
            update school_group g set name = 'ISK 1' from organisation o where o.id = g.school_id and o.code = '99ZZ17' and g.name = '1c';
            update pupil p set location = 'Residentieel De Luwte' from school_group g join organisation o on o.id = g.school_id where p.group_id = g.id and o.code = '99ZZ16' and g.name in ('Mast', 'Roer');
            update pupil p set year_group = 0 where p.id in (
              select x.id from (select p.id, o.code, row_number() over (partition by o.code order by p.birth_date desc, p.id) as n from pupil p join organisation o on o.id = p.school_id
                where o.code in ('99ZZ00', '99ZZ07') and p.year_group = 1 and p.left_on is null) x where x.n <= case x.code when '99ZZ00' then 4 else 6 end);
            insert into attention_version (id, organisation_id, number, rules, change, rule_tag, by_person, at)
              values (@version, @Municipality, 1, '[{"id": "00000000-0000-4000-8000-0000000dec01", "tag": "asylum", "when": {"postcode": ["0904"], "interpreter": "yes", "joined_months": 12}}]', 'add', 'asylum', @coordinator, @weekAgo);
            """, new { reference = home.Groups.First(g => g.IsHome).Id, recent = world.Days.Today.AddDays(-70), version = world.NextId(), world.Municipality, coordinator = coordinator.Id, weekAgo = now.AddDays(-7) }, tx, cancellationToken: ct));
        foreach (var (group, nth, tag, holds, reason) in new[] { ("5a", 2, "newcomer", true, "family"), ("3b", 4, "asylum", true, "partner"), ("8b", 1, "transition", false, "school_knows"), ("6a", 6, "residential", true, "partner") })
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into attention_mark (id, pupil_id, school_id, tag, holds, reason, ends, by_person, at) values (@id, @pupil, @school, @tag, @holds, @reason, @ends, @by, @at)
                """, new { id = world.NextId(), pupil = home.Groups.First(g => g.Name == group).Children.Where(c => c.Left is null).ElementAt(nth).Id, school = home.Id, tag, holds, reason, ends = world.Days.Today.AddMonths(5), by = home.Care.Id, at = now.AddDays(-9) }, tx, cancellationToken: ct));
        }
    }
}
