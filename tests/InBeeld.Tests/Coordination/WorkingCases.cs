namespace InBeeld.Tests.Coordination;

/// <summary>A municipality with teams, people and cases, for the tests of working lists.</summary>
public sealed class WorkingCases
{
    public WorkingCases(TestHouse house)
    {
        (House, World) = (house, house.World);
        Town = World.Municipality();
        Team = World.Team(Town);
        Hanna = World.Coordinator(Town);
        Lead = World.TeamLead(Team);
        Amira = World.Caseworker(Team);
        Group = World.Group(World.School(municipality: Town));
    }

    public TestHouse House { get; }
    public World World { get; }
    public Organisation Town { get; }
    public Organisation Team { get; }

    /// <summary>The coordinator.</summary>
    public Somebody Hanna { get; }

    /// <summary>Leads the team.</summary>
    public Somebody Lead { get; }

    /// <summary>A caseworker of the team.</summary>
    public Somebody Amira { get; }
    public Group Group { get; }

    public DateOnly Today => House.Clock.Day;

    public Pupil Child(string? given = null, string? surname = null)
    {
        var pupil = World.Pupil(Group, given, surname: surname);
        World.Do("update pupil set search_key = @key where id = @Id", new { key = Capabilities.Pupils.Contract.SearchKey.Of(pupil.Name.Full), pupil.Id });
        return pupil;
    }

    /// <summary>An open case of a new child, led by somebody of that person's organisation.</summary>
    public Guid Case(Somebody? lead = null, Pupil? child = null, string kind = "not_reached", int urgency = 2, string leadState = "accepted", string address = "", string postcode = "")
    {
        lead ??= Amira;
        var id = Guid.CreateVersion7();
        World.Do("""
            insert into care_case (id, municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, decided_by, decided_at, decided_why, opened_at, address, postcode, place)
              values (@id, @town, @pupil, @kind, @urgency, @team, @lead, @leadState, @now, @hanna, @now, 'Past bij dit team', @now - interval '12 days', @address, @postcode, 'Zonderdam')
            """, new { id, town = Town.Id, pupil = (child ?? Child()).Id, kind, urgency, team = lead.Organisation!.Id, lead = lead.MembershipId, leadState, now = World.Clock.GetUtcNow(), hanna = Hanna.MembershipId, address, postcode });
        return id;
    }

    public Guid Step(Guid @case, int inDays = 0, Somebody? owner = null, string kind = "phone", string title = "Bel het gezin", Somebody? companion = null, TimeOnly? at = null)
    {
        var id = Guid.CreateVersion7();
        World.Do("insert into case_step (id, case_id, kind, title, owner_id, companion_id, due_on, due_at) values (@id, @case, @kind, @title, @owner, @companion, @due, @at::time)",
            new { id, @case, kind, title, owner = (owner ?? Amira).MembershipId, companion = companion?.MembershipId, due = Today.AddDays(inDays), at = at?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) });
        return id;
    }

    public void Close(Guid @case, string outcome = "in_view", int daysAgo = 0) =>
        World.Do("update case_step set state = 'done', done_at = now() where case_id = @case and state = 'open'; update care_case set state = 'closed', outcome = @outcome, closed_at = now() - make_interval(days => @daysAgo), closed_by = decided_by where id = @case", new { @case, outcome, daysAgo });

    public string Name(Guid @case) => World.One<string>("select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from care_case c join pupil p on p.id = c.pupil_id where c.id = @case", new { @case })!;

    public Guid? LeadOf(Guid @case) => World.One<Guid>("select lead_membership_id from care_case where id = @case", new { @case });
}
