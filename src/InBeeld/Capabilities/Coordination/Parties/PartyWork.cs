using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Parties;

/// <summary>A team or partner with its work.</summary>
internal sealed class PartyRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Party { get; set; } = "";
    public int? Carries { get; set; }
    public bool IsOn { get; set; }
    public int Version { get; set; }
    public int Open { get; set; }
    public int Late { get; set; }

    /// <summary>People with a role today; of a team those who can lead.</summary>
    public int People { get; set; }

    /// <summary>A team without people cannot be chosen to lead.</summary>
    public bool CanLead => Kind == "team" && IsOn && People > 0;
}

/// <summary>Somebody who can lead, with the open cases and the steps that are too late.</summary>
internal sealed class Worker
{
    public Guid Id { get; set; }
    public Guid Party { get; set; }
    public string Name { get; set; } = "";
    public string Role { get; set; } = "";
    public int Open { get; set; }
    public int Asked { get; set; }
    public int Steps { get; set; }
    public int Late { get; set; }
    public bool Gone { get; set; }
}

/// <summary>The work of the parties of a municipality: two queries, whatever their number.</summary>
internal static class PartyWork
{
    public static Task<List<PartyRow>> PartiesAsync(Frame frame, CurrentUser user, DateOnly today, Guid? only, CancellationToken ct) => frame.ListAsync<PartyRow>($"""
        select o.id, o.name, o.kind, o.party, o.carries, o.is_on, o.version,
          coalesce(x.open, 0)::integer as open, coalesce(x.late, 0)::integer as late,
          (select count(distinct m.person_id)::integer from membership m where m.organisation_id = o.id and m.role in ('team_lead', 'caseworker', 'attendance', 'coordinator', 'partner') and m.starts <= @today and (m.ends is null or m.ends >= @today)) as people
        from organisation o left join lateral (select sum(y.open) as open, sum(y.late_cases) as late from app.work_of(array[o.id], @limit) y) x on true
        where o.municipality_code = @MunicipalityCode and {(only is null ? "(o.kind in ('team', 'partner') or o.id = @OrganisationId)" : "o.id = @only and o.kind in ('team', 'partner')")}
        order by o.kind = 'partner', o.kind = 'municipality', not o.is_on, o.name
        """, new { user.MunicipalityCode, user.OrganisationId, today, only, limit = Lateness.Limit(user.Role, today) }, ct);

    /// <summary>Who can lead there, and who left and still has open cases.</summary>
    public static Task<List<Worker>> PeopleAsync(Frame frame, CurrentUser user, DateOnly today, Guid? only, CancellationToken ct) => frame.ListAsync<Worker>($"""
        with parties as materialized (select o.id from organisation o where o.municipality_code = @MunicipalityCode and {(only is null ? "o.kind in ('team', 'municipality')" : "o.id = @only")})
        select m.id, m.organisation_id as party, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as name, m.role, coalesce(m.ends < @today, false) as gone, x.open, x.asked, x.steps, x.late
        from app.work_of(array(select p.id from parties p), @limit) x join membership m on m.id = x.membership_id join person w on w.id = m.person_id
        where m.role in ('coordinator', 'team_lead', 'caseworker', 'attendance') and m.starts <= @today and (m.ends is null or m.ends >= @today or x.open > 0 or x.steps > 0)
        order by party, gone desc, x.open desc, w.surname, name
        """, new { user.MunicipalityCode, only, today, limit = Lateness.Limit(user.Role, today) }, ct);
}

/// <summary>What a team or partner is, in words.</summary>
internal static class PartyWords
{
    public static readonly IReadOnlyList<string> Teams = ["neighbourhood", "youth", "attendance"];

    public static readonly IReadOnlyList<string> Partners = ["partnership", "childcare", "institution", "safe_home"];

    public static string Word(string party) => party switch
    {
        "neighbourhood" => "Buurtteam",
        "youth" => "Jeugd- en gezinscoaches",
        "attendance" => "Leerplicht en RMC",
        "partnership" => "Samenwerkingsverband",
        "childcare" => "Kinderopvang",
        "institution" => "Jeugdinstelling",
        "safe_home" => "Veilig Thuis",
        _ => "Gemeente",
    };
}
