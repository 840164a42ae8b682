using System.Net;

namespace InBeeld.Tests.Places;

/// <summary>A municipality and a library agree about places: asked or offered, six conditions, both agree, and either ends it.</summary>
public sealed class AgreementTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string[] Kinds = ["staff", "continuity", "hygiene", "supervision", "hours", "distance"];

    private World World => house.World;

    [Fact]
    public async Task A_municipality_asks_both_go_through_the_conditions_and_it_stands_when_both_agree()
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var planner = house.SignIn(World.LibraryPlanner(library));
        Assert.Contains("Nog geen afspraken", (await coordinator.GetAsync("/places")).Text("h1"), StringComparison.Ordinal);
        Assert.Contains(library.Name, (await coordinator.GetAsync("/places/new")).Text(".ib-queue"), StringComparison.Ordinal);
        var id = await BeginAsync(coordinator, library);
        Assert.Contains($"{town.Name} begon een gesprek over plekken", (await planner.GetAsync("/places")).Text("main"), StringComparison.Ordinal);
        Assert.Equal("1 afspraak over plekken wacht op jullie akkoord", (await planner.GetAsync("/places")).Text("h1"));

        var soon = await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=Agree]");
        Assert.Contains("Beantwoord eerst alle voorwaarden", soon.Text(".ib-errors"), StringComparison.Ordinal);
        await AnswerAllAsync(planner, coordinator, id);
        var open = await coordinator.GetAsync($"/places/{id}");
        Assert.Contains("4 ja, 1 deels, 1 nee, 0 nog open", open.Text("svg.ib-six desc"), StringComparison.Ordinal);
        Assert.Contains("Loes Kiezel: Reserve zoeken", open.Text("#continuity"), StringComparison.Ordinal);

        await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=Agree]");
        Assert.Equal("talking", State(id));
        var list = await coordinator.GetAsync("/places");
        Assert.Contains($"{library.Name} is al akkoord", list.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Nu jullie nog", list.Text("main"), StringComparison.Ordinal);
        var agreed = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync($"/places/{id}"), "form[action*=Agree]"));
        Assert.Equal($"12 plekken afgesproken met {library.Name}", agreed.Text("h1"));
        Assert.Equal("agreed", State(id));
        Assert.Contains("Akkoord gegeven", agreed.Text(".ib-time"), StringComparison.Ordinal);
        Assert.Contains("De afspraak over plekken staat", (await planner.GetAsync("/places")).Text("main"), StringComparison.Ordinal);
        var paper = await planner.GetAsync($"/places/{id}/paper");
        Assert.Contains("Altijd open, met reserve: Nee", paper.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nog niet akkoord", paper.Text("main"), StringComparison.Ordinal);
        Assert.Contains($";{library.Name};Akkoord;12;", (await coordinator.GetAsync("/places?handler=Export&as=csv&state=agreed")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_offers_to_a_municipality_elsewhere_and_each_keeps_its_own()
    {
        var (town, library) = TownAndLibrary();
        var elsewhere = World.Municipality();
        using var planner = house.SignIn(World.LibraryPlanner(library));
        using var own = house.SignIn(World.Coordinator(town));
        using var far = house.SignIn(World.Coordinator(elsewhere));
        Assert.Contains(elsewhere.Name, (await planner.GetAsync($"/places/new?find={Uri.EscapeDataString(elsewhere.Name)}")).Text(".ib-queue"), StringComparison.Ordinal);
        var here = await BeginAsync(planner, town, "7");
        var there = await BeginAsync(planner, elsewhere, "9");
        Assert.Contains("7 plekken", (await own.GetAsync("/places")).Text(".ib-queue"), StringComparison.Ordinal);
        Assert.DoesNotContain("9 plekken", (await own.GetAsync("/places")).Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("9 plekken", (await far.GetAsync("/places")).Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/places/{here}")).Status);
        foreach (var (id, coordinator) in new[] { (here, own), (there, far) })
        {
            await AnswerAllAsync(planner, coordinator, id);
            await coordinator.SubmitAsync(await coordinator.GetAsync($"/places/{id}"), "form[action*=Agree]");
            await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=Agree]");
        }

        World.Do("update place_agreement set starts = @Day where library_id = @Id", new { World.Clock.Day, library.Id });
        World.Do("update place_agreement set state = 'agreed', agreed_by_municipality = by_person, agreed_at_municipality = now(), agreed_by_library = by_person, agreed_at_library = now() where library_id = @Id", new { library.Id });
        var figures = (await planner.GetAsync("/places")).Texts(".ib-facts > div");
        Assert.Equal(2, figures.Count);
        Assert.Contains(figures, f => f.Contains(town.Name, StringComparison.Ordinal) && f.Contains("7 plekken", StringComparison.Ordinal));
        Assert.Contains(figures, f => f.Contains(elsewhere.Name, StringComparison.Ordinal) && f.Contains("9 plekken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_changes_asks_both_again_and_who_read_an_older_version_agrees_to_nothing()
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var id = await AgreedAsync(coordinator, planner, library);
        await planner.SubmitAsync(await planner.GetAsync($"/places/{id}/change"), "main form", ("Places", "5"));
        Assert.Equal("talking", State(id));
        Assert.Equal(0, World.Count("place_agreement", "id = @id and (agreed_by_municipality is not null or agreed_by_library is not null)", new { id }));
        var read = await coordinator.GetAsync($"/places/{id}");
        Assert.Contains("aantal plekken", read.Text(".ib-time"), StringComparison.Ordinal);
        await planner.SubmitAsync(await planner.GetAsync($"/places/{id}/conditions/distance"), "main form", ("Answer", "partly"), ("Remark", "Alleen in de grote zaal"));
        var late = await coordinator.SubmitAsync(read, "form[action*=Agree]");
        Assert.Contains("is net veranderd", late.Text(".ib-errors"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(late, "form[action*=Agree]");
        Assert.Equal(1, World.Count("place_agreement", "id = @id and agreed_by_municipality is not null", new { id }));
        await coordinator.SubmitAsync(await coordinator.GetAsync($"/places/{id}"), "form[action*=TakeBack]");
        Assert.Equal(0, World.Count("place_agreement", "id = @id and agreed_by_municipality is not null", new { id }));
        // Saving what stands there already changes nothing.
        var events = World.Count("place_event", "agreement_id = @id", new { id });
        await planner.SubmitAsync(await planner.GetAsync($"/places/{id}/change"), "main form");
        Assert.Equal(events, World.Count("place_event", "agreement_id = @id", new { id }));
    }

    [Fact]
    public async Task An_agreement_is_ended_with_a_reason_and_that_is_undone_within_a_day_by_who_did_it()
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var id = await AgreedAsync(coordinator, planner, library);
        Assert.Contains("Schrijf op waarom", (await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=End]")).Text(".ib-errors"), StringComparison.Ordinal);
        var ended = await planner.FollowAsync(await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=End]", ("Reason", "De zaal wordt verbouwd.")));
        Assert.Contains("is gestopt", ended.Text("h1"), StringComparison.Ordinal);
        var told = await coordinator.GetAsync($"/places/{id}");
        Assert.Contains("De zaal wordt verbouwd.", told.Text("main"), StringComparison.Ordinal);
        Assert.False(told.Has("form[action*=Undo]"));
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/places/{id}/change")).Status);
        Assert.Contains("door wie het deed", (await coordinator.PostAsync($"/places/{id}?handler=Undo")).Text(".ib-errors"), StringComparison.Ordinal);
        await planner.SubmitAsync(ended, "section form[action*=Undo]");
        Assert.Equal("agreed", State(id));
        await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=End]", ("Reason", "Toch."));
        World.Do("update place_agreement set state_at = state_at - interval '25 hours' where id = @id", new { id });
        await planner.PostAsync($"/places/{id}?handler=Undo");
        Assert.Equal("ended", State(id));
    }

    [Fact]
    public async Task Declining_says_why_and_a_double_tap_is_one_thing()
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var form = await coordinator.GetAsync($"/places/new?other={library.Id}");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => coordinator.SubmitAsync(form, "main form[method=post]", Terms("12"))));
        Assert.Equal(1, World.Count("place_agreement", "library_id = @Id", new { library.Id }));
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @Id", new { library.Id }));
        var id = World.One<Guid>("select id from place_agreement where library_id = @Id", new { library.Id });
        var open = await planner.GetAsync($"/places/{id}");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => planner.SubmitAsync(open, "form[action*=Decline]", ("Reason", "Wij zijn vol."))));
        Assert.Equal("declined", State(id));
        Assert.Equal(1, World.Count("place_event", "agreement_id = @id and kind = 'declined'", new { id }));
        Assert.Contains("Wij zijn vol.", (await coordinator.GetAsync($"/places/{id}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains(library.Name, (await coordinator.GetAsync("/places?state=declined")).Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Hier staat nu niets", (await coordinator.GetAsync("/places?state=agreed")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_see_both_versions()
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var id = await BeginAsync(coordinator, library);
        var (mine, theirs) = (await coordinator.GetAsync($"/places/{id}/change"), await planner.GetAsync($"/places/{id}/change"));
        await planner.SubmitAsync(theirs, "main form", ("Hours", "Alleen dinsdag"));
        var both = await coordinator.SubmitAsync(mine, "main form", ("Places", "20"));
        Assert.Contains("Een collega paste dit net aan", both.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Alleen dinsdag", both.Text("form fieldset:has([name=Hours])"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(both, "main form");
        Assert.Equal((20, "Alleen dinsdag"), World.One<(int, string)>("select places, hours from place_agreement where id = @id", new { id }));

        var (first, second) = (await coordinator.GetAsync($"/places/{id}/conditions/staff"), await planner.GetAsync($"/places/{id}/conditions/staff"));
        await planner.SubmitAsync(second, "main form", ("Answer", "yes"));
        var clash = await coordinator.SubmitAsync(first, "main form", ("Answer", "no"), ("Remark", "Niemand wil"));
        Assert.Contains("Een collega paste dit net aan", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("yes", World.One<string>("select answer from place_condition where agreement_id = @id and kind = 'staff'", new { id }));
    }

    [Theory]
    [InlineData("Places", "0", "1 tot en met 2000")]
    [InlineData("Places", "veel", "1 tot en met 2000")]
    [InlineData("Starts", "", "vanaf welke dag")]
    [InlineData("Starts", "2019-01-01", "vanaf vandaag")]
    [InlineData("Ends", "2020-01-01", "laatste dag ligt na de eerste")]
    [InlineData("Needs", "unsafe_home", "voor welke kinderen")]
    public async Task What_does_not_fit_is_asked_and_what_was_typed_stays(string field, string value, string sentence)
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var form = await coordinator.GetAsync($"/places/new?other={library.Id}");
        var answer = await coordinator.SubmitAsync(form, "main form[method=post]", [.. Terms("12").Where(t => t.Item1 != field), (field, value), ("Remark", "Blijft staan")]);
        Assert.Contains(sentence, answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Blijft staan", answer.Html, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("place_agreement", "library_id = @Id", new { library.Id }));
    }

    [Theory]
    [InlineData("", "", "", "", "Kies ja, deels of nee")]
    [InlineData("no", "", "", "", "wat er nog niet kan")]
    [InlineData("partly", "", "Schoonmaak regelen", "", "wie dit doet")]
    [InlineData("partly", "", "Schoonmaak regelen", "Loes", "wanneer het klaar is")]
    public async Task A_condition_that_is_not_met_says_what_and_who_and_when(string answer, string remark, string action, string who, string sentence)
    {
        var (town, library) = TownAndLibrary();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var id = await BeginAsync(coordinator, library);
        var refused = await coordinator.SubmitAsync(await coordinator.GetAsync($"/places/{id}/conditions/hygiene"), "main form", ("Answer", answer), ("Remark", remark), ("Action", action), ("Who", who));
        Assert.Contains(sentence, refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/places/{id}/conditions/colour")).Status);
    }

    [Fact]
    public async Task More_than_fifty_are_paged()
    {
        var (town, library) = TownAndLibrary();
        var who = World.Coordinator(town);
        World.Do("insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, by_person) select uuidv7(), @town, @library, 'municipality', '{motivation}', n, current_date, @me from generate_series(1, 60) n", new { town = town.Id, library = library.Id, me = who.Id });
        using var coordinator = house.SignIn(who);
        var first = await coordinator.GetAsync("/places?state=talking");
        var next = await coordinator.GetAsync(first.Document.QuerySelector("a[href*='after=']")!.GetAttribute("href")!);
        Assert.Equal(60, first.Texts(".ib-queue h2 + p").Concat(next.Texts(".ib-queue h2 + p")).Distinct().Count());
        Assert.Equal(61, (await coordinator.GetAsync("/places?handler=Export&as=csv")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_planner_manages_the_people_of_the_library()
    {
        var (town, library) = TownAndLibrary();
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var form = await planner.GetAsync("/people/invite");
        Assert.Equal(["guide", "library", "library_planner", "programme_leader"], form.Document.QuerySelectorAll("input[name=role]").Select(r => r.GetAttribute("value")).Order());
        using var coordinator = house.SignIn(World.Coordinator(town));
        Assert.Equal(["guide", "library", "library_planner", "programme_leader"], (await coordinator.GetAsync($"/people/invite?organisation={library.Id}")).Document.QuerySelectorAll("input[name=role]").Select(r => r.GetAttribute("value")).Order());
        Assert.Equal("/today", (await planner.GetAsync("/")).Location);
    }

    private (Organisation Town, Organisation Library) TownAndLibrary()
    {
        var town = World.Municipality();
        return (town, World.Library(town));
    }

    private string State(Guid id) => World.One<string>("select state from place_agreement where id = @id", new { id })!;

    private (string, string?)[] Terms(string places) =>
        [("Needs", "no_quiet_place"), ("Places", places), ("Starts", $"{World.Clock.Day.AddDays(3):yyyy-MM-dd}"), ("Ends", $"{World.Clock.Day.AddDays(90):yyyy-MM-dd}"), ("Hours", "Elke ochtend")];

    private async Task<Guid> BeginAsync(Visitor who, Organisation other, string places = "12")
    {
        var begun = await who.SubmitAsync(await who.GetAsync($"/places/new?other={other.Id}"), "main form[method=post]", Terms(places));
        return Guid.Parse(begun.Location!.Split('/')[2]);
    }

    private static async Task AnswerAllAsync(Visitor library, Visitor town, Guid id)
    {
        foreach (var kind in Kinds)
        {
            var who = kind == "supervision" ? town : library;
            (string, string?)[] fields = kind switch
            {
                "continuity" => [("Answer", "no"), ("Remark", "Vrijdag is er geen reserve"), ("Action", "Reserve zoeken"), ("Who", "Loes Kiezel"), ("ByOn", "2027-01-15")],
                "hygiene" => [("Answer", "partly"), ("Remark", "Toiletten nog niet")],
                _ => [("Answer", "yes")],
            };
            Assert.Equal($"/places/{id}#{kind}", (await who.SubmitAsync(await who.GetAsync($"/places/{id}/conditions/{kind}"), "main form", fields)).Location);
        }
    }

    private async Task<Guid> AgreedAsync(Visitor coordinator, Visitor planner, Organisation library)
    {
        var id = await BeginAsync(coordinator, library);
        await AnswerAllAsync(planner, coordinator, id);
        await coordinator.SubmitAsync(await coordinator.GetAsync($"/places/{id}"), "form[action*=Agree]");
        await planner.SubmitAsync(await planner.GetAsync($"/places/{id}"), "form[action*=Agree]");
        Assert.Equal("agreed", State(id));
        return id;
    }
}
