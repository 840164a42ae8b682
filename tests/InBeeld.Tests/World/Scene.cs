using InBeeld.Kernel.Access;

namespace InBeeld.Tests;

/// <summary>
/// Two municipalities, three schools, four groups with a child each, and one person per role; all that "own" and "of somebody else" can mean.
/// Own: the group of the teacher. Next: another group of the same school. Other: another school in town, of another board. Far: a school in another municipality.
/// </summary>
public sealed class Scene
{
    public const string Own = "own group";
    public const string Next = "own school";
    public const string Other = "other school";
    public const string Far = "other municipality";

    public static readonly IReadOnlyList<string> Relations = [Own, Next, Other, Far];

    public Scene(World world)
    {
        World = world;
        Town = world.Municipality();
        FarTown = world.Municipality();
        Board = world.Board();
        OtherBoard = world.Board();
        Team = world.Team(Town);
        AttendanceTeam = world.Team(Town, "attendance");
        Partner = world.PartnerOf(Town);
        Library = world.Library(Town);
        Research = world.Research();
        School = world.School(municipality: Town, board: Board);
        OtherSchool = world.School(municipality: Town, board: OtherBoard);
        FarSchool = world.School(municipality: FarTown, board: OtherBoard);
        Groups = new Dictionary<string, Group>
        {
            [Own] = world.Group(School, "7a"),
            [Next] = world.Group(School, "7b"),
            [Other] = world.Group(OtherSchool, "7c"),
            [Far] = world.Group(FarSchool, "7d"),
        };
        Children = Groups.ToDictionary(g => g.Key, g => world.Pupil(g.Value));
        People = new Dictionary<string, Somebody>
        {
            [Role.Teacher] = world.Teacher().Of(Groups[Own]),
            [Role.Care] = world.Care(School),
            [Role.Principal] = world.Principal(School),
            [Role.Office] = world.Office(School),
            [Role.Board] = world.BoardMember(Board),
            [Role.Coordinator] = world.Coordinator(Town),
            [Role.Enforcement] = world.Enforcer(Town),
            [Role.TeamLead] = world.TeamLead(Team),
            [Role.Caseworker] = world.Caseworker(Team),
            [Role.Attendance] = world.AttendanceOfficer(AttendanceTeam),
            [Role.Partner] = world.PartnerMember(Partner),
            [Role.Library] = world.Librarian(Library),
            [Role.LibraryPlanner] = world.LibraryPlanner(Library),
            [Role.ProgrammeLeader] = world.ProgrammeLeader(Library),
            [Role.Guide] = world.Guide(Library),
            [Role.Researcher] = world.Researcher(Research),
            [Role.Privacy] = world.PrivacyOfficer(),
            [Role.Administrator] = world.Administrator(),
        };
        // Everywhere works somebody, so that there is somebody of elsewhere to ask for.
        Teachers = Groups.ToDictionary(g => g.Key, g => g.Key == Own ? People[Role.Teacher] : world.Teacher().Of(g.Value));
    }

    public World World { get; }

    public Organisation Town { get; }

    public Organisation FarTown { get; }

    public Organisation Team { get; }

    public Organisation AttendanceTeam { get; }

    public Organisation Partner { get; }

    public Organisation Library { get; }

    public Organisation Research { get; }

    public Organisation Board { get; }

    public Organisation OtherBoard { get; }

    public Organisation School { get; }

    public Organisation OtherSchool { get; }

    public Organisation FarSchool { get; }

    /// <summary>By relation to the teacher.</summary>
    public IReadOnlyDictionary<string, Group> Groups { get; }

    public IReadOnlyDictionary<string, Pupil> Children { get; }

    public IReadOnlyDictionary<string, Somebody> Teachers { get; }

    /// <summary>By role: teacher of the own group; care, principal and office of its school; its board; its municipality.</summary>
    public IReadOnlyDictionary<string, Somebody> People { get; }
}
