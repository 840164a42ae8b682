using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Programmes.Enrolments;

/// <summary>A child in a programme, as whoever asks may know it.</summary>
internal sealed class EnrolmentRow
{
    private const string Columns = """
        e.id, e.programme_id, e.library_id, e.participant_id, p.pupil_id, p.given_name, p.prefix, p.surname, p.born, p.level, p.year_group, coalesce(o.name, p.school_name) as school, p.contact_name, p.contact_phone, p.contact_email, p.contact_language,
        e.source, e.source_name, e.wish, e.said_yes, e.state, e.state_was, e.state_at, e.waiting_since, e.offered_until, e.placed_on, e.ended_on, e.reason, e.version, e.at
        """;

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public Guid LibraryId { get; set; }
    public Guid ParticipantId { get; set; }
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public DateOnly? Born { get; set; }
    public string Level { get; set; } = "";
    public int? YearGroup { get; set; }
    public string School { get; set; } = "";
    public string ContactName { get; set; } = "";
    public string ContactPhone { get; set; } = "";
    public string ContactEmail { get; set; } = "";
    public string ContactLanguage { get; set; } = "";
    public string Source { get; set; } = "";
    public string SourceName { get; set; } = "";
    public string Wish { get; set; } = "";
    public Guid[] SaidYes { get; set; } = [];
    public string State { get; set; } = "";
    public string StateWas { get; set; } = "";
    public DateTimeOffset StateAt { get; set; }
    public DateTimeOffset? WaitingSince { get; set; }
    public DateTimeOffset? OfferedUntil { get; set; }
    public DateOnly? PlacedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string Reason { get; set; } = "";
    public int Version { get; set; }
    public DateTimeOffset At { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    public bool Over => State is "done" or "declined" or "dropped" or "withdrawn";

    public static Task<EnrolmentRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) =>
        frame.OneAsync<EnrolmentRow>($"select {Columns} from enrolment e join participant p on p.id = e.participant_id left join organisation o on o.id = p.school_id where e.id = @id", new { id }, ct);

    /// <summary>In one state, who waits longest first; the others by surname.</summary>
    public static Task<List<EnrolmentRow>> ListAsync(Frame frame, Guid programme, string[] states, int limit, CancellationToken ct) => frame.ListAsync<EnrolmentRow>($"""
        select {Columns} from enrolment e join participant p on p.id = e.participant_id left join organisation o on o.id = p.school_id
        where e.programme_id = @programme and e.state = any (@states) order by array_position(@states, e.state), e.waiting_since nulls last, case when e.state in ('referred', 'intake') then e.at end nulls last, p.sort_key, e.id limit @limit
        """, new { programme, states, limit }, ct);
}
