using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>Who may give, end and give again which role. The same as app.may_give in the database, which has the last word; a test holds the two together.</summary>
internal static class Granting
{
    /// <summary>The roles that somebody with a role may give in an organisation of this kind; own: their own organisation.</summary>
    public static IReadOnlyList<string> Roles(string giver, string kind, bool own) =>
        [.. Role.All.Where(role => Role.OrganisationKind(role) == kind && (giver == Role.Administrator || (own && InOwn(giver).Contains(role))))];

    private static string[] InOwn(string giver) => giver switch
    {
        Role.Principal => [Role.Teacher, Role.Care, Role.Office, Role.Principal],
        Role.Office => [Role.Teacher, Role.Care, Role.Office],
        Role.Board => [Role.Board],
        Role.Coordinator => [Role.Coordinator],
        _ => [],
    };
}
