using System.Net;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>A library asks the schools around what is needed, for a summer school or to catch up.</summary>
public sealed class DemandTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Schools_say_how_many_children_need_what_and_the_library_sees_how_many_groups_that_takes()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        // Still in the making: schools know it by the question only.
        var programme = World.Programme(library, name: "Zomerlicht", state: "draft");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("Maak eerst een module", (await leader.GetAsync($"/programmes/{programme}/demand")).Text("main"), StringComparison.Ordinal);
        var (sums, read) = (World.Module(programme, 1, "Rekenzon"), World.Module(programme, 2, "Leesmaan"));
        var (one, two) = (World.School(municipality: town), World.School(municipality: town));
        var form = await leader.GetAsync($"/programmes/{programme}/demand");
        var wrong = await leader.SubmitAsync(form, "main form", ("Closes", $"{World.Clock.Day.AddDays(-1):yyyy-MM-dd}"), ("Size", "0"), ("Question", "Voor wie achterloopt"));
        Assert.Equal(2, wrong.Texts(".ib-errors li").Count);
        Assert.Equal("Voor wie achterloopt", wrong.Text("textarea[name=Question]"));
        var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => leader.SubmitAsync(wrong, "main form", ("Closes", $"{World.Clock.Day.AddDays(14):yyyy-MM-dd}"), ("Size", "10"))));
        Assert.All(asked, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal(1, World.Count("demand_round", "programme_id = @programme", new { programme }));

        var (head, care) = (World.Person().As(Role.Principal, one), World.Person().As(Role.Care, one));
        using var principal = house.SignIn(head);
        var list = await principal.GetAsync("/programmes");
        Assert.Contains("Zomerlicht", list.Text("main"), StringComparison.Ordinal);
        var page = await principal.GetAsync(list.Document.QuerySelector("a[href^='/programmes/demand/']")!.GetAttribute("href")!);
        Assert.Contains("Voor wie achterloopt", page.Text("main"), StringComparison.Ordinal);
        using var colleague = house.SignIn(care);
        var stale = await colleague.GetAsync(page.Path);
        Assert.Contains("0 tot en met 500", (await principal.SubmitAsync(page, "main form", ($"n-{sums}", "veel"))).Text(".ib-errors"), StringComparison.Ordinal);
        await principal.SubmitAsync(page, "main form", ($"n-{sums}", "14"), ($"n-{read}", ""), ("Note", "Liefst de eerste week"));
        var late = await colleague.SubmitAsync(stale, "main form", ($"n-{sums}", "3"));
        Assert.Contains("Een collega", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("14", late.Text("main"), StringComparison.Ordinal);
        Assert.Equal("3", late.Document.QuerySelector($"[name='n-{sums}']")!.GetAttribute("value"));

        World.Meets(sums, World.ProgrammeLeader(library), capacity: 4);
        var seen = await leader.GetAsync($"/programmes/{programme}/demand");
        Assert.Equal("1 van 2 scholen vroegen om 14 plekken", seen.Text("h1"));
        Assert.Contains("1 groep van 10", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Liefst de eerste week", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Nog geen antwoord", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("14", System.Text.Encoding.UTF8.GetString((await leader.GetAsync($"/programmes/{programme}/demand?handler=Export&as=csv")).Body), StringComparison.Ordinal);
        await leader.SubmitAsync(seen, "form[action*='handler=Remind']");
        Assert.Equal(2, World.Count("notice", "kind = 'demand-asked' and to_organisation_id = @Id", new { two.Id }));
        Assert.False((await leader.GetAsync($"/programmes/{programme}/demand")).Has("form[action*='handler=Remind']"));

        // Closed: who answered still reads it, who did not knows nothing of it any more.
        await leader.SubmitAsync(seen, "form[action*='to=closed']");
        Assert.Contains("Dit was jullie antwoord", (await principal.GetAsync(page.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("gesloten", (await principal.SubmitAsync(page, "main form", ($"n-{sums}", "99"))).Text(".ib-errors"), StringComparison.Ordinal);
        using var other = house.SignIn(World.Person().As(Role.Principal, two));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page.Path)).Status);
    }

    [Fact]
    public void A_school_reads_only_its_own_answer_and_another_town_nothing()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        var module = World.Module(programme);
        var round = World.Round(programme);
        var (one, two) = (World.Person().As(Role.Care, World.School(municipality: town)), World.Person().As(Role.Care, World.School(municipality: town)));
        var far = World.Person().As(Role.Care, World.School(municipality: World.Municipality()));
        foreach (var (who, says) in new[] { (one, ""), (two, ""), (far, "closed") })
        {
            using var asks = AsApp.Enter(house, who);
            Assert.Equal(says, asks.One<string>($"select app.answer_demand('{round}', 0, '{{{module}}}', '{{5}}', '', now())"));
            Assert.Equal(says == "" ? 1 : 0, asks.List<int>("select children from demand_count").Count);
            Assert.Equal("42501", asks.Try("update demand_count set children = 9 where true"));
        }

        World.Do("insert into demand_answer (round_id, school_id, by_person, at) values (@round, @school, @by, now()); insert into demand_count (round_id, school_id, module_id, children) values (@round, @school, @module, 7)",
            new { round, module, school = one.Organisation!.Id, by = one.Id });
        foreach (var (who, sees) in new[] { (World.ProgrammeLeader(library), 1), (World.ProgrammeLeader(World.Library(town)), 0), (one, 1), (two, 0), (World.Coordinator(town), 0) })
        {
            using var reads = AsApp.Enter(house, who);
            Assert.Equal(sees, reads.List<int>("select children from demand_count where children = 7").Count);
        }

        using var elsewhere = AsApp.Enter(house, World.ProgrammeLeader(World.Library(town)));
        Assert.Empty(elsewhere.List<Guid>("select id from demand_round"));
        Assert.Equal("gone", elsewhere.One<string>($"select app.turn_demand('{round}', 'closed', now())"));
        Assert.Equal(0, elsewhere.One<int>($"select app.remind_demand('{round}', now())"));
    }
}
