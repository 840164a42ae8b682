using System.Globalization;
using Dapper;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Places.Roster;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Planning;
using InBeeld.Planning.Rosters;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>
/// Eight employees of the first library: what they can, what they answered, a roster for this week and the next as the planner of rosters makes it, a shift that somebody wants to be rid of,
/// somebody who cannot come tomorrow, and two who help at a school.
/// </summary>
internal static class DemoShifts
{
    private sealed record Person(string Given, string Surname, string Skills, int Hours, int Parts, string Would, string Can, string RatherNot, string Needs);

    // A day of the week and part of the day: 1m is Monday morning. Niek and Ilse are personas.
    private static readonly Person[] People =
    [
        new("Lia", "Veldmuis", "kind_host,4-12,first_aid", 20, 5, "yes", "1m,2m,3m,4m,5m,1a,2a,4a", "", "Graag een keer meelopen met een collega."),
        new("Tom", "Roerdomp", "4-12,12-18", 20, 5, "yes", "1a,2a,3a,4a,5a,2m,3m", "", ""),
        new("Fatima", "Wolkenveder", "reading,0-4,4-12", 16, 4, "yes", "1m,2m,3m,4m,5m,6m", "1a,2a", ""),
        new("Gijs", "Dauwdroom", "media,12-18,first_aid", 20, 5, "yes", "1a,2a,3a,4a,5a,6m", "", "Een scherm bij de balie."),
        new("Karin", "Uilenvleugel", "kind_host", 8, 2, "rather_not", "3m,4m,3a", "", "Ik wil niet alleen in de zaal staan."),
        new("Sefa", "Gülçiçekçi", "4-12,12-18,first_aid", 20, 5, "yes", "1m,2m,3m,4m,5m,3a,4a,5a", "", ""),
        new("Niek", "Boekenlicht", "kind_host,4-12", 20, 5, "yes", "1m,2m,3m,5m,6m,1a,2a,4a,5a", "4m", ""),
        new("Ilse", "Letterkroos", "4-12", 8, 2, "rather_not", "2a,5m,5a", "", ""),
    ];

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        Task<int> DoAsync(string sql, object args) => connection.ExecuteAsync(new CommandDefinition(sql, args, tx, cancellationToken: ct));
        async Task<List<T>> ListAsync<T>(string sql, object args) => [.. await connection.QueryAsync<T>(new CommandDefinition(sql, args, tx, cancellationToken: ct))];

        var (library, now, today) = (world.Libraries[0], world.Days.Now, world.Days.Today);
        var monday = today.Monday();
        var ilse = world.Memberships.First(m => m.Role == Role.LibraryPlanner).Person.Id;
        var round = world.NextId();
        await DoAsync("insert into question_round (id, library_id, starts, ends, answer_by, reminded_at, by_person, at) values (@round, @library, @monday, @last, @by, @reminded, @ilse, @asked)",
            new { round, library, monday, last = monday.AddDays(27), by = monday.AddDays(-3), reminded = now.AddDays(-9), ilse, asked = now.AddDays(-14) });
        foreach (var p in People)
        {
            await DoAsync("""
                with made as (insert into person (id, given_name, surname, security_stamp, concurrency_stamp) select @id, @Given, @Surname, replace(@id::text, '-', ''), replace(@id::text, '-', '')
                    where not exists (select 1 from person where given_name = @Given and surname = @Surname) returning id),
                  member as (insert into membership (id, person_id, organisation_id, role, starts) select uuidv7(), id, @library, 'library', @today - 500 from made returning id),
                  who as (select id from member union all select m.id from membership m join person q on q.id = m.person_id where m.organisation_id = @library and q.given_name = @Given and q.surname = @Surname),
                  worker as (insert into library_worker (membership_id, library_id, skills, hours_per_week, parts_per_week, by_person, at) select id, @library, @skills, @Hours, @Parts, @ilse, @now from who)
                insert into question_answer (round_id, membership_id, would, can, rather_not, needs, at) select @round, id, @Would, @can, @rather, @Needs, @answered from who
                """, new { id = world.NextId(), p.Given, p.Surname, library, today, ilse, now, round, p.Would, p.Needs, p.Hours, p.Parts, skills = p.Skills.Split(','), can = Keys(p.Can), rather = Keys(p.RatherNot), answered = now.AddDays(-10) });
        }

        foreach (var week in new[] { monday, monday.AddDays(7) })
        {
            await PlanAsync(week);
        }

        // Tom wants to be rid of a shift; Sefa cannot come for two days from tomorrow.
        await DoAsync("""
            update duty set open_since = @since, why = 'Ik heb die dag een cursus.' where id = (select d.id from duty d join membership m on m.id = d.membership_id join person p on p.id = m.person_id
              where p.surname = 'Roerdomp' and d.library_id = @library and d.kind = 'work' and lower(d.during) > @later order by lower(d.during) limit 1)
            """, new { since = now.AddHours(-3), later = now.AddDays(2), library });
        await DoAsync("""
            select set_config('inbeeld.role', 'library_planner', true), set_config('inbeeld.organisation', @library::text, true), set_config('inbeeld.person', @ilse::text, true);
            select app.report_away(@id, m.id, @first, @last, @now) from membership m join person p on p.id = m.person_id where p.surname = 'Gülçiçekçi' and m.organisation_id = @library;
            select set_config('inbeeld.role', '', true), set_config('inbeeld.organisation', '', true), set_config('inbeeld.person', '', true);
            """, new { id = world.NextId(), library, ilse, first = today.AddDays(1), last = today.AddDays(2), now });
        var schools = world.Schools.Where(s => s.Plan.Level == "primary").Take(4).OrderByDescending(s => s.Plan.Code == DemoPlan.HomeSchool).ToList();
        await DoAsync("""
            insert into adviser (id, library_id, membership_id, kind, school_id, hours, starts, ends, remark, state, agreed_by, agreed_at, by_person, at)
              select case p.surname when 'Wolkenveder' then @first else @second end, @library, m.id, case p.surname when 'Wolkenveder' then 'reading' else 'media' end, case p.surname when 'Wolkenveder' then @home else @other end, 4, @today - 20, @today + 70,
                case p.surname when 'Wolkenveder' then 'Voorlezen in groep 3 en 4.' else 'Veilig online, met groep 7 en 8.' end, case p.surname when 'Wolkenveder' then 'agreed' else 'asked' end,
                case p.surname when 'Wolkenveder' then @principal::uuid end, case p.surname when 'Wolkenveder' then @agreed::timestamptz end, @ilse, @asked
              from membership m join person p on p.id = m.person_id where m.organisation_id = @library and p.surname in ('Wolkenveder', 'Dauwdroom')
            """, new { first = world.NextId(), second = world.NextId(), library, home = schools[0].Id, other = schools[1].Id, principal = schools[0].Principal!.Id, today, agreed = now.AddDays(-21), asked = now.AddDays(-24), ilse });

        async Task PlanAsync(DateOnly week)
        {
            var slots = await ListAsync<StaffSlot>("""
                select s.id, s.starts, s.ends, r.name as room, r.id as room_id, s.state, 2 as need_people, 1 as need_reserve, '{}'::text[] as skills from slot s join room r on r.id = s.room_id where s.library_id = @library and s.starts >= @from and s.starts < @to order by s.starts
                """, new { library, from = Amsterdam.At(week, TimeOnly.MinValue), to = Amsterdam.At(week.AddDays(7), TimeOnly.MinValue) });
            var workers = await ListAsync<Worker>("""
                select m.id, p.surname as name, w.skills, w.hours_per_week, w.parts_per_week, a.would, a.can, a.rather_not from library_worker w join membership m on m.id = w.membership_id join person p on p.id = m.person_id join question_answer a on a.membership_id = m.id where w.library_id = @library order by p.surname
                """, new { library });
            var before = Amsterdam.At(week, TimeOnly.MinValue).AddMinutes(-1);
            var blocks = RosterProblemOf.Blocks(slots, before);
            if (blocks.Count == 0)
            {
                return;
            }

            var answer = RosterPlanner.Solve(RosterProblemOf.Of(week, before, slots, blocks, workers, [], []), new Limits(2), null, ct);
            var of = blocks.ToDictionary(b => b.Id, b => b.Slots);
            var made = answer.Work.Concat(answer.Reserve).SelectMany(d => of[d.Slot].Select(s => (Slot: s.Id, Member: Guid.Parse(d.Staff), Kind: d.Reserve ? "reserve" : "work"))).ToList();
            var roster = world.NextId();
            await DoAsync("""
                insert into roster (id, library_id, monday, state, answer, by_person, at, in_force_at) values (@roster, @library, @week, 'in_force', @kept::jsonb, @ilse, @at, @at);
                insert into duty (id, slot_id, library_id, membership_id, roster_id, kind, state, by_person, at) select uuidv7(), s, @library, m, @roster, k, 'planned', @ilse, @at from unnest(@slots, @members, @kinds) as t (s, m, k);
                insert into staff_need (slot_id, library_id, kept) select id, library_id, true from slot where id = any (@all);
                """, new { roster, library, week, kept = KeptAnswer.Of(answer, blocks).Write(), ilse, at = now.AddDays(-7), slots = made.Select(m => m.Slot).ToArray(), members = made.Select(m => m.Member).ToArray(), kinds = made.Select(m => m.Kind).ToArray(), all = slots.Select(s => s.Id).ToArray() });
        }
    }

    private static string[] Keys(string line) => [.. line.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k[0]}-{(k[1] == 'm' ? "morning" : "afternoon")}"))];
}
