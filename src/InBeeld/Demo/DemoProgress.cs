using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>Goals, measurements and answers of both initiatives of the demo: most children go forward, some stay or fall back, and some were not measured again.</summary>
internal static class DemoProgress
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into programme_scale (programme_id, scale_id) select p.id, s.id from programme p join short_scale s on s.library_id is null
              where p.library_id = @library and (p.slug = 'het-derde-nest-demo' and right(s.id::text, 1) in ('1', '2', '4', '5') or p.slug = 'lantaarn-demo' and right(s.id::text, 1) in ('3', '4', '6', '7'));
            create temporary table demo_kinds (slug text, n integer, words text, steps text[]) on commit drop;
            insert into demo_kinds values
              ('het-derde-nest-demo', 0, 'Ik durf iets te vertellen voor de groep', '{"Ik zeg niets als iedereen kijkt","Ik vertel iets als de begeleider naast me staat","Ik vertel elke keer zelf één ding","Ik vertel mijn hele plan","Ik leg uit en geef antwoord op vragen"}'),
              ('het-derde-nest-demo', 1, 'Ik maak af wat ik begin', '{"Ik stop als het moeilijk wordt","Ik maak af met hulp","Ik maak zelf af wat we die middag doen","Ik maak af en ruim op","Ik maak af en help een ander"}'),
              ('het-derde-nest-demo', 2, 'Ik gebruik nieuwe woorden', '{"Ik wijs aan wat ik bedoel","Ik zeg het woord na","Ik gebruik elke week 3 nieuwe woorden","Ik gebruik elke week 5 nieuwe woorden","Ik gebruik ze ook thuis en op school"}'),
              ('lantaarn-demo', 0, 'Ik begin zelf aan mijn huiswerk', '{"Ik begin als iemand het zegt","1 of 2 middagen zelf begonnen","3 van de 4 middagen zelf begonnen","Elke middag zelf begonnen","Elke middag, en ik plan de week vooruit"}'),
              ('lantaarn-demo', 1, 'Ik lees elke dag een kwartier', '{"Ik lees alleen op school","Ik lees 1 of 2 dagen per week","Ik lees 5 dagen per week een kwartier","Ik lees elke dag een kwartier","Elke dag, en ik kies zelf een boek"}'),
              ('lantaarn-demo', 2, 'Ik durf een vraag te stellen in de les', '{"Ik vraag niets","Ik vraag het na de les","Ik vraag één keer per week iets in de les","Ik vraag het elke keer als ik iets niet snap","Ik leg het ook aan anderen uit"}');
            create temporary table demo_measured on commit drop as
              select e.id as enrolment, k.n, k.words, k.steps, uuidv7() as goal, coalesce(e.placed_on, @Today - 40) as since, case when abs(hashtext(e.id::text || k.n)) % 10 < 7 and abs(hashtext(k.n || e.id::text)) % 12 <> 0 then -2 else -1 end as start,
                case abs(hashtext(k.n || e.id::text)) % 12 when 0 then -1 when 1 then 0 when 2 then 0 when 3 then 1 when 4 then 1 when 5 then 1 when 6 then 1 when 7 then 2 when 8 then 2 when 9 then 2 when 10 then 2 else 3 end as rose,
                row_number() over (partition by e.programme_id order by e.placed_on, e.id, k.n) as nr, dense_rank() over (partition by e.programme_id order by e.placed_on, e.id) as child, e.state,
                exists (select 1 from consent c where c.enrolment_id = e.id and c.kind = 'measure' and c.withdrawn_at is null) as agreed
              from enrolment e join programme p on p.id = e.programme_id join demo_kinds k on k.slug = p.slug
              where e.library_id = @library and e.state in ('placed', 'done', 'dropped') and k.n <= abs(hashtext(e.id::text)) % 3;
            insert into goal (id, enrolment_id, words, agreed_with, from_day, by_person, at)
              select goal, enrolment, words, case nr % 3 when 0 then '{pupil,parent}' when 1 then '{pupil}' else '{pupil,parent,teacher}' end::text[], since, @nadia, @Now - make_interval(days => (@Today - since)::integer) + make_interval(secs => n) from demo_measured;
            insert into goal_scale (goal_id, number, steps, start, from_day, by_person, at) select goal, 1, steps, start, since, @nadia, @Now - make_interval(days => (@Today - since)::integer) from demo_measured;
            insert into goal_measurement (goal_id, scale, enrolment_id, who, day, moment, level, words, batch, by_person, at)
              select d.goal, 1, d.enrolment, w.who, x.day, x.moment, least(2, greatest(-2, d.start + x.rose + case when w.who = 'pupil' then abs(hashtext(d.goal::text || x.day)) % 3 - 1 else 0 end)),
                case when w.who = 'guide' and d.nr % 4 = 0 then (array['Ging vandaag bijna vanzelf.', 'Nog even oefenen in een klein groepje.', 'Trots op wat er staat.'])[1 + (d.nr % 3)::integer] when w.who = 'pupil' and d.nr % 5 = 0 then 'Het lukt steeds beter.' else '' end,
                md5(d.enrolment::text || x.day || w.who)::uuid, @nadia, x.day + time '16:30'
              from demo_measured d cross join lateral (values (d.since + 16, 'during', d.rose / 2, 6), (@Today - 4 - (d.child % 4)::integer, case when d.state = 'placed' then 'during' else 'after' end, d.rose, 7)) x (day, moment, rose, misses)
                cross join (values ('guide'), ('pupil')) w (who)
              where d.agreed and d.child % 6 <> 2 and d.child % x.misses <> 3 and (w.who = 'guide' or d.nr % 3 <> 0) and x.day < @Today and x.day > d.since;
            insert into short_answer (enrolment_id, scale_id, text_id, day, moment, level, school_id, batch, by_person, at)
              select d.enrolment, c.scale_id, t.id, x.day, x.moment, least(5, 2 + abs(hashtext(d.enrolment::text || c.scale_id)) % 2 + x.plus), case when s.respondent = 'teacher' then a.school_id end,
                md5(d.enrolment::text || x.day || s.respondent)::uuid, @nadia, x.day + time '16:40'
              from (select distinct enrolment, child, since, agreed from demo_measured) d join enrolment e on e.id = d.enrolment join participant a on a.id = e.participant_id join programme_scale c on c.programme_id = e.programme_id
                join short_scale s on s.id = c.scale_id join short_scale_text t on t.scale_id = s.id and t.number = s.number
                cross join lateral (values (d.since, 'before', 0), (@Today - 5, 'during', (d.child % 3)::integer)) x (day, moment, plus)
              where d.agreed and (x.moment = 'before' or d.child % 5 <> 0) and (s.respondent <> 'teacher' or e.school_sees and a.pupil_id is not null and d.child % 3 <> 1) and (s.respondent <> 'parent' or d.child % 2 = 0) and x.day < @Today;
            insert into test_result (id, enrolment_id, school_id, name, day, outcome, score, least, most, by_person, at)
              select uuidv7(), d.enrolment, a.school_id, 'Begrijpend lezen', x.day, x.outcome, x.score, 0, 50, @nadia, x.day + time '15:00'
              from (select distinct enrolment, child from demo_measured where agreed) d join enrolment e on e.id = d.enrolment join participant a on a.id = e.participant_id join programme p on p.id = e.programme_id and p.slug = 'lantaarn-demo'
                cross join lateral (values (@Today - 120, 'niveau IV', 21 + d.child % 5), (@Today - 12, 'niveau III', 25 + d.child % 6)) x (day, outcome, score)
              where a.school_id is not null and e.school_sees and d.child % 3 = 1;
            """, new { library = world.Libraries[0], nadia, world.Days.Today, world.Days.Now }, tx, cancellationToken: ct));
    }
}
