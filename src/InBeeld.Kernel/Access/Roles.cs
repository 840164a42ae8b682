namespace InBeeld.Kernel.Access;

/// <summary>The roles a membership can have. Their facets stand in the database (app.role_facets); here are the words.</summary>
public static class Role
{
    public const string Teacher = "teacher";
    public const string Care = "care";
    public const string Principal = "principal";
    public const string Office = "office";
    public const string Board = "board";
    public const string Coordinator = "coordinator";
    public const string Enforcement = "enforcement";
    public const string TeamLead = "team_lead";
    public const string Caseworker = "caseworker";
    public const string Attendance = "attendance";
    public const string Partner = "partner";
    public const string Library = "library";
    public const string LibraryPlanner = "library_planner";
    public const string ProgrammeLeader = "programme_leader";
    public const string Guide = "guide";
    public const string Researcher = "researcher";
    public const string Privacy = "privacy";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [Teacher, Care, Principal, Office, Board, Coordinator, Enforcement, TeamLead, Caseworker, Attendance, Partner, Library, LibraryPlanner, ProgrammeLeader, Guide, Researcher, Privacy, Administrator];

    /// <summary>The Dutch word, a key of the texts.</summary>
    public static string Word(string role) => role switch
    {
        Teacher => "Leerkracht",
        Care => "Zorgcoördinator",
        Principal => "Schoolleider",
        Office => "Administratie",
        Board => "Schoolbestuur",
        Coordinator => "Regisseur gemeente",
        Enforcement => "Handhaver leerplicht",
        TeamLead => "Teamleider",
        Caseworker => "Begeleider",
        Attendance => "Consulent leerplicht/RMC",
        Partner => "Partner",
        Library => "Medewerker bibliotheek",
        LibraryPlanner => "Planner van de bibliotheek",
        ProgrammeLeader => "Programmaleider",
        Guide => "Programmabegeleider",
        Researcher => "Onderzoeker",
        Privacy => "Privacyfunctionaris",
        Administrator => "Beheerder",
        _ => "Geen rol",
    };

    /// <summary>In which kind of organisation the role exists.</summary>
    public static string OrganisationKind(string role) => role switch
    {
        Teacher or Care or Principal or Office => "school",
        Board => "board",
        Coordinator or Enforcement => "municipality",
        TeamLead or Caseworker or Attendance => "team",
        Partner => "partner",
        Library or LibraryPlanner or ProgrammeLeader or Guide => "library",
        Researcher => "research",
        _ => "installation",
    };
}

/// <summary>Which roles may open a page. Every page carries this or <see cref="OpenToAllAttribute"/>; the access matrix is made from it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(params string[] roles) : Attribute
{
    /// <summary>Empty: everybody who is signed in, with whatever role.</summary>
    public IReadOnlyList<string> Roles { get; } = roles;
}

/// <summary>A page that needs no account. The reason stands in the access matrix.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAllAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
