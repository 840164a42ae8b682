using System.Net;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Coordination;

/// <summary>Another capability lends out devices: what it was asked, and what it answers.</summary>
public sealed class LendingDesk
{
    public bool Refuses { get; set; }

    public List<(Guid Id, Guid Pupil)> Lent { get; } = [];

    public int Asked { get; set; }
}

/// <summary>A house in which devices are lent out by another capability.</summary>
public sealed class LendingHouse(TestServer server) : TestHouse(server)
{
    public LendingDesk Desk { get; } = new();

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton(Desk).AddScoped<IRoute, LendingRoute>();
}

internal sealed class LendingRoute(LendingDesk desk, TimeProvider clock) : IRoute
{
    public string Kind => "device";

    public Task<Capacity> CapacityAsync(Guid municipality, DateOnly day, CancellationToken ct) => Task.FromResult(new Capacity(3 - desk.Lent.Count, 3, null));

    public Task<Outcome<RouteState>> StartAsync(Guid id, Guid pupil, DateOnly from, CancellationToken ct)
    {
        if (desk.Refuses)
        {
            return Task.FromResult<Outcome<RouteState>>(Refusal.Of("De regels kloppen nog niet. Kijk bij de voorbeelden hieronder."));
        }

        if (!desk.Lent.Contains((id, pupil)))
        {
            desk.Lent.Add((id, pupil));
        }

        return Task.FromResult<Outcome<RouteState>>(State(id));
    }

    public Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct)
    {
        desk.Asked++;
        return Task.FromResult<IReadOnlyList<RouteState>>([.. desk.Lent.Where(l => l.Pupil == pupil).Select(l => State(l.Id))]);
    }

    private RouteState State(Guid id) => new("device", id, RouteState.Running, clock.Today(), "Laptop 17 is geleend tot 1 juni");
}

/// <summary>An agreement starts what was agreed where a capability offers it, and shows there how it stands.</summary>
public sealed class AgreementRouteTests(LendingHouse house) : IClassFixture<LendingHouse>
{
    private World World => house.World;

    [Fact]
    public async Task An_agreement_about_a_device_is_started_once_and_the_case_shows_how_it_stands()
    {
        var (bureau, inCase, amira) = Scene();
        using var _ = amira;
        await Agree(amira, inCase, "device", "Leenlaptop voor school");
        var page = await amira.OpenAsync($"/cases/{inCase}");
        Assert.Contains("van 3 vrij", page.Text("main"), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => amira.SubmitAsync(page, "form[action*='handler=Start']")));
        var after = await amira.OpenAsync($"/cases/{inCase}");
        Assert.Single(house.Desk.Lent, l => l.Pupil == bureau.Child.Id);
        Assert.Contains("Laptop 17 is geleend tot 1 juni", after.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Gestart: Leenlaptop voor school", after.Text(".ib-time"), StringComparison.Ordinal);
        Assert.False(after.Has("form[action*='handler=Start']"));
        Assert.Equal(("running", 1L), (World.One<string>("select state from case_agreement where case_id = @inCase", new { inCase }), World.Count("case_event", "case_id = @inCase and kind = 'route-started'", new { inCase })));
        Assert.Equal(1, World.Journalled("use_case = 'start route' and pupils @> array[@Id]", new { bureau.Child.Id }));
    }

    [Fact]
    public async Task What_is_refused_there_is_said_and_the_agreement_stays()
    {
        var (bureau, inCase, amira) = Scene();
        using var _ = amira;
        await Agree(amira, inCase, "device", "Leenlaptop");
        house.Desk.Refuses = true;
        try
        {
            var refused = await amira.SubmitAsync(await amira.OpenAsync($"/cases/{inCase}"), "form[action*='handler=Start']");
            Assert.Contains("De regels kloppen nog niet.", refused.Text(".ib-errors"), StringComparison.Ordinal);
        }
        finally
        {
            house.Desk.Refuses = false;
        }

        Assert.Equal("agreed", World.One<string>("select state from case_agreement where case_id = @inCase and route_id is null", new { inCase }));
        Assert.DoesNotContain(house.Desk.Lent, l => l.Pupil == bureau.Child.Id);
    }

    [Fact]
    public async Task Without_an_offered_route_the_agreement_is_kept_by_hand_with_the_number_of_the_municipality()
    {
        var (bureau, inCase, amira) = Scene();
        using var _ = amira;
        World.Do("insert into route_capacity (municipality_id, kind, free, as_of, by_person) values (@town, 'mentor', 4, @today, @by)", new { town = bureau.Town.Id, today = house.Clock.Day, by = bureau.Hanna.Id });
        await Agree(amira, inCase, "mentor", "Een mentor op dinsdag");
        var page = await amira.OpenAsync($"/cases/{inCase}");
        Assert.Contains("4 vrij, gemeld op", page.Text("main"), StringComparison.Ordinal);
        Assert.False(page.Has("form[action*='handler=Start']"));
        var agreement = World.One<Guid>("select id from case_agreement where case_id = @inCase", new { inCase });
        Assert.Contains("kun je nog niet in InBeeld starten", (await amira.PostAsync($"/cases/{inCase}/agreements/{agreement}?handler=Start")).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_case_asks_a_route_once_however_many_agreements_there_are()
    {
        var (bureau, inCase, amira) = Scene();
        using var _ = amira;
        for (var n = 0; n < 6; n++)
        {
            var id = Guid.CreateVersion7();
            World.Do("insert into case_agreement (id, case_id, kind, what, review_on, by_member, route_id) values (@id, @inCase, 'device', 'Leenlaptop', @day, @MembershipId, @id)", new { id, inCase, day = house.Clock.Day.AddDays(7), bureau.Amira.MembershipId });
            house.Desk.Lent.Add((id, bureau.Child.Id));
        }

        var before = house.Desk.Asked;
        var asked = await house.Queries(() => amira.GetAsync($"/cases/{inCase}"));
        Assert.Equal(6, asked.Answer.Html.Split("Laptop 17").Length - 1);
        Assert.Equal((1, 3), (house.Desk.Asked - before, asked.OfThePage.Count));
    }

    [Fact]
    public async Task Nobody_starts_something_in_a_case_of_others()
    {
        var (bureau, inCase, amira) = Scene();
        using var _ = amira;
        await Agree(amira, inCase, "device", "Leenlaptop");
        var path = $"/cases/{inCase}/agreements/{World.One<Guid>("select id from case_agreement where case_id = @inCase", new { inCase })}?handler=Start";
        using var far = house.SignIn(World.Caseworker(World.Team(World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync(path)).Status);
        using var care = house.SignIn(bureau.Care);
        Assert.Equal(HttpStatusCode.Forbidden, (await care.PostAsync(path)).Status);
        Assert.DoesNotContain(house.Desk.Lent, l => l.Pupil == bureau.Child.Id);
    }

    private (Bureau Bureau, Guid Case, Visitor Amira) Scene()
    {
        var bureau = new Bureau(World);
        return (bureau, bureau.Case(), house.SignIn(bureau.Amira));
    }

    private static async Task Agree(Visitor who, Guid inCase, string kind, string what) =>
        Assert.Equal($"/cases/{inCase}", (await who.SubmitAsync(await who.OpenAsync($"/cases/{inCase}/agreements"), "main form", ("Kind", kind), ("What", what))).Location);
}
