using System.Text.Json;
using InBeeld.Data;
using InBeeld.Capabilities.Coordination.ListSignals;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Coordination.DecideSignal;

/// <summary>A signal as who decides on it reads it.</summary>
internal sealed class OpenSignal
{
    public Guid Id { get; set; }
    public string Receipt { get; set; } = "";
    public Guid MunicipalityId { get; set; }
    public string State { get; set; } = "";
    public string Source { get; set; } = "";
    public string Routed { get; set; } = "";
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public DateOnly? BirthDate { get; set; }
    public string SchoolName { get; set; } = "";
    public string? GroupName { get; set; }
    public string Address { get; set; } = "";
    public string Postcode { get; set; } = "";
    public string Place { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Reporter { get; set; } = "";
    public string ReporterContact { get; set; } = "";
    public string ReporterRelation { get; set; } = "";
    public string Organisation { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Words { get; set; } = "";
    public string Did { get; set; } = "";
    public string ThinksOf { get; set; } = "";
    public string FamilyKnows { get; set; } = "";
    public string FamilyWhy { get; set; } = "";
    public string Tried { get; set; } = "[]";
    public string? Absence { get; set; }
    public short Urgency { get; set; }
    public DateTimeOffset DecideBy { get; set; }
    public DateTimeOffset At { get; set; }
    public string? IntakePerson { get; set; }
    public DateTimeOffset? IntakeAt { get; set; }
    public Guid? IntakeParty { get; set; }
    public string? IntakePartyName { get; set; }
    public string IntakeNote { get; set; } = "";
    public Guid? CaseId { get; set; }
    public string EndReason { get; set; } = "";
    public string EndNote { get; set; } = "";
    public DateTimeOffset? EndedAt { get; set; }
    public int Version { get; set; }
    public string[]? Needs { get; set; }

    /// <summary>The open case of the same child, which this signal can only join.</summary>
    public Guid? OpenCase { get; set; }

    public bool Open => State is "new" or "brought_in";

    public PersonName Name => new(GivenName, Prefix, Surname);

    public IReadOnlyList<Attempt> Attempts => JsonSerializer.Deserialize<List<Attempt>>(Tried, JsonSerializerOptions.Web) ?? [];

    public AbsenceReport? Report => Absence is null ? null : JsonSerializer.Deserialize<AbsenceReport>(Absence, JsonSerializerOptions.Web);

    public int? Age(DateOnly today) => SignalRow.Years(BirthDate, today);

    public static Task<OpenSignal?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<OpenSignal>("""
        select s.id, s.receipt, s.municipality_id, s.state, s.source, s.routed, s.pupil_id, coalesce(p.given_name, s.given_name) as given_name, coalesce(p.prefix, s.prefix) as prefix, coalesce(p.surname, s.surname) as surname,
          coalesce(p.birth_date, s.birth_date) as birth_date, coalesce(case when sc.kind = 'school' then sc.name end, nullif(s.school_name, ''), '') as school_name, g.name as group_name, s.address, s.postcode, s.place, s.phone,
          coalesce(nullif(s.reporter_name, ''), trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname))) as reporter, s.reporter_contact, s.reporter_relation, coalesce(o.name, '') as organisation,
          s.reason, s.words, s.did, s.thinks_of, s.family_knows, s.family_why, s.tried::text as tried, s.absence::text as absence, s.urgency, s.decide_by, s.at,
          trim(concat_ws(' ', i.given_name, nullif(i.prefix, ''), i.surname)) as intake_person, s.intake_at, s.intake_party, ip.name as intake_party_name, coalesce(sn.intake_note, '') as intake_note, s.case_id, s.end_reason, coalesce(sn.end_note, '') as end_note, s.ended_at, s.version,
          (select array_agg(n.kind order by n.kind) from need n where n.pupil_id = s.pupil_id and n.ended_on is null) as needs,
          (select c.id from care_case c where c.pupil_id = s.pupil_id and c.municipality_id = s.municipality_id and c.state <> 'closed') as open_case
        from signal s left join pupil p on p.id = s.pupil_id left join organisation sc on sc.id = p.school_id left join school_group g on g.id = p.group_id left join person b on b.id = s.by_person
        left join organisation o on o.id = s.organisation_id left join membership im on im.id = s.intake_by left join person i on i.id = im.person_id left join organisation ip on ip.id = s.intake_party left join signal_note sn on sn.signal_id = s.id
        where s.id = @id and s.municipality_id = app.town()
        """, new { id }, ct);

    internal sealed record Attempt(DateOnly Day, string Channel, string Reached);

    /// <param name="ValidReason">missing or unclear.</param>
    internal sealed record AbsenceReport(DateOnly? Since, decimal? Hours, string? Support, string? ValidReason);
}
