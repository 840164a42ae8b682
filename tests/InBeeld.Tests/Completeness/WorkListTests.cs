using System.Net;
using InBeeld.Capabilities.Completeness.WorkList;
using InBeeld.Tests.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InBeeld.Tests.Completeness;

/// <summary>What came of the children of a list that are not in view, and who may work on it.</summary>
public sealed class WorkListTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_signal_of_a_row_begins_with_its_name_and_ticks_it_off()
    {
        var desk = new ListDesk(house);
        using var partner = house.SignIn(World.PartnerMember(World.PartnerOf(desk.Town)));
        var page = await ListDesk.CompareAsync(partner, [ListDesk.Line("Noor", "van der", "Zeepbel", ListDesk.Born, "De Kade, groep 7", "K-1"), .. ListDesk.Strangers(9)]);
        var link = page.Document.QuerySelector(".ib-queue li a[href*='listed=']")!.GetAttribute("href")!;
        Assert.DoesNotContain("Zeepbel", link, StringComparison.Ordinal);
        var form = await partner.GetAsync(link);
        Assert.Equal("Noor|van der|Zeepbel|2014-03-09|De Kade, groep 7", string.Join('|', new[] { "GivenName", "Prefix", "Surname", "BirthDate", "SchoolName" }.Select(name => form.Document.GetElementById(name)!.GetAttribute("value"))));
        (string, string?)[] said = [("Reason", "no_school"), ("Urgency", "1"), ("Words", "Staat nergens ingeschreven"), ("FamilyKnows", "unknown")];
        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => partner.SubmitAsync(form, "main form .nl-button--primary", said)));
        Assert.All(sent, s => Assert.StartsWith("/signals/mine/", s.Location, StringComparison.Ordinal));
        Assert.Equal(1, World.Count("signal", "surname = 'Zeepbel' and municipality_id = @Id and birth_date = @Born", new { desk.Town.Id, ListDesk.Born }));
        Assert.Equal(1, World.Count("completeness_row", "list_id = @id and state = 'signalled'", new { id = ListDesk.IdOf(page) }));
        var after = await partner.GetAsync(page.Path);
        Assert.Equal("9 kinderen van deze lijst zijn niet in beeld", after.Text("h1"));
        Assert.Contains("Noor van der Zeepbel", (await partner.GetAsync(page.Path + "?show=done")).Text(".ib-queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_is_ticked_off_once_and_undone()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var page = await ListDesk.CompareAsync(coordinator, ListDesk.Strangers(10));
        var id = ListDesk.IdOf(page);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => coordinator.SubmitAsync(page, ".ib-queue li button[value=moved]")));
        Assert.Equal(1, World.Count("completeness_row", "list_id = @id and state = 'moved' and version = 2", new { id }));
        Assert.Equal(1, World.Journalled("use_case = 'tick row of list' and details ->> 'list' = @id and details ->> 'to' = 'moved'", new { id = id.ToString() }));
        Assert.Equal(1, World.Count("completeness_name n join completeness_row r on r.id = n.row_id", "r.list_id = @id and n.keep_until < now() + interval '25 hours'", new { id }));
        var row = World.One<Guid>("select id from completeness_row where list_id = @id and state = 'moved'", new { id });
        var again = await coordinator.FollowAsync(await coordinator.PostAsync($"/completeness/{id}?handler=Tick", ("row", row.ToString()), ("to", "asked"), ("version", "2")));
        Assert.Contains("Kiezel: Gevraagd aan school.", again.Text("[role=status]"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(again, "[role=status] form");
        Assert.Equal("moved", World.One<string>("select state from completeness_row where id = @row", new { row }));
        await coordinator.PostAsync($"/completeness/{id}?handler=Tick", ("row", row.ToString()), ("to", "todo"), ("version", "4"));
        Assert.Equal(0, World.Count("completeness_name n join completeness_row r on r.id = n.row_id", "r.list_id = @id and n.keep_until < now() + interval '29 days'", new { id }));
        Assert.Equal("10 kinderen van deze lijst zijn niet in beeld", (await coordinator.GetAsync(page.Path)).Text("h1"));
    }

    [Fact]
    public async Task Two_colleagues_who_choose_something_else_are_told()
    {
        var desk = new ListDesk(house);
        using var one = house.SignIn(World.Coordinator(desk.Town));
        using var other = house.SignIn(World.Coordinator(desk.Town));
        var page = await ListDesk.CompareAsync(one, ListDesk.Strangers(10));
        var seen = await other.GetAsync(page.Path);
        await one.SubmitAsync(page, ".ib-queue li button[value=asked]");
        var late = await other.SubmitAsync(seen, ".ib-queue li button[value=mistake]");
        Assert.Contains("Een collega wijzigde dit net.", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Gevraagd aan school", late.Text(".ib-queue li"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("completeness_row", "list_id = @id and state <> 'todo'", new { id = ListDesk.IdOf(page) }));
    }

    [Fact]
    public async Task What_is_left_is_exported_and_an_empty_list_says_so()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        Assert.Contains("Nog geen lijst vergeleken", (await coordinator.GetAsync("/completeness")).Text("main"), StringComparison.Ordinal);
        var page = await ListDesk.CompareAsync(coordinator, [ListDesk.Line("Pip", "", "=SOM(A1)", ListDesk.Born), .. ListDesk.Strangers(10)]);
        await coordinator.SubmitAsync(page, ".ib-queue li:nth-child(2) button[value=mistake]");
        var csv = (await coordinator.GetAsync($"{page.Path}?handler=Export&as=csv")).Html;
        Assert.Equal(11, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("\n2;=SOM", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(ListDesk.Strangers(1)[0].Split(';')[0], csv, StringComparison.Ordinal);
        var lists = await coordinator.GetAsync("/completeness");
        Assert.Equal("10 kinderen staan op een lijst en zijn niet in beeld", lists.Text("h1"));
        Assert.Contains("1 van 11", lists.Text(".ib-table--cards tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_whose_time_has_passed_are_out_of_sight_at_once_and_then_gone()
    {
        var desk = new ListDesk(house);
        var somebody = World.Coordinator(desk.Town);
        using var coordinator = house.SignIn(somebody);
        var page = await ListDesk.CompareAsync(coordinator, ListDesk.Strangers(10));
        var id = ListDesk.IdOf(page);
        var row = World.One<Guid>("select id from completeness_row where list_id = @id limit 1", new { id });
        World.Do("update completeness_list set names_until = now() - interval '1 minute' where id = @id; update completeness_name set keep_until = now() - interval '1 minute' where row_id in (select r.id from completeness_row r where r.list_id = @id)", new { id });
        var after = await coordinator.GetAsync(page.Path);
        Assert.Equal("De namen van deze lijst zijn weg", after.Text("h1"));
        Assert.DoesNotContain("Vreemd", after.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Vreemd", (await coordinator.GetAsync($"{page.Path}?handler=Export&as=csv")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Vreemd", (await coordinator.GetAsync($"/signals/new?listed={row}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PostAsync($"{page.Path}?handler=Tick", ("row", row.ToString()), ("to", "moved"), ("version", "1"))).Status);
        using (var around = AsApp.Enter(house, somebody))
        {
            Assert.Empty(around.List<string>("select surname from completeness_name"));
        }

        Assert.True(await house.Services.GetServices<IHostedService>().OfType<ForgetNames>().Single().RunOnceAsync(TestContext.Current.CancellationToken) >= 10);
        Assert.Equal(0, World.Count("completeness_name n join completeness_row r on r.id = n.row_id", "r.list_id = @id", new { id }));
        Assert.Contains("0 van 10", (await coordinator.GetAsync("/completeness")).Text(".ib-table--cards tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_removed_after_a_question_with_all_its_names()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var page = await ListDesk.CompareAsync(coordinator, ListDesk.Strangers(10));
        var ask = await coordinator.GetAsync(page.Path + "/remove");
        Assert.Contains("Van 10 kinderen is nog niet bekend waar ze zijn.", ask.Text("main"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(ask, "main form");
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.SubmitAsync(ask, "main form")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync(page.Path)).Status);
        Assert.Equal(0, World.Count("completeness_row", "list_id = @id", new { id = ListDesk.IdOf(page) }));
        Assert.Contains("Nog geen lijst vergeleken", (await coordinator.GetAsync("/completeness")).Text("main"), StringComparison.Ordinal);
    }
}
