using InBeeld.Capabilities.Pupils.Contract;
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

    // By what has to be done; in one state who waits longest first, the others by surname.
    private const string Place = "coalesce(array_position(@states, e.state), 0), coalesce(e.waiting_since, 'infinity'), case when e.state in ('referred', 'intake') then e.at else 'infinity' end, p.sort_key, e.id";

    /// <summary>Of @Programme in these @states, or only these @found; after @After, at most @most.</summary>
    public const string ListSql = $"""
        select {Columns} from enrolment e join participant p on p.id = e.participant_id left join organisation o on o.id = p.school_id
        where e.programme_id = @Programme and (case when @found::uuid[] is null then e.state = any (@states) else e.id = any (@found) end)
          and (@After::uuid is null or ({Place}) > (select {Place} from enrolment e join participant p on p.id = e.participant_id where e.id = @After and e.programme_id = @Programme)) order by {Place} limit @most
        """;

    /// <summary>Whose name sounds like what was typed, in whatever state: the beginning of each word is enough.</summary>
    public static async Task<Guid[]> NamedAsync(Frame frame, Guid programme, string? typed, CancellationToken ct)
    {
        var words = SearchKey.OfStart(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = words.Length == 0 ? [] : await frame.ListAsync<EnrolmentRow>("select e.id, p.given_name, p.prefix, p.surname from enrolment e join participant p on p.id = e.participant_id where e.programme_id = @programme", new { programme }, ct);
        return [.. all.Where(e => (" " + SearchKey.Of(e.Name.Full)) is var name && words.All(w => name.Contains(" " + w, StringComparison.Ordinal))).Select(e => e.Id)];
    }
}
