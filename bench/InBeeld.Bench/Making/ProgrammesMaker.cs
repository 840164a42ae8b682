using System.Diagnostics;
using Dapper;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Bench.Making;

/// <summary>How much of programmes is made; every pupil of what make made takes part in one.</summary>
internal sealed record ProgrammesSize(int Libraries, int Programmes, int Sessions);

/// <summary>
/// Fills a database that <see cref="Maker"/> made with a national year of programmes: libraries, programmes of three groups, a session each week, who was there, goals, notes to and from school, money.
/// In the database, because every row follows from a number; what the triggers would have written is left out.
/// </summary>
internal static class ProgrammesMaker
{
    private static readonly string[] Quiet = ["enrolment", "programme_session", "fund_claim", "fund"];
    private static readonly string[] Filled = ["organisation", "membership", "programme", "participant", "enrolment", "programme_group", "group_member", "programme_session", "attendance", "goal", "goal_scale", "goal_measurement", "thread_note", "consent", "fund", "fund_claim", "programme_price"];

    public static async Task<object> RunAsync(Database database, ProgrammesSize size, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleAsync<bool>("select exists (select from programme)"))
        {
            throw new InvalidOperationException("There are programmes already");
        }

        var (clock, steps, today) = (Stopwatch.StartNew(), new List<object>(), TimeProvider.System.Today());
        foreach (var table in Quiet)
        {
            await connection.ExecuteAsync($"alter table {table} disable trigger user");
        }

        foreach (var (what, sql) in Steps)
        {
            var step = Stopwatch.StartNew();
            var rows = await connection.ExecuteAsync(new CommandDefinition(sql, new { size.Libraries, size.Programmes, size.Sessions, today }, commandTimeout: 0, cancellationToken: ct));
            Report.Say($"{what}: {rows} rows in {step.Elapsed.TotalSeconds:0.0} s");
            steps.Add(new { what, rows, seconds = Math.Round(step.Elapsed.TotalSeconds, 1) });
        }

        foreach (var table in Quiet)
        {
            await connection.ExecuteAsync($"alter table {table} enable trigger user");
        }

        foreach (var table in Filled)
        {
            await connection.ExecuteAsync(new CommandDefinition($"vacuum (analyze) {table}", commandTimeout: 0, cancellationToken: ct));
        }

        return new { size, seconds = Math.Round(clock.Elapsed.TotalSeconds, 1), steps, sizes = await Maker.SizesAsync(connection), postgres = await connection.QuerySingleAsync<string>("show server_version"), processors = Environment.ProcessorCount };
    }

    // A library has a leader and ten guides; a guide has at most five groups, each on a day of its own.
    private static readonly (string What, string Sql)[] Steps =
    [
        ("libraries and people", """
            create temporary table bl as select n, uuidv7() as id, uuidv7() as person, uuidv7() as leader, m.code from (select row_number() over (order by code) - 1 as n, code from municipality) m where n < @Libraries;
            create temporary table bg as select l.n as library, g as nth, uuidv7() as person, uuidv7() as member from bl l, generate_series(0, 9) g;
            insert into organisation (id, kind, code, name, municipality_code, source, is_on) select id, 'library', 'MP' || n, 'Meetbibliotheek ' || n + 1, code, 'demo', true from bl;
            insert into person (id, given_name, surname) select person, 'Lotte', 'Leider' || n from bl union all select person, 'Gijs', 'Gids' || library || '-' || nth from bg;
            insert into membership (id, person_id, organisation_id, role, starts) select leader, person, id, 'programme_leader', @today::date - 300 from bl
              union all select g.member, g.person, l.id, 'guide', @today::date - 300 from bg g join bl l on l.n = g.library
            """),
        ("programmes with staff, modules and prices", """
            create temporary table bp as select p as n, uuidv7() as id, uuidv7() as module, l.n as library, l.id as library_id, l.person, p / @Libraries as nth from generate_series(0, @Programmes - 1) p join bl l on l.n = p % @Libraries;
            insert into programme (id, library_id, name, kind, aim, places, starts, ends, slug, by_family, state, by_person, at)
              select id, library_id, 'Meetprogramma ' || n, case n % 3 when 0 then 'group' when 1 then 'tailored' else 'mixed' end, 'Kinderen groeien in taal.', 60, @today::date - 250, @today::date + 100, 'meet-' || n, true, 'open', person, now() - interval '260 days' from bp;
            insert into programme_module (id, programme_id, position, name, sessions) select module, id, 1, 'Bouwen', @Sessions from bp;
            insert into programme_staff (programme_id, membership_id) select distinct p.id, g.member from bp p cross join generate_series(0, 2) k join bg g on g.library = p.library and g.nth = (p.nth * 3 + k) % 10;
            insert into programme_price (id, programme_id, name, kind, cents, starts, ends, by_person, at) select uuidv7(), id, 'Per kind', 'pupil', 25000, @today::date - 250, @today::date + 100, person, now() from bp;
            insert into fund (id, library_id, name, kind, starts, ends, ceiling, by_person, at) select uuidv7(), l.id, 'Meetfonds ' || k, 'subsidy', @today::date - 250, @today::date + 100, 50000000, l.person, now() from bl l, generate_series(1, 6) k
            """),
        ("participants and enrolments", """
            create temporary table be as select uuidv7() as id, uuidv7() as participant, p.id as pupil, p.given_name, p.prefix, p.surname, p.birth_date, p.school_id, p.year_group, p.sort_key, (row_number() over (order by md5(p.id::text)) - 1) as n from pupil p where p.left_on is null;
            create index on be (n);
            insert into participant (id, library_id, pupil_id, given_name, prefix, surname, born, school_id, year_group, sort_key, at)
              select e.participant, p.library_id, e.pupil, e.given_name, left(e.prefix, 20), left(e.surname, 80), e.birth_date, e.school_id, e.year_group, e.sort_key, now() - interval '250 days' from be e join bp p on p.n = e.n % @Programmes;
            insert into enrolment (id, programme_id, library_id, participant_id, source, wish, state, placed_on, ended_on, reason, state_at, at)
              select e.id, p.id, p.library_id, e.participant, case e.n % 5 when 0 then 'parent' when 1 then 'third' else 'teacher' end, 'Begrijpend lezen', x.state, @today::date - 240, case when x.state = 'dropped' then @today::date - 100 end, case when x.state = 'dropped' then 'Verhuisd' else '' end, now() - interval '240 days', now() - interval '250 days'
              from be e join bp p on p.n = e.n % @Programmes cross join lateral (select case when e.n / @Programmes % 15 = 0 then 'dropped' else 'placed' end as state) x;
            insert into consent (id, enrolment_id, text_id, kind, given_by, relation, given_at, noted_by) select uuidv7(), e.id, t.id, t.kind, 'Ouder', 'parent', now() - interval '239 days', p.person
              from be e join bp p on p.n = e.n % @Programmes join consent_text t on t.library_id is null and t.kind in ('take_part', 'measure', 'talk_with_school') and t.number = 1
            """),
        ("groups and sessions", """
            create temporary table bgr as select uuidv7() as id, p.n as programme, p.id as programme_id, p.module, k, g.member as guide, (p.nth * 3 + k) / 10 % 5 as weekday from bp p cross join generate_series(0, 2) k join bg g on g.library = p.library and g.nth = (p.nth * 3 + k) % 10;
            insert into programme_group (id, programme_id, module_id, name, capacity, guide_id, weekday, opens, closes, location, first_day, sessions)
              select id, programme_id, module, 'Groep ' || k + 1, 24, guide, weekday + 1, '15:30', '17:00', 'Zaal', date_trunc('week', @today::date - 7 * @Sessions)::date + weekday, @Sessions from bgr;
            insert into group_member (group_id, enrolment_id, joined_on) select g.id, e.id, @today::date - 240 from be e join bgr g on g.programme = e.n % @Programmes and g.k = e.n / @Programmes % 3;
            insert into programme_session (id, programme_id, group_id, number, during, guide_id, state, at)
              select uuidv7(), g.programme_id, g.id, s + 1, tstzrange(x.at, x.at + interval '90 minutes'), g.guide, case when x.at < now() then 'held' else 'planned' end, now() - interval '245 days'
              from bgr g cross join generate_series(0, @Sessions - 1) s cross join lateral (select (date_trunc('week', @today::date - 7 * @Sessions)::date + g.weekday + 7 * s + time '15:30') at time zone 'Europe/Amsterdam' as at) x
            """),
        ("attendance", """
            insert into attendance (session_id, enrolment_id, state, reason, at) select s.id, m.enrolment_id, case (hashtext(m.enrolment_id::text || s.number) & 15) when 0 then 'absent' when 1 then 'absent_notice' when 2 then 'late' else 'present' end, '', upper(s.during)
              from programme_session s join group_member m on m.group_id = s.group_id where s.state = 'held'
            """),
        ("goals, measured twice", """
            insert into goal (id, enrolment_id, words, agreed_with, from_day, by_person, at) select e.id, e.id, 'Ik wil durven voorlezen.', '{pupil}', @today::date - 230, p.person, now() - interval '230 days' from be e join bp p on p.n = e.n % @Programmes;
            insert into goal_scale (goal_id, number, steps, start, from_day, by_person, at) select e.id, 1, '{Ik lees niet voor.,Ik lees een zin voor.,Ik lees een bladzijde voor.,Ik lees een verhaal voor.,Ik lees voor aan een groep.}', -1, @today::date - 230, p.person, now() - interval '230 days' from be e join bp p on p.n = e.n % @Programmes;
            insert into goal_measurement (goal_id, scale, enrolment_id, who, day, moment, level, batch, by_person, at)
              select e.id, 1, e.id, 'guide', @today::date - d, 'during', ((hashtext(e.id::text || d) & 3) - 1)::smallint, e.id, p.person, now() - make_interval(days => d) from be e join bp p on p.n = e.n % @Programmes cross join (values (120), (20)) x (d) where e.n % 10 <> 0
            """),
        ("notes of and to school", """
            insert into thread_note (id, enrolment_id, side, words, by_person, at) select uuidv7(), e.id, case d when 3 then 'programme' else 'school' end, 'Het ging goed deze week.', p.person, now() - make_interval(days => d) from be e join bp p on p.n = e.n % @Programmes cross join (values (3), (30)) x (d)
            """),
        ("claims", """
            insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state, actual, state_at, at)
              select uuidv7(), f.id, e.id, p.library_id, 20000, case when e.n % 2 = 0 then 'paid' else 'committed' end, case when e.n % 2 = 0 then 20000 end, now() - interval '50 days', now() - interval '60 days'
              from be e join bp p on p.n = e.n % @Programmes join lateral (select x.id from fund x where x.library_id = p.library_id order by x.id offset e.n % 6 limit 1) f on true
            """),
    ];
}
