using System.Net;
using InBeeld.Frames;
using InBeeld.Tests.Security;
using Npgsql;

namespace InBeeld.Tests.Funds;

/// <summary>Funds, what taking part costs, and claims on funds.</summary>
public sealed class FundTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Library, Guid Programme, Somebody Leader) Place(long price = 10_000)
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, places: 60);
        World.Price(programme, price);
        return (library, programme, World.ProgrammeLeader(library));
    }

    [Theory]
    [InlineData("1.234,56", 123456)]
    [InlineData("1234.56", 123456)]
    [InlineData("€ 12", 1200)]
    [InlineData("1.234", 123400)]
    [InlineData("0,5", 50)]
    [InlineData("1,234.5", 123450)]
    [InlineData("1,234", null)]
    [InlineData("12,345,6", null)]
    [InlineData("-5", null)]
    [InlineData("tien", null)]
    [InlineData("", null)]
    public void Amounts_are_read_as_people_here_write_them_and_kept_in_whole_cents(string typed, int? cents) => Assert.Equal(cents, (int?)Typed.Cents(typed));

    [Fact]
    public async Task A_leader_makes_a_fund_changes_it_sees_both_versions_in_a_conflict_and_cannot_lower_it_below_what_was_promised()
    {
        var (library, programme, who) = Place();
        var other = World.Programme(library, name: "Lantaarn");
        using var leader = house.SignIn(who);
        Assert.Contains("Nog geen geldbronnen", (await leader.GetAsync("/programmes/money")).Text("h1"), StringComparison.Ordinal);
        var form = await leader.GetAsync("/programmes/money/funds/new");
        var wrong = await leader.SubmitAsync(form, "main form", ("Name", ""), ("Ceiling", "veel"), ("Starts", "2026-01-01"), ("Ends", "2026-12-31"));
        Assert.Contains("naam", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Schrijf een bedrag", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        var year = World.Clock.Day.Year;
        (string, string?)[] typed = [("Name", "Leergeld"), ("Kind", "leergeld"), ("Ceiling", "2.500,00"), ("Starts", $"{year - 1}-01-01"), ("Ends", $"{year + 1}-12-31"), ("Most", "300"), ("Programmes", programme.ToString()), ("Questions", "Heeft Leergeld het gezin toegelaten?")];
        var made = await leader.SubmitAsync(form, "main form", typed);
        // The second tap.
        Assert.Equal(made.Location, (await leader.SubmitAsync(form, "main form", typed)).Location);
        var fund = await leader.FollowAsync(made);
        Assert.Contains("€ 2.500,00", fund.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Iemand moet dit gezien hebben", fund.Text("main"), StringComparison.Ordinal);
        var id = World.One<Guid>("select id from fund where library_id = @library", new { library = library.Id });
        World.Claim(id, World.Enrolment(programme, state: "placed"), 9_000);

        var (mine, theirs) = (await leader.GetAsync($"/programmes/money/funds/{id}/change"), await leader.GetAsync($"/programmes/money/funds/{id}/change"));
        Assert.Equal("2500,00", mine.Document.QuerySelector("#Ceiling")!.GetAttribute("value"));
        var low = await leader.SubmitAsync(mine, "main form", ("Ceiling", "89,99"));
        Assert.Contains("€ 90,00", low.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(theirs, "main form", ("Ceiling", "90,00"), ("Programmes", other.ToString()))).Status);
        var lost = await leader.SubmitAsync(mine, "main form", ("Name", "Leergeld Zonderdam"));
        Assert.Contains("Wat een collega net opsloeg", lost.Text("main"), StringComparison.Ordinal);
        Assert.Contains("€ 90,00", lost.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Leergeld Zonderdam", lost.Document.QuerySelector("#Name")!.GetAttribute("value"));
        // The question stands as it stood: what was seen for it stays.
        Assert.Equal(1, World.Count("fund_criterion", "fund_id = @id and kind = 'question'", new { id }));
        Assert.Equal("IB031", Assert.ThrowsAny<PostgresException>(() => World.Do("update fund set ceiling = 8999 where id = @id", new { id })).SqlState);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync($"/programmes/money/funds/{id}?handler=Turn&to=closed")).Status);
        Assert.Equal("closed", World.One<string>("select state from fund where id = @id", new { id }));
    }

    [Fact]
    public async Task The_cost_of_a_child_is_explained_line_by_line_and_follows_its_sessions()
    {
        var (_, programme, who) = Place(3_500);
        World.Price(programme, 1_250, "session", "attended");
        World.Price(programme, 2_400, "hour", expected: 30);
        var (child, alone) = (World.Enrolment(programme, state: "placed"), World.Enrolment(programme, state: "placed", givenName: "Sem"));
        var group = World.Meets(World.Module(programme), who);
        World.Joined(group, child);
        World.Kept(group, 1, child, "present");
        World.Kept(group, 2, child, "absent");
        World.Do("update programme_session set state = 'cancelled' where group_id = @group and number = 6", new { group });
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/programmes/people/{child}/money");
        // One was missed and one cancelled: four count; of the group meet five of an hour and a half.
        Assert.Contains("4 bijeenkomsten van € 12,50", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("7 uur en 30 minuten", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("€ 265,00", page.Text("h1"), StringComparison.Ordinal);
        var guess = await leader.GetAsync($"/programmes/people/{alone}/money");
        Assert.Contains("verwacht, nog geen groep", guess.Text("main"), StringComparison.Ordinal);
        Assert.Contains("€ 755,00", guess.Text("h1"), StringComparison.Ordinal);
        var costs = await leader.GetAsync($"/programmes/{programme}/money");
        var added = await leader.SubmitAsync(costs, "main form", ("Name", "Zaal"), ("Kind", "session"), ("Cents", "1,50"));
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        Assert.Contains("Zaal", (await leader.FollowAsync(added)).Text("main"), StringComparison.Ordinal);
        var price = World.One<Guid>("select id from programme_price where programme_id = @programme and name = 'Zaal'", new { programme });
        var (first, second) = (await leader.GetAsync($"/programmes/money/prices/{price}"), await leader.GetAsync($"/programmes/money/prices/{price}"));
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(first, "main form", ("Cents", "2,00"))).Status);
        Assert.Contains("€ 2,00", (await leader.SubmitAsync(second, "main form", ("Cents", "3,00"))).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync($"/programmes/money/prices/{price}?handler=Remove")).Status);
        Assert.DoesNotContain("Zaal", (await leader.GetAsync($"/programmes/{programme}/money")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fund_pays_once_never_more_than_it_has_or_than_it_costs_and_only_after_somebody_saw_what_it_asks()
    {
        var (library, programme, who) = Place();
        var pupil = World.Pupil(World.Group(World.School()));
        var child = World.Enrolment(programme, pupil, state: "placed");
        var (pass, town, closed) = (World.Fund(library, 6_000, "U-Pas"), World.Fund(library, 100_000), World.Fund(library, name: "Vorig jaar"));
        var question = World.AsksToSee(pass);
        World.Do("update fund set state = 'closed' where id = @closed", new { closed });
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/programmes/people/{child}/money");
        Assert.Contains("hiervan is nog niets gezien: Heeft het gezin een U-Pas?", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("krijgen nooit een rekening", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal("not-yet", Commit(who, pass, child, 5_000));
        Assert.Contains("geen nummer", (await leader.SubmitAsync(page, "form[action*=Note]", ("Seen", "Pas 123456782"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(page, "form[action*=Note]", ("Seen", "U-Pas van het kind"))).Status);
        page = await leader.GetAsync($"/programmes/people/{child}/money");
        Assert.Contains("U-Pas van het kind, gezien op", page.Text("main"), StringComparison.Ordinal);
        var first = page.Document.QuerySelectorAll("form[action*=Commit]").Single(f => f.QuerySelector("[name=Fund]")!.GetAttribute("value") == pass.ToString());
        Assert.Equal("60,00", first.QuerySelector("[name=Amount]")!.GetAttribute("value"));
        (string, string?)[] typed = [("Id", Guid.CreateVersion7().ToString()), ("Fund", pass.ToString()), ("Amount", "55,00")];
        for (var tap = 0; tap < 2; tap++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync($"/programmes/people/{child}/money?handler=Commit", typed)).Status);
        }

        Assert.Equal(5_500, World.TakenOf(pass));
        Assert.Equal("already", Commit(who, pass, child, 100));
        Assert.Equal("cost", Commit(who, town, child, 4_501));
        Assert.Equal("", Commit(who, town, child, 4_500));
        Assert.Contains("alles is gedekt", (await leader.GetAsync($"/programmes/people/{child}/money")).Text("h1"), StringComparison.Ordinal);
        Assert.Equal("not-yet", Commit(who, closed, child, 1));
        // Around the application the same.
        Assert.Equal("IB031", Assert.ThrowsAny<PostgresException>(() => World.Claim(pass, World.Enrolment(programme, state: "placed"), 501)).SqlState);
        Assert.Equal(1, World.Journalled("use_case = 'note evidence'", pupil.Id));
        Assert.True(World.Journalled("use_case = 'commit claim'", pupil.Id) > 0);
        World.Do("delete from fund_evidence where criterion_id = @question", new { question });
    }

    [Fact]
    public async Task Two_clerks_who_spend_the_last_money_at_once_cannot_both()
    {
        var (library, programme, _) = Place();
        var fund = World.Fund(library, 25_000);
        var children = Enumerable.Range(0, 6).Select(i => World.Enrolment(programme, state: "placed", givenName: "Kind" + i)).ToList();
        var answers = await Task.WhenAll(children.Select(c => Task.Run(() => Commit(World.ProgrammeLeader(library), fund, c, 10_000))));
        Assert.Equal(2, answers.Count(a => a == ""));
        Assert.Equal(4, answers.Count(a => a == "ceiling"));
        Assert.Equal(20_000, World.TakenOf(fund));
        // And for one child from many funds at once: never more than it costs.
        var child = World.Enrolment(programme, state: "placed");
        var funds = Enumerable.Range(0, 6).Select(i => World.Fund(library, name: "Fonds" + i)).ToList();
        answers = await Task.WhenAll(funds.Select(f => Task.Run(() => Commit(World.ProgrammeLeader(library), f, child, 4_000))));
        Assert.Equal(2, answers.Count(a => a == ""));
        Assert.Equal(4, answers.Count(a => a == "cost"));
        // One fund and one child, twice at once.
        var again = World.Enrolment(programme, state: "placed");
        answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Commit(World.ProgrammeLeader(library), funds[0], again, 2_000))));
        Assert.Equal(["", "already", "already", "already"], answers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_claim_is_sent_and_paid_or_refused_with_a_reason_and_the_last_step_is_undone()
    {
        var (library, programme, who) = Place();
        var fund = World.Fund(library);
        var (one, two) = (World.Claim(fund, World.Enrolment(programme, state: "placed"), 9_000), World.Claim(fund, World.Enrolment(programme, state: "placed"), 8_000));
        using var leader = house.SignIn(who);
        var sent = await leader.PostAsync($"/programmes/money/funds/{fund}?handler=Send");
        Assert.Equal(2, World.Count("fund_claim", "fund_id = @fund and state = 'claimed'", new { fund }));
        var notice = await leader.FollowAsync(sent);
        var undo = notice.Document.QuerySelector("form[action*='handler=Send&back']") ?? throw new InvalidOperationException(notice.Html);
        await leader.PostAsync(undo.GetAttribute("action")!);
        Assert.Equal(2, World.Count("fund_claim", "fund_id = @fund and state = 'committed'", new { fund }));
        await leader.PostAsync($"/programmes/money/funds/{fund}?handler=Send");
        var page = await leader.GetAsync($"/programmes/money/claims/{one}");
        Assert.Contains("Schrijf een bedrag", (await leader.SubmitAsync(page, "form[action*=paid]", ("Amount", "x"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("meer betaald worden dan het kost", (await leader.SubmitAsync(page, "form[action*=paid]", ("Amount", "100,01"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(page, "form[action*=paid]", ("Amount", "85,00"))).Status);
        Assert.Contains("Een collega", (await leader.SubmitAsync(page, "form[action*=refused]", ("Reason", "Te laat"))).Text(".ib-errors"), StringComparison.Ordinal);
        var other = await leader.GetAsync($"/programmes/money/claims/{two}");
        Assert.Contains("waarom", (await leader.SubmitAsync(other, "form[action*=refused]")).Text(".ib-errors"), StringComparison.Ordinal);
        var refused = await leader.FollowAsync(await leader.SubmitAsync(other, "form[action*=refused]", ("Reason", "Te laat ingestuurd")));
        Assert.Contains("Te laat ingestuurd", refused.Text("main"), StringComparison.Ordinal);
        Assert.Equal(8_500, World.TakenOf(fund));
        Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync(refused.Document.QuerySelector("form[action*='to=claimed']")!.GetAttribute("action")!)).Status);
        Assert.Equal(16_500, World.TakenOf(fund));
        // What came free and was promised to another meanwhile does not come back.
        World.Do("update fund_claim set state = 'refused', state_was = 'claimed', reason = 'Nee', version = version + 1 where id = @two; update fund set ceiling = 10000 where id = @fund", new { two, fund });
        var version = World.One<int>("select version from fund_claim where id = @two", new { two });
        Assert.Contains("Zo veel geld is er niet meer", (await leader.PostAsync($"/programmes/money/claims/{two}?to=claimed&known={version}")).Text(".ib-errors"), StringComparison.Ordinal);
    }

    private string Commit(Somebody who, Guid fund, Guid enrolment, long cents)
    {
        using var around = AsApp.Enter(house, who);
        var answer = around.One<string>("select app.commit_claim(uuidv7(), @fund, @enrolment, @cents, now())", new { fund, enrolment, cents })!;
        around.Commit();
        return answer;
    }
}
