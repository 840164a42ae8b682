using InBeeld.Capabilities.Coordination.ListSignals;
using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Coordination.OpenCase;

/// <summary>The head of every page of a case: the child, who leads, how far it is.</summary>
internal sealed class CaseHead
{
    public Guid Id { get; set; }
    public long Number { get; set; }
    public Guid MunicipalityId { get; set; }
    public Guid PupilId { get; set; }
    public string? GivenName { get; set; }
    public string? Prefix { get; set; }
    public string? Surname { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? SchoolName { get; set; }
    public string? GroupName { get; set; }
    public string Kind { get; set; } = "";
    public short Urgency { get; set; }
    public string State { get; set; } = "";
    public Guid LeadOrganisationId { get; set; }
    public string Party { get; set; } = "";
    public string PartyPhone { get; set; } = "";
    public Guid LeadMembershipId { get; set; }
    public Guid LeadPersonId { get; set; }
    public string LeadGiven { get; set; } = "";
    public string LeadPrefix { get; set; } = "";
    public string LeadSurname { get; set; } = "";
    public DateOnly? LeadEnds { get; set; }

    /// <summary>Who stands in, when the role of the lead has ended.</summary>
    public string? StandsIn { get; set; }
    public string LeadState { get; set; } = "";
    public DateTimeOffset LeadSince { get; set; }
    public DateOnly? LeadAnswerBy { get; set; }
    public Guid DecidedBy { get; set; }
    public string DecidedWhy { get; set; } = "";
    public string Address { get; set; } = "";
    public string Postcode { get; set; } = "";
    public string Place { get; set; } = "";
    public string Phone { get; set; } = "";
    public string FamilyKnows { get; set; } = "";
    public DateTimeOffset OpenedAt { get; set; }
    public string Outcome { get; set; } = "";
    public string OutcomeNote { get; set; } = "";
    public DateTimeOffset? ClosedAt { get; set; }
    public int Version { get; set; }
    public bool Wholly { get; set; }
    public DateOnly? DueFrom { get; set; }
    public DateOnly? LateFrom { get; set; }
    public DateOnly? OutFrom { get; set; }

    /// <summary>The name is gone from one's sight when the case was closed and the access ended.</summary>
    public PersonName Name => new(GivenName ?? "", Prefix ?? "", Surname ?? "");

    public PersonName Lead => new(LeadGiven, LeadPrefix, LeadSurname);

    public bool Closed => State == "closed";

    public bool LeadLeft(DateOnly today) => LeadEnds is { } ends && ends < today;

    public int? Age(DateOnly today) => SignalRow.Years(BirthDate, today);

    public string Where => string.Join(", ", new[] { Address, $"{Postcode} {Place}".Trim() }.Where(x => x.Length > 0));

    /// <returns>Null when this case is not there for whoever asks.</returns>
    public static Task<CaseHead?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<CaseHead>("""
        select c.id, c.number, c.municipality_id, c.pupil_id, p.given_name, p.prefix, p.surname, p.birth_date, case when sc.kind = 'school' then sc.name end as school_name, g.name as group_name, c.kind, c.urgency, c.state,
          c.lead_organisation_id, o.name as party, o.phone as party_phone, c.lead_membership_id, m.person_id as lead_person_id, w.given_name as lead_given, w.prefix as lead_prefix, w.surname as lead_surname, m.ends as lead_ends,
          (select trim(concat_ws(' ', x.given_name, nullif(x.prefix, ''), x.surname)) from membership y join person x on x.id = y.person_id where y.id = app.stands_in(c.lead_membership_id, c.municipality_id)) as stands_in,
          c.lead_state, c.lead_since, c.lead_answer_by, c.decided_by, c.decided_why, c.address, c.postcode, c.place, c.phone, c.family_knows, c.opened_at, c.outcome, c.outcome_note, c.closed_at, c.version,
          app.case_wholly(c.id) as wholly, ps.due_from, ps.late_from, ps.out_from
        from care_case c left join pupil p on p.id = c.pupil_id left join organisation sc on sc.id = p.school_id left join school_group g on g.id = p.group_id left join pupil_state ps on ps.pupil_id = c.pupil_id
        join organisation o on o.id = c.lead_organisation_id join membership m on m.id = c.lead_membership_id join person w on w.id = m.person_id
        where c.id = @id
        """, new { id }, ct);

    /// <summary>As <see cref="OfAsync"/>, only for who may see the case wholly, and who changes it waits for the other.</summary>
    public static async Task<CaseHead?> ToChangeAsync(Frame frame, Guid id, CancellationToken ct) =>
        await frame.OneAsync<bool?>("select app.lock_case(@id)", new { id }, ct) is true ? await OfAsync(frame, id, ct) : null;
}
