using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Triage;

/// <summary>The proposal for a child, and what a person decides on it: kept with what was known, proposed and free.</summary>
public sealed class ProposalTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_card_leads_to_routes_with_reasons_and_what_is_free_today()
    {
        var child = World.Pupil().Needs("no_device", "no_quiet_place").InView();
        Capacity(child.School, "device", 3, 12, house.Clock.Day);
        Capacity(child.School, "library_place", 5, null, house.Clock.Day.AddDays(-8));
        using var care = house.SignIn(World.Care(child.School));
        Assert.True((await care.GetAsync($"/children/{child.Id}")).Has($"a[href='/children/{child.Id}/routes']"));
        var page = await care.GetAsync($"/children/{child.Id}/routes");
        Assert.Equal($"2 hulproutes passen bij {child.Name.Full}", page.Text("h1"));
        var proposals = page.Texts(".ib-lines > li");
        Assert.StartsWith("leenapparaat Er is geen apparaat om op te leren. 3 van 12 vrij, gemeld op", proposals[0], StringComparison.Ordinal);
        Assert.StartsWith("plek in de bibliotheek Thuis is er geen rustige plek om te leren. Niet bekend. Laatst gemeld op", proposals[1], StringComparison.Ordinal);
        Assert.Equal(0, World.Count("triage_decision", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Who_follows_the_proposal_decides_with_one_tap_and_twice_is_once()
    {
        var child = World.Pupil().Needs("no_device").InView();
        using var principal = house.SignIn(World.Principal(child.School));
        var page = await principal.GetAsync($"/children/{child.Id}/routes");
        var saved = await principal.SubmitAsync(page, "main form .nl-button--primary");
        await principal.SubmitAsync(page, "main form .nl-button--primary");
        Assert.Equal(1, World.Count("triage_decision", "pupil_id = @Id and chosen = '{device}' and not deviates and facts ->> 'no_device' = 'yes' and not facts ? 'unsafe_home'", new { child.Id }));
        var after = await principal.FollowAsync(saved);
        Assert.Contains($"Besloten voor {child.Name.Given}: leenapparaat.", after.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("leenapparaat", after.Text(".ib-time"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_chooses_something_else_says_why_and_it_can_be_explained_for_good()
    {
        var child = World.Pupil().Needs("no_device").InView();
        Capacity(child.School, "device", 0, 12, house.Clock.Day);
        using var principal = house.SignIn(World.Principal(child.School));
        var page = await principal.GetAsync($"/children/{child.Id}/routes");
        var refused = await principal.SubmitAsync(page, "main form .nl-button--primary", ("Chosen", "library_place"));
        Assert.Contains("Je kiest iets anders dan het voorstel", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.True(refused.Has("input[name=Chosen][value=library_place][checked]"));
        Assert.False(refused.Has("input[name=Chosen][value=device][checked]"));
        await principal.SubmitAsync(refused, "main form .nl-button--primary", ("Why", "Er is geen apparaat vrij"));
        var id = World.One<Guid>("select id from triage_decision where pupil_id = @Id and deviates", new { child.Id });
        // What changes later does not change what was.
        World.Do("update route_capacity set free = 9 where kind = 'device'; update need set ended_on = current_date where pupil_id = @Id", new { child.Id });
        var told = await principal.GetAsync($"/children/{child.Id}/routes/{id}");
        Assert.Contains("besloten: plek in de bibliotheek", told.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Regel 3: Er is geen apparaat om op te leren.", told.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Als er geen apparaat is, dan: leenapparaat.", told.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Gekozen is iets anders", told.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Er is geen apparaat vrij", told.Text(".ib-as-typed"), StringComparison.Ordinal);
        Assert.Contains("Niets vrij, gemeld op", told.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_can_be_chosen_with_a_reason_and_unknown_routes_are_refused()
    {
        var child = World.Pupil().Needs("no_device").InView();
        using var principal = house.SignIn(World.Principal(child.School));
        var page = await principal.GetAsync($"/children/{child.Id}/routes");
        var unknown = await principal.SubmitAsync(page, "main form .nl-button--primary", ("Chosen", "rocket"), ("Why", "x"));
        Assert.Contains("Een route is niet begrepen", unknown.Text(".ib-errors"), StringComparison.Ordinal);
        await principal.SubmitAsync(page, "main form .nl-button--primary", ("Chosen", null), ("Why", "Het gezin wil geen hulp"));
        Assert.Equal(1, World.Count("triage_decision", "pupil_id = @Id and chosen = '{}' and deviates", new { child.Id }));
    }

    [Fact]
    public async Task Crucial_occupation_is_asked_on_the_page_and_kept_with_the_decision_only()
    {
        var child = World.Pupil().InView();
        using var principal = house.SignIn(World.Principal(child.School));
        var page = await principal.GetAsync($"/children/{child.Id}/routes");
        Assert.Equal($"Voor {child.Name.Full} is nu niets extra nodig", page.Text("h1"));
        var again = await principal.SubmitAsync(page, "form[action*=Ask]", ("Crucial", "yes"));
        Assert.Contains("opvang op school of noodopvang", again.Text(".ib-lines"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("triage_decision", "pupil_id = @Id", new { child.Id }));
        await principal.SubmitAsync(again, "main form .nl-button--primary");
        Assert.Equal(1, World.Count("triage_decision", "pupil_id = @Id and facts ->> 'crucial' = 'yes' and chosen = '{childcare}'", new { child.Id }));
    }

    [Fact]
    public async Task A_proposal_that_changed_meanwhile_is_not_decided_on()
    {
        var child = World.Pupil().Needs("no_device").InView();
        using var principal = house.SignIn(World.Principal(child.School));
        var page = await principal.GetAsync($"/children/{child.Id}/routes");
        child.Needs("no_quiet_place");
        var refused = await principal.SubmitAsync(page, "main form .nl-button--primary");
        Assert.Contains("Het voorstel is intussen veranderd", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("plek in de bibliotheek", refused.Text(".ib-lines"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("triage_decision", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Health_and_safety_count_for_care_and_show_to_nobody_else_neither_now_nor_in_what_was_decided()
    {
        var child = World.Pupil().Needs("unsafe_home", "no_quiet_place").InView();
        using var care = house.SignIn(World.Care(child.School));
        using var principal = house.SignIn(World.Principal(child.School));
        var proposal = await care.GetAsync($"/children/{child.Id}/routes");
        Assert.Contains("onderwijs op school", proposal.Text(".ib-lines"), StringComparison.Ordinal);
        Assert.DoesNotContain("plek in de bibliotheek", proposal.Text(".ib-lines"), StringComparison.Ordinal);
        var open = await principal.GetAsync($"/children/{child.Id}/routes");
        Assert.Contains("Gezondheid en veiligheid tellen hier niet mee", open.Text("main"), StringComparison.Ordinal);
        Assert.Contains("plek in de bibliotheek", open.Text(".ib-lines"), StringComparison.Ordinal);
        Assert.DoesNotContain("veiligheid voor", open.Text("main"), StringComparison.Ordinal);
        await care.SubmitAsync(proposal, "main form .nl-button--primary", ("Why", "Geheim voor zorg"));
        var id = World.One<Guid>("select id from triage_decision where pupil_id = @Id and deviates is null and why = ''", new { child.Id });
        var forCare = await care.GetAsync($"/children/{child.Id}/routes/{id}");
        Assert.Contains("Thuis is het misschien niet veilig", forCare.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Geheim voor zorg", forCare.Text("main"), StringComparison.Ordinal);
        var forPrincipal = await principal.GetAsync($"/children/{child.Id}/routes/{id}");
        Assert.DoesNotContain("niet veilig", forPrincipal.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("onveilig", forPrincipal.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", forPrincipal.Text("main"), StringComparison.Ordinal);
        Assert.Contains("De uitleg ziet alleen zorg", forPrincipal.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_undone_within_a_day_by_who_took_it_and_stays_readable()
    {
        var child = World.Pupil().Needs("no_device").InView();
        using var principal = house.SignIn(World.Principal(child.School));
        using var care = house.SignIn(World.Care(child.School));
        var saved = await principal.FollowAsync(await principal.SubmitAsync(await principal.GetAsync($"/children/{child.Id}/routes"), "main form .nl-button--primary"));
        var id = World.One<Guid>("select id from triage_decision where pupil_id = @Id", new { child.Id });
        Assert.Equal(HttpStatusCode.NotFound, (await care.PostAsync($"/children/{child.Id}/routes?handler=Undo", ("decision", id.ToString()))).Status);
        var undone = await principal.FollowAsync(await principal.SubmitAsync(saved, ".ib-notice--ok .ib-undo"));
        Assert.Contains("Ongedaan gemaakt", undone.Text(".ib-time"), StringComparison.Ordinal);
        World.Do("update triage_decision set undone_at = null, at = now() - interval '25 hours' where id = @id", new { id });
        Assert.Equal(HttpStatusCode.NotFound, (await principal.PostAsync($"/children/{child.Id}/routes?handler=Undo", ("decision", id.ToString()))).Status);
    }

    [Fact]
    public async Task A_teacher_looks_and_does_not_decide_emergency_access_is_for_looking_and_strangers_find_nothing()
    {
        var child = World.Pupil().Needs("no_device").InView();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var page = await teacher.GetAsync($"/children/{child.Id}/routes");
        Assert.Contains("De zorgcoördinator of schoolleider beslist hierover", page.Text("main"), StringComparison.Ordinal);
        Assert.False(page.Has("button.nl-button--primary"));
        await teacher.PostAsync($"/children/{child.Id}/routes", ("Id", Guid.CreateVersion7().ToString()), ("Crucial", "unknown"), ("Chosen", "device"));
        var town = World.One<Guid>("select m.id from organisation m where m.kind = 'municipality' and m.code = @MunicipalityCode", new { child.School.MunicipalityCode });
        var hanna = World.Coordinator(new Organisation(World, town, "municipality", "", child.School.MunicipalityCode!, child.School.MunicipalityCode));
        using var coordinator = house.SignIn(hanna);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/children/{child.Id}/routes")).Status);
        using (var around = AsApp.Enter(house, hanna))
        {
            around.One<Guid>("select app.break_the_glass(@Id, 'Een reden die lang genoeg is')", new { child.Id });
            around.Commit();
        }

        Assert.Contains("Je kijkt mee", (await coordinator.GetAsync($"/children/{child.Id}/routes")).Text("main"), StringComparison.Ordinal);
        await coordinator.PostAsync($"/children/{child.Id}/routes", ("Id", Guid.CreateVersion7().ToString()), ("Crucial", "unknown"), ("Chosen", "device"));
        using var stranger = house.SignIn(World.Care(World.School()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/children/{child.Id}/routes")).Status);
        using var office = house.SignIn(World.Office(child.School));
        Assert.Equal(HttpStatusCode.Forbidden, (await office.GetAsync($"/children/{child.Id}/routes")).Status);
        Assert.Equal(0, World.Count("triage_decision", "pupil_id = @Id", new { child.Id }));
    }

    private void Capacity(Organisation school, string kind, int free, int? all, DateOnly day) => World.Do("""
        insert into route_capacity (municipality_id, kind, free, of_all, as_of, by_person) select m.id, @kind, @free, @all, @day, @by from organisation m where m.kind = 'municipality' and m.code = @MunicipalityCode
        """, new { kind, free, all, day, by = World.Person().Id, school.MunicipalityCode });
}
