using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>First talks and consent of the programmes of the demo, and one child that signed up too while its school already brought it in.</summary>
internal static class DemoIntake
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table demo_talks on commit drop as
              select e.id, e.state, e.at, p.contact_name, p.contact_language, row_number() over (order by md5(e.id::text)) as n from enrolment e join participant p on p.id = e.participant_id where e.library_id = @library and e.state not in ('referred', 'withdrawn');
            insert into intake (enrolment_id, meets_at, place, parent_there, interpreter, answers, note, done_at, done_by, by_person, at)
              select t.id, case when t.state = 'intake' then date_trunc('day', @Now) + make_interval(days => (2 + t.n % 6)::integer, hours => 14) else t.at + interval '7 days' end, 'Aan de grote tafel', case when t.state = 'intake' then null else t.n % 4 <> 0 end,
                case when t.contact_language in ('nl', 'en') then '' else t.contact_language end,
                case when t.state = 'intake' then '{}' else jsonb_build_object('likes', (array['Voetballen en tekenen.', 'Filmpjes maken met mijn nicht.', 'Buiten spelen, en soms lezen.'])[1 + t.n % 3], 'hard', (array['Lange teksten.', 'Dat ik alles vergeet op te schrijven.', 'Praten voor de klas.'])[1 + t.n % 3],
                  'goal', (array['Een strip maken die mijn zusje snapt.', 'Zelf mijn huiswerk plannen zonder dat iemand het vraagt.', 'Een keer mijn verhaal durven vertellen.'])[1 + t.n % 3], 'helps', 'Als iemand het voordoet.') end,
                case when t.n % 5 = 0 then 'Komt liever op woensdag.' else '' end, case when t.state <> 'intake' then t.at + interval '7 days' end, case when t.state <> 'intake' then @nadia::uuid end, @nadia, t.at + interval '7 days'
              from demo_talks t where t.state <> 'intake' or t.n % 2 = 0;
            insert into consent (id, enrolment_id, text_id, kind, given_by, relation, given_at, noted_by, withdrawn_at, withdrawn_by)
              select uuidv7(), t.id, x.id, x.kind, case when t.contact_name = '' then 'Moeder' else t.contact_name end, 'parent', t.at + interval '7 days', @nadia, case when x.kind = 'photo' and t.n % 9 = 0 then @Now - interval '4 days' end, case when x.kind = 'photo' and t.n % 9 = 0 then @nadia::uuid end
              from demo_talks t join consent_text x on x.library_id is null and (x.kind = 'take_part' or x.kind = 'talk_with_school' and t.n % 6 <> 0 or x.kind = 'measure' and t.n % 4 <> 0 or x.kind = 'photo' and t.n % 3 = 0) where t.state <> 'intake';
            with known as (select e.programme_id, p.* from enrolment e join participant p on p.id = e.participant_id where e.library_id = @library and e.state = 'intake' and p.pupil_id is not null order by e.programme_id, p.id limit 1),
            made as (insert into participant (id, library_id, given_name, prefix, surname, born, school_name, year_group, contact_name, contact_phone, contact_language, sort_key, at)
              select uuidv7(), library_id, given_name, prefix, surname, born, 'weet ik niet', year_group, 'Moeder', '06 12 34 56 78', 'nl', sort_key, @Now - interval '2 days' from known returning id, library_id)
            insert into enrolment (id, programme_id, library_id, participant_id, source, wish, state_at, at) select uuidv7(), k.programme_id, m.library_id, m.id, 'parent', 'Samen met zijn vriendje meedoen.', @Now - interval '2 days', @Now - interval '2 days' from made m, known k;
            """, new { library = world.Libraries[0], nadia, world.Days.Now }, tx, cancellationToken: ct));
    }
}
