using System.Net;

namespace InBeeld.Tests.Coordination;

/// <summary>Teams and partners of a municipality, how it works with cases, and what visitors must know.</summary>
public sealed class PartiesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_work_of_a_party_stands_against_what_it_can_carry()
    {
        var w = new WorkingCases(house);
        World.Do("update organisation set carries = 2 where id = @Id", new { w.Team.Id });
        w.Step(w.Case(), -4);
        w.Case();
        w.Case(leadState: "asked");
        using var hanna = house.SignIn(w.Hanna);
        var page = await hanna.GetAsync("/parties");
        Assert.Equal("1 partij heeft meer dan zij aankan", page.Text("h1"));
        Assert.Contains("3 van 2", page.Text(".ib-bars"), StringComparison.Ordinal);
        Assert.True(page.Has(".ib-over-limit"));
        var amira = page.Texts("tbody tr").Single(t => t.Contains(w.Amira.Name.Full, StringComparison.Ordinal));
        Assert.Contains("3 zaken", amira, StringComparison.Ordinal);
        Assert.Contains("1 zonder antwoord", amira, StringComparison.Ordinal);
        Assert.Contains("1 stap te laat", amira, StringComparison.Ordinal);
        Assert.InRange((await house.Queries(() => hanna.GetAsync("/parties"))).OfThePage.Count, 1, 3);
        using var lead = house.SignIn(w.Lead);
        Assert.Equal("3 zaken bij je team, 1 stap te laat", (await lead.GetAsync("/parties/mine")).Text("h1"));
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/parties")).Status);
    }

    [Fact]
    public async Task A_team_without_people_is_shown_as_one_that_cannot_lead()
    {
        var w = new WorkingCases(house);
        World.Team(w.Town, name: "Buurtteam Leeg");
        using var hanna = house.SignIn(w.Hanna);
        var card = (await hanna.GetAsync("/parties")).Texts("section.ib-card").Single(t => t.StartsWith("Buurtteam Leeg", StringComparison.Ordinal));
        Assert.Contains("Niemand kan hier leiden", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_or_partner_is_added_once_renamed_and_shown_in_both_versions_when_two_change_it()
    {
        var w = new WorkingCases(house);
        using var hanna = house.SignIn(w.Hanna);
        using var other = house.SignIn(World.Coordinator(w.Town));
        var form = await hanna.GetAsync("/parties/add");
        Assert.Equal(2, (await hanna.SubmitAsync(form, "main form", ("Carries", "3"))).Texts(".ib-errors li").Count);
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal("/parties", (await hanna.SubmitAsync(form, "main form", ("Name", "Buurtteam Noord"), ("Party", "neighbourhood"), ("Carries", "14"))).Location);
        }

        Assert.Equal(1, World.Count("organisation", "name = 'Buurtteam Noord' and kind = 'team' and is_on and municipality_code = @MunicipalityCode", new { w.Town.MunicipalityCode }));
        Assert.Contains("Er is al een team of partner met deze naam", (await hanna.SubmitAsync(await hanna.GetAsync("/parties/add"), "main form", ("Name", "buurtteam noord"), ("Party", "childcare"))).Text(".ib-errors"), StringComparison.Ordinal);
        var id = World.One<Guid>("select id from organisation where name = 'Buurtteam Noord' and municipality_code = @MunicipalityCode", new { w.Town.MunicipalityCode });
        var (one, two) = (await hanna.GetAsync($"/parties/{id}"), await other.GetAsync($"/parties/{id}"));
        await hanna.SubmitAsync(one, "main form", ("Carries", "16"));
        var clash = await other.SubmitAsync(two, "main form", ("Carries", "9"));
        Assert.Contains("Er is nog niets opgeslagen", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(["9", "16"], clash.Document.QuerySelectorAll("input[type=radio][name=Carries]").Select(r => r.GetAttribute("value")!));
        using var far = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/parties/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"/parties/{id}?handler=Off")).Status);
    }

    [Fact]
    public async Task A_team_that_leads_open_cases_stays_on()
    {
        var w = new WorkingCases(house);
        var made = w.Case();
        using var hanna = house.SignIn(w.Hanna);
        var refused = await hanna.PostAsync($"/parties/{w.Team.Id}?handler=Off");
        Assert.Contains("leidt nog 1 zaken", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.True(refused.Has($"a[href='/cases?party={w.Team.Id}']"));
        w.Close(made);
        var off = await hanna.FollowAsync(await hanna.SubmitAsync(await hanna.GetAsync($"/parties/{w.Team.Id}"), "form[action*='handler=Off']"));
        Assert.False(World.One<bool>("select is_on from organisation where id = @Id", new { w.Team.Id }));
        await hanna.SubmitAsync(off, "[role=status] form");
        Assert.True(World.One<bool>("select is_on from organisation where id = @Id", new { w.Team.Id }));
    }

    [Fact]
    public async Task How_the_municipality_works_is_kept_and_two_who_change_it_see_each_other()
    {
        var w = new WorkingCases(house);
        using var hanna = house.SignIn(w.Hanna);
        using var other = house.SignIn(World.Coordinator(w.Town));
        var (one, two) = (await hanna.GetAsync("/coordination/settings"), await other.GetAsync("/coordination/settings"));
        Assert.Equal("2", one.Document.QuerySelector("#AnswerDays")!.GetAttribute("value"));
        Assert.Equal("/coordination/settings", (await hanna.SubmitAsync(one, "main form", ("AnswerDays", "3"), ("LookAtClosing", "true"))).Location);
        Assert.Contains("Er is nog niets opgeslagen", (await other.SubmitAsync(two, "main form", ("AnswerDays", "5"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(3, World.One<int>("select answer_days from coordination_setting where municipality_id = @Id and look_at_closing", new { w.Town.Id }));
        Assert.Contains("Kies 1 tot 20 schooldagen", (await hanna.SubmitAsync(await hanna.GetAsync("/coordination/settings"), "main form", ("AnswerDays", "0"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guidelines_are_added_changed_and_ended_by_the_coordinator_and_read_by_who_visits()
    {
        var w = new WorkingCases(house);
        using var hanna = house.SignIn(w.Hanna);
        using var other = house.SignIn(World.Coordinator(w.Town));
        using var amira = house.SignIn(w.Amira);
        var form = await hanna.GetAsync("/guidelines/add");
        Assert.Equal(2, (await hanna.SubmitAsync(form, "main form")).Texts(".ib-errors li").Count);
        foreach (var _ in new[] { 1, 2 })
        {
            await hanna.SubmitAsync(form, "main form", ("Title", "Afstand"), ("Words", "Blijf bij de deur"));
        }

        var id = World.One<Guid>("select id from guideline where municipality_id = @Id", new { w.Town.Id });
        Assert.Equal("1 richtlijn geldt nu", (await amira.GetAsync("/guidelines")).Text("h1"));
        Assert.Equal(HttpStatusCode.Forbidden, (await amira.GetAsync($"/guidelines/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amira.PostAsync("/guidelines?handler=End", ("guideline", id.ToString()))).Status);
        var (one, two) = (await hanna.GetAsync($"/guidelines/{id}"), await other.GetAsync($"/guidelines/{id}"));
        await hanna.SubmitAsync(one, "main form", ("Words", "Blijf buiten"));
        var clash = await other.SubmitAsync(two, "main form", ("Words", "Bel eerst"));
        Assert.Equal(["Bel eerst", "Blijf buiten"], clash.Document.QuerySelectorAll("input[type=radio][name=Words]").Select(r => r.GetAttribute("value")!));
        using var far = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/guidelines/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync("/guidelines?handler=End", ("guideline", id.ToString()))).Status);
        var ended = await hanna.FollowAsync(await hanna.SubmitAsync(await hanna.GetAsync("/guidelines"), "form[action*='handler=End'] button"));
        Assert.Contains("geldt niet meer", ended.Text("[role=status]"), StringComparison.Ordinal);
        // It began today, so today is its last day.
        Assert.Equal(w.Today, World.One<DateOnly>("select ends from guideline where id = @id", new { id }));
    }
}
