using Dapper;
using Npgsql;

namespace InBeeld.Bench.Making;

/// <summary>What the triggers of signals, cases and steps write, by one statement for all rows: tasks, who may see which child, and the words to search by.</summary>
internal static class Derived
{
    public static readonly (string What, string Sql)[] Statements =
    [
        ("case_participant, leads", """
            insert into case_participant (case_id, membership_id, task, starts, ends) select c.id, c.lead_membership_id, 'lead', c.opened_at, c.closed_at from care_case c
            """),
        ("case_participant, steps", """
            insert into case_participant (case_id, membership_id, task, source_id, starts, ends) select s.case_id, s.owner_id, 'step', s.id, s.created_at, s.done_at from case_step s
            """),
        ("involvement, signals", """
            insert into involvement (pupil_id, scope_id, facets, reason, source_id, starts, ends)
            select s.pupil_id, x, 1 | 4 | 8, 'signal', s.id, s.at, c.opened_at from signal s left join care_case c on c.id = s.case_id cross join lateral unnest(array[s.municipality_id, app.intake_scope(s.municipality_id)]) x
            """),
        ("involvement, cases", """
            insert into involvement (pupil_id, scope_id, facets, reason, source_id, starts, ends)
            select c.pupil_id, x, 1 | 4 | 8, 'case', c.id, c.opened_at, c.closed_at from care_case c cross join lateral unnest(array[c.municipality_id, c.lead_organisation_id]) x
            """),
        ("involvement, closed cases", """
            insert into involvement (pupil_id, scope_id, facets, reason, source_id, starts, ends)
            select c.pupil_id, c.municipality_id, 1, 'closed_case', c.id, c.closed_at, c.closed_at + interval '1 year' from care_case c where c.state = 'closed'
            """),
        ("involvement, tasks", """
            insert into involvement (pupil_id, scope_id, facets, reason, source_id, starts, ends)
            select c.pupil_id, p.membership_id, case p.task when 'lead' then 1 | 4 | 8 else 1 end, 'case', p.id, p.starts, p.ends from case_participant p join care_case c on c.id = p.case_id
            """),
        ("case_word", """
            insert into case_word select distinct c.municipality_id, w, c.id from care_case c join pupil p on p.id = c.pupil_id cross join lateral unnest(string_to_array(p.search_key, ' ')) w where w <> ''
            """),
        ("notice, signals that wait", """
            insert into notice (to_organisation_id, to_role, kind, pupil_id, link, args) select s.municipality_id, 'coordinator', 'signal', s.pupil_id, '/signals/' || s.id, jsonb_build_array(s.urgency::text) from signal s where s.state = 'new'
            """),
    ];

    /// <summary>Some cases are taken out and put in again with the triggers on, step by step as people would; the same must come out. Nothing of it stays.</summary>
    public static async Task<object> CheckAsync(NpgsqlConnection connection, int cases, CancellationToken ct)
    {
        await using var tx = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync($"""
            create temp table of_case on commit drop as select * from care_case order by md5(id::text) limit {cases};
            create temp table of_step on commit drop as select s.* from case_step s join of_case c on c.id = s.case_id;
            create temp table of_signal on commit drop as select s.* from signal s join of_case c on c.id = s.case_id;
            analyze of_case; analyze of_step; analyze of_signal;
            """, commandTimeout: 0);
        var made = await RowsAsync(connection);
        await connection.ExecuteAsync("""
            delete from case_event where case_id in (select id from of_case);
            delete from involvement where source_id in (select id from of_case union all select id from of_signal union all select p.id from case_participant p join of_case c on c.id = p.case_id);
            delete from case_participant where case_id in (select id from of_case);
            delete from case_step where case_id in (select id from of_case);
            delete from signal where case_id in (select id from of_case);
            delete from care_case where id in (select id from of_case);
            create temp table one_signal on commit drop as select * from of_signal;
            update one_signal set state = 'new', case_id = null;
            insert into signal select * from one_signal;
            create temp table one_case on commit drop as select * from of_case;
            update one_case set state = 'open', outcome = '', closed_at = null, closed_by = null, lead_sees_until = null, next_due = null, open_steps = 0;
            insert into care_case overriding system value select * from one_case;
            update signal s set state = 'case', case_id = o.case_id from of_signal o where o.id = s.id;
            create temp table one_step on commit drop as select * from of_step;
            update one_step set state = 'open', done_at = null, done_by = null, outcome = '';
            insert into case_step select * from one_step;
            update case_step s set state = o.state, done_at = o.done_at, done_by = o.done_by, outcome = o.outcome from of_step o where o.id = s.id and o.state <> 'open';
            update care_case c set state = o.state, outcome = o.outcome, closed_at = o.closed_at, closed_by = o.closed_by from of_case o where o.id = c.id and o.state <> 'open';
            """, commandTimeout: 0);
        var byTriggers = await RowsAsync(connection);
        await tx.RollbackAsync(ct);
        return new { cases, rows = made.Count, byTriggers = byTriggers.Count, onlyMade = made.Except(byTriggers).Count(), onlyByTriggers = byTriggers.Except(made).Count() };
    }

    // Without ids and moments of their own; whether it has ended, and with what it came.
    private static async Task<List<string>> RowsAsync(NpgsqlConnection connection) => (await connection.QueryAsync<string>("""
        select concat_ws('|', 'involvement', i.pupil_id, i.scope_id, i.facets, i.reason, i.ends is not null, coalesce(p.case_id || p.task || coalesce(p.source_id::text, ''), i.source_id::text), row_number() over (partition by i.source_id, i.scope_id, i.reason))
          from involvement i left join case_participant p on p.id = i.source_id
          where i.source_id in (select id from of_case union all select id from of_signal union all select p.id from case_participant p join of_case c on c.id = p.case_id)
        union all
        select concat_ws('|', 'participant', p.case_id, p.membership_id, p.task, p.source_id, p.ends is not null) from case_participant p join of_case c on c.id = p.case_id
        union all
        select concat_ws('|', 'word', w.case_id, w.municipality_id, w.word) from case_word w join of_case c on c.id = w.case_id
        union all
        select concat_ws('|', 'case', c.id, c.next_due, c.open_steps, c.lead_sees_until is not null) from care_case c join of_case o on o.id = c.id
        """, commandTimeout: 0)).ToList();
}
