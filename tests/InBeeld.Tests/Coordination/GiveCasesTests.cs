using System.Net;

namespace InBeeld.Tests.Coordination;

/// <summary>Cases and steps go to somebody else, one by one or many at once; and what happens when somebody leaves.</summary>
public sealed class GiveCasesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_leader_of_a_team_gives_cases_to_a_colleague_with_their_open_steps()
    {
        var w = new WorkingCases(house);
        var colleague = World.Caseworker(w.Team);
        var (one, two, stays) = (w.Case(), w.Case(), w.Case());
        var step = w.Step(one, 1);
        using var lead = house.SignIn(w.Lead);
        var page = await lead.GetAsync($"/cases/give?case={one}&case={two}");
        Assert.Equal("Wie krijgt deze 2 zaken?", page.Text("h1"));
        Assert.Contains("3 zaken", page.Text("#To"), StringComparison.Ordinal);
        var done = await lead.FollowAsync(await lead.SubmitAsync(page, "button.nl-button--primary", ("To", colleague.MembershipId.ToString()), ("Why", "Amira is met verlof")));
        Assert.Contains($"{colleague.Name.Full} kreeg 2 zaken.", done.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(colleague.MembershipId, w.LeadOf(one));
        Assert.Equal(colleague.MembershipId, w.LeadOf(two));
        Assert.Equal(w.Amira.MembershipId, w.LeadOf(stays));
        Assert.Equal(colleague.MembershipId, World.One<Guid>("select owner_id from case_step where id = @step", new { step }));
        Assert.Equal(2, World.Count("case_event", "case_id = any (@ids) and kind = 'handed' and decision and by_member = @by", new { ids = new[] { one, two }, by = w.Lead.MembershipId }));
        using var amira = house.SignIn(w.Amira);
        Assert.Equal([w.Name(stays)], (await amira.GetAsync("/cases")).Texts("tbody th .ib-name"));
        using var new_ = house.SignIn(colleague);
        Assert.Contains("Je kreeg 2 zaken van iemand anders.", (await new_.GetAsync("/cases")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_asks_and_the_new_person_has_until_a_school_day_to_answer()
    {
        var w = new WorkingCases(house);
        var colleague = World.Caseworker(w.Team);
        var made = w.Case();
        using var hanna = house.SignIn(w.Hanna);
        await hanna.SubmitAsync(await hanna.GetAsync($"/cases/give?case={made}"), "button.nl-button--primary", ("To", colleague.MembershipId.ToString()), ("Why", "Te druk"));
        Assert.Equal("asked", World.One<string>("select lead_state from care_case where id = @made", new { made }));
        Assert.True(World.One<DateOnly>("select lead_answer_by from care_case where id = @made", new { made }) > w.Today);
        using var new_ = house.SignIn(colleague);
        Assert.Contains(w.Name(made), (await new_.GetAsync("/my-day")).Text("main"), StringComparison.Ordinal);
        Assert.True((await new_.GetAsync("/my-day")).Has($"a[href='/cases/{made}/lead']"));
    }

    [Fact]
    public async Task A_case_that_somebody_changed_meanwhile_is_named_and_left_alone()
    {
        var w = new WorkingCases(house);
        var colleague = World.Caseworker(w.Team);
        var (one, changed) = (w.Case(), w.Case());
        using var lead = house.SignIn(w.Lead);
        var page = await lead.GetAsync($"/cases/give?case={one}&case={changed}");
        World.Do("update care_case set urgency = 3, version = version + 1 where id = @changed", new { changed });
        var done = await lead.FollowAsync(await lead.SubmitAsync(page, "button.nl-button--primary", ("To", colleague.MembershipId.ToString()), ("Why", "Verlof")));
        Assert.Contains("kreeg 1 zaak.", done.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Contains(w.Name(changed), done.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(w.Amira.MembershipId, w.LeadOf(changed));
        // Sent once more: what was given is no longer as it was shown.
        await lead.SubmitAsync(page, "button.nl-button--primary", ("To", colleague.MembershipId.ToString()), ("Why", "Verlof"));
        Assert.Equal(1, World.Count("case_event", "case_id = @one", new { one }));
    }

    [Fact]
    public async Task Cases_go_to_nobody_of_another_party_or_who_has_left_or_without_a_reason()
    {
        var w = new WorkingCases(house);
        var other = World.Caseworker(World.Team(w.Town, "youth"));
        var gone = World.Caseworker(w.Team).LosesRole();
        var colleague = World.Caseworker(w.Team);
        var made = w.Case();
        using var lead = house.SignIn(w.Lead);
        using var hanna = house.SignIn(w.Hanna);
        var page = await lead.GetAsync($"/cases/give?case={made}");
        foreach (var to in new[] { other, gone })
        {
            Assert.Contains("kan nu geen zaken leiden", (await lead.SubmitAsync(page, "button.nl-button--primary", ("To", to.MembershipId.ToString()), ("Why", "Zo maar"))).Text(".ib-errors"), StringComparison.Ordinal);
        }

        Assert.Contains("Schrijf kort waarom", (await lead.SubmitAsync(page, "button.nl-button--primary", ("To", colleague.MembershipId.ToString()))).Text(".ib-errors"), StringComparison.Ordinal);
        await hanna.SubmitAsync(await hanna.GetAsync($"/cases/give?case={made}"), "button.nl-button--primary", ("To", other.MembershipId.ToString()), ("Why", "Zo maar"));
        Assert.Equal(w.Amira.MembershipId, w.LeadOf(made));
        using var amira = house.SignIn(w.Amira);
        Assert.Equal(HttpStatusCode.Forbidden, (await amira.GetAsync($"/cases/give?case={made}")).Status);
        using var far = house.SignIn(World.TeamLead(World.Team(World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/cases/give?case={made}")).Status);
        Assert.Equal("/cases", (await lead.GetAsync("/cases/give")).Location);
    }

    [Fact]
    public async Task Open_steps_of_one_person_go_to_another()
    {
        var w = new WorkingCases(house);
        var colleague = World.Caseworker(w.Team);
        var (one, two) = (w.Case(w.Lead), w.Case(w.Lead));
        var (moves, changed) = (w.Step(one, 1), w.Step(two, 2, title: "Ga langs"));
        using var lead = house.SignIn(w.Lead);
        var page = await lead.GetAsync($"/cases/steps/of/{w.Amira.MembershipId}");
        Assert.Equal($"{w.Amira.Name.Full} heeft 2 open stappen", page.Text("h1"));
        World.Do("update case_step set version = version + 1 where id = @changed", new { changed });
        var shown = page.Document.QuerySelectorAll("input[name=Shown]").Select(i => ("Shown", i.GetAttribute("value"))).ToArray();
        var done = await lead.FollowAsync(await lead.PostAsync($"/cases/steps/of/{w.Amira.MembershipId}", [.. shown, ("To", colleague.MembershipId.ToString())]));
        Assert.Contains("kreeg 1 stap. 1 stap veranderde intussen en bleef staan.", done.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(colleague.MembershipId, World.One<Guid>("select owner_id from case_step where id = @moves", new { moves }));
        Assert.Equal(w.Amira.MembershipId, World.One<Guid>("select owner_id from case_step where id = @changed", new { changed }));
        Assert.Equal(1, World.Count("case_event", "case_id = @one and kind = 'step_moved'", new { one }));
        using var far = house.SignIn(World.TeamLead(World.Team(w.Town)));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/cases/steps/of/{w.Amira.MembershipId}")).Status);
    }

    [Fact]
    public async Task When_who_leads_has_left_the_case_comes_up_with_the_one_who_stands_in_and_the_leaver_sees_nothing()
    {
        var w = new WorkingCases(house);
        var made = w.Case();
        w.Step(made);
        // Works elsewhere too: that membership does not open the case either.
        var elsewhere = World.Team(World.Municipality());
        w.Amira.LosesRole();
        using var hanna = house.SignIn(w.Hanna);
        using var lead = house.SignIn(w.Lead);
        foreach (var visitor in new[] { hanna, lead })
        {
            var list = await visitor.GetAsync("/cases?nobody=true");
            Assert.Equal("1 zaak zonder persoon", list.Text("h1"));
            Assert.Contains($"is gestopt, {w.Lead.Name.Full} staat in", list.Text("tbody"), StringComparison.Ordinal);
            Assert.Contains("1 zaak is van iemand die hier niet meer werkt.", (await visitor.GetAsync("/cases")).Text("main"), StringComparison.Ordinal);
        }

        Assert.Contains("Jij staat in", (await lead.GetAsync("/my-day")).Text("main"), StringComparison.Ordinal);
        var name = w.Name(made);
        using var left = house.SignIn(w.Amira);
        Assert.Equal(HttpStatusCode.Forbidden, (await left.GetAsync("/cases")).Status);
        using var other = house.SignIn(w.Amira.As(Kernel.Access.Role.Caseworker, elsewhere));
        foreach (var path in new[] { "/cases", "/my-day", "/visits", "/cases?state=closing" })
        {
            Assert.DoesNotContain(name, (await other.GetAsync(path)).Html, StringComparison.Ordinal);
        }

        Assert.Equal("0 zaken gevonden", (await other.PostAsync("/cases/search", ("Name", name))).Text("h1"));
    }
}
