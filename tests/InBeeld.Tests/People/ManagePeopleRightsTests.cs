using InBeeld.Tests.Security;

namespace InBeeld.Tests.People;

/// <summary>Around the pages: what the database itself refuses of sessions, memberships and invitations.</summary>
public sealed class ManagePeopleRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string NotAllowed = "42501";

    private readonly World world = house.World;

    [Fact]
    public void A_session_of_somebody_else_is_neither_seen_nor_ended()
    {
        var other = world.Session(world.Teacher(world.School()));
        using var around = AsApp.Enter(house, world.Principal(world.School()));
        Assert.Equal(0, around.One<long>("select count(*) from session where id = @other", new { other }));
        Assert.Equal("0 rows", around.Try("update session set ended_at = now() where id = @other", new { other }));
    }

    [Fact]
    public void A_session_cannot_be_made_strong_or_given_the_role_of_somebody_else()
    {
        var me = world.Teacher(world.School());
        var other = world.Principal(world.School());
        using var around = AsApp.Enter(house, me);
        Assert.Equal(NotAllowed, around.Try("update session set strong = true"));
        Assert.Equal(NotAllowed, around.Try("update session set person_id = @Id", new { other.Id }));
        Assert.Equal(NotAllowed, around.Try("update session set membership_id = @MembershipId", new { other.MembershipId }));
        Assert.Equal(NotAllowed, around.Try("insert into session (person_id, ends_at) values (@Id, now() + interval '1 hour')", new { other.Id }));
    }

    [Fact]
    public void A_session_with_a_password_only_sees_no_child_and_changes_nothing()
    {
        var group = world.Group();
        world.Pupil(group);
        var principal = world.Principal(group.School);
        var session = world.Session(principal);
        world.Do("update session set strong = false where id = @session", new { session });
        using (var weak = AsApp.Enter(house, session))
        {
            Assert.True(weak.Entered);
            Assert.Equal(0, weak.One<long>("select count(*) from pupil"));
            Assert.Equal("0 rows", weak.Try("update school_group set name = 'x'"));
        }

        using var strong = AsApp.Enter(house, principal);
        Assert.Equal(1, strong.One<long>("select count(*) from pupil"));
    }

    [Fact]
    public void A_teacher_gives_no_role_and_a_principal_none_elsewhere()
    {
        var school = world.School();
        const string give = "insert into membership (person_id, organisation_id, role) values (@person, @organisation, @role)";
        var teacher = world.Teacher(school);
        using (var around = AsApp.Enter(house, teacher))
        {
            Assert.Equal(NotAllowed, around.Try(give, new { person = teacher.Id, organisation = school.Id, role = "principal" }));
            Assert.Equal("0 rows", around.Try("update membership set ends = null, starts = current_date"));
            Assert.Equal(NotAllowed, around.Try("update membership set role = 'principal'"));
        }

        using var principal = AsApp.Enter(house, world.Principal(school));
        Assert.Equal("1 rows", principal.Try(give, new { person = teacher.Id, organisation = school.Id, role = "care" }));
        Assert.Equal(NotAllowed, principal.Try(give, new { person = teacher.Id, organisation = world.School().Id, role = "teacher" }));
        Assert.Equal(NotAllowed, principal.Try(give, new { person = teacher.Id, organisation = world.Installation().Id, role = "administrator" }));
        Assert.Equal(NotAllowed, principal.Try(give, new { person = teacher.Id, organisation = school.Id, role = "board" }));
    }

    [Fact]
    public void An_invitation_is_made_in_ones_own_name_for_ones_own_organisation_and_seen_there_only()
    {
        var school = world.School();
        var principal = world.Principal(school);
        const string invite = """
            insert into invitation (token_hash, email, normalized_email, surname, organisation_id, role, invited_by, expires_at)
            values (@hash, 'a@b.test', 'A@B.TEST', 'Kiezel', @organisation, 'teacher', @by, now() + interval '7 days')
            """;
        using (var around = AsApp.Enter(house, principal))
        {
            Assert.Equal("1 rows", around.Try(invite, new { hash = new byte[] { 1, (byte)world.Next() }, organisation = school.Id, by = principal.Id }));
            Assert.Equal(NotAllowed, around.Try(invite, new { hash = new byte[] { 2, (byte)world.Next() }, organisation = world.School().Id, by = principal.Id }));
            Assert.Equal(NotAllowed, around.Try(invite, new { hash = new byte[] { 3, (byte)world.Next() }, organisation = school.Id, by = world.Teacher(school).Id }));
            around.Commit();
        }

        Assert.Equal(1, Seen(world.Office(school)));
        Assert.Equal(0, Seen(world.Teacher(school)));
        Assert.Equal(0, Seen(world.Principal(world.School())));
        Assert.Equal(1, Seen(world.Administrator()));

        long Seen(Somebody who)
        {
            using var around = AsApp.Enter(house, who);
            return around.One<long>("select count(*) from invitation where organisation_id = @Id", new { school.Id });
        }
    }

    [Fact]
    public void A_recovery_link_can_be_read_by_nobody()
    {
        using var around = AsApp.Enter(house, world.Administrator());
        Assert.Equal(NotAllowed, around.Try("select * from recovery_link"));
    }
}
