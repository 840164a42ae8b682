using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>For which organisation people are managed in this request: one's own, or, for the administrator, any (?organisation=ID).</summary>
internal sealed class Desk(Frame frame, CurrentUser user)
{
    private sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Kind { get; set; } = "";
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public bool Elsewhere => Id != user.OrganisationId;

    public bool IsSchool => Kind == "school";

    /// <summary>The roles that may be given here.</summary>
    public IReadOnlyList<string> Roles => Granting.Roles(user.Role, Kind, !Elsewhere);

    /// <returns>False when there is no such organisation, or when it is not one's own.</returns>
    public async Task<bool> OpenAsync(Guid? organisation, CancellationToken ct)
    {
        if (organisation is null || organisation == user.OrganisationId)
        {
            (Id, Name, Kind) = (user.OrganisationId, user.OrganisationName, user.OrganisationKind);
            return true;
        }

        if (!user.Is(Role.Administrator) || await frame.OneAsync<Row>("""
            select id, name, kind from organisation where id = @organisation
            """, new { organisation }, ct) is not { } found)
        {
            return false;
        }

        (Id, Name, Kind) = (found.Id, found.Name, found.Kind);
        return true;
    }

    /// <summary>The path, with the organisation when it is not one's own.</summary>
    public string Link(string path) => Elsewhere ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}organisation={Id}" : path;
}
