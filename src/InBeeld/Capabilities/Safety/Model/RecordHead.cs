using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Safety.Model;

/// <summary>A record with its child, as far as whoever asks reads it: the head of every page about one record.</summary>
internal sealed class RecordHead
{
    public Guid Id { get; set; }
    public Guid PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string SchoolName { get; set; } = "";
    public string? GroupName { get; set; }
    public DateTimeOffset BegunAt { get; set; }
    public string ByName { get; set; } = "";
    public string Organisation { get; set; } = "";
    public string State { get; set; } = "";
    public string Outcome { get; set; } = "";
    public string Closing { get; set; } = "";
    public DateTimeOffset? ClosedAt { get; set; }
    public DateOnly? KeepUntil { get; set; }
    public int Version { get; set; }
    public bool MayOpenChild { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    public bool IsOpen => State == SafetyRecord.Open;

    /// <returns>Null for everybody who is not named in it.</returns>
    public static Task<RecordHead?> OfAsync(Frame frame, Guid record, CancellationToken ct) => frame.OneAsync<RecordHead>("""
        select r.id, r.pupil_id, c.given_name, c.prefix, c.surname, c.school_name, c.group_name, r.begun_at, o.name as organisation,
          trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name, r.state, r.outcome, r.closing, r.closed_at, r.keep_until, r.version, app.may(r.pupil_id, 1) as may_open_child
        from safety_record r cross join lateral app.safety_child(r.id) c join organisation o on o.id = r.organisation_id join person b on b.id = r.by_person
        where r.id = @record
        """, new { record }, ct);
}
