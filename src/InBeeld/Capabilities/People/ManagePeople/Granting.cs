using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>Who may give, end and give again which role. The same as app.may_give in the database, which has the last word; a test holds the two together.</summary>
internal static class Granting
{
    private static readonly string[] OfCoordinator = ["team", "partner", "library"];

    /// <summary>
    /// The roles that somebody with a role may give in an organisation of this kind; own: their own organisation; near: in their own municipality;
    /// party: of a team, which one it is.
    /// </summary>
    public static IReadOnlyList<string> Roles(string giver, string kind, bool own, bool near, string party) =>
        [.. Role.All.Where(role => Role.OrganisationKind(role) == kind && (role != Role.Attendance || party == "attendance")
            && (giver == Role.Administrator || (giver == Role.Coordinator && near && OfCoordinator.Contains(kind)) || (own && InOwn(giver).Contains(role))))];

    private static string[] InOwn(string giver) => giver switch
    {
        Role.Principal => [Role.Teacher, Role.Care, Role.Office, Role.Principal],
        Role.Office => [Role.Teacher, Role.Care, Role.Office],
        Role.Board => [Role.Board],
        Role.Coordinator => [Role.Coordinator, Role.Enforcement],
        Role.TeamLead => [Role.TeamLead, Role.Caseworker, Role.Attendance],
        Role.LibraryPlanner => [Role.Library, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Guide],
        Role.ProgrammeLeader => [Role.ProgrammeLeader, Role.Guide],
        Role.Researcher => [Role.Researcher],
        _ => [],
    };
}
