using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>Threads between the programmes of the demo and teachers, talks with parents, open days, and what else the library offers families.</summary>
internal static class DemoThreads
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var timo = world.Memberships.First(m => m.Role == Role.Guide).Person.Id;
        var args = new { library = world.Libraries[0], nadia, timo, world.Days.Today, world.Days.Now, past = world.NextId(), coming = world.NextId(), off = world.NextId() };
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table demo_said on commit drop as
              select x.*, row_number() over (order by x.persona desc, md5(x.id::text)) as n from (
                select e.id, e.state, c.id as pupil, c.group_id, c.school_id, t.person_id as teacher, t.is_demo as persona, case when g.slug = 'het-derde-nest-demo' then @timo::uuid else @nadia end as guide
                from enrolment e join programme g on g.id = e.programme_id join participant p on p.id = e.participant_id join pupil c on c.id = p.pupil_id
                join lateral (select s.person_id, w.is_demo from group_teacher s join person w on w.id = s.person_id where s.group_id = c.group_id and s.ends is null order by w.is_demo desc, s.starts, s.person_id limit 1) t on true
                where e.library_id = @library and e.state in ('placed', 'done') and e.school_sees) x;
            insert into consent (id, enrolment_id, text_id, kind, given_by, relation, given_at, noted_by)
              select uuidv7(), s.id, x.id, x.kind, 'Moeder', 'parent', @Now - interval '40 days', @nadia from demo_said s join consent_text x on x.library_id is null and x.kind = 'talk_with_school' where s.n <= 24
              and not exists (select 1 from consent c where c.enrolment_id = s.id and c.kind = 'talk_with_school');
            -- Each: the child, whose side, how many days and hours ago, what; read by the other side after some hours (0: not yet).
            create temporary table demo_notes on commit drop as
              select uuidv7() as id, s.id as enrolment, s.guide, s.teacher, s.group_id, s.school_id, v.side, v.kind, v.words, @Now - make_interval(days => v.days, hours => (v.hours + s.n % 5)::integer) as at, v.read_after
              from demo_said s cross join lateral (values
                ('school', 'aim', 30, 3, (array['Woorden bij zaakvakken, en durven vragen wat een woord betekent.', 'Zelf beginnen aan een taak, zonder dat iemand naast hem zit.', 'Lezen met begrip: vertellen wat er in een alinea stond.'])[1 + (s.n % 3)::integer], 6, s.n % 2 = 0),
                ('programme', 'note', 21, 4, (array['Ze bouwde een huis van karton en vertelde erover aan de groep.', 'Vandaag drie sommen zonder hulp. Daar was hij trots op.', 'Hij stelde zich voor aan iedereen. Praten in een groepje gaat goed.'])[1 + (s.n % 3)::integer], 20, true),
                ('school', 'note', 20, 5, (array['Leuk om te horen. In de klas is ze nog stil.', 'Dat zie ik terug: hij begint sneller.', 'Fijn. Let je ook op de lange woorden?'])[1 + (s.n % 3)::integer], 5, s.n % 5 <> 3),
                ('programme', 'note', 9, 3, (array['Presenteren gaat beter dan vorige week. Ze keek de groep aan.', 'Vond het vandaag moeilijk. Plannen lukte nog niet alleen.', 'We lazen samen over bruggen. Hij legde uit hoe een hangbrug werkt.'])[1 + (s.n % 3)::integer], case when s.n % 4 = 0 then 0 else 26 end, s.n % 5 <> 4),
                ('school', 'note', 3, 2, (array['In de klas stak ze deze week twee keer haar vinger op.', 'Hij heeft vrijdag een toets over breuken. Kun je daarop oefenen?', 'Dank je, fijn om te weten.'])[1 + (s.n % 3)::integer], case when s.n % 3 = 0 then 0 else 9 end, s.n % 4 in (1, 2)),
                ('programme', 'note', 1, 4, (array['Deed vandaag goed mee. Volgende week nemen we de film op.', 'Zie jij dit in de klas ook?', 'Was er vandaag niet. Is er iets?'])[1 + (s.n % 3)::integer], case when s.n % 2 = 0 then 0 else 7 end, s.n % 3 <> 2)) v (side, kind, days, hours, words, read_after, is_there)
              where v.is_there and s.n <= 18;
            insert into thread_note (id, enrolment_id, side, kind, words, groups, school_id, by_person, at)
              select m.id, m.enrolment, m.side, m.kind, m.words, array[m.group_id], m.school_id, case m.side when 'school' then m.teacher else m.guide end, m.at from demo_notes m;
            insert into thread_read (note_id, person_id, at) select m.id, case m.side when 'school' then m.guide else m.teacher end, m.at + make_interval(hours => m.read_after) from demo_notes m where m.read_after > 0;
            -- One family took back that library and school talk.
            update consent c set withdrawn_at = @Now - interval '2 days', withdrawn_by = @nadia from demo_said s where s.n = 17 and c.enrolment_id = s.id and c.kind = 'talk_with_school' and c.withdrawn_at is null;
            update enrolment e set school_sees = false from demo_said s where s.n = 17 and e.id = s.id;
            insert into parent_talk (id, programme_id, enrolment_id, who, how, words, by_person, at)
              select uuidv7(), e.programme_id, e.id, case when (s.n + k) % 7 = 0 then 'other' else 'parent' end, (array['door', 'door', 'phone', 'app'])[1 + ((s.n + k) % 4)::integer],
                case (s.n + k) % 5 when 0 then 'Vertelt er thuis veel over.' when 1 then 'Komt volgende week later.' when 2 then 'Vroeg naar boeken om samen te lezen.' else '' end, s.guide, @Now - make_interval(days => (k * 23 + s.n)::integer, hours => 2)
              from demo_said s join enrolment e on e.id = s.id cross join generate_series(0, 2) k where (s.n + k) % 3 <> 0;
            insert into open_day (id, programme_id, kind, name, during, location, places, by_family, state, by_person, at)
              select d.id, g.id, d.kind, d.name, tstzrange((@Today::date + d.plus + d.opens::time) at time zone 'Europe/Amsterdam', (@Today::date + d.plus + d.opens::time + interval '2 hours') at time zone 'Europe/Amsterdam'), 'Atelier', d.places, true, d.state, @nadia, @Now - interval '50 days'
              from programme g, (values (@past::uuid, 'open_day', 'Kijk wat we bouwden', -20, '15:00', 40, 'open'), (@coming, 'open_day', 'Open dag bij het Nest', 12, '14:00', 40, 'open'), (@off, 'parents', 'Koffie met ouders', 5, '09:30', 15, 'cancelled')) d (id, kind, name, plus, opens, places, state)
              where g.slug = 'het-derde-nest-demo';
            insert into open_day_guest (id, open_day_id, name, reach, number, language, enrolment_id, came, by_person, at)
              select uuidv7(), d.id, 'Gezin van ' || p.given_name || ' ' || p.surname, p.contact_phone, 1 + s.n % 3, p.contact_language, e.id, case when d.id = @past then s.n % 4 <> 0 end, case when s.n % 2 = 0 then s.guide end, @Now - make_interval(days => (25 - s.n % 5)::integer)
              from open_day d join enrolment e on e.programme_id = d.programme_id join demo_said s on s.id = e.id join participant p on p.id = e.participant_id where d.id = @past and s.n % 6 <> 0 or d.id = @coming and s.n % 3 = 0 or d.id = @off and s.n % 5 = 0;
            insert into programme (id, library_id, name, kind, aim, about, location, places, starts, ends, slug, audience, state, by_person, at)
              select uuidv7(), @library, o.name, 'mixed', o.aim, '', o.place, o.places, @Today - 200, @Today + 300, o.slug, o.audience, 'open', @nadia, @Now - interval '200 days'
              from (values ('BoekStart', 'Voorlezen vanaf de wieg, met een koffertje en een boekstartcoach.', 'Jeugdhoek', 300, 'boekstart-demo', 'small'), ('Taalhuis', 'Ouders leren Nederlands spreken, lezen en schrijven.', 'Taalpunt', 60, 'taalhuis-demo', 'parent'),
                ('VoorleesExpress', 'Een vrijwilliger leest twintig weken thuis voor en helpt ouders op weg.', 'Bij gezinnen thuis', 30, 'voorleesexpress-demo', 'parent'), ('de Bibliotheek op school', 'Samen met school werken aan lezen en mediawijsheid.', 'Op school', 40, 'dbos-demo', 'school')) o (name, aim, place, places, slug, audience);
            insert into programme_criterion (id, programme_id, position, kind, least, most, levels, question) select uuidv7(), p.id, 0, 'age', 0, 4, '{}', '' from programme p where p.slug = 'boekstart-demo';
            insert into programme_staff (programme_id, membership_id, task) select p.id, m.id, 'leader' from programme p join membership m on m.organisation_id = @library and m.role = 'programme_leader' and m.person_id = @nadia where p.audience <> 'child' and p.library_id = @library;
            insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, wish, school_sees, came_from, state, state_was, placed_on, state_by, state_at, at)
              select uuidv7(), t.id, @library, e.participant_id, 'programme', g.name, case when t.slug = 'taalhuis-demo' then 'Moeder wil beter Nederlands spreken met school.' else 'Voorlezen thuis, liefst in twee talen.' end, false, e.id,
                case when s.n % 2 = 0 then 'placed' else 'referred' end, case when s.n % 2 = 0 then 'referred' else '' end, case when s.n % 2 = 0 then @Today::date - 6 end, case when s.n % 2 = 0 then @nadia::uuid end, @Now - interval '6 days', @Now - make_interval(days => (8 + s.n)::integer)
              from demo_said s join enrolment e on e.id = s.id join programme g on g.id = e.programme_id join programme t on t.slug = case when s.n % 3 = 0 then 'taalhuis-demo' else 'voorleesexpress-demo' end where s.n <= 7;
            """, args, tx, cancellationToken: ct));
    }
}
