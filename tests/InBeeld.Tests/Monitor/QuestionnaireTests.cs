using System.Net;
using System.Text;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Monitor;

/// <summary>A researcher makes, changes, publishes and compares questionnaires.</summary>
public sealed class QuestionnaireTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_question_is_added_moved_taken_away_and_put_back_and_the_version_published()
    {
        var institute = World.Research();
        using var vera = house.SignIn(World.Researcher(institute));
        Assert.Equal("Nog geen vragenlijsten", (await vera.GetAsync("/monitor/questionnaires")).Text("h1"));
        var form = await vera.GetAsync("/monitor/questionnaires/new");
        var made = await vera.SubmitAsync(form, "main form", ("Key", "proef"));
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        // The same form sent again makes no second one.
        await vera.SubmitAsync(form, "main form", ("Key", "proef"));
        Assert.Equal(1, World.Count("questionnaire", "institute_id = @Id", new { institute.Id }));
        var page = await vera.FollowAsync(made);
        Assert.Equal("Bibliotheek en basisonderwijs", page.Text("h1"));
        var here = page.Path;

        var item = await vera.GetAsync($"{here}/items/new?section=policy");
        var wrong = await vera.SubmitAsync(item, "main form", ("Key", "club"), ("LabelNl", "Is er een leesclub?"), ("AskIf", "nergens = 1"), ("Kind", "number"), ("Least", "veel"));
        Assert.Contains("“veel” is geen getal", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        wrong = await vera.SubmitAsync(item, "main form", ("Key", "club"), ("LabelNl", "Is er een leesclub?"), ("AskIf", "remarks = 1"));
        Assert.Contains("Het Engels ontbreekt", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("“remarks” wordt pas later gevraagd", wrong.Text("#AskIf-wrong"), StringComparison.Ordinal);
        Assert.Equal("Is er een leesclub?", wrong.Text("textarea[name=LabelNl]"));
        var added = await vera.SubmitAsync(item, "main form", ("Key", "club"), ("LabelNl", "Is er een leesclub?"), ("LabelEn", "Is there a reading club?"), ("AskIf", "any(cooperates)"));
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        Assert.Equal("boards", Before(here, "club"));
        await vera.PostAsync($"{here}?handler=Move&item=club&to=up");
        Assert.Equal("agreement-period", Before(here, "club"));
        var gone = await vera.FollowAsync(await vera.PostAsync($"{here}?handler=Remove&item=club"));
        Assert.DoesNotContain("club", Keys(here));
        await vera.SubmitAsync(gone, ".ib-notice form");
        Assert.Contains("club", Keys(here));
        // Undone once, and changed since: it cannot be undone again.
        Assert.Contains("kan niet meer terug", (await vera.SubmitAsync(gone, ".ib-notice form")).Text(".ib-errors"), StringComparison.Ordinal);

        var asked = await house.Queries(() => vera.GetAsync(here));
        Assert.InRange(asked.OfThePage.Count, 1, 3);
        var published = await vera.FollowAsync(await vera.SubmitAsync(asked.Answer, "form[action*='handler=Publish']"));
        Assert.Contains("wijzigt niet meer", published.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await vera.GetAsync($"{here}/items/club")).Status);
        Assert.Contains("gepubliceerd en wijzigt niet meer", (await vera.PostAsync($"{here}?handler=Remove&item=club")).Text(".ib-errors"), StringComparison.Ordinal);

        var next = await vera.FollowAsync(await vera.SubmitAsync(published, "form[action*='handler=Next']"));
        Assert.Contains("versie 2, in de maak", next.Text("main"), StringComparison.Ordinal);
        var change = await vera.GetAsync($"{next.Path}/items/club");
        await vera.SubmitAsync(change, "main form", ("Kind", "text"));
        var crosswalk = await vera.GetAsync($"{next.Path}/crosswalk");
        Assert.Equal("break", crosswalk.Document.QuerySelector("select[name=kind-club] option[selected]")!.GetAttribute("value"));
        Assert.Contains("Ja of nee", crosswalk.Text("main"), StringComparison.Ordinal);
        // What breaks stands first, and the sentence says so.
        Assert.Equal("kind-club", crosswalk.Document.QuerySelector("tbody select")!.GetAttribute("name"));
        Assert.Contains("1 breuk, 33 zelfde.", crosswalk.Text("main"), StringComparison.Ordinal);
        await vera.SubmitAsync(crosswalk, "main form", ("kind-members", "changed"));
        var q = Of(next.Path);
        Assert.Equal(CrossingKind.Changed, q.Crosswalk!.Crossings.Single(c => c.Concept == "members").Kind);
        Assert.True(Crosswalks.Breaks(q, "club"));
        Assert.False(Crosswalks.Breaks(q, "pupils"));
    }

    [Fact]
    public async Task Two_who_change_the_same_question_see_both_and_another_question_is_no_conflict()
    {
        var institute = World.Research();
        var version = World.Questionnaire(institute);
        using var one = house.SignIn(World.Researcher(institute));
        using var other = house.SignIn(World.Researcher(institute));
        var path = $"/monitor/questionnaires/{version}/items/";
        var (mine, theirs, elsewhere) = (await one.GetAsync(path + "members"), await other.GetAsync(path + "members"), await other.GetAsync(path + "children"));
        await one.SubmitAsync(mine, "main form", ("LabelNl", "Hoeveel leden zijn er?"));
        var lost = await other.SubmitAsync(theirs, "main form", ("LabelNl", "Hoeveel kinderen zijn lid?"));
        Assert.Contains("Hoeveel leden zijn er?", lost.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Hoeveel kinderen zijn lid?", lost.Text("textarea[name=LabelNl]"));
        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync(elsewhere, "main form", ("LabelNl", "Hoeveel kinderen wonen er?"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync(lost, "main form")).Status);
        Assert.Equal("Hoeveel kinderen zijn lid?", Of($"/{version}").ItemOf("members")!.Label.Nl);
    }

    [Fact]
    public async Task The_preview_follows_the_route_asks_what_is_odd_and_speaks_both_languages()
    {
        var institute = World.Research();
        var version = World.Questionnaire(institute);
        using var vera = house.SignIn(World.Researcher(institute));
        var page = await vera.GetAsync($"/monitor/questionnaires/{version}/preview?in=en");
        Assert.Contains("How many of them are members?", page.Text("main"), StringComparison.Ordinal);
        var tried = await vera.SubmitAsync(page, "main form", ("lib-children", "100"), ("lib-members", "120"), ("a-cooperates", "0"), ("b-cooperates", "1"), ("lib-parents-offer", "0"));
        Assert.Contains("There are more members than children", tried.Text("main"), StringComparison.Ordinal);
        Assert.True(tried.Has("[name=b-pupils]"));
        Assert.False(tried.Has("[name=a-pupils]"));
        Assert.True(tried.Has("[name=a-exploring]"));
        Assert.False(tried.Has("[name=lib-parents-forms]"));
    }

    [Fact]
    public async Task The_measurement_comes_in_and_is_tried_at_the_start_and_later()
    {
        using var vera = house.SignIn(World.Researcher(World.Research()));
        var supplied = SuppliedQuestionnaires.Text(SuppliedQuestionnaires.Measurement);
        var read = await UploadAsync(vera, "meting.json", Encoding.UTF8.GetBytes(supplied));
        Assert.Contains("93 vragen zijn ingelezen", read.Text("main"), StringComparison.Ordinal);
        var link = read.Document.QuerySelector("main a[href^='/monitor/questionnaires/0']")!.GetAttribute("href")!;
        Assert.Equal(supplied, Encoding.UTF8.GetString((await vera.GetAsync($"{link}?handler=Export&as=json")).Body));
        var page = await vera.GetAsync($"{link}/preview?in=nl");
        var start = await vera.SubmitAsync(page, "main form", ("lib-round", "0"), ("lib-children-spoken", "0"));
        Assert.True(start.Has("[name=lib-blocks-plan]") && start.Has("[name=lib-stage-network]"));
        Assert.False(start.Has("[name=lib-outputs]") || start.Has("[name=lib-strong]") || start.Has("[name=lib-children-mark]"));
        Assert.Contains("Hier wordt nu niets gevraagd.", start.Text("main"), StringComparison.Ordinal);
        var later = await vera.SubmitAsync(page, "main form", ("lib-round", "1"), ("lib-children-spoken", "4"), ("lib-children-reached", "3"));
        Assert.True(later.Has("[name=lib-outputs]") && later.Has("[name=lib-strong]") && later.Has("[name=lib-children-mark]") && later.Has("[name=lib-stage-network]"));
        Assert.False(later.Has("[name=lib-blocks-plan]"));
        Assert.Contains("Je sprak meer kinderen dan er meededen.", later.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_go_in_and_out_and_what_is_dangerous_or_wrong_is_refused()
    {
        var institute = World.Research();
        using var vera = house.SignIn(World.Researcher(institute));
        var supplied = SuppliedQuestionnaires.Text(SuppliedQuestionnaires.StarsSecondary);
        var read = await UploadAsync(vera, "sterren.json", Encoding.UTF8.GetBytes(supplied));
        Assert.Contains("23 vragen zijn ingelezen", read.Text("main"), StringComparison.Ordinal);
        var link = read.Document.QuerySelector("main a[href^='/monitor/questionnaires/0']")!.GetAttribute("href")!;
        Assert.Equal(supplied, Encoding.UTF8.GetString((await vera.GetAsync($"{link}?handler=Export&as=json")).Body));
        Assert.Contains("\"matrixdynamic\"", Encoding.UTF8.GetString((await vera.GetAsync($"{link}?handler=Export&as=surveyjs")).Body), StringComparison.Ordinal);
        Assert.Contains("al een vragenlijst", (await UploadAsync(vera, "sterren.json", Encoding.UTF8.GetBytes(supplied))).Text(".ib-errors"), StringComparison.Ordinal);
        var wrong = await UploadAsync(vera, "a.json", Encoding.UTF8.GetBytes(supplied.Replace("\"askIf\": \"cooperates = 1\"", "\"askIf\": \"loans = 1\"", StringComparison.Ordinal)));
        Assert.Contains("hangt van zichzelf af", wrong.Text("main"), StringComparison.Ordinal);

        var form = await UploadAsync(vera, "vragen.xlsx", FormFiles.Workbook());
        Assert.Contains("2 vragen zijn ingelezen", form.Text("main"), StringComparison.Ordinal);
        Assert.Contains("survey, rij 4", form.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("questionnaire_version v join questionnaire q on q.id = v.questionnaire_id", "q.institute_id = @Id and v.faults > 0", new { institute.Id }));
        foreach (var (name, content, says) in FormFiles.Dangerous())
        {
            Assert.Contains(says, (await UploadAsync(vera, name, content)).Text(".ib-errors"), StringComparison.Ordinal);
        }

        Assert.Equal(2, World.Count("questionnaire", "institute_id = @Id", new { institute.Id }));
    }

    [Fact]
    public async Task Another_institute_and_other_roles_see_and_change_nothing_and_what_is_published_never_changes()
    {
        var (institute, far) = (World.Research(), World.Research());
        var (draft, published) = (World.Questionnaire(institute), World.Questionnaire(institute, state: "published"));
        foreach (var who in new[] { World.Researcher(far), World.ProgrammeLeader(World.Library(World.Municipality())), World.Administrator() })
        {
            using var asks = AsApp.Enter(house, who);
            Assert.Equal(0, asks.One<int>("select count(*)::integer from questionnaire_version where id = any (@ids)", new { ids = new[] { draft, published } }));
            Assert.Equal("0 rows", asks.Try("update questionnaire_version set title_nl = 'x' where id = @draft", new { draft }));
            Assert.Equal("42501", asks.Try("insert into questionnaire (id, institute_id, key, by_person, at) values (uuidv7(), @Id, 'x', @by, now())", new { institute.Id, by = who.Id }));
        }

        using (var own = AsApp.Enter(house, World.Researcher(institute)))
        {
            Assert.Equal("1 rows", own.Try("update questionnaire_version set title_nl = 'x' where id = @draft", new { draft }));
            Assert.Equal("0 rows", own.Try("update questionnaire_version set title_nl = 'x' where id = @published", new { published }));
            Assert.Equal("42501", own.Try("delete from questionnaire_version where id = @draft", new { draft }));
        }

        Assert.Contains("23514", Assert.ThrowsAny<Npgsql.PostgresException>(() => World.Do("update questionnaire_version set title_nl = 'x' where id = @published", new { published })).SqlState, StringComparison.Ordinal);
        using var stranger = house.SignIn(World.Researcher(far));
        foreach (var page in new[] { "", "/preview", "/outline", "/items/members", "/checks/pupils-many", "/crosswalk" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/monitor/questionnaires/{draft}{page}")).Status);
        }
    }

    private static async Task<PageAnswer> UploadAsync(Visitor visitor, string name, byte[] content)
    {
        var form = await visitor.GetAsync("/monitor/questionnaires/import");
        return await visitor.UploadAsync("/monitor/questionnaires/import", "upload", name, content, ("Id", form.Document.QuerySelector("[name=Id]")!.GetAttribute("value")));
    }

    private Questionnaire Of(string path) => QuestionnaireReader.Read(World.One<string>("select definition from questionnaire_version where id = @id", new { id = Guid.Parse(path.Split('/')[^1]) })!).Questionnaire!;

    private string Before(string path, string key) => Keys(path).TakeWhile(k => k != key).Last();

    private List<string> Keys(string path) => [.. Of(path).InOrder().Select(i => i.Key)];
}
