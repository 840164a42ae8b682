using InBeeld.Capabilities.Triage.Model;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Triage;

/// <summary>What the database itself keeps of triage, also when a page forgets to. These tests go around the application.</summary>
public sealed class TriageRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Decide = """
        insert into triage_decision (id, pupil_id, organisation_id, table_number, facts, proposed, capacity, chosen, deviates, by_person, at)
          values (@id, @Pupil, @organisation, 0, '{}', '[]', '{}', '{device}', false, @by, now())
        """;

    private World World => house.World;

    [Fact]
    public void A_draft_is_for_its_municipality_and_what_was_set_keeps_its_rules_and_its_day()
    {
        var town = World.Municipality();
        var rows = StandardTable.Is.Write();
        var (one, stranger) = (World.Coordinator(town), World.Coordinator(World.Municipality()));
        var draft = World.One<Guid>("insert into triage_table (municipality_id, number, rows, by_person) values (@Id, 2, @rows::jsonb, @by) returning id", new { town.Id, rows, by = one.Id });
        var live = World.One<Guid>("insert into triage_table (municipality_id, number, state, valid_from, rows, by_person) values (@Id, 1, 'live', current_date - 5, @rows::jsonb, @by) returning id", new { town.Id, rows, by = one.Id });
        using (var around = AsApp.Enter(house, stranger))
        {
            Assert.Equal([live], around.List<Guid>("select id from triage_table where id in (@draft, @live)", new { draft, live }));
            Assert.Equal("0 rows", around.Try("update triage_table set note = 'x' where id in (@draft, @live)", new { draft, live }));
            Assert.Equal("42501", around.Try("insert into triage_table (municipality_id, number, rows, by_person) values (@Id, 9, '[]', @by)", new { town.Id, by = stranger.Id }));
        }

        using (var around = AsApp.Enter(house, one))
        {
            Assert.Equal("1 rows", around.Try("update triage_table set rows = '[]' where id = @draft", new { draft }));
            Assert.Equal("IB002", around.Try("update triage_table set rows = '[]' where id = @live", new { live }));
            Assert.Equal("IB002", around.Try("update triage_table set valid_from = current_date where id = @live", new { live }));
            Assert.Equal("IB002", around.Try("update triage_table set state = 'draft' where id = @live", new { live }));
            Assert.Equal("42501", around.Try("delete from triage_table where id = @draft", new { draft }));
            // Two that hold on one day.
            Assert.Equal("23P01", around.Try("update triage_table set state = 'live', valid_from = current_date where id = @draft", new { draft }));
        }

        using var nobody = AsApp.Nobody(house);
        Assert.Empty(nobody.List<Guid>("select id from triage_table"));
    }

    [Fact]
    public void Who_may_not_decide_writes_no_decision_and_nobody_decides_in_anothers_name()
    {
        var child = World.Pupil();
        var care = World.Care(child.School);
        foreach (var (who, answer) in new[] { (care, "1 rows"), (World.Principal(child.School), "1 rows"), (World.Teacher().Of(child.Group), "42501"), (World.Office(child.School), "42501"), (World.Care(World.School()), "42501") })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(answer, around.Try(Decide, new { id = Guid.CreateVersion7(), Pupil = child.Id, organisation = who.Organisation!.Id, by = who.Id }));
            Assert.Equal("42501", around.Try(Decide, new { id = Guid.CreateVersion7(), Pupil = child.Id, organisation = who.Organisation!.Id, by = child.Id }));
        }
    }

    [Fact]
    public void A_caseworker_decides_as_long_as_the_case_lasts_and_only_on_that_child()
    {
        var (child, other) = (World.Pupil(), World.Pupil());
        var worker = World.Caseworker(World.Team(World.Municipality()));
        World.Do("insert into involvement (pupil_id, scope_id, facets, reason, source_id) values (@Pupil, @Scope, 15, 'case', @Pupil)", new { Pupil = child.Id, Scope = worker.Id });
        using (var around = AsApp.Enter(house, worker))
        {
            Assert.Equal("1 rows", around.Try(Decide, new { id = Guid.CreateVersion7(), Pupil = child.Id, organisation = worker.Organisation!.Id, by = worker.Id }));
            Assert.Equal("42501", around.Try(Decide, new { id = Guid.CreateVersion7(), Pupil = other.Id, organisation = worker.Organisation!.Id, by = worker.Id }));
            around.Commit();
        }

        World.Do("update involvement set ends = now() where scope_id = @Id", new { worker.Id });
        using var after = AsApp.Enter(house, worker);
        Assert.Empty(after.List<Guid>("select id from triage_decision"));
    }

    [Fact]
    public async Task A_caseworker_of_the_child_sees_the_proposal_and_decides_in_the_browser()
    {
        var child = World.Pupil().Needs("no_device", "unsafe_home").InView();
        var worker = World.Caseworker(World.Team(World.Municipality()));
        World.Do("insert into involvement (pupil_id, scope_id, facets, reason, source_id) values (@Pupil, @Scope, 15, 'case', @Pupil)", new { Pupil = child.Id, Scope = worker.Id });
        using var visitor = house.SignIn(worker);
        var page = await visitor.GetAsync($"/children/{child.Id}/routes");
        Assert.Equal($"3 hulproutes passen bij {child.Name.Full}", page.Text("h1"));
        await visitor.SubmitAsync(page, "main form .nl-button--primary");
        Assert.Equal(1, World.Count("triage_decision d join triage_decision_care c on c.decision_id = d.id", "d.pupil_id = @Id and c.facts ->> 'unsafe_home' = 'yes' and not c.deviates", new { child.Id }));
    }

    [Fact]
    public void The_part_for_care_and_the_text_of_a_decision_are_never_changed()
    {
        var child = World.Pupil();
        var care = World.Care(child.School);
        using var around = AsApp.Enter(house, care);
        var id = Guid.CreateVersion7();
        Assert.Equal("1 rows", around.Try(Decide, new { id, Pupil = child.Id, organisation = child.School.Id, by = care.Id }));
        Assert.Equal("1 rows", around.Try("insert into triage_decision_care (decision_id, pupil_id, facts, proposed, deviates) values (@id, @Pupil, '{}', '[]', false)", new { id, Pupil = child.Id }));
        Assert.Equal("42501", around.Try("update triage_decision set chosen = '{}' where id = @id", new { id }));
        Assert.Equal("42501", around.Try("update triage_decision_care set why = 'x' where decision_id = @id", new { id }));
        Assert.Equal("42501", around.Try("delete from triage_decision where id = @id", new { id }));
        Assert.Equal("1 rows", around.Try("update triage_decision set undone_at = now() where id = @id", new { id }));
    }

    [Fact]
    public void Capacity_is_kept_by_the_own_coordinator_only()
    {
        var town = World.Municipality();
        const string Keep = "insert into route_capacity (municipality_id, kind, free, as_of, by_person) values (@Id, 'device', 1, current_date, @by)";
        foreach (var (who, answer) in new[] { (World.Coordinator(town), "1 rows"), (World.Coordinator(World.Municipality()), "42501"), (World.Enforcer(town), "42501"), (World.Care(World.School(municipality: town)), "42501") })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(answer, around.Try(Keep, new { town.Id, by = who.Id }));
        }
    }
}
