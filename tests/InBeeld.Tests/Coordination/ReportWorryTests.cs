using InBeeld.Tests.Security;
using Microsoft.AspNetCore.Builder;

namespace InBeeld.Tests.Coordination;

/// <summary>All tests come from one address, so the limit per address is wide here.</summary>
public sealed class ReportHouse(TestServer server) : TestHouse(server)
{
    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration["Report:PerHour"] = "1000";
        builder.Configuration["Report:StatesPerHour"] = "1000";
        builder.Configuration["Report:PerDay"] = "3";
    }
}

/// <summary>Anybody reports a worry without an account, and asks with a number how far it is.</summary>
public sealed class ReportWorryTests(ReportHouse house) : IClassFixture<ReportHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_neighbour_reports_a_worry_and_gets_a_number_that_tells_how_far_it_is()
    {
        var town = World.Municipality();
        using var neighbour = house.Visitor();
        var sent = await SendAsync(neighbour, town);
        var receipt = sent.Text(".ib-receipt");
        Assert.Matches("^[2-9B-Z]{4}-[2-9B-Z]{4}$", receipt);
        var id = World.One<Guid>("select id from signal where receipt = @receipt and source = 'third' and by_person is null and municipality_id = @Id", new { receipt, town.Id });
        Assert.Equal(1, World.Count("notice", "kind = 'signal' and to_organisation_id = @Id and link = @link", new { town.Id, link = $"/signals/{id}" }));
        Assert.Equal("Je melding is ontvangen", (await AskAsync(neighbour, receipt)).Text("h1"));
        World.Do("update signal set state = 'brought_in' where id = @id", new { id });
        var treated = await AskAsync(neighbour, receipt.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant());
        Assert.Equal("Je melding is in behandeling", treated.Text("h1"));
        Assert.DoesNotContain("Flonkering", treated.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("buiten op straat", treated.Html, StringComparison.Ordinal);
        World.Do("update signal set state = 'ended', end_reason = 'advice', ended_at = now() where id = @id", new { id });
        Assert.Equal("Je melding is afgesloten", (await AskAsync(neighbour, receipt)).Text("h1"));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_report_with_the_same_number()
    {
        var town = World.Municipality();
        using var neighbour = house.Visitor();
        var form = await ShowAsync(neighbour);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => neighbour.SubmitAsync(form, "main form", Filled(town))));
        Assert.Single(answers.Select(a => a.Text(".ib-receipt")).Distinct());
        Assert.Equal(1, World.Count("signal", "municipality_id = @Id", new { town.Id }));
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task A_bot_is_refused_with_a_sentence_and_a_person_who_waits_gets_through()
    {
        var town = World.Municipality();
        using var bot = house.Visitor();
        var quick = await bot.SubmitAsync(await bot.GetAsync("/report"), "main form", Filled(town));
        Assert.Contains("Wacht een paar tellen", quick.Text(".ib-errors"), StringComparison.Ordinal);
        var trapped = await bot.SubmitAsync(await ShowAsync(bot), "main form", Filled(town, ("Website", "http://koop.example")));
        Assert.Contains("bel de gemeente", trapped.Text(".ib-errors"), StringComparison.Ordinal);
        var linked = await bot.SubmitAsync(await ShowAsync(bot), "main form", Filled(town, ("Words", "http://a.example https://b.example www.c.example")));
        Assert.Contains("te veel links", linked.Text(".ib-errors"), StringComparison.Ordinal);
        var forged = await bot.SubmitAsync(await ShowAsync(bot), "main form", Filled(town, ("Shown", "verzonnen")));
        Assert.Contains("De pagina stond lang open", forged.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("signal", "municipality_id = @Id", new { town.Id }));
        // What was typed is still there; waiting helps.
        Assert.Equal("Speelt laat buiten op straat", quick.Text("textarea[name=Words]"));
        house.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True((await bot.SubmitAsync(quick, "main form")).Has(".ib-receipt"));
    }

    [Fact]
    public async Task A_municipality_gets_no_more_than_its_share_of_a_day_and_the_rest_is_told_to_call()
    {
        var town = World.Municipality();
        using var many = house.Visitor();
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await SendAsync(many, town)).Has(".ib-receipt"));
        }

        var full = await SendAsync(many, town);
        Assert.Contains("Bel de gemeente, of probeer het morgen", full.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(3, World.Count("signal", "municipality_id = @Id", new { town.Id }));
        Assert.True((await SendAsync(many, World.Municipality())).Has(".ib-receipt"));
    }

    [Fact]
    public async Task What_is_missing_or_too_long_is_asked_and_a_municipality_that_is_off_cannot_be_chosen()
    {
        var (on, off) = (World.Municipality(), World.Municipality().SwitchedOff());
        using var neighbour = house.Visitor();
        var form = await ShowAsync(neighbour);
        Assert.NotNull(form.Document.QuerySelector($"option[value='{on.Code}']"));
        Assert.Null(form.Document.QuerySelector($"option[value='{off.Code}']"));
        var answer = await neighbour.SubmitAsync(form, "main form", ("Municipality", off.Code), ("Words", new string('x', 4001)));
        foreach (var sentence in new[] { "Kies een gemeente.", "Vul de naam van het kind in", "Gebruik hooguit 4000 tekens", "Schrijf op hoe je het kind kent" })
        {
            Assert.Contains(sentence, answer.Text(".ib-errors"), StringComparison.Ordinal);
        }

        Assert.Equal(0, World.Count("signal", "municipality_id = @Id", new { off.Id }));
    }

    [Fact]
    public async Task A_number_that_is_guessed_or_that_of_a_school_tells_nothing()
    {
        var (town, group) = (World.Municipality(), World.Group());
        var child = World.Pupil(group);
        var receipt = World.One<string>("""
            insert into signal (municipality_id, routed, source, organisation_id, pupil_id, reason, words, family_knows, urgency, decide_by) values (@town, 'school', 'school', @school, @child, 'home', 'Iets', 'yes', 1, now()) returning receipt
            """, new { town = town.Id, school = group.School.Id, child = child.Id })!;
        using var neighbour = house.Visitor();
        Assert.Contains("Dit nummer kennen we niet", (await AskAsync(neighbour, receipt)).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Vul het hele nummer in", (await AskAsync(neighbour, "BCD")).Text(".ib-errors"), StringComparison.Ordinal);
        // Nor the id of somebody else's signal in the form.
        var id = World.One<Guid>("select id from signal where receipt = @receipt", new { receipt });
        using var around = AsApp.Nobody(house);
        Assert.Equal("23505", around.Try("select * from app.report_signal(@id, @town, 'A', '', 'B', null, 'a b', '', '', '', '', '', '', 'home', 'x', 'yes', now(), now(), 100)", new { id, town = town.Id }));
        Assert.Equal(0, around.One<long>("select count(*) from signal"));
    }

    [Fact]
    public async Task The_pages_speak_english_too()
    {
        using var neighbour = house.Visitor();
        await neighbour.PostAsync("/language", ("to", "en"), ("back", "/report"));
        var form = await neighbour.GetAsync("/report");
        Assert.Equal("Are you worried about a child?", form.Text("h1"));
        Assert.Equal("How far is your report?", (await neighbour.GetAsync("/report/state")).Text("h1"));
    }

    private static (string, string?)[] Filled(Organisation town, params (string Name, string? Value)[] fields) =>
        [.. new (string Name, string? Value)[] { ("Municipality", town.Code), ("GivenName", "Mika"), ("Surname", "Flonkering"), ("Reason", "home"), ("Words", "Speelt laat buiten op straat"), ("FamilyKnows", "unknown"), ("ReporterRelation", "buurvrouw") }.Where(f => fields.All(x => x.Name != f.Name)), .. fields];

    // Shown, and then some seconds pass.
    private async Task<PageAnswer> ShowAsync(Visitor visitor)
    {
        var form = await visitor.GetAsync("/report");
        house.Clock.Advance(TimeSpan.FromSeconds(20));
        return form;
    }

    private async Task<PageAnswer> SendAsync(Visitor visitor, Organisation town) => await visitor.SubmitAsync(await ShowAsync(visitor), "main form", Filled(town));

    private static async Task<PageAnswer> AskAsync(Visitor visitor, string receipt) => await visitor.SubmitAsync(await visitor.GetAsync("/report/state"), "main form", ("Receipt", receipt));
}

/// <summary>With the limits as they are.</summary>
public sealed class ReportLimitsTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task One_address_reports_five_times_an_hour_and_asks_twenty_times()
    {
        var town = house.World.Municipality();
        using var visitor = house.Visitor();
        for (var i = 0; i < 6; i++)
        {
            var form = await visitor.GetAsync("/report");
            house.Clock.Advance(TimeSpan.FromSeconds(20));
            var answer = await visitor.SubmitAsync(form, "main form", ("Municipality", town.Code), ("GivenName", "Mika"), ("Reason", "home"), ("Words", "Nummer"), ("FamilyKnows", "unknown"), ("ReporterRelation", "buur"));
            Assert.Equal((i, i < 5), (i, answer.Has(".ib-receipt")));
            Assert.Equal(i == 5, answer.Has(".ib-errors") && answer.Text(".ib-errors").Contains("bel de gemeente", StringComparison.Ordinal));
        }

        for (var i = 0; i < 21; i++)
        {
            var answer = await visitor.SubmitAsync(await visitor.GetAsync("/report/state"), "main form", ("Receipt", "BCDF-2345"));
            Assert.Equal((i, i == 20), (i, answer.Text(".ib-errors").Contains("Je keek vaak", StringComparison.Ordinal)));
        }

        Assert.Equal(5, house.World.Count("signal", "municipality_id = @Id", new { town.Id }));
    }
}
