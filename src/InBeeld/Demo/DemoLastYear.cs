using Dapper;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>What the first library did in the last whole school year, so that a wave about that year has something to count: a reading club that is over, and an agreement with a school.</summary>
internal static class DemoLastYear
{
    private static readonly string[] Names = ["Fien", "Jip", "Noëlle", "Sem", "Anouk", "Thijs", "Roos", "Daan", "Lieke", "Hidde", "Saar"];
    private static readonly string[] Surnames = ["Maanspoor", "Veldlied", "Regenkroon", "Uilenlach", "Dauwmantel", "Koraalzang", "Rietwimpel", "Egelspoor", "Nevelglans", "Klaverlied", "Zwaluwknoop"];

    /// <summary>The year in which the last whole school year began.</summary>
    public static int Began(DateOnly today) => today.Month >= 8 ? today.Year - 1 : today.Year - 2;

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var nadia = world.Memberships.First(m => m.Role == Role.ProgrammeLeader).Person.Id;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into programme (id, library_id, name, kind, aim, about, location, places, starts, ends, slug, by_family, state, by_person, at)
              values (@club, @library, 'Leesclub Maanbrief', 'group', 'Kinderen lezen samen een boek en schrijven elkaar brieven.', 'Twaalf zaterdagen samen lezen, voorlezen en schrijven.', 'Jeugdafdeling', 12, make_date(@began, 10, 1), make_date(@began + 1, 2, 28), 'maanbrief-demo', false, 'closed', @nadia, make_date(@began, 9, 1));
            insert into programme_staff (programme_id, membership_id, task) select @club, m.id, 'leader' from membership m where m.organisation_id = @library and m.role = @leads order by m.id limit 1;
            insert into programme_module (id, programme_id, position, name, sessions) values (@module, @club, 1, 'Brieven', 12);
            insert into programme_group (id, programme_id, module_id, name, capacity, guide_id, weekday, opens, closes, location, first_day, sessions, state)
              select @readers, @club, @module, 'Zaterdaglezers', 12, s.membership_id, 6, '10:00', '11:30', 'Jeugdafdeling', d.day, 12, 'over'
              from programme_staff s, (select x::date as day from generate_series(make_date(@began, 10, 1), make_date(@began, 10, 7), interval '1 day') x where extract(isodow from x) = 6) d where s.programme_id = @club;
            insert into programme_session (id, programme_id, group_id, number, during, guide_id, state, at)
              select uuidv7(), @club, g.id, n, tstzrange((g.first_day + 7 * (n - 1) + g.opens) at time zone 'Europe/Amsterdam', (g.first_day + 7 * (n - 1) + g.closes) at time zone 'Europe/Amsterdam'), g.guide_id, case n when 9 then 'cancelled' else 'held' end, g.first_day from programme_group g, generate_series(1, 12) n where g.id = @readers;
            create temporary table demo_readers on commit drop as select uuidv7() as participant, uuidv7() as enrolment, n, name, surname from unnest(@Names, @Surnames) with ordinality as x (name, surname, n);
            insert into participant (id, library_id, given_name, surname, born, school_name, level, year_group, contact_language, sort_key, at)
              select participant, @library, name, surname, make_date(@began - 9, 1 + n::integer % 12, 1 + n::integer * 2), 'De Verteltuin', 'primary', 6, 'nl', unaccent(lower(surname || ' ' || name)), make_date(@began, 9, 15) from demo_readers;
            insert into enrolment (id, programme_id, library_id, participant_id, source, state, placed_on, ended_on, state_was, state_at, at)
              select enrolment, @club, @library, participant, 'parent', 'done', make_date(@began, 9, 20), make_date(@began + 1, 1, 31), 'placed', make_date(@began + 1, 1, 31), make_date(@began, 9, 15) from demo_readers;
            insert into group_member (group_id, enrolment_id, joined_on, left_on) select @readers, enrolment, make_date(@began, 10, 1), make_date(@began + 1, 1, 31) from demo_readers;
            -- One signed up and never came.
            insert into attendance (session_id, enrolment_id, state, at) select s.id, r.enrolment, case when r.n = 1 then 'absent' when (r.n + s.number) % 9 = 0 then 'absent_notice' else 'present' end, upper(s.during) from programme_session s, demo_readers r where s.group_id = @readers and s.state = 'held';
            update network_partner p set organisation_id = (select o.id from organisation o where o.kind = 'school' and o.code = @HomeSchool) where p.library_id = @library and p.name = 'De Wolkenladder';
            insert into network_agreement (id, library_id, partner_id, title, what, starts, ends, agreed_on, signed_them, signed_us, by_person, at)
              select uuidv7(), @library, p.id, 'Samen lezen', 'De leesconsulent is elke week op school.', make_date(@began, 9, 1), make_date(@began + 1, 7, 1), make_date(@began, 6, 20), make_date(@began, 7, 1), make_date(@began, 7, 3), @nadia, make_date(@began, 6, 20) from network_partner p where p.library_id = @library and p.name = 'De Wolkenladder';
            """, new
        {
            library = world.Libraries[0],
            nadia,
            leads = Role.ProgrammeLeader,
            began = Began(world.Days.Today),
            club = world.NextId(),
            module = world.NextId(),
            readers = world.NextId(),
            DemoPlan.HomeSchool,
            Names,
            Surnames,
        }, tx, cancellationToken: ct));
    }
}
