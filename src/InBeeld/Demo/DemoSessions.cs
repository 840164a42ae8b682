using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>Two modules and three groups of the group programme of the demo, with the sessions of the past weeks, who was there, and a child to call about.</summary>
internal static class DemoSessions
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var library = world.Libraries[0];
        var args = new { library, build = world.NextId(), film = world.NextId(), one = world.NextId(), two = world.NextId(), three = world.NextId(), world.Days.Today, world.Days.Now, leads = Role.ProgrammeLeader, guides = Role.Guide };
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table demo_nest on commit drop as select p.id as nest, (select m.id from membership m where m.organisation_id = @library and m.role = @leads order by m.id limit 1) as nadia,
              (select m.id from membership m where m.organisation_id = @library and m.role = @guides order by m.id limit 1) as timo,
              @Today::date + case extract(isodow from @Today::date) when 6 then 2 when 7 then 1 else 0 end as day from programme p where p.slug = 'het-derde-nest-demo';
            insert into programme_staff (programme_id, membership_id, task) select nest, timo, 'guide' from demo_nest on conflict do nothing;
            insert into programme_module (id, programme_id, position, name, theme, about, materials, sessions)
              select @build, nest, 1, 'Bouwen', 'Een stad van karton', 'We bedenken samen een stad en vertellen wie er woont.', 'Karton, lijm, scharen', 8 from demo_nest
              union all select @film, nest, 2, 'Film', 'Jouw stad in beeld', 'We maken een film over de stad die we bouwden.', 'Tablets, statief', 6 from demo_nest;
            insert into programme_group (id, programme_id, module_id, name, capacity, guide_id, weekday, opens, closes, location, first_day, sessions)
              select g.id, d.nest, g.module, g.name, g.capacity, case g.id when @one then d.nadia else d.timo end, extract(isodow from d.day + g.plus), g.opens::time, g.opens::time + interval '90 minutes', 'Atelier', d.day + g.plus, g.sessions
              from demo_nest d, (values (@one, @build, 'Bouwers', 12, -42, '15:30', 8), (@two, @build, 'Stadmakers', 10, -41, '15:45', 8), (@three, @film, 'Filmmakers', 16, 28, '17:30', 6)) g (id, module, name, capacity, plus, opens, sessions);
            insert into programme_session (id, programme_id, group_id, number, during, guide_id, materials, at)
              select uuidv7(), g.programme_id, g.id, w.n, tstzrange((w.day + g.opens) at time zone 'Europe/Amsterdam', (w.day + g.closes) at time zone 'Europe/Amsterdam'), g.guide_id, m.materials, @Now - interval '60 days'
              from programme_group g join programme_module m on m.id = g.module_id join organisation o on o.id = @library cross join lateral (
                select x::date as day, row_number() over (order by x)::smallint as n from generate_series(g.first_day, g.first_day + 140, interval '7 days') x
                where not exists (select 1 from holiday h where h.school_id is null and x::date between h.starts and h.ends and h.region = (select t.holiday_regions[1] from municipality t where t.code = o.municipality_code)) order by x limit g.sessions) w
              where g.id in (@one, @two, @three);
            update programme_group g set first_day = (select min((lower(s.during) at time zone 'Europe/Amsterdam')::date) from programme_session s where s.group_id = g.id) where g.id in (@one, @two, @three);
            insert into group_member (group_id, enrolment_id, joined_on)
              select case when x.n <= 11 then @one::uuid else @two end, x.id, d.day - 45 from demo_nest d, lateral (select e.id, row_number() over (order by e.placed_on, e.id) as n from enrolment e where e.programme_id = d.nest and e.state = 'placed') x where x.n <= 19;
            update programme_session s set state = 'held', minutes = case s.number % 3 when 0 then 'We werkten in tweetallen. Het presenteren ging beter dan vorige week.' when 1 then 'Iedereen maakte een eigen huis en vertelde erover.' else '' end
              where s.group_id in (@one, @two) and upper(s.during) < @Now;
            insert into attendance (session_id, enrolment_id, state, reason, by_person, at)
              select s.id, m.enrolment_id, x.state, case x.state when 'absent_notice' then 'Ziek' else '' end, k.person_id, upper(s.during)
              from programme_session s join group_member m on m.group_id = s.group_id join membership k on k.id = s.guide_id
                cross join lateral (select case when m.enrolment_id = (select min(y.enrolment_id::text)::uuid from group_member y where y.group_id = s.group_id and s.group_id = @two) and s.number > 2 then 'absent'
                  else case abs(hashtext(m.enrolment_id::text || s.number)) % 16 when 0 then 'absent' when 1 then 'absent_notice' when 2 then 'late' else 'present' end end as state) x
              where s.group_id in (@one, @two) and s.state = 'held';
            select app.attendance_noted(array(select m.enrolment_id from group_member m where m.group_id in (@one, @two)), @Now)
            """, args, tx, cancellationToken: ct));
    }
}
