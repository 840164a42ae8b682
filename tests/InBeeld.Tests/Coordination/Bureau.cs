namespace InBeeld.Tests.Coordination;

/// <summary>A municipality with a coordinator, a team with a caseworker and a leader, a school with a child: all that a case needs.</summary>
internal sealed class Bureau
{
    public Bureau(World world)
    {
        World = world;
        Town = world.Municipality();
        Hanna = world.Coordinator(Town);
        Team = world.Team(Town);
        Amira = world.Caseworker(Team);
        Yara = world.TeamLead(Team);
        Attendance = world.Team(Town, "attendance");
        Roos = world.AttendanceOfficer(Attendance);
        School = world.School(municipality: Town);
        Group = world.Group(School);
        Child = world.Pupil(Group);
        Care = world.Care(School);
    }

    public World World { get; }
    public Organisation Town { get; }
    public Somebody Hanna { get; }
    public Organisation Team { get; }
    public Somebody Amira { get; }
    public Somebody Yara { get; }
    public Organisation Attendance { get; }
    public Somebody Roos { get; }
    public Organisation School { get; }
    public Group Group { get; }
    public Pupil Child { get; }
    public Somebody Care { get; }

    public Guid Signal(int urgency = 2, string state = "new") => World.Signal(Town, Child, by: Care, urgency: urgency, state: state);

    public Guid Case(string leadState = "accepted", Pupil? child = null) => World.Case(Town, child ?? Child, Amira, Hanna, leadState);

    public string State(Guid inCase) => World.One<string>("select state from care_case where id = @inCase", new { inCase })!;

    public (string State, Guid Lead, string LeadState) Lead(Guid inCase) => World.One<(string, Guid, string)>("select state, lead_membership_id, lead_state from care_case where id = @inCase", new { inCase });
}
