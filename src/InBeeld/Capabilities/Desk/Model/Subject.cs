using InBeeld.Data;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Desk.Model;

/// <summary>What a question is about, as a municipality keeps it; those that everybody begins with are translated.</summary>
internal sealed class Subject
{
    public Guid Id { get; set; }
    public string MunicipalityCode { get; set; } = "";
    public string Municipality { get; set; } = "";
    public string Name { get; set; } = "";
    public Guid? HandlerMembershipId { get; set; }
    public Guid? HandlerTeamId { get; set; }
    public string? HandlerName { get; set; }
    public int Version { get; set; }

    public static readonly IReadOnlyList<string> Defaults = ["Apparaten en internet", "Noodopvang", "Leerplicht en verzuim", "Zorg en hulp", "Regels en richtlijnen", "Iets anders"];

    /// <summary>As shown: a subject of the municipality's own is what it is.</summary>
    public static string Shown(string name, Text text) => Defaults.Contains(name) ? text[name] : name;

    /// <summary>Of the desk where somebody works, or of the municipalities to which they may put a question.</summary>
    public static Task<List<Subject>> ListAsync(Frame frame, CancellationToken ct) => frame.ListAsync<Subject>("""
        select s.id, s.municipality_code, m.name as municipality, s.name, s.handler_membership_id, s.handler_team_id, s.version,
          coalesce((select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from membership h join person p on p.id = h.person_id where h.id = s.handler_membership_id), (select o.name from organisation o where o.id = s.handler_team_id)) as handler_name
        from desk_subject s join municipality m on m.code = s.municipality_code where s.removed_at is null order by m.name, s.id
        """, null, ct);
}
