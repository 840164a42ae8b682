using System.Net;

namespace InBeeld.Tests.Coordination;

/// <summary>A case goes to another municipality: asked with a ground, taken over or refused there, and both see how it stands.</summary>
public sealed class TransferTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_case_that_is_taken_over_is_a_signal_there_and_closed_here()
    {
        var (w, far, made) = Scene();
        using var hanna = house.SignIn(w.Hanna);
        using var there = house.SignIn(far.Who);
        await AskAsync(hanna, made, far.Town);
        var waiting = await there.GetAsync("/transfers");
        Assert.Equal("1 overdracht wacht op jullie antwoord", waiting.Text("h1"));
        Assert.Contains("Moeder belde op 3 november en vindt het goed", waiting.Text("main"), StringComparison.Ordinal);
        // Until it is taken over: the first name and no more.
        Assert.Contains(w.Name(made).Split(' ')[0], waiting.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(w.Name(made), waiting.Html, StringComparison.Ordinal);
        Assert.Contains("vraagt of jullie een zaak overnemen", World.One<string>("select case kind when 'transfer-asked' then 'vraagt of jullie een zaak overnemen' end from notice where to_organisation_id = @Id", new { far.Town.Id }), StringComparison.Ordinal);
        var answer = await there.SubmitAsync(waiting, "form[action*='handler=Accept'] button");
        var signal = World.One<Guid>("select id from signal where municipality_id = @Id", new { far.Town.Id });
        Assert.Equal($"/signals/{signal}", answer.Location);
        Assert.Equal("transferred", World.One<string>("select outcome from care_case where id = @made and state = 'closed'", new { made }));
        Assert.Contains("Overgenomen", (await hanna.GetAsync("/transfers")).Text("main"), StringComparison.Ordinal);
        // Twice, or withdrawn afterwards: it stays as it is.
        Assert.Contains("al beantwoord of ingetrokken", (await there.SubmitAsync(waiting, "form[action*='handler=Accept'] button")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("al beantwoord of ingetrokken", (await hanna.PostAsync("/transfers?handler=Withdraw", ("transfer", Id(made).ToString()))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("signal", "municipality_id = @Id", new { far.Town.Id }));
    }

    [Fact]
    public async Task A_transfer_is_refused_with_a_reason_that_who_asked_reads()
    {
        var (w, far, made) = Scene();
        using var hanna = house.SignIn(w.Hanna);
        using var there = house.SignIn(far.Who);
        await AskAsync(hanna, made, far.Town);
        var page = await there.GetAsync("/transfers");
        Assert.Contains("Schrijf waarom jullie dit niet overnemen", (await there.SubmitAsync(page, "form[action*='handler=Refuse']")).Text(".ib-errors"), StringComparison.Ordinal);
        await there.SubmitAsync(page, "form[action*='handler=Refuse']", ("Answer", "Het gezin woont hier niet"));
        Assert.Contains("Het gezin woont hier niet", (await hanna.GetAsync("/transfers")).Text("main"), StringComparison.Ordinal);
        Assert.Equal("open", World.One<string>("select state from care_case where id = @made", new { made }));
        Assert.DoesNotContain(w.Name(made).Split(' ')[0] + ",", (await there.GetAsync("/transfers")).Text("main"), StringComparison.Ordinal);
        // It stands in the case, with who answered and why.
        var line = (await hanna.OpenAsync($"/cases/{made}")).Text(".ib-time");
        Assert.Contains($"{far.Town.Name} neemt de zaak niet over", line, StringComparison.Ordinal);
        Assert.Contains("Het gezin woont hier niet", line, StringComparison.Ordinal);
        Assert.Contains($"Gevraagd of {far.Town.Name} de zaak overneemt", line, StringComparison.Ordinal);
        // And may be asked again.
        Assert.Equal("/transfers", (await AskAsync(hanna, made, far.Town)).Location);
    }

    [Fact]
    public async Task A_transfer_is_withdrawn_at_once_by_who_asked_and_by_nobody_else()
    {
        var (w, far, made) = Scene();
        using var hanna = house.SignIn(w.Hanna);
        using var there = house.SignIn(far.Who);
        using var stranger = house.SignIn(World.Coordinator(World.Municipality()));
        var said = await hanna.FollowAsync(await AskAsync(hanna, made, far.Town));
        Assert.Equal(HttpStatusCode.NotFound, (await there.PostAsync("/transfers?handler=Withdraw", ("transfer", Id(made).ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.PostAsync("/transfers?handler=Accept", ("transfer", Id(made).ToString()))).Status);
        foreach (var handler in new[] { "Accept", "Withdraw" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/transfers?handler={handler}", ("transfer", Id(made).ToString()))).Status);
        }

        await hanna.SubmitAsync(said, "[role=status] form");
        Assert.Equal("withdrawn", World.One<string>("select state from case_transfer where case_id = @made", new { made }));
        Assert.Contains($"De vraag aan {far.Town.Name} is ingetrokken", (await hanna.OpenAsync($"/cases/{made}")).Text(".ib-time"), StringComparison.Ordinal);
        Assert.Contains("al beantwoord of ingetrokken", (await there.PostAsync("/transfers?handler=Accept", ("transfer", Id(made).ToString()))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("signal", "municipality_id = @Id", new { far.Town.Id }));
    }

    [Fact]
    public async Task A_municipality_that_does_not_work_with_InBeeld_is_named_and_nothing_is_recorded()
    {
        var (w, far, made) = Scene();
        far.Town.SwitchedOff();
        using var hanna = house.SignIn(w.Hanna);
        var answer = await AskAsync(hanna, made, far.Town);
        Assert.Contains("werkt niet met InBeeld. Er is niets vastgelegd.", answer.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("case_transfer", "case_id = @made", new { made }));
    }

    [Fact]
    public async Task Only_the_coordinator_of_the_municipality_asks_once_and_with_a_ground()
    {
        var (w, far, made) = Scene();
        using var hanna = house.SignIn(w.Hanna);
        using var amira = house.SignIn(w.Amira);
        using var there = house.SignIn(far.Who);
        Assert.Equal(HttpStatusCode.Forbidden, (await amira.GetAsync($"/cases/{made}/transfer")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await there.GetAsync($"/cases/{made}/transfer")).Status);
        var form = await hanna.GetAsync($"/cases/{made}/transfer");
        var refused = await hanna.SubmitAsync(form, "main form");
        Assert.Equal(3, refused.Texts(".ib-errors li").Count);
        await AskAsync(hanna, made, far.Town, form);
        await AskAsync(hanna, made, far.Town, form);
        Assert.Equal(1, World.Count("case_transfer", "case_id = @made", new { made }));
        Assert.Contains("Er loopt al een overdracht", (await AskAsync(hanna, made, far.Town)).Text(".ib-errors"), StringComparison.Ordinal);
    }

    private (WorkingCases, (Organisation Town, Somebody Who), Guid) Scene()
    {
        var w = new WorkingCases(house);
        var town = World.Municipality();
        return (w, (town, World.Coordinator(town)), w.Case());
    }

    private Guid Id(Guid @case) => World.One<Guid>("select id from case_transfer where case_id = @case", new { @case });

    private static async Task<PageAnswer> AskAsync(Visitor who, Guid @case, Organisation to, PageAnswer? form = null) =>
        await who.SubmitAsync(form ?? await who.GetAsync($"/cases/{@case}/transfer"), "main form", ("To", to.MunicipalityCode), ("Ground", "consent"), ("GroundWords", "Moeder belde op 3 november en vindt het goed"), ("Words", "Het gezin verhuist in december"));
}
