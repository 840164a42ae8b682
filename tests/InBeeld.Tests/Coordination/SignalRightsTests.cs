using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Coordination;

/// <summary>Who reads, adds and changes a signal in the database itself, around the application.</summary>
public sealed class SignalRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public void A_signal_is_read_by_who_sent_it_its_organisation_and_the_municipality_that_has_it()
    {
        var scene = new Scene(World);
        var (town, far) = (scene.Town, scene.FarTown);
        var teacher = scene.People[Role.Teacher];
        var other = World.PartnerOf(town, "childcare");
        var own = Signal(town, "school", teacher, scene.Children[Scene.Own].Id);
        var colleague = Signal(town, "school", scene.Teachers[Scene.Next], scene.Children[Scene.Next].Id);
        var third = Signal(town, "third", null, scene.Children[Scene.Own].Id);
        var partner = Signal(town, "partnership", scene.People[Role.Partner], null);
        var elsewhere = Signal(town, "childcare", World.PartnerMember(other), null);
        var ended = Signal(town, "partnership", World.PartnerMember(scene.Partner), null, "ended");
        var away = Signal(far, "third", null, scene.Children[Scene.Own].Id);
        foreach (var (role, sees) in new (string, Guid[])[]
        {
            (Role.Teacher, [own]), (Role.Care, [own, colleague]), (Role.Principal, [own, colleague]), (Role.Partner, [partner, ended]), (Role.Coordinator, [own, colleague, third, partner, elsewhere, ended]),
            (Role.Attendance, [own, colleague, third, partner, elsewhere]), (Role.Office, []), (Role.Board, []), (Role.Enforcement, []), (Role.Library, []), (Role.TeamLead, []), (Role.Caseworker, []), (Role.Privacy, []), (Role.Administrator, []),
        })
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal((role, string.Join(',', sees.Order())), (role, string.Join(',', around.List<Guid>("select id from signal").Order())));
            // Feedback gives no more than that.
            Assert.Empty(around.List<Guid>("select signal_id from app.signal_feedback(@all)", new { all = new[] { own, colleague, third, partner, elsewhere, ended, away } }).Except(sees));
        }

        using (var coordinator = AsApp.Enter(house, World.Coordinator(far)))
        {
            Assert.Equal([away], coordinator.List<Guid>("select id from signal"));
        }

        using var nobody = AsApp.Nobody(house);
        Assert.Empty(nobody.List<Guid>("select id from signal"));
        Assert.Empty(nobody.List<Guid>("select signal_id from app.signal_feedback(@all)", new { all = new[] { own, third } }));
    }

    [Fact]
    public void Nobody_signals_in_another_name_about_another_child_or_as_another_kind_of_organisation()
    {
        var scene = new Scene(World);
        var off = World.Municipality().SwitchedOff();
        var partner = scene.People[Role.Partner];
        var teacher = scene.People[Role.Teacher];
        using (var around = AsApp.Enter(house, partner))
        {
            Assert.Equal("1 rows", Add(around, partner, scene.Town.Id, "partnership"));
            Assert.Equal("42501", Add(around, partner, scene.Town.Id, "childcare"));
            Assert.Equal("42501", Add(around, partner, scene.Town.Id, "third"));
            Assert.Equal("42501", Add(around, partner, off.Id, "partnership"));
            Assert.Equal("42501", Add(around, partner, scene.Town.Id, "partnership", scene.Children[Scene.Own].Id));
            Assert.Equal("42501", Add(around, teacher, scene.Town.Id, "partnership"));
        }

        using (var around = AsApp.Enter(house, teacher))
        {
            Assert.Equal("1 rows", Add(around, teacher, scene.FarTown.Id, "school", scene.Children[Scene.Own].Id));
            Assert.Equal("42501", Add(around, teacher, scene.Town.Id, "school", scene.Children[Scene.Next].Id));
            Assert.Equal("42501", Add(around, teacher, scene.Town.Id, "municipality", scene.Children[Scene.Own].Id));
        }

        foreach (var role in new[] { Role.Enforcement, Role.Library, Role.Board, Role.Office, Role.Privacy, Role.Administrator })
        {
            using var around = AsApp.Enter(house, scene.People[role]);
            Assert.Equal("42501", Add(around, scene.People[role], scene.Town.Id, "municipality"));
        }
    }

    [Fact]
    public void Who_signalled_withdraws_a_mistake_and_says_of_use_and_changes_nothing_else()
    {
        var scene = new Scene(World);
        var partner = scene.People[Role.Partner];
        var id = Signal(scene.Town, "partnership", partner, null);
        using var around = AsApp.Enter(house, partner);
        Assert.Equal("42501", around.Try("update signal set urgency = 3 where id = @id", new { id }));
        Assert.Equal("42501", around.Try("update signal set state = 'ended', end_reason = 'no_need' where id = @id", new { id }));
        Assert.Equal("42501", around.Try("update signal set state = 'ended', end_reason = 'mistake', urgency = 3, ended_by = app.membership() where id = @id", new { id }));
        Assert.Equal("42501", around.Try("update signal set words = 'x' where id = @id", new { id }));
        Assert.Equal("1 rows", around.Try("update signal set of_use = 'yes', use_at = now() where id = @id", new { id }));
        using (var colleague = AsApp.Enter(house, World.PartnerMember(scene.Partner)))
        {
            Assert.Equal("0 rows", colleague.Try("update signal set of_use = 'no' where id = @id", new { id }));
        }

        Assert.Equal("1 rows", around.Try("update signal set state = 'ended', end_reason = 'mistake', ended_at = now(), ended_by = app.membership(), version = 2 where id = @id", new { id }));
        Assert.Equal("42501", around.Try("update signal set state = 'new', end_reason = '' where id = @id", new { id }));
    }

    private Guid Signal(Organisation town, string source, Somebody? by, Guid? pupil, string state = "new") => World.One<Guid>("""
        insert into signal (municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, given_name, reason, words, family_knows, urgency, decide_by, state, end_reason)
          values (@town, 'residence', @source, @organisation, @member, @person, @pupil, case when @pupil::uuid is null then 'Mika' else '' end, 'home', 'Iets', 'yes', 1, now(), @state, case when @state = 'ended' then 'advice' else '' end) returning id
        """, new { town = town.Id, source, organisation = by?.Organisation!.Id, member = by?.MembershipId, person = by?.Id, pupil, state });

    private static string Add(AsApp around, Somebody by, Guid town, string source, Guid? pupil = null) => around.Try("""
        insert into signal (municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, given_name, reason, words, family_knows, urgency, decide_by)
          values (@town, 'residence', @source, @organisation, @member, @person, @pupil, case when @pupil::uuid is null then 'Mika' else '' end, 'home', 'Iets', 'yes', 1, now())
        """, new { town, source, organisation = by.Organisation!.Id, member = by.MembershipId, person = by.Id, pupil });
}
