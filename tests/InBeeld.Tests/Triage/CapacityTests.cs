using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Triage;

/// <summary>What is free of each route: kept by hand with its day, until a capability offers the route itself.</summary>
public sealed class CapacityTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_coordinator_keeps_how_many_are_free_today_and_leaves_empty_what_is_not_known()
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var form = await coordinator.GetAsync("/triage/capacity");
        Assert.Equal("Nog niet bekend wat er vrij is", form.Text("h1"));
        var saved = await coordinator.FollowAsync(await coordinator.SubmitAsync(form, "main form", ("Kinds[device].Free", "3"), ("Kinds[device].Of", "12"), ("Kinds[mentor].Free", "0")));
        Assert.Equal("Van 2 hulproutes is bekend wat er vrij is", saved.Text("h1"));
        Assert.Contains("3 van 12 vrij, gemeld op", saved.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Niets vrij, gemeld op", saved.Text("main"), StringComparison.Ordinal);
        Assert.Equal(2, World.Count("route_capacity", "municipality_id = @Id and as_of = @day", new { town.Id, day = house.Clock.Day }));
    }

    [Theory]
    [InlineData("-1", "", "een aantal in van 0 tot 100000")]
    [InlineData("veel", "", "een aantal in van 0 tot 100000")]
    [InlineData("", "5", "een aantal in van 0 tot 100000")]
    [InlineData("7", "5", "meer vrij dan er is")]
    public async Task A_number_that_cannot_be_is_refused_and_kept_in_the_form(string free, string all, string sentence)
    {
        var town = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var refused = await coordinator.SubmitAsync(await coordinator.GetAsync("/triage/capacity"), "main form", ("Kinds[device].Free", free), ("Kinds[device].Of", all));
        Assert.Contains(sentence, refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(free, refused.Document.QuerySelector("#Free_device")!.GetAttribute("value") ?? "");
        Assert.Equal(0, World.Count("route_capacity", "municipality_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task Two_who_report_at_once_see_each_others_numbers_first()
    {
        var town = World.Municipality();
        using var one = house.SignIn(World.Coordinator(town));
        using var two = house.SignIn(World.Coordinator(town));
        var (mine, theirs) = (await one.GetAsync("/triage/capacity"), await two.GetAsync("/triage/capacity"));
        await two.SubmitAsync(theirs, "main form", ("Kinds[device].Free", "3"));
        var shown = await one.SubmitAsync(mine, "main form", ("Kinds[device].Free", "5"));
        Assert.Contains("Een collega paste dit net aan", shown.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Je collega: 3 vrij van –", shown.Text("main"), StringComparison.Ordinal);
        await one.SubmitAsync(shown, "main form");
        Assert.Equal(5, World.One<int>("select free from route_capacity where municipality_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task Of_two_that_offer_a_route_the_one_registered_last_holds_and_by_hand_nothing_is_started()
    {
        var kept = new Here("device", 1);
        var offers = new RouteOffers([kept, new Here("device", 7), new Here("mentor", 2)]);
        var free = await offers.CapacityAsync(["device", "mentor"], Guid.Empty, house.Clock.Day, TestContext.Current.CancellationToken);
        Assert.Equal((7, 2), (free["device"].Free, free["mentor"].Free));
        Assert.Equal(["device", "mentor"], (await offers.StatesAsync(Guid.Empty, TestContext.Current.CancellationToken)).Select(s => s.Kind).Order());
        var services = new ServiceCollection();
        new Capabilities.Triage.TriageCapability().AddServices(services);
        Assert.Equal(RouteKinds.All.Count, services.Count(s => s.ServiceType == typeof(IRoute)));
        var byHand = new Capabilities.Triage.KeepCapacity.RouteByHand("device", null!);
        Assert.Contains("nog niet in InBeeld starten", Assert.Single((await byHand.StartAsync(Guid.Empty, Guid.Empty, house.Clock.Day, TestContext.Current.CancellationToken)).Refusals).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_count_decisions_without_names_and_leave_small_numbers_out()
    {
        var town = World.Municipality();
        var school = World.School(municipality: town);
        var children = World.Group(school).Pupils(14);
        using var coordinator = house.SignIn(World.Coordinator(town));
        Assert.Equal("Er is nog niets besloten over hulproutes", (await coordinator.GetAsync("/triage/figures")).Text("h1"));
        foreach (var (child, i) in children.Select((c, i) => (c, i)))
        {
            World.Do("""
                insert into triage_decision (id, pupil_id, organisation_id, table_number, facts, proposed, capacity, chosen, deviates, by_person, at)
                  values (gen_random_uuid(), @Id, @School, 0, '{}', '[{"route":"device","reasons":[]}]', '{}', @chosen, @deviates, @by, @at)
                """, new { child.Id, School = school.Id, chosen = i < 11 ? ["device"] : new[] { "mentor" }, deviates = i >= 11, by = World.Person().Id, at = house.Clock.GetUtcNow() });
        }

        var page = await coordinator.GetAsync("/triage/figures");
        Assert.Equal("14 besluiten over hulproutes deze maand", page.Text("h1"));
        Assert.Equal(["leenapparaat", "14", "11"], Cells(page, 1, 0));
        Assert.Equal(["mentor of vrijwilliger", "0", "minder dan 10"], Cells(page, 1, 1));
        Assert.Equal("niet te tonen", Cells(page, 0, 0)[2]);
        Assert.DoesNotContain(school.Name, page.Text("main"), StringComparison.Ordinal);
        using var other = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal("Er is nog niets besloten over hulproutes", (await other.GetAsync("/triage/figures")).Text("h1"));
    }

    private static List<string> Cells(PageAnswer page, int table, int row) =>
        [.. page.Document.QuerySelectorAll("table")[table].QuerySelectorAll("tbody tr")[row].Children.Select(c => c.TextContent.Trim())];

    private sealed class Here(string kind, int free) : IRoute
    {
        public string Kind => kind;

        public Task<Capacity> CapacityAsync(Guid municipality, DateOnly day, CancellationToken ct) => Task.FromResult(new Capacity(free, null, null));

        public Task<Outcome<RouteState>> StartAsync(Guid id, Guid pupil, DateOnly from, CancellationToken ct) => Task.FromResult<Outcome<RouteState>>(State);

        public Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct) => Task.FromResult<IReadOnlyList<RouteState>>([State]);

        private RouteState State => new(kind, Guid.Empty, RouteState.Running, new DateOnly(2026, 1, 5), "Loopt");
    }
}
