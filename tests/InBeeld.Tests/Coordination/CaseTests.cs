using System.Net;
using System.Text;

namespace InBeeld.Tests.Coordination;

/// <summary>A case from the first step to the end, by those who have a task in it; nobody else sees it.</summary>
public sealed class CaseTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly Bureau bureau = new(house.World);

    private World World => house.World;

    [Fact]
    public async Task Who_is_asked_takes_the_lead_and_the_school_hears_who_leads_and_nothing_else()
    {
        var signal = bureau.Signal();
        var inCase = bureau.Case("asked");
        World.Do("update signal set state = 'case', case_id = @inCase where id = @signal", new { inCase, signal });
        using var amira = house.SignIn(bureau.Amira);
        await amira.SubmitAsync(await amira.OpenAsync($"/cases/{inCase}/lead"), "form[action*=Accept]");
        Assert.Equal(("open", bureau.Amira.MembershipId, "accepted"), bureau.Lead(inCase));
        Assert.Equal("[]", World.One<string>("select args::text from notice where to_person_id = @Id and kind = 'signal-lead'", new { bureau.Care.Id }));
    }

    [Fact]
    public async Task Who_gives_the_lead_back_says_why_and_the_municipality_leads_until_it_decides_again()
    {
        var inCase = bureau.Case("asked");
        using var amira = house.SignIn(bureau.Amira);
        var page = await amira.OpenAsync($"/cases/{inCase}/lead");
        Assert.Contains("Vul in waarom je de leiding teruggeeft.", (await amira.SubmitAsync(page, "form[action*=Return]")).Text(".ib-errors"), StringComparison.Ordinal);
        await amira.SubmitAsync(page, "form[action*=Return]", ("Why", "Ons team zit vol"));
        Assert.Equal(("open", bureau.Hanna.MembershipId, "returned"), bureau.Lead(inCase));
        Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync($"/cases/{inCase}")).Status);
        using var hanna = house.SignIn(bureau.Hanna);
        Assert.Contains("Ons team zit vol", (await hanna.OpenAsync($"/cases/{inCase}")).Text(".ib-time"), StringComparison.Ordinal);
        await hanna.SubmitAsync(await hanna.GetAsync($"/cases/{inCase}/lead"), "form[action*=Give]", ("To", bureau.Yara.MembershipId.ToString()), ("Why", "Yara heeft plek"));
        Assert.Equal(("open", bureau.Yara.MembershipId, "asked"), bureau.Lead(inCase));
        Assert.Equal(1, World.Count("case_participant", "case_id = @inCase and task = 'lead' and ends is null", new { inCase }));
    }

    [Fact]
    public async Task When_the_lead_goes_to_another_the_open_steps_go_along()
    {
        var inCase = bureau.Case();
        var step = World.Step(inCase, bureau.Amira);
        using var yara = house.SignIn(bureau.Yara);
        await yara.SubmitAsync(await yara.OpenAsync($"/cases/{inCase}/lead"), "form[action*=Give]", ("To", bureau.Yara.MembershipId.ToString()), ("Why", "Amira is er even niet"));
        Assert.Equal(bureau.Yara.MembershipId, World.One<Guid>("select owner_id from case_step where id = @step", new { step }));
        using var amira = house.SignIn(bureau.Amira);
        Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync($"/cases/{inCase}")).Status);
        Assert.Equal(0, World.Count("involvement", "scope_id = @MembershipId and (ends is null or ends > now())", new { bureau.Amira.MembershipId }));
    }

    [Fact]
    public async Task A_step_is_added_done_and_taken_back()
    {
        var inCase = bureau.Case();
        using var amira = house.SignIn(bureau.Amira);
        var page = await amira.OpenAsync($"/cases/{inCase}/steps/new");
        var day = house.Clock.Day.AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (string, string?)[] fields = [("Kind", "phone"), ("Title", "Bel opa"), ("DueOn", day), ("DueAt", "15:30")];
        await Task.WhenAll(amira.SubmitAsync(page, "form[action*=new]", fields), amira.SubmitAsync(page, "form[action*=new]", fields));
        var step = World.One<Guid>("select id from case_step where case_id = @inCase", new { inCase });
        Assert.Equal(1, World.Count("case_step", "case_id = @inCase", new { inCase }));
        Assert.Equal(day, World.One<DateOnly>("select next_due from care_case where id = @inCase", new { inCase }).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var shown = await amira.OpenAsync($"/cases/{inCase}/steps/{step}");
        Assert.Contains("Kies hoe het ging.", (await amira.SubmitAsync(shown, "form[action*=Finish]")).Text(".ib-errors"), StringComparison.Ordinal);
        await amira.SubmitAsync(shown, "form[action*=Finish]", ("Outcome", "reached_parent"), ("Note", "Opa komt langs"));
        Assert.Contains("Opa komt langs", (await amira.OpenAsync($"/cases/{inCase}")).Text(".ib-time"), StringComparison.Ordinal);
        Assert.Null(World.One<DateOnly?>("select next_due from care_case where id = @inCase", new { inCase }));
        await amira.PostAsync($"/cases/{inCase}/steps/{step}?handler=TakeBack");
        Assert.Equal("open", World.One<string>("select state from case_step where id = @step", new { step }));
    }

    [Fact]
    public async Task A_door_visit_is_recorded_after_the_guidelines_in_force_were_read()
    {
        World.Do("insert into guideline (municipality_id, title, words, starts) values (@Id, 'Afstand aan de deur', 'Blijf buiten.', '2020-01-01'), (@Id, 'Oud', 'Geldt niet meer.', '2020-01-01')", new { bureau.Town.Id });
        World.Do("update guideline set ends = '2020-02-01' where title = 'Oud' and municipality_id = @Id", new { bureau.Town.Id });
        var inCase = bureau.Case();
        var step = World.Step(inCase, bureau.Amira, "door", 0, "Ga langs");
        using var amira = house.SignIn(bureau.Amira);
        var page = await amira.OpenAsync($"/cases/{inCase}/steps/{step}");
        Assert.DoesNotContain("Geldt niet meer.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Zet een vinkje dat je de richtlijnen hebt gelezen.", (await amira.SubmitAsync(page, "form[action*=Finish]", ("Outcome", "nobody"))).Text(".ib-errors"), StringComparison.Ordinal);
        await amira.SubmitAsync(page, "form[action*=Finish]", ("Outcome", "nobody"), ("Read", page.Document.QuerySelector("input[name=Read]")!.GetAttribute("value")));
        Assert.Equal("done", World.One<string>("select state from case_step where id = @step and guidelines_at is not null", new { step }));
    }

    [Fact]
    public async Task Who_has_only_a_step_sees_the_name_the_step_and_whom_to_call_and_nothing_after_it_is_done()
    {
        var inCase = bureau.Case();
        bureau.Child.Family.ContactPerson("Samira Wolkenveld", "06 12345678");
        bureau.Child.Needs("unsafe_home");
        World.Step(inCase, bureau.Amira, title: "Iets van Amira");
        var step = World.Step(inCase, bureau.Roos, "door", 0, "Ga samen langs");
        using var roos = house.SignIn(bureau.Roos);
        var page = await roos.OpenAsync($"/cases/{inCase}");
        Assert.Contains(bureau.Child.Name.Full, page.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Samira Wolkenveld", page.Text("main"), StringComparison.Ordinal);
        foreach (var hidden in new[] { "Het gezin kent dit team", "Iets van Amira", "Verloop", "Afspraken", "onveilig" })
        {
            Assert.DoesNotContain(hidden, page.Text("main"), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var address in new[] { "lead", "close", "agreements", "files", "details", "steps/new" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await roos.GetAsync($"/cases/{inCase}/{address}")).Status);
        }

        await roos.SubmitAsync(await roos.OpenAsync($"/cases/{inCase}/steps/{step}"), "form[action*=Finish]", ("Outcome", "reached_child"));
        Assert.Equal(HttpStatusCode.NotFound, (await roos.GetAsync($"/cases/{inCase}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await roos.GetAsync($"/cases/{inCase}/steps/{step}")).Status);
    }

    [Fact]
    public async Task Two_who_change_the_same_step_see_both_versions()
    {
        var inCase = bureau.Case();
        var step = World.Step(inCase, bureau.Amira);
        using var amira = house.SignIn(bureau.Amira);
        using var yara = house.SignIn(bureau.Yara);
        var mine = await amira.OpenAsync($"/cases/{inCase}/steps/{step}");
        var theirs = await yara.OpenAsync($"/cases/{inCase}/steps/{step}");
        await yara.SubmitAsync(theirs, "form[action*=Change]", ("Title", "Bel de oma"));
        var both = await amira.SubmitAsync(mine, "form[action*=Change]", ("Title", "Bel de opa"));
        Assert.Contains("Bel de oma", both.Html, StringComparison.Ordinal);
        Assert.Contains("Bel de opa", both.Html, StringComparison.Ordinal);
        Assert.Equal("Bel de oma", World.One<string>("select title from case_step where id = @step", new { step }));
    }

    [Fact]
    public async Task A_case_is_closed_with_an_outcome_the_school_hears_it_and_it_can_be_opened_again()
    {
        var signal = bureau.Signal();
        var inCase = bureau.Case();
        World.Do("update signal set state = 'case', case_id = @inCase where id = @signal", new { inCase, signal });
        World.Step(inCase, bureau.Amira);
        using var amira = house.SignIn(bureau.Amira);
        var page = await amira.OpenAsync($"/cases/{inCase}/close");
        Assert.Contains("Zet een vinkje dat ze vervallen.", (await amira.SubmitAsync(page, "form[action$=close]", ("Outcome", "in_view"))).Text(".ib-errors"), StringComparison.Ordinal);
        await amira.SubmitAsync(page, "form[action$=close]", ("Outcome", "in_view"), ("Drop", "true"));
        Assert.Equal("closed", bureau.State(inCase));
        Assert.Equal(1, World.Count("notice", "to_person_id = @Id and kind = 'signal-closed'", new { bureau.Care.Id }));
        Assert.Equal(0, World.Count("involvement", "pupil_id = @Id and reason in ('case', 'signal') and (ends is null or ends > now())", new { bureau.Child.Id }));
        await amira.SubmitAsync(await amira.OpenAsync($"/cases/{inCase}/close"), "form[action*=Reopen]", ("Why", "Het gaat weer minder"));
        Assert.Equal("open", bureau.State(inCase));
        Assert.Contains(bureau.Child.Name.Full, (await amira.OpenAsync($"/cases/{inCase}")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_municipality_wants_to_look_along_a_case_waits_for_it()
    {
        World.Do("insert into coordination_setting (municipality_id, look_at_closing) values (@Id, true)", new { bureau.Town.Id });
        var inCase = bureau.Case();
        using var amira = house.SignIn(bureau.Amira);
        await amira.SubmitAsync(await amira.OpenAsync($"/cases/{inCase}/close"), "form[action$=close]", ("Outcome", "support"));
        Assert.Equal("closing", bureau.State(inCase));
        using var hanna = house.SignIn(bureau.Hanna);
        await hanna.SubmitAsync(await hanna.OpenAsync($"/cases/{inCase}/close"), "form[action$=close]", ("Outcome", "support"));
        Assert.Equal("closed", bureau.State(inCase));
    }

    [Fact]
    public async Task An_agreement_is_made_looked_at_and_ended()
    {
        var inCase = bureau.Case();
        using var amira = house.SignIn(bureau.Amira);
        var page = await amira.OpenAsync($"/cases/{inCase}/agreements");
        Assert.Contains("Vul in wat jullie afspreken.", (await amira.SubmitAsync(page, "form[action*=agreements]", ("Kind", "device"))).Text(".ib-errors"), StringComparison.Ordinal);
        await amira.SubmitAsync(page, "form[action*=agreements]", ("Kind", "device"), ("What", "Leenlaptop"));
        var made = World.One<Guid>("select id from case_agreement where case_id = @inCase", new { inCase });
        await amira.SubmitAsync(await amira.OpenAsync($"/cases/{inCase}/agreements/{made}"), "form[action*=agreements]", ("State", "ended"));
        Assert.Equal("ended", World.One<string>("select state from case_agreement where id = @made and ended_at is not null", new { made }));
    }

    [Theory]
    [InlineData("brief.pdf", "%PDF-1.7 tekst", true)]
    [InlineData("brief.pdf", "<script>alert(1)</script>", false)]
    [InlineData("virus.exe", "MZ\u0001\u0002", false)]
    [InlineData("notitie.txt", "Vaste tijden afgesproken", true)]
    [InlineData("pagina.html", "<html></html>", false)]
    [InlineData("leeg.txt", "", false)]
    public async Task Only_a_file_that_is_what_it_says_is_taken_and_it_is_always_a_download(string name, string content, bool taken)
    {
        var inCase = bureau.Case();
        using var amira = house.SignIn(bureau.Amira);
        var answer = await amira.UploadAsync($"/cases/{inCase}/files", "Upload", name, Encoding.UTF8.GetBytes(content), ("Id", Guid.CreateVersion7().ToString()));
        Assert.Equal(taken ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.Status);
        Assert.Equal(taken ? 1 : 0, World.Count("case_file", "case_id = @inCase", new { inCase }));
        if (taken)
        {
            var file = World.One<Guid>("select id from case_file where case_id = @inCase", new { inCase });
            var fetched = await amira.GetAsync($"/cases/{inCase}/files/{file}");
            Assert.Equal(content, Encoding.UTF8.GetString(fetched.Body));
            using var roos = house.SignIn(bureau.Roos);
            Assert.Equal(HttpStatusCode.NotFound, (await roos.GetAsync($"/cases/{inCase}/files/{file}")).Status);
        }
    }

    [Fact]
    public async Task A_case_is_not_there_for_school_enforcement_partners_and_other_municipalities()
    {
        var inCase = bureau.Case();
        var elsewhere = new Bureau(World);
        foreach (var stranger in new[] { bureau.Care, World.Principal(bureau.School), World.Enforcer(bureau.Town), World.Librarian(World.Library(bureau.Town)), World.PartnerMember(World.PartnerOf(bureau.Town)) })
        {
            using var visitor = house.SignIn(stranger);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/cases/{inCase}")).Status);
        }

        foreach (var stranger in new[] { elsewhere.Hanna, elsewhere.Amira, World.Caseworker(bureau.Team), bureau.Roos, World.TeamLead(World.Team(bureau.Town)) })
        {
            using var visitor = house.SignIn(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/cases/{inCase}")).Status);
        }
    }

    [Fact]
    public async Task Who_leaves_the_organisation_sees_the_case_no_more_and_somebody_stands_in()
    {
        var inCase = bureau.Case();
        bureau.Amira.LosesRole();
        using var amira = house.SignIn(bureau.Amira.As(Kernel.Access.Role.Caseworker, World.Team(bureau.Town, "youth")));
        Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync($"/cases/{inCase}")).Status);
        using var hanna = house.SignIn(bureau.Hanna);
        Assert.Contains($"{bureau.Yara.Name.Full} staat in tot er iemand is.", (await hanna.OpenAsync($"/cases/{inCase}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_case_takes_three_questions()
    {
        var inCase = bureau.Case();
        for (var n = 0; n < 12; n++)
        {
            World.Step(inCase, bureau.Amira, dueIn: n, title: $"Stap {n}");
        }

        using var amira = house.SignIn(bureau.Amira);
        var asked = await house.Queries(() => amira.GetAsync($"/cases/{inCase}"));
        Assert.Equal(12, asked.Answer.Document.QuerySelectorAll(".ib-step").Length);
        Assert.Equal(3, asked.OfThePage.Count);
    }
}
