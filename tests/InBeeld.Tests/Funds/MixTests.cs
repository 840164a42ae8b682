using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Funds;

/// <summary>The best mix of funds, accounts, who stops, two children made one, and who may see any of it.</summary>
public sealed class MixTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Library, Guid Programme, Somebody Leader) Place(long price = 10_000)
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, places: 60);
        World.Price(programme, price);
        return (library, programme, World.ProgrammeLeader(library));
    }

    [Fact]
    public async Task A_proposal_leaves_the_least_uncovered_with_proof_and_is_applied_as_a_whole_or_not_at_all()
    {
        var (library, programme, who) = Place();
        // Only the second child may be paid by the pass: first come, first served would give the town's money to it too.
        var (one, two) = (World.Enrolment(programme, state: "placed", givenName: "Aicha"), World.Enrolment(programme, state: "placed", givenName: "Björn"));
        var (town, pass) = (World.Fund(library, 10_000), World.Fund(library, 9_000, "U-Pas"));
        var question = World.AsksToSee(pass);
        World.Do("insert into fund_evidence select @question, e.participant_id, true, 'U-Pas', current_date, @by, now() from enrolment e where e.id = @two", new { question, two, by = who.Id });
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/programmes/money/mix?programme={programme}");
        Assert.Contains("Nog geen voorstel", page.Text("h1"), StringComparison.Ordinal);
        var asked = await leader.SubmitAsync(page, "#try form");
        // A double click is one.
        Assert.Equal(asked.Location, (await leader.SubmitAsync(page, "#try form")).Location);
        var shown = await ReadyAsync(leader, asked.Location!);
        Assert.Contains("€ 10,00 van € 200,00 blijft ongedekt", shown.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Bewezen", shown.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("fund_plan", "library_id = @library", new { library = library.Id }));
        Assert.Equal(0, World.TakenOf(town));

        // Somebody else was before: nothing is applied, and it is said which.
        var before = World.Claim(town, one, 4_000);
        var refused = await leader.SubmitAsync(shown, "form[action*='handler=Apply']");
        Assert.Contains("niets toegezegd", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Aicha", refused.Text("#misfits"), StringComparison.Ordinal);
        Assert.Equal(0, World.TakenOf(pass));
        World.Do("update fund_claim set state = 'dropped' where id = @before", new { before });

        var none = await leader.SubmitAsync(shown, "#some");
        Assert.Contains("Kies eerst", none.Text(".ib-errors"), StringComparison.Ordinal);
        var some = await leader.SubmitAsync(shown, "#some", ("Chosen", two.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, some.Status);
        Assert.Equal((0, 9_000), (World.TakenOf(town), World.TakenOf(pass)));
        var notice = await leader.FollowAsync(some);
        await leader.PostAsync(notice.Document.QuerySelector("form[action*='handler=Undo']")!.GetAttribute("action")!);
        Assert.Equal(0, World.TakenOf(pass));
        var all = await leader.SubmitAsync(await leader.GetAsync(asked.Location!), "form[action*='handler=Apply']");
        Assert.Equal(HttpStatusCode.Redirect, all.Status);
        Assert.Equal((10_000, 9_000), (World.TakenOf(town), World.TakenOf(pass)));
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(shown, "form[action*='handler=Apply']")).Status);
        Assert.Equal(2, World.Count("fund_claim", "plan_id is not null and library_id = @library and state = 'committed'", new { library = library.Id }));
        Assert.Contains("is nog niet gedekt", (await leader.GetAsync("/programmes/money")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_keeps_what_was_sent_and_frees_what_was_only_promised()
    {
        var (library, programme, who) = Place();
        var child = World.Enrolment(programme, state: "placed");
        var (sent, promised) = (World.Fund(library), World.Fund(library, name: "Sponsor"));
        World.Claim(sent, child, 4_000, "claimed");
        World.Claim(promised, child, 5_000);
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/programmes/people/{child}");
        Assert.Contains("alleen was toegezegd, komt vrij", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leader.SubmitAsync(page, "form[action*=dropped]", ("Reason", "Verhuisd"))).Status);
        Assert.Equal((4_000, 0), (World.TakenOf(sent), World.TakenOf(promised)));
        var money = await leader.GetAsync($"/programmes/people/{child}/money");
        Assert.Contains("is weer vrij", money.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Deelname gestopt", money.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_children_made_one_bring_their_money_and_evidence_or_are_refused_when_a_fund_would_pay_twice()
    {
        var (library, programme, who) = Place();
        var (town, pass) = (World.Fund(library), World.Fund(library, name: "U-Pas"));
        var question = World.AsksToSee(pass);
        var pupil = World.Pupil(World.Group(World.School()));
        var (known, self) = (World.Enrolment(programme, pupil, "placed"), World.Enrolment(programme));
        var (kept, gone) = (Participant(known), Participant(self));
        World.Do("update participant set born = '2015-03-04' where id in (@kept, @gone); insert into fund_evidence values (@question, @gone, true, 'U-Pas', current_date, @by, now())", new { kept, gone, question, by = who.Id });
        var (first, second) = (World.Claim(town, known, 3_000), World.Claim(town, self, 3_000));
        using (var around = AsApp.Enter(house, who))
        {
            Assert.Equal("claims", around.One<string>("select app.merge_participants(@gone, @kept, now())", new { gone, kept }));
            around.Commit();
        }

        Assert.Equal(self, World.One<Guid>("select enrolment_id from fund_claim where id = @second", new { second }));
        Assert.Equal("referred", World.StateOf(self));
        World.Do("update fund_claim set fund_id = @pass where id = @second", new { second, pass });
        using (var around = AsApp.Enter(house, who))
        {
            Assert.Equal("", around.One<string>("select app.merge_participants(@gone, @kept, now())", new { gone, kept }));
            around.Commit();
        }

        Assert.Equal((known, known), (World.One<Guid>("select enrolment_id from fund_claim where id = @first", new { first }), World.One<Guid>("select enrolment_id from fund_claim where id = @second", new { second })));
        Assert.Equal((3_000, 3_000), (World.TakenOf(town), World.TakenOf(pass)));
        Assert.Equal(kept, World.One<Guid>("select participant_id from fund_evidence where criterion_id = @question", new { question }));
    }

    [Fact]
    public async Task An_account_has_no_names_and_hides_schools_with_few_children()
    {
        var (library, programme, who) = Place();
        var fund = World.Fund(library, 200_000);
        var (large, small) = (World.Group(World.School()), World.Group(World.School()));
        foreach (var pupil in Enumerable.Range(0, 6).Select(_ => World.Pupil(large)).Concat(Enumerable.Range(0, 2).Select(_ => World.Pupil(small))))
        {
            World.Claim(fund, World.Enrolment(programme, pupil, "placed"), 5_000, "paid");
        }

        using var leader = house.SignIn(who);
        var paper = await leader.GetAsync($"/programmes/money/funds/{fund}/account");
        var text = paper.Text("main");
        Assert.DoesNotContain(small.School.Name, text, StringComparison.Ordinal);
        Assert.Contains("€ 400,00", text, StringComparison.Ordinal);
        Assert.Contains("Andere of onbekend", text, StringComparison.Ordinal);
        // The same as a document that any word processor reads.
        var document = await leader.GetAsync($"/programmes/money/funds/{fund}/account?handler=Document");
        using var stream = new MemoryStream(document.Body);
        using var word = WordprocessingDocument.Open(stream, false);
        Found.None(new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken).Select(e => e.Description));
        var body = word.MainDocumentPart!.Document!.Body!;
        Assert.Equal(paper.Document.QuerySelectorAll("article td, article th").Select(c => c.TextContent.Trim()), body.Descendants<TableCell>().Select(c => c.InnerText.Trim()));
        Assert.DoesNotContain(small.School.Name, body.InnerText, StringComparison.Ordinal);
        var surnames = World.List<string>("select p.surname from participant p join enrolment e on e.participant_id = p.id where e.programme_id = @programme and p.surname <> ''", new { programme });
        var file = await leader.GetAsync($"/programmes/money/funds/{fund}/account?handler=Export&as=csv");
        Assert.Equal(9, file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain(surnames, s => text.Contains(s, StringComparison.Ordinal) || file.Html.Contains(s, StringComparison.Ordinal));
        Assert.Contains(World.One<string>("select reference from fund_claim where fund_id = @fund limit 1", new { fund })!, file.Html, StringComparison.Ordinal);
        Assert.True(World.Journalled("use_case = 'export fund account' and person_id = @who", new { who = who.Id }) > 0);
    }

    [Fact]
    public void Around_the_application_only_the_leader_of_the_own_library_sees_or_spends_money()
    {
        var (library, programme, who) = Place();
        var town = library;
        var child = World.Enrolment(programme, state: "placed");
        var fund = World.Fund(library);
        var question = World.AsksToSee(fund);
        var claim = World.Claim(fund, child, 1_000);
        World.Do("insert into fund_evidence select @question, participant_id, true, 'U-Pas', current_date, @by, now() from enrolment where id = @child", new { question, child, by = who.Id });
        string[] tables = ["fund", "fund_criterion", "fund_evidence", "programme_price", "fund_claim", "fund_claim_event"];
        using (var around = AsApp.Enter(house, who))
        {
            Assert.All(tables, t => Assert.True(around.One<long>($"select count(*) from {t}") > 0, t));
            Assert.Equal("42501", around.Try("insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state_at, at) select uuidv7(), fund_id, enrolment_id, library_id, 1, now(), now() from fund_claim"));
            Assert.Equal("42501", around.Try("update fund_claim set cents = 1"));
            Assert.Equal("42501", around.Try("delete from fund_claim"));
        }

        var guide = World.Guide(library);
        guide.Guides(programme);
        foreach (var stranger in new[] { guide, World.ProgrammeLeader(World.Library(World.Municipality())), World.Librarian(library), World.Coordinator(World.Municipality()) })
        {
            using var around = AsApp.Enter(house, stranger);
            Assert.All(tables, t => Assert.Equal(0, around.One<long>($"select count(*) from {t}")));
            Assert.Equal("gone", around.One<string>("select app.commit_claim(uuidv7(), @fund, @child, 1, now())", new { fund, child }));
            Assert.Equal("gone", around.One<string>("select app.move_claim(@claim, 1, 'dropped', null, '', now())", new { claim }));
            Assert.Equal(0, around.One<int>("select app.send_claims(@fund, null, now())", new { fund }));
            Assert.Empty(around.List<Guid>("select enrolment_id from app.enrolment_costs(array[@child])", new { child }));
            Assert.Empty(around.List<Guid>("select enrolment_id from app.fund_options(array[@child], now())", new { child }));
        }

        Assert.Equal(library.Id, town.Id);
    }

    [Fact]
    public async Task The_page_of_all_money_asks_once_whatever_there_is()
    {
        var (library, programme, who) = Place();
        var fund = World.Fund(library, 1_000_000);
        foreach (var i in Enumerable.Range(0, 5))
        {
            World.Claim(fund, World.Enrolment(programme, state: "placed", givenName: "Kind" + i), 5_000);
        }

        using var leader = house.SignIn(who);
        foreach (var path in new[] { "/programmes/money", $"/programmes/money/funds/{fund}", $"/programmes/{programme}/money" })
        {
            Assert.Single((await house.Queries(() => leader.GetAsync(path))).OfThePage);
        }
    }

    private static async Task<PageAnswer> ReadyAsync(Visitor leader, string path)
    {
        var page = await leader.GetAsync(path);
        for (var i = 0; i < 100 && page.Document.QuerySelector("#busy") is not null; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            page = await leader.GetAsync(path);
        }

        return page;
    }

    private Guid Participant(Guid enrolment) => World.One<Guid>("select participant_id from enrolment where id = @enrolment", new { enrolment });
}
