using System.Net;
using InBeeld.Capabilities.Coordination.Visits;

namespace InBeeld.Tests.Coordination;

/// <summary>The day of somebody of a team, and the way along the doors.</summary>
public sealed class MyDayTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_day_says_what_is_late_and_what_is_of_today_in_that_order()
    {
        var w = new WorkingCases(house);
        w.Step(w.Case(), -2, title: "Bel het gezin");
        w.Step(w.Case(), 0, title: "Ga langs", kind: "door");
        w.Step(w.Case(), 0, title: "Praat met kind");
        w.Step(w.Case(), 6, title: "Kijk hoe het gaat");
        w.Step(w.Case(), 20, title: "Veel later");
        using var amira = house.SignIn(w.Amira);
        var day = await amira.GetAsync("/my-day");
        Assert.Equal("2 stappen vandaag, 1 te laat", day.Text("h1"));
        Assert.Equal(["Te laat", "Vandaag", "Later deze week"], day.Texts(".ib-columns > :first-child h2"));
        Assert.DoesNotContain("Veel later", day.Html, StringComparison.Ordinal);
        Assert.Contains("2 dagen te laat", day.Text("main"), StringComparison.Ordinal);
        Assert.Equal("/my-day", (await amira.GetAsync("/")).Location);
    }

    [Fact]
    public async Task Cases_that_wait_for_an_answer_and_agreements_to_look_at_stand_beside_the_steps()
    {
        var w = new WorkingCases(house);
        var asked = w.Case(leadState: "asked");
        var made = w.Case();
        World.Do("insert into case_agreement (case_id, kind, what, review_on, by_member) values (@made, 'device', 'Laptop van de gemeente', @day, @by), (@made, 'mentor', 'Mentor over een maand', @late, @by)", new { made, day = w.Today.AddDays(3), late = w.Today.AddDays(30), by = w.Amira.MembershipId });
        using var amira = house.SignIn(w.Amira);
        var day = await amira.GetAsync("/my-day");
        Assert.True(day.Has($"a[href='/cases/{asked}/lead']"));
        Assert.Contains("Laptop van de gemeente", day.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Mentor over een maand", day.Html, StringComparison.Ordinal);
        Assert.InRange((await house.Queries(() => amira.GetAsync("/my-day"))).OfThePage.Count, 1, 3);
    }

    [Fact]
    public async Task Who_goes_along_sees_the_step_and_with_whom()
    {
        var w = new WorkingCases(house);
        var along = World.Caseworker(w.Team);
        w.Step(w.Case(), companion: along, kind: "door", title: "Ga langs");
        using var visitor = house.SignIn(along);
        Assert.Contains($"jij gaat mee met {w.Amira.Name.Full}", (await visitor.GetAsync("/my-day")).Text("main"), StringComparison.Ordinal);
        Assert.Equal("Er lopen geen zaken", (await visitor.GetAsync("/cases")).Text("h1"));
    }

    [Fact]
    public async Task The_way_of_the_day_goes_by_postcode_and_keeps_to_times_that_were_agreed()
    {
        var w = new WorkingCases(house);
        var (far, near, timed) = (w.Case(address: "Verreweg 9", postcode: "9990 AA"), w.Case(address: "Dichtbij 1", postcode: "9901 AA"), w.Case(address: "Midden 5", postcode: "9950 AA"));
        foreach (var made in new[] { far, near })
        {
            w.Step(made, kind: "door", title: "Ga langs");
        }

        w.Step(timed, kind: "talk", title: "Gesprek thuis", at: new TimeOnly(14, 30));
        w.Step(w.Case(), 1, kind: "door", title: "Morgen pas");
        using var amira = house.SignIn(w.Amira);
        var list = await amira.GetAsync("/visits");
        Assert.Equal("3 bezoeken vandaag", list.Text("h1"));
        Assert.Equal(["Dichtbij 1, 9901 AA Zonderdam", "Midden 5, 9950 AA Zonderdam", "Verreweg 9, 9990 AA Zonderdam"], list.Texts(".ib-visits .ib-as-typed"));
        Assert.Contains("14.30", list.Text(".ib-visits"), StringComparison.Ordinal);
        Assert.DoesNotContain("Morgen pas", list.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_visits_sees_whom_to_call_in_which_language_and_ticks_the_guidelines_once_for_the_day()
    {
        var w = new WorkingCases(house);
        var child = w.Child("Mira");
        child.Family.ContactPerson("Selam Wolkenveld", "06 87654321", "ti", needsInterpreter: true);
        var step = w.Step(w.Case(child: child), kind: "door", title: "Ga langs");
        World.Do("insert into guideline (municipality_id, title, words, starts, ends) values (@Id, 'Afstand', 'Blijf bij de deur', @day, null), (@Id, 'Oud', 'Geldt niet meer', @old, @old)", new { w.Town.Id, day = w.Today.AddDays(-1), old = w.Today.AddDays(-9) });
        using var amira = house.SignIn(w.Amira);
        var list = await amira.GetAsync("/visits");
        foreach (var words in new[] { "Mira", "Selam Wolkenveld", "06 87654321", "spreekt Tigrinya", "Tolk nodig", "Blijf bij de deur" })
        {
            Assert.Contains(words, list.Text("main"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(child.Name.Surname, list.Text(".ib-visits"), StringComparison.Ordinal);
        Assert.DoesNotContain("Geldt niet meer", list.Html, StringComparison.Ordinal);
        var read = await amira.FollowAsync(await amira.SubmitAsync(list, "form[action*='handler=Read']"));
        Assert.Contains("Gelezen", read.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.One<int>("select cardinality(guidelines) from case_step where id = @step and guidelines_at is not null", new { step }));
    }

    [Fact]
    public async Task The_leader_looks_at_the_day_of_somebody_of_the_own_team_and_of_nobody_else()
    {
        var w = new WorkingCases(house);
        var coach = World.Caseworker(World.Team(w.Town, "youth"));
        w.Step(w.Case(), kind: "door", title: "Ga langs bij Amira");
        using var lead = house.SignIn(w.Lead);
        using var hanna = house.SignIn(w.Hanna);
        using var amira = house.SignIn(w.Amira);
        Assert.Contains("Ga langs bij Amira", (await lead.GetAsync($"/visits?person={w.Amira.MembershipId}")).Html, StringComparison.Ordinal);
        Assert.Contains("Ga langs bij Amira", (await hanna.GetAsync($"/visits?person={w.Amira.MembershipId}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/visits?person={coach.MembershipId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync($"/visits?person={w.Lead.MembershipId}")).Status);
    }

    [Fact]
    public void The_shortest_way_is_found_for_places_on_a_line()
    {
        var places = Enumerable.Range(0, 9).Select(i => new Stop(Guid.CreateVersion7(), null, "1234 AB", "", 52.0, 4.0 + (i * 0.01))).ToList();
        var mixed = new[] { 4, 0, 8, 2, 6, 1, 7, 3, 5 }.Select(i => places[i]).ToList();
        var way = VisitOrder.Of(mixed);
        Assert.Equal(9, way.Distinct().Count());
        Assert.True(VisitOrder.Length(way) <= VisitOrder.Length(mixed));
        Assert.Equal(VisitOrder.Length(places), VisitOrder.Length(way), 3);
    }

    [Fact]
    public void A_place_without_a_postcode_comes_last_and_times_stay_in_the_order_of_the_clock()
    {
        var (unknown, two, one) = (new Stop(Guid.CreateVersion7(), null, "", "Ergens"), new Stop(Guid.CreateVersion7(), null, "1234AB", "Straat 10"), new Stop(Guid.CreateVersion7(), null, "1234 AB", "Straat 9"));
        Assert.Equal([one, two, unknown], VisitOrder.Of([unknown, two, one]));
        var (late, early) = (new Stop(Guid.CreateVersion7(), new TimeOnly(15, 0), "1000 AA", ""), new Stop(Guid.CreateVersion7(), new TimeOnly(9, 0), "9999 ZZ", ""));
        var way = VisitOrder.Of([late, unknown, early, one]);
        Assert.True(way.IndexOf(early) < way.IndexOf(late));
        Assert.Equal(4, way.Count);
        Assert.Empty(VisitOrder.Of([]));
    }
}
