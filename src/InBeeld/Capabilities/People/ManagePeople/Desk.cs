using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>
/// For which organisation people are managed in this request: one's own; for the administrator any (?organisation=ID), for the coordinator the teams,
/// partners and libraries of the municipality.
/// </summary>
internal sealed class Desk(Frame frame, CurrentUser user)
{
    private sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Kind { get; set; } = "";
        public string Party { get; set; } = "";
        public bool Near { get; set; }
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Kind { get; private set; } = "";

    /// <summary>In one's own municipality.</summary>
    public bool Near { get; private set; }

    /// <summary>Of a team or partner: which one it is.</summary>
    public string Party { get; private set; } = "";

    public bool Elsewhere => Id != user.OrganisationId;

    public bool IsSchool => Kind == "school";

    /// <summary>The roles that may be given here.</summary>
    public IReadOnlyList<string> Roles => Granting.Roles(user.Role, Kind, !Elsewhere, Near, Party);

    /// <returns>False when there is no such organisation, or when it is not one's own.</returns>
    public async Task<bool> OpenAsync(Guid? organisation, CancellationToken ct)
    {
        var id = organisation ?? user.OrganisationId;
        if (id == user.OrganisationId && user.OrganisationKind != "team")
        {
            (Id, Name, Kind, Near) = (user.OrganisationId, user.OrganisationName, user.OrganisationKind, user.MunicipalityCode.Length > 0);
            return true;
        }

        if (await frame.OneAsync<Row>("""
            select o.id, o.name, o.kind, o.party, o.municipality_code is not null and o.municipality_code = @MunicipalityCode as near from organisation o where o.id = @id
            """, new { id, user.MunicipalityCode }, ct) is not { } found)
        {
            return false;
        }

        if (id != user.OrganisationId && !user.Is(Role.Administrator) && !(user.Is(Role.Coordinator) && found.Near && found.Kind is "team" or "partner" or "library"))
        {
            return false;
        }

        (Id, Name, Kind, Party, Near) = (found.Id, found.Name, found.Kind, found.Party, found.Near);
        return true;
    }

    /// <summary>The path, with the organisation when it is not one's own.</summary>
    public string Link(string path) => Elsewhere ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}organisation={Id}" : path;
}
