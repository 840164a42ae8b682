using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Coordination.DecideSignal;

/// <summary>Somebody who can lead a case, or take a step: a person of a team or a coordinator, with the work there is already.</summary>
internal sealed class LeadChoice
{
    public Guid MembershipId { get; set; }
    public Guid PersonId { get; set; }
    public Guid OrganisationId { get; set; }
    public string Organisation { get; set; } = "";
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string Role { get; set; } = "";
    public int Cases { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <summary>Everybody in the municipality of who asks, by party and name, with the work there is already.</summary>
    public static Task<List<LeadChoice>> AllAsync(Frame frame, DateOnly today, CancellationToken ct) => ListAsync(frame, today, "coalesce(w.cases, 0)",
        "left join (select lead_membership_id, count(*)::integer as cases from care_case where municipality_id = app.town() and state <> 'closed' group by 1) w on w.lead_membership_id = m.id", ct);

    /// <summary>The same people, without their work.</summary>
    public static Task<List<LeadChoice>> PeopleAsync(Frame frame, DateOnly today, CancellationToken ct) => ListAsync(frame, today, "0", "", ct);

    private static Task<List<LeadChoice>> ListAsync(Frame frame, DateOnly today, string cases, string work, CancellationToken ct) => frame.ListAsync<LeadChoice>($"""
        select m.id as membership_id, m.person_id, o.id as organisation_id, o.name as organisation, p.given_name, p.prefix, p.surname, m.role, {cases} as cases
        from organisation t join organisation o on o.municipality_code = t.municipality_code and o.is_on and (o.kind = 'team' or o.id = t.id)
        join membership m on m.organisation_id = o.id and m.role in ('coordinator', 'team_lead', 'caseworker', 'attendance') and m.starts <= @today and (m.ends is null or m.ends >= @today)
        join person p on p.id = m.person_id and p.closed_at is null {work}
        where t.id = app.town() order by o.kind desc, o.name, p.surname, p.given_name, m.id
        """, new { today }, ct);
}
