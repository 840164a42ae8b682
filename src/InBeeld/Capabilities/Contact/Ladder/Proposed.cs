using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>A child for whom the ladder proposes something today.</summary>
internal sealed record Proposed(Guid Id, PersonName Name, string? GroupName, string State, Proposal Proposal)
{
    private sealed class Row : LadderColumns
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? GroupName { get; set; }
        public DateOnly DueFrom { get; set; }
        public DateOnly OutFrom { get; set; }
        public string Rungs { get; set; } = "[]";
        public string Off { get; set; } = "[]";
    }

    /// <summary>
    /// The children of a school that one sees and for whom a next rung is proposed, the highest rung first. Computed when asked, never stored: the query
    /// leaves out who cannot have a proposal (no attempts and within the norm, absent, resting), the rule itself stands in <see cref="Proposal"/>.
    /// </summary>
    public static async Task<List<Proposed>> OfAsync(Frame frame, Guid school, DateOnly today, CancellationToken ct)
    {
        var rows = await frame.ListAsync<Row>($"""
            with school as materialized (select {LadderSql.Rungs} as rungs, {LadderSql.Off} as off from organisation o where o.id = @school)
            select p.id, p.given_name, p.prefix, p.surname, g.name as group_name, s.attempts, s.not_reached_since, s.due_from, s.late_from, s.out_from, s.absent_until, s.rung_done, s.rung_rest_until,
              case when row_number() over (order by p.id) = 1 then school.rungs else '' end as rungs, case when row_number() over (order by p.id) = 1 then school.off else '' end as off
            from pupil_state s join pupil p on p.id = s.pupil_id and p.left_on is null left join school_group g on g.id = p.group_id cross join school
            where s.school_id = @school and (s.attempts > 0 or s.late_from <= @today) and (s.absent_until is null or s.absent_until < @today) and (s.rung_rest_until is null or s.rung_rest_until <= @today)
            order by p.id
            """, new { school, today }, ct);
        if (rows.Count == 0)
        {
            return [];
        }

        var (rungs, calendar) = (LadderSql.ReadRungs(rows[0].Rungs), LadderSql.ReadOff(rows[0].Off));
        return [.. rows.Select(row => (Row: row, Proposal: row.ProposalOn(today, rungs, calendar))).Where(x => x.Proposal is not null)
            .Select(x => new Proposed(x.Row.Id, new PersonName(x.Row.GivenName, x.Row.Prefix, x.Row.Surname), x.Row.GroupName, new Model.Standing(x.Row.DueFrom, x.Row.LateFrom, x.Row.OutFrom).On(today), x.Proposal!))
            .OrderByDescending(p => p.Proposal.Rung.Number).ThenByDescending(p => p.Proposal.SchoolDays).ThenBy(p => p.Name.SortKey, StringComparer.Ordinal)];
    }
}
