using InBeeld.Data;

namespace InBeeld.Capabilities.Coordination.Steps;

/// <summary>One step, as its owner and who may see the case wholly read it.</summary>
internal sealed class OpenStep
{
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public string Kind { get; set; } = "";
    public string Title { get; set; } = "";
    public Guid OwnerId { get; set; }
    public Guid? CompanionId { get; set; }
    public string Owner { get; set; } = "";
    public string Companion { get; set; } = "";
    public DateOnly DueOn { get; set; }
    public string DueAt { get; set; } = "";
    public string Place { get; set; } = "";
    public string State { get; set; } = "";
    public string Outcome { get; set; } = "";
    public string Note { get; set; } = "";
    public DateTimeOffset? GuidelinesAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public string DoneBy { get; set; } = "";
    public int Version { get; set; }

    public static Task<OpenStep?> OfAsync(Frame frame, Guid id, Guid inCase, CancellationToken ct) => frame.OneAsync<OpenStep>("""
        select s.id, s.case_id, s.kind, s.title, s.owner_id, s.companion_id, s.due_on, coalesce(to_char(s.due_at, 'HH24:MI'), '') as due_at, s.place, s.state, s.outcome, s.note, s.guidelines_at, s.done_at, s.version,
          trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as owner, trim(concat_ws(' ', q.given_name, nullif(q.prefix, ''), q.surname)) as companion,
          trim(concat_ws(' ', d.given_name, nullif(d.prefix, ''), d.surname)) as done_by
        from case_step s join membership m on m.id = s.owner_id join person p on p.id = m.person_id left join membership n on n.id = s.companion_id left join person q on q.id = n.person_id
        left join membership b on b.id = s.done_by left join person d on d.id = b.person_id where s.id = @id and s.case_id = @inCase
        """, new { id, inCase }, ct);
}

/// <summary>What somebody who goes to a door must have read.</summary>
internal sealed class Guideline
{
    public Guid Id { get; set; }
    public string Title { get; set; } = "";
    public string Words { get; set; } = "";

    public static Task<List<Guideline>> InForceAsync(Frame frame, DateOnly day, CancellationToken ct) =>
        frame.ListAsync<Guideline>("select id, title, words from guideline where municipality_id = app.town() and starts <= @day and (ends is null or ends >= @day) order by starts, title", new { day }, ct);
}
