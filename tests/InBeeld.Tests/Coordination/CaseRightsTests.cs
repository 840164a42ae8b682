using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Coordination;

/// <summary>Who reads and changes what of a case in the database itself, around the application.</summary>
public sealed class CaseRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string[] InACase = ["case_step", "case_agreement", "case_event", "case_file", "signal_note"];

    private World World => house.World;

    [Fact]
    public void A_case_and_all_that_stands_in_it_is_there_for_coordinator_leader_and_lead_and_for_nobody_else()
    {
        var scene = new Scene(World);
        var own = Full(scene, scene.Town, scene.People[Role.Caseworker], scene.People[Role.Coordinator]);
        var theirs = Full(scene, scene.Town, World.Caseworker(World.Team(scene.Town)), scene.People[Role.Coordinator]);
        Full(scene, scene.FarTown, World.Caseworker(World.Team(scene.FarTown)), World.Coordinator(scene.FarTown));
        foreach (var role in Role.All)
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Guid[] sees = role switch { Role.Coordinator => [own, theirs], Role.Caseworker or Role.TeamLead => [own], _ => [] };
            Assert.Equal((role, string.Join(',', sees.Order())), (role, string.Join(',', around.List<Guid>("select id from care_case").Order())));
            foreach (var table in InACase.Where(t => t != "signal_note"))
            {
                Assert.Equal((role, table, string.Join(',', sees.Order())), (role, table, string.Join(',', around.List<Guid>($"select distinct case_id from {table}").Order())));
            }

            Assert.Equal((role, role == Role.Coordinator ? 2 : 0), (role, around.List<Guid>("select signal_id from signal_note").Count));
            Assert.Equal((role, sees.Length), (role, around.List<Guid>("select p.id from pupil p where p.given_name = 'Zaakkind'").Count(id => World.Count("care_case", "pupil_id = @id", new { id }) > 0)));
        }

        using var nobody = AsApp.Nobody(house);
        Assert.All(InACase.Append("care_case").Append("case_participant").Append("case_transfer"), table => Assert.Empty(nobody.List<int>($"select 1 from {table}")));
    }

    [Fact]
    public void The_municipality_reads_the_state_needs_and_phone_numbers_of_a_child_with_a_case_and_not_the_notes_of_its_school()
    {
        var scene = new Scene(World);
        var child = scene.Children[Scene.Own];
        Everything.About(child, scene.People[Role.Teacher]);
        using (var before = AsApp.Enter(house, scene.People[Role.Coordinator]))
        {
            Assert.Empty(before.List<Guid>("select id from pupil"));
        }

        World.Case(scene.Town, child, scene.People[Role.Caseworker], scene.People[Role.Coordinator]);
        foreach (var role in new[] { Role.Coordinator, Role.TeamLead, Role.Caseworker })
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal([child.Id], around.List<Guid>("select id from pupil"));
            Assert.Equal((role, 2), (role, around.List<Guid>("select id from need").Count));
            Assert.NotEmpty(around.List<Guid>("select id from contact_person"));
            Assert.NotEmpty(around.List<Guid>("select pupil_id from pupil_state"));
            foreach (var table in new[] { "contact_moment", "contact_moment_history", "worry", "ladder_decision" })
            {
                Assert.Empty(around.List<Guid>($"select id from {table}"));
            }
        }
    }

    [Fact]
    public void Nobody_gives_a_task_or_the_lead_to_somebody_of_elsewhere_or_begins_a_case_without_deciding()
    {
        var scene = new Scene(World);
        var inCase = World.Case(scene.Town, scene.Children[Scene.Own], scene.People[Role.Caseworker], scene.People[Role.Coordinator]);
        var far = World.Caseworker(World.Team(scene.FarTown));
        foreach (var role in new[] { Role.Coordinator, Role.Caseworker })
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal("42501", around.Try("insert into case_step (case_id, kind, title, owner_id, due_on) values (@inCase, 'phone', 'Bel', @owner, current_date)", new { inCase, owner = far.MembershipId }));
            Assert.Equal("42501", around.Try("select app.give_lead(@inCase, 1, @party, @member, 'asked', now(), null, 'Omdat')", new { inCase, party = far.Organisation!.Id, member = far.MembershipId }));
        }

        using var worker = AsApp.Enter(house, scene.People[Role.Caseworker]);
        Assert.Equal("42501", worker.Try("""
            insert into care_case (municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, decided_by, decided_at, decided_why, opened_at)
              values (@town, @pupil, 'help', 1, @party, @me, 'accepted', now(), @me, now(), 'Omdat', now())
            """, new { town = scene.Town.Id, pupil = scene.Children[Scene.Next].Id, party = scene.Team.Id, me = scene.People[Role.Caseworker].MembershipId }));
    }

    private Guid Full(Scene scene, Organisation town, Somebody lead, Somebody coordinator)
    {
        var child = World.Pupil(scene.Groups[Scene.Other]);
        World.Do("update pupil set given_name = 'Zaakkind' where id = @Id", new { child.Id });
        var inCase = World.Case(town, child, lead, coordinator);
        World.Step(inCase, lead);
        var signal = World.Signal(town, child);
        World.Do("""
            insert into case_agreement (case_id, kind, what, review_on, by_member) values (@inCase, 'device', 'Leenlaptop', current_date + 7, @member);
            insert into case_file (case_id, name, media_type, size, sha256, content, by_member) values (@inCase, 'brief.txt', 'text/plain', 4, '', 'tekst', @member);
            insert into signal_note (signal_id, end_note) values (@signal, 'Geheim van de gemeente');
            update signal set state = 'case', case_id = @inCase where id = @signal
            """, new { inCase, member = lead.MembershipId, signal });
        return inCase;
    }
}
