using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>Two initiatives of the library of the demo, like those of the pilot but made up: a group programme and guidance to measure, in full swing.</summary>
internal static class DemoProgrammes
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        var (nest, lamp, summer) = (world.NextId(), world.NextId(), world.NextId());
        var args = new { library = world.Libraries[0], nadia, nest, lamp, summer, world.Days.Today, world.Days.Now };
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into programme (id, library_id, name, kind, aim, about, materials, provider, location, places, starts, ends, slug, by_family, state, by_person, at) values
              (@nest, @library, 'Het Derde Nest', 'group', 'Kinderen groeien in taal en talent door samen dingen te maken en uit te zoeken.',
                'Elke week werk je met andere kinderen aan een thema. Je bouwt, filmt, schrijft en vertelt. Je hoeft niets te kunnen, je moet wel zin hebben.', 'Tablets, knutselspullen, boeken bij het thema', '', 'Atelier', 20, @Today - 70, @Today + 160, 'het-derde-nest-demo', true, 'open', @nadia, @Now - interval '80 days'),
              (@lamp, @library, 'Lantaarn: huiswerk op maat', 'tailored', 'Kinderen van wie de ouders dat niet kunnen betalen, krijgen hulp bij hun eigen vraag.',
                'Heb je moeite met een vak of met plannen? Een begeleider helpt je, alleen of in een klein groepje.', 'Schoolboeken van het kind', 'Stichting Lantaarnlicht', 'Studiezaal', 20, @Today - 200, @Today + 165, 'lantaarn-demo', true, 'open', @nadia, @Now - interval '210 days'),
              (@summer, @library, 'Zomerschool in de bieb', 'mixed', 'Niet terugvallen in de zomer.', '', '', '', 'Studiezaal', 40, @Today + 200, @Today + 230, 'zomerschool-demo', false, 'draft', @nadia, @Now - interval '3 days');
            insert into programme_criterion (id, programme_id, position, kind, least, most, levels, question) values
              (gen_random_uuid(), @nest, 0, 'year', 6, 11, '{}', ''), (gen_random_uuid(), @nest, 1, 'question', null, null, '{}', 'Wil het kind zelf meedoen?'),
              (gen_random_uuid(), @lamp, 0, 'age', 8, 18, '{}', ''), (gen_random_uuid(), @lamp, 1, 'question', null, null, '{}', 'Kunnen de ouders dit zelf niet betalen?');
            insert into programme_staff (programme_id, membership_id, task) select p.id, m.id, case m.role when 'guide' then 'guide' else 'leader' end
              from programme p join membership m on m.organisation_id = @library and (m.role = 'programme_leader' or m.role = 'guide' and p.id = @lamp) where p.library_id = @library;
            create temporary table demo_takes on commit drop as
              select uuidv7() as participant, uuidv7() as enrolment, x.* from (
                select p.id as pupil, p.given_name, p.prefix, p.surname, p.birth_date, p.school_id, p.year_group, p.sort_key, p.family_id, o.level, o.name as school, g.programme, row_number() over (partition by g.programme order by md5(p.id::text)) as n
                from pupil p join organisation o on o.id = p.school_id join (values (@nest, 6, 8), (@lamp, 7, 14)) g (programme, least, most) on p.year_group between g.least and g.most
                where p.left_on is null and o.municipality_code = (select municipality_code from organisation where id = @library) and (g.programme = @nest) = (md5(p.id::text) < '8')) x where x.n <= 34;
            insert into participant (id, library_id, pupil_id, given_name, prefix, surname, born, school_id, level, year_group, contact_name, contact_phone, contact_language, sort_key, at)
              select t.participant, @library, t.pupil, t.given_name, t.prefix, t.surname, t.birth_date, t.school_id, t.level, t.year_group, coalesce(left(c.name, 120), ''), coalesce(left(c.phone, 30), ''), coalesce(c.language, 'nl'), t.sort_key, @Now - interval '60 days'
              from demo_takes t left join lateral (select c.name, c.phone, c.language from contact_person c where c.family_id = t.family_id and c.removed_at is null order by c.position limit 1) c on t.n % 5 <> 0;
            insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, wish, said_yes, state, state_at, at)
              select t.enrolment, t.programme, @library, t.participant, case when t.n % 7 = 0 then 'parent' when t.n % 11 = 0 then 'third' when t.n % 13 = 0 then 'pupil' else 'teacher' end, case when t.n % 11 = 0 and t.n % 7 <> 0 then 'Vluchtelingenhulp Zonderdam' else t.school end,
                case t.n % 4 when 0 then 'Begrijpend lezen en woordenschat' when 1 then 'Durven praten in een groep' when 2 then 'Plannen van huiswerk' else '' end,
                array(select k.id from programme_criterion k where k.programme_id = t.programme and k.kind = 'question'), 'referred', @Now - make_interval(days => (70 - t.n)::integer), @Now - make_interval(days => (70 - t.n)::integer)
              from demo_takes t;
            update enrolment e set state = 'intake', state_was = 'referred', state_at = e.at + interval '5 days' from demo_takes t where t.enrolment = e.id and t.n <= 31;
            update enrolment e set state = case when t.n <= 22 then 'placed' when t.n = 23 then 'declined' when t.n <= 28 then 'waiting' else 'intake' end, state_was = 'intake', state_by = @nadia, state_at = e.at + interval '10 days',
              placed_on = case when t.n <= 22 then (e.at + interval '10 days')::date end, waiting_since = case when t.n between 24 and 28 then e.at + interval '10 days' end, ended_on = case when t.n = 23 then (e.at + interval '10 days')::date end,
              reason = case when t.n = 23 then 'Komt al twee middagen naar de taalklas.' else '' end
              from demo_takes t where t.enrolment = e.id and t.n <= 28;
            update enrolment e set state = case when t.n = 2 then 'done' else 'dropped' end, state_was = 'placed', state_by = @nadia, state_at = @Now - interval '6 days', ended_on = (@Now - interval '6 days')::date, reason = case when t.n = 2 then '' else 'Verhuisd naar een andere stad.' end
              from demo_takes t where t.enrolment = e.id and t.n in (2, 5);
            """, args, tx, cancellationToken: ct));
    }
}
