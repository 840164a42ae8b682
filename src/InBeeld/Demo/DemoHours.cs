using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>The guidance to measure of the demo: subjects, a homework group, hours for two children alone, and two children whom somebody of another organisation brought.</summary>
internal static class DemoHours
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var marit = world.Memberships.First(m => m.Role == Role.Partner);
        var args = new
        {
            library = world.Libraries[0], sums = world.NextId(), read = world.NextId(), plan = world.NextId(), together = world.NextId(), alone = world.NextId(), second = world.NextId(), noor = world.NextId(), sami = world.NextId(),
            noorIn = world.NextId(), samiIn = world.NextId(), marit = marit.Person.Id, partner = marit.OrganisationId, world.Days.Today, world.Days.Now, leads = Role.ProgrammeLeader, guides = Role.Guide,
        };
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table demo_lamp on commit drop as select p.id as lamp, (select m.id from membership m where m.organisation_id = @library and m.role = @leads order by m.id limit 1) as nadia,
              (select m.id from membership m where m.organisation_id = @library and m.role = @guides order by m.id limit 1) as timo,
              @Today::date + case extract(isodow from @Today::date) when 6 then 2 when 7 then 1 else 0 end as day from programme p where p.slug = 'lantaarn-demo';
            insert into programme_module (id, programme_id, position, name, theme, about, materials, sessions)
              select @plan, lamp, 1, 'Leren leren', 'Plannen en beginnen', '', 'Agenda', 12 from demo_lamp union all select @sums, lamp, 2, 'Rekenen', '', '', 'Schoolboeken van het kind', 10 from demo_lamp
              union all select @read, lamp, 3, 'Begrijpend lezen', '', '', 'Boeken naar keuze', 10 from demo_lamp;
            insert into programme_group (id, programme_id, module_id, name, capacity, guide_id, weekday, opens, closes, location, first_day, sessions)
              select g.id, d.lamp, g.module, g.name, g.capacity, case g.id when @together then d.timo else d.nadia end, extract(isodow from d.day + g.plus), g.opens::time, g.opens::time + g.lasts::interval, 'Studiezaal', d.day + g.plus, g.sessions
              from demo_lamp d, (values (@together, @plan, 'Huiswerkgroep', 12, -27, '18:30', '90 minutes', 12), (@alone, @sums, 'Rekenen', 1, -28, '17:15', '60 minutes', 10), (@second, @read, 'Begrijpend lezen', 1, -21, '18:30', '60 minutes', 10)) g (id, module, name, capacity, plus, opens, lasts, sessions);
            insert into programme_session (id, programme_id, group_id, number, during, guide_id, materials, at)
              select uuidv7(), g.programme_id, g.id, w.n, tstzrange((w.day + g.opens) at time zone 'Europe/Amsterdam', (w.day + g.closes) at time zone 'Europe/Amsterdam'), g.guide_id, m.materials, @Now - interval '40 days'
              from programme_group g join programme_module m on m.id = g.module_id join organisation o on o.id = @library cross join lateral (
                select x::date as day, row_number() over (order by x)::smallint as n from generate_series(g.first_day, g.first_day + 160, interval '7 days') x
                where not exists (select 1 from holiday h where h.school_id is null and x::date between h.starts and h.ends and h.region = (select t.holiday_regions[1] from municipality t where t.code = o.municipality_code)) order by x limit g.sessions) w
              where g.id in (@together, @alone, @second);
            update programme_group g set first_day = (select min((lower(s.during) at time zone 'Europe/Amsterdam')::date) from programme_session s where s.group_id = g.id) where g.id in (@together, @alone, @second);
            insert into group_member (group_id, enrolment_id, joined_on)
              select case when x.n <= 11 then @together::uuid when x.n = 12 then @alone else @second end, x.id, d.day - 30 from demo_lamp d, lateral (select e.id, row_number() over (order by e.placed_on, e.id) as n from enrolment e where e.programme_id = d.lamp and e.state = 'placed') x where x.n <= 13;
            update programme_session s set state = 'held' where s.group_id in (@together, @alone, @second) and upper(s.during) < @Now;
            insert into attendance (session_id, enrolment_id, state, reason, by_person, at)
              select s.id, m.enrolment_id, x.state, case x.state when 'absent_notice' then 'Toets op school' else '' end, k.person_id, upper(s.during)
              from programme_session s join group_member m on m.group_id = s.group_id join membership k on k.id = s.guide_id
                cross join lateral (select case abs(hashtext(m.enrolment_id::text || s.number)) % 18 when 0 then 'absent' when 1 then 'absent_notice' when 2 then 'late' else 'present' end as state) x
              where s.group_id in (@together, @alone, @second) and s.state = 'held';
            select app.attendance_noted(array(select m.enrolment_id from group_member m where m.group_id in (@together, @alone, @second)), @Now);
            insert into participant (id, library_id, given_name, surname, born, school_name, year_group, contact_name, contact_phone, contact_language, sort_key, at) values
              (@noor, @library, 'Noor', 'Zandloper', @Today - 3900, 'Taalschool De Oever', 6, 'Moeder van Noor', '06 00 00 00 01', 'ar', 'zandloper noor', @Now - interval '9 days'),
              (@sami, @library, 'Sami', 'Sterrenkijker', @Today - 4400, 'Taalschool De Oever', 7, 'Oom van Sami', '06 00 00 00 02', 'ti', 'sterrenkijker sami', @Now - interval '20 days');
            insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, referred_by, referred_org, wish, state, reason, ended_on, state_by, state_at, at)
              select x.id, p.id, @library, x.child, 'third', o.name, @marit, o.id, x.wish, x.state, x.reason, x.ended, @marit, @Now - x.ago, @Now - x.ago from programme p join organisation o on o.id = @partner
                cross join (values (@noorIn, @noor, 'Nederlands oefenen met leeftijdsgenoten', 'referred', '', null::date, interval '9 days'), (@samiIn, @sami, 'Een rustige plek om te leren', 'declined', 'Sami begint eerst in de taalklas op woensdag.', @Today::date - 10, interval '20 days')) x (id, child, wish, state, reason, ended, ago)
              where p.slug = 'het-derde-nest-demo';
            """, args, tx, cancellationToken: ct));
    }
}
