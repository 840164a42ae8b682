using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>Access ends with what it came from, at once: no page has to think of it.</summary>
public sealed class AccessEndsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly World world = house.World;

    [Fact]
    public void An_ended_session_sees_nothing()
    {
        var group = world.Group();
        world.Pupil(group);
        var session = world.Session(world.Teacher().Of(group));
        Assert.Equal(1, Seen(session));
        world.Do("update session set ended_at = now() where id = @session", new { session });
        Assert.Equal(0, Seen(session, enters: false));
    }

    [Fact]
    public void A_session_ends_after_its_longest_time()
    {
        var group = world.Group();
        world.Pupil(group);
        var session = world.Session(world.Teacher().Of(group));
        world.Do("update session set ends_at = now() where id = @session", new { session });
        Assert.Equal(0, Seen(session, enters: false));
    }

    [Fact]
    public void A_session_that_rested_too_long_has_ended()
    {
        var group = world.Group();
        world.Pupil(group);
        var session = world.Session(world.Teacher().Of(group));
        world.Do("update session set last_seen_at = now() - interval '59 minutes' where id = @session", new { session });
        Assert.Equal(1, Seen(session));
        world.Do("update session set last_seen_at = now() - interval '61 minutes' where id = @session", new { session });
        Assert.Equal(0, Seen(session, enters: false));
    }

    [Fact]
    public void A_closed_account_does_not_enter()
    {
        var group = world.Group();
        world.Pupil(group);
        var teacher = world.Teacher().Of(group);
        var session = world.Session(teacher);
        world.Do("update person set closed_at = now() where id = @Id", new { teacher.Id });
        Assert.Equal(0, Seen(session, enters: false));
    }

    [Fact]
    public void Somebody_whose_role_ended_enters_and_sees_no_child()
    {
        var school = world.School();
        world.Pupil(world.Group(school));
        var care = world.Care(school);
        var session = world.Session(care);
        Assert.Equal(1, Seen(session));
        care.LosesRole();
        Assert.Equal(0, Seen(session));
    }

    [Fact]
    public void A_role_that_begins_tomorrow_sees_no_child_today()
    {
        var school = world.School();
        world.Pupil(world.Group(school));
        var care = world.Care(school);
        world.Do("update membership set starts = (now() at time zone 'Europe/Amsterdam')::date + 1 where id = @MembershipId", new { care.MembershipId });
        Assert.Equal(0, Seen(world.Session(care)));
    }

    [Fact]
    public void A_teacher_who_left_the_group_no_longer_sees_its_children()
    {
        var group = world.Group();
        world.Pupil(group);
        var teacher = world.Teacher().Of(group);
        var session = world.Session(teacher);
        Assert.Equal(1, Seen(session));
        teacher.Leaves(group);
        Assert.Equal(0, Seen(session));
    }

    [Fact]
    public void A_teacher_who_left_the_group_no_longer_reads_the_worries_written_there()
    {
        var group = world.Group();
        var child = world.Pupil(group);
        var teacher = world.Teacher().Of(group);
        world.Do("insert into worry (pupil_id, school_id, text, by_person) values (@Id, @school, 'Komt moe op school', @by)", new { child.Id, school = child.School.Id, by = teacher.Id });
        var session = world.Session(teacher);
        Assert.Equal(1, Count(session, "worry"));
        teacher.Leaves(group);
        Assert.Equal(0, Count(session, "worry"));
    }

    [Fact]
    public void A_child_that_moved_to_another_group_is_seen_by_the_new_teacher_and_no_longer_by_the_old()
    {
        var school = world.School();
        var (from, to) = (world.Group(school), world.Group(school));
        var (old, next) = (world.Session(world.Teacher().Of(from)), world.Session(world.Teacher().Of(to)));
        var child = world.Pupil(from);
        Assert.Equal((1, 0), (Seen(old), Seen(next)));
        child.MovesTo(to);
        Assert.Equal((0, 1), (Seen(old), Seen(next)));
    }

    [Fact]
    public void The_contact_data_of_a_child_that_left_is_out_of_sight_for_its_old_school()
    {
        var group = world.Group();
        var child = world.Pupil(group);
        child.Family.ContactPerson();
        var care = world.Session(world.Care(group.School));
        Assert.Equal(1, Count(care, "contact_person"));
        child.Leaves();
        Assert.Equal(0, Count(care, "contact_person"));
    }

    [Fact]
    public void A_school_that_was_switched_off_gives_no_access()
    {
        var school = world.School();
        world.Pupil(world.Group(school));
        var session = world.Session(world.Care(school));
        Assert.Equal(1, Seen(session));
        school.SwitchedOff();
        Assert.Equal(0, Seen(session));
    }

    [Fact]
    public void Somebody_with_two_roles_sees_in_a_session_what_the_chosen_role_sees()
    {
        var (one, two) = (world.School(), world.School());
        world.Pupil(world.Group(one));
        world.Pupil(world.Group(two));
        world.Pupil(world.Group(two));
        var both = world.Person();
        var first = world.Session(both.As(Role.Care, one));
        var second = world.Session(both.As(Role.Principal, two));
        Assert.Equal((1, 2), (Seen(first), Seen(second)));
    }

    [Fact]
    public void A_session_with_the_role_of_somebody_else_sees_nothing()
    {
        var school = world.School();
        world.Pupil(world.Group(school));
        var session = world.Session(world.Care(school));
        world.Do("update session set person_id = @other where id = @session", new { session, other = world.Person().Id });
        Assert.Equal(0, Seen(session));
    }

    [Fact]
    public void Emergency_access_gives_one_child_and_ends_by_itself()
    {
        var scene = new Scene(world);
        var child = scene.Children[Scene.Other];
        child.Needs("no_device", "unsafe_home");
        var session = world.Session(scene.People[Role.Coordinator]);
        Assert.Equal(0, Seen(session));
        BreakTheGlass(session, child);
        Assert.Equal((1, 2), (Seen(session), Count(session, "need")));
        using (var around = AsApp.Enter(house, session))
        {
            Assert.Equal(child.Id, around.One<Guid>("select id from pupil"));
        }

        world.Do("update involvement set ends = now() where scope_id = @Id", new { scene.People[Role.Coordinator].Id });
        Assert.Equal((0, 0), (Seen(session), Count(session, "need")));
        Assert.Equal(1, world.Count("emergency_access", "pupil_id = @Id and ends between now() + interval '2 hours' and now() + interval '3 hours'", new { child.Id }));
    }

    [Fact]
    public void Emergency_access_ends_with_the_role_in_which_it_was_taken()
    {
        var scene = new Scene(world);
        var session = world.Session(scene.People[Role.Coordinator]);
        BreakTheGlass(session, scene.Children[Scene.Other]);
        Assert.Equal(1, Seen(session));
        scene.People[Role.Coordinator].LosesRole();
        Assert.Equal(0, Seen(session));
    }

    [Fact]
    public void Emergency_access_is_told_to_the_coordinator_and_the_privacy_officer()
    {
        var scene = new Scene(world);
        var child = scene.Children[Scene.Other];
        BreakTheGlass(world.Session(scene.People[Role.Care]), child);
        foreach (var role in new[] { Role.Coordinator, Role.Privacy })
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal(1, around.One<long>("select count(*) from notice where kind = 'emergency' and args ->> 0 = @name", new { name = scene.People[Role.Care].Name.Full }));
        }
    }

    [Fact]
    public void Emergency_access_is_taken_only_by_the_named_roles_with_a_reason_and_in_their_own_municipality()
    {
        var scene = new Scene(world);
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            var mine = around.Try("select app.break_the_glass(@Id, 'Zorgen over de veiligheid thuis')", new { scene.Children[Scene.Other].Id });
            Assert.Equal((role, role is Role.Care or Role.Coordinator), (role, mine != "42501"));
            Assert.Equal("42501", around.Try("select app.break_the_glass(@Id, 'Zorgen over de veiligheid thuis')", new { scene.Children[Scene.Far].Id }));
            Assert.Equal("42501", around.Try("select app.break_the_glass(@Id, 'zomaar')", new { scene.Children[Scene.Other].Id }));
        }

        using var nobody = AsApp.Nobody(house);
        Assert.Equal("42501", nobody.Try("select app.break_the_glass(@Id, 'Zorgen over de veiligheid thuis')", new { scene.Children[Scene.Other].Id }));
    }

    [Fact]
    public void Who_can_see_a_child_is_told_to_those_who_may_see_it_and_to_the_privacy_officer()
    {
        var scene = new Scene(world);
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal((role, role is Role.Teacher or Role.Care or Role.Principal or Role.Office or Role.Privacy), (role, around.List<string>("select person from app.who_can_see(@Id)", new { scene.Children[Scene.Own].Id }).Count > 0));
            Assert.Equal((role, role is Role.Privacy), (role, around.List<string>("select person from app.who_can_see(@Id)", new { scene.Children[Scene.Far].Id }).Count > 0));
        }
    }

    [Fact]
    public void Who_looked_is_told_to_care_and_principal_of_the_own_child_and_to_the_privacy_officer()
    {
        var scene = new Scene(world);
        world.Do("insert into journal_inbox (person_id, kind, use_case, pupils) values (@by, 'read', 'test', array[@own, @far])", new { by = scene.People[Role.Care].Id, own = scene.Children[Scene.Own].Id, far = scene.Children[Scene.Far].Id });
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal((role, role is Role.Care or Role.Principal or Role.Privacy), (role, around.List<string>("select use_case from app.who_looked(@Id, null, 10)", new { scene.Children[Scene.Own].Id }).Contains("test")));
            Assert.Equal((role, role is Role.Privacy), (role, around.List<string>("select use_case from app.who_looked(@Id, null, 10)", new { scene.Children[Scene.Far].Id }).Contains("test")));
        }
    }

    [Fact]
    public void Of_a_brother_or_sister_elsewhere_first_name_and_school_are_told_and_no_more_is_seen()
    {
        var family = world.Family();
        var (mine, theirs) = (world.Pupil(world.Group(), family: family), world.Pupil(world.Group(), family: family));
        using var around = AsApp.Enter(house, world.Teacher().Of(mine.Group));
        var row = around.One<Row>("select id, given_name, school_name, own from app.siblings(@Id)", new { mine.Id })!;
        Assert.Equal((theirs.Id, theirs.Name.Given, theirs.School.Name, false), (row.Id, row.GivenName, row.SchoolName, row.Own));
        Assert.Equal(0, around.One<long>("select count(*) from pupil where id = @Id", new { theirs.Id }));
        Assert.Empty(around.List<Guid>("select id from app.siblings(@Id)", new { theirs.Id }));
    }

    private int Seen(Guid session, bool enters = true) => Count(session, "pupil", enters);

    private int Count(Guid session, string table, bool enters = true)
    {
        using var around = AsApp.Enter(house, session);
        Assert.Equal(enters, around.Entered);
        return (int)around.One<long>($"select count(*) from {table}");
    }

    private void BreakTheGlass(Guid session, Pupil child)
    {
        using var around = AsApp.Enter(house, session);
        around.One<Guid>("select app.break_the_glass(@Id, 'Zorgen over de veiligheid thuis')", new { child.Id });
        around.Commit();
    }

    private sealed class Row
    {
        public Guid Id { get; set; }

        public string GivenName { get; set; } = "";

        public string SchoolName { get; set; } = "";

        public bool Own { get; set; }
    }
}
