using System.Net;
using System.Text.RegularExpressions;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Funds;

/// <summary>What funds paid, many claims in one step; and the money of a library, child by child.</summary>
public sealed class PaidTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Library, Guid Programme, Somebody Leader) Place(long price = 10_000)
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, places: 60);
        World.Price(programme, price);
        return (library, programme, World.ProgrammeLeader(library));
    }

    private List<Guid> Sent(Guid fund, Guid programme, params long[] cents)
    {
        var claims = cents.Select((c, i) => World.Claim(fund, World.Enrolment(programme, state: "placed", givenName: "Kind" + i), c)).ToList();
        World.Do("update fund_claim set state = 'claimed', state_was = 'committed', version = version + 1 where id = any (@claims)", new { claims = claims.ToArray() });
        return claims;
    }

    private static (string, string?)[] Fields(PageAnswer page) => [.. page.Document.QuerySelectorAll("main form[method=post] input[type=hidden]").Where(i => i.GetAttribute("name") is "Id" or "Seen" or "Cents" or "All" or "Chosen").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")))];

    [Fact]
    public async Task Chosen_contributions_are_paid_in_one_step_after_their_sum_was_seen_and_undone_together()
    {
        var (library, programme, who) = Place();
        var fund = World.Fund(library);
        var pupil = World.Pupil(World.Group(World.School()));
        var claims = Sent(fund, programme, 4_000, 5_000, 6_000);
        World.Do("update participant set pupil_id = @pupil where id = (select e.participant_id from enrolment e join fund_claim c on c.enrolment_id = e.id where c.id = @claim)", new { pupil = pupil.Id, claim = claims[0] });
        using var leader = house.SignIn(who);
        Assert.Contains("Leg vast wat betaald is", (await leader.GetAsync($"/programmes/money/funds/{fund}")).Text("main"), StringComparison.Ordinal);
        var page = await leader.GetAsync($"/programmes/money/funds/{fund}/paid");
        Assert.Contains("€ 150,00", page.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Kies eerst", (await leader.PostAsync($"/programmes/money/funds/{fund}/paid?handler=Ask")).Text(".ib-errors"), StringComparison.Ordinal);
        var asked = await leader.PostAsync($"/programmes/money/funds/{fund}/paid?handler=Ask", ("Chosen", claims[0].ToString()), ("Chosen", claims[2].ToString()));
        Assert.Contains("2 bijdragen", asked.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("€ 100,00", asked.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(3, World.Count("fund_claim", "fund_id = @fund and state = 'claimed'", new { fund }));
        // Twice: one step.
        var fields = Fields(asked);
        for (var tap = 0; tap < 2; tap++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync($"/programmes/money/funds/{fund}/paid", fields)).Status);
        }

        Assert.Equal(2, World.Count("fund_claim", "fund_id = @fund and state = 'paid' and actual = cents", new { fund }));
        Assert.Equal(2, World.Count("fund_claim_event", "claim_id = any (@claims) and state = 'paid'", new { claims = claims.ToArray() }));
        Assert.Equal(1, World.Journalled("use_case = 'pay claims'", pupil.Id));
        var notice = await leader.GetAsync($"/programmes/money/funds/{fund}");
        var undo = notice.Document.QuerySelector("form[action*='handler=Undo']")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync(undo)).Status);
        Assert.Equal(3, World.Count("fund_claim", "fund_id = @fund and state = 'claimed' and actual is null", new { fund }));
        Assert.Equal(1, World.Journalled("use_case = 'undo pay claims'", pupil.Id));
    }

    [Fact]
    public async Task All_of_a_period_and_programme_are_paid_also_those_on_other_pages_and_the_rest_stays()
    {
        var (library, programme, who) = Place();
        var other = World.Programme(library, name: "Lantaarn");
        World.Price(other, 10_000);
        var fund = World.Fund(library, 1_000_000);
        Sent(fund, programme, [.. Enumerable.Repeat(100L, 53)]);
        var (old, aside) = (Sent(fund, programme, 900)[0], Sent(fund, other, 800)[0]);
        var today = World.Clock.Day;
        World.Do("update fund_claim set state_at = state_at - interval '40 days' where id = @old", new { old });
        using var leader = house.SignIn(who);
        var route = $"/programmes/money/funds/{fund}/paid";
        var filter = $"programme={programme}&first={today.AddDays(-10):yyyy-MM-dd}&last={today.AddDays(10):yyyy-MM-dd}";
        var page = await leader.GetAsync($"{route}?{filter}");
        Assert.Contains("53 bijdragen", page.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(50, page.Document.QuerySelectorAll("[name=Chosen]").Length);
        var next = page.Document.QuerySelector("footer a[href*=after]")!.GetAttribute("href")!;
        Assert.Equal(3, (await leader.GetAsync(next)).Document.QuerySelectorAll("[name=Chosen]").Length);
        var asked = await leader.PostAsync($"{route}?handler=Ask&{filter}", ("All", "true"));
        Assert.Contains("€ 53,00", asked.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync($"{route}?{filter}", Fields(asked))).Status);
        Assert.Equal(53, World.Count("fund_claim", "fund_id = @fund and state = 'paid'", new { fund }));
        Assert.Equal(2, World.Count("fund_claim", "id in (@old, @aside) and state = 'claimed'", new { old, aside }));
    }

    [Fact]
    public async Task Two_clerks_who_pay_at_once_pay_once_and_the_second_sees_the_new_sum()
    {
        var (library, programme, who) = Place();
        var fund = World.Fund(library);
        var claims = Sent(fund, programme, 4_000, 5_000, 6_000);
        using var leader = house.SignIn(who);
        using var colleague = house.SignIn(World.ProgrammeLeader(library));
        var route = $"/programmes/money/funds/{fund}/paid";
        var asked = await leader.PostAsync($"{route}?handler=Ask", ("All", "true"));
        Assert.Equal(HttpStatusCode.Redirect, (await colleague.PostAsync(route, Fields(await colleague.PostAsync($"{route}?handler=Ask", ("Chosen", claims[1].ToString()))))).Status);
        var late = await leader.PostAsync(route, Fields(asked));
        Assert.Contains("Er is niets vastgelegd", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("€ 100,00", late.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("fund_claim", "fund_id = @fund and state = 'paid'", new { fund }));
        // Many at the very same time, each with a form of its own: one of them pays.
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Pay(World.ProgrammeLeader(library), fund, 2, 10_000))));
        Assert.Equal(1, answers.Count(a => a == ""));
        Assert.Equal(5, answers.Count(a => a == "changed"));
        Assert.Equal(15_000, World.TakenOf(fund));
        // Undo leaves alone what a colleague did since.
        var batch = World.One<Guid>("select batch_id from fund_claim where id = @claim", new { claim = claims[0] });
        var version = World.One<int>("select version from fund_claim where id = @claim", new { claim = claims[0] });
        await colleague.PostAsync($"/programmes/money/claims/{claims[0]}?to=claimed&known={version}");
        await leader.PostAsync($"/programmes/money/claims/{claims[0]}?to=paid", ("Version", (version + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Amount", "39,00"));
        await leader.PostAsync($"{route}?handler=Undo&batch={batch}");
        Assert.Equal(3_900, World.One<long>("select actual from fund_claim where id = @claim", new { claim = claims[0] }));
        Assert.Equal("claimed", World.One<string>("select state from fund_claim where id = @claim", new { claim = claims[2] }));
    }

    [Fact]
    public async Task Another_library_cannot_pay_and_neither_can_a_guide()
    {
        var (library, programme, _) = Place();
        var fund = World.Fund(library);
        Sent(fund, programme, 4_000);
        var (_, _, stranger) = Place();
        Assert.Equal("gone", Pay(stranger, fund, 1, 4_000));
        Assert.Equal("gone", Pay(World.Guide(library), fund, 1, 4_000));
        using var far = house.SignIn(stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/programmes/money/funds/{fund}/paid")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.PostAsync($"/programmes/money/funds/{fund}/paid", ("All", "true"), ("Seen", "1"), ("Cents", "4000"))).Status);
        Assert.Equal(1, World.Count("fund_claim", "fund_id = @fund and state = 'claimed'", new { fund }));
    }

    [Fact]
    public async Task Children_of_the_library_are_filtered_by_programme_fund_state_and_what_is_uncovered_with_sums_over_all_pages()
    {
        var (library, programme, who) = Place();
        var other = World.Programme(library, name: "Lantaarn");
        World.Price(other, 2_000);
        var (pass, town) = (World.Fund(library, 1_000_000, "U-Pas"), World.Fund(library, 1_000_000, "Gemeente"));
        foreach (var i in Enumerable.Range(0, 52))
        {
            var child = World.Enrolment(programme, state: "placed", givenName: "Kind" + i);
            if (i < 2)
            {
                World.Claim(i == 0 ? pass : town, child, 10_000);
            }
        }

        Sent(town, other, 500);
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync("/programmes/money/children");
        Assert.Contains("53 kinderen", page.Text("h1"), StringComparison.Ordinal);
        // 50 of 100 and one of 15.
        Assert.Contains("€ 5.015,00", page.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(50, page.Document.QuerySelectorAll("main ol > li").Length);
        var next = await leader.GetAsync(page.Document.QuerySelector("footer a[href*=after]")!.GetAttribute("href")!);
        Assert.Equal(3, next.Document.QuerySelectorAll("main ol > li").Length);
        Assert.Contains("€ 5.015,00", next.Text("h1"), StringComparison.Ordinal);
        var names = new[] { page, next }.SelectMany(p => p.Document.QuerySelectorAll("main ol > li a").Select(a => a.GetAttribute("href"))).ToList();
        Assert.Equal(53, names.Distinct().Count());
        Assert.Contains("51 kinderen", (await leader.GetAsync("/programmes/money/children?short=true")).Text("h1"), StringComparison.Ordinal);
        Assert.Contains("1 kind, alles is gedekt", (await leader.GetAsync($"/programmes/money/children?fund={pass}")).Text("h1"), StringComparison.Ordinal);
        var sent = await leader.GetAsync($"/programmes/money/children?state=claimed&programme={other}");
        Assert.Contains("1 kind, nog € 15,00", sent.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Gemeente", sent.Text("main ol"), StringComparison.Ordinal);
        Assert.Contains("Geen kinderen", (await leader.GetAsync($"/programmes/money/children?state=claimed&programme={programme}")).Text("h1"), StringComparison.Ordinal);
        var money = await leader.GetAsync("/programmes/money");
        Assert.Contains("€ 5.015,00", money.Text("h1"), StringComparison.Ordinal);
        Assert.Matches(new Regex("Alle programma's samen\\s*53"), money.Text("main tfoot"));
    }

    private string Pay(Somebody who, Guid fund, int seen, long cents)
    {
        using var around = AsApp.Enter(house, who);
        var answer = around.One<string>("select app.pay_claims(@fund, uuidv7(), null, null, null, null, @seen, @cents, now())", new { fund, seen, cents })!;
        around.Commit();
        return answer;
    }
}
