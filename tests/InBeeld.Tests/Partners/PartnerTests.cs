using System.Net;
using System.Text;
using InBeeld.Capabilities.Partners.Show;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Partners;

/// <summary>The network around the programmes of a library.</summary>
public sealed class PartnerTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Library, Guid Programme, Somebody Leader) Place()
    {
        var library = World.Library(World.Municipality());
        return (library, World.Programme(library), World.ProgrammeLeader(library));
    }

    [Fact]
    public async Task A_leader_adds_an_organisation_with_a_person_who_takes_part_at_a_level_and_has_a_task()
    {
        var (_, programme, who) = Place();
        using var leader = house.SignIn(who);
        Assert.Equal("Nog geen partners", (await leader.GetAsync("/partners")).Text("h1"));
        var form = await leader.GetAsync("/partners/organisations/new");
        Assert.Contains("Vul in: Naam", (await leader.SubmitAsync(form, "main form", ("Name", ""), ("Kind", "welfare"))).Text(".ib-errors"), StringComparison.Ordinal);
        await leader.SubmitAsync(form, "main form", ("Name", "Welzijn Zonderdam"), ("Kind", "welfare"));
        var partner = await leader.FollowAsync(await leader.SubmitAsync(form, "main form", ("Name", "Welzijn Zonderdam"), ("Kind", "welfare")));
        Assert.Equal("Welzijn Zonderdam", partner.Text("h1"));
        Assert.Equal(1, World.Count("network_partner", "by_person = @Id", new { who.Id }));
        var id = World.One<Guid>("select id from network_partner where by_person = @Id", new { who.Id });
        var people = await leader.GetAsync($"/partners/people/new?Partner={id}");
        Assert.Contains("@", (await leader.SubmitAsync(people, "main form", ("Name", "Loes"), ("Email", "loes"))).Text(".ib-errors"), StringComparison.Ordinal);
        var person = await leader.FollowAsync(await leader.SubmitAsync(people, "main form", ("Name", "Loes Aardappel"), ("Email", "loes@voorbeeld.example")));
        Assert.Equal("Loes Aardappel", person.Text("h1"));
        var loes = World.One<Guid>("select id from network_person where partner_id = @id", new { id });
        var roles = await leader.GetAsync($"/partners/roles/new?Who={id}:{loes}&Programme={programme}");
        Assert.Contains("voor de eerste", (await leader.SubmitAsync(roles, "main form", ("Level", "operational"), ("Ends", "2001-01-01"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Het Derde Nest", (await leader.FollowAsync(await leader.SubmitAsync(roles, "main form", ("Level", "operational")))).Text("main"), StringComparison.Ordinal);
        var role = World.One<Guid>("select id from network_role where person_id = @loes", new { loes });
        var late = World.Clock.Day.AddDays(-1);
        var tasks = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync("/partners/tasks/new"), "main form", ("What", "Haalt kinderen op"), ("Role", role.ToString()), ("Due", $"{late:yyyy-MM-dd}")));
        Assert.Equal("1 open taken, 1 te laat", tasks.Text("h1"));
        Assert.Contains("Haalt kinderen op", (await leader.GetAsync("/partners")).Text("main"), StringComparison.Ordinal);
        var done = await leader.FollowAsync(await leader.SubmitAsync(tasks, "ol form"));
        Assert.Equal("Geen open taken in het netwerk", done.Text("h1"));
        Assert.Equal("1 open taken, 1 te laat", (await leader.FollowAsync(await leader.SubmitAsync(done, ".ib-notice form"))).Text("h1"));
        var asked = await house.Queries(() => leader.GetAsync($"/partners/{id}"));
        Assert.InRange(asked.OfThePage.Count, 1, 3);
        // Somebody of another library.
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/partners/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/partners/organisations/{id}/change")).Status);
    }

    [Fact]
    public async Task Two_who_change_the_same_see_both_versions_and_what_is_removed_can_come_back()
    {
        var (library, _, who) = Place();
        var id = World.Partner(library);
        using var leader = house.SignIn(who);
        var form = await leader.GetAsync($"/partners/organisations/{id}/change");
        World.Do("update network_partner set name = 'Welzijn Noord', version = version + 1 where id = @id", new { id });
        var both = await leader.SubmitAsync(form, "main form", ("Name", "Welzijn Zuid"));
        Assert.Contains("Welzijn Noord", both.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Welzijn Zuid", both.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(both, "main form", ("Name", "Welzijn Zuid"));
        Assert.Equal("Welzijn Zuid", World.One<string>("select name from network_partner where id = @id", new { id }));
        var gone = await leader.FollowAsync(await leader.PostAsync($"/partners/organisations/{id}/change?handler=Remove"));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/partners/{id}")).Status);
        await leader.SubmitAsync(gone, ".ib-notice form");
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/partners/{id}")).Status);
    }

    [Fact]
    public async Task Who_leaves_hands_the_tasks_over_and_is_forgotten_after_a_month()
    {
        var (library, programme, who) = Place();
        var partner = World.Partner(library);
        var (loes, henk) = (World.PartnerPerson(partner), World.PartnerPerson(partner, "Henk Draaijer"));
        var stranger = World.PartnerPerson(World.Partner(library, "Taalmaatjes", "volunteers"), "Bert Klaassen");
        var task = World.PartnerTask(World.TakesPart(partner, programme, loes));
        string? Owner() => World.One<string>("select p.name from network_task t join network_role r on r.id = t.role_id join network_person p on p.id = r.person_id where t.id = @task", new { task });
        using var leader = house.SignIn(who);
        var page = await leader.GetAsync($"/partners/people/{loes}");
        Assert.Contains("dezelfde organisatie", (await leader.SubmitAsync(page, "form[action$=Leave]", ("successor", stranger.ToString()))).Text(".ib-errors"), StringComparison.Ordinal);
        var left = await leader.FollowAsync(await leader.SubmitAsync(page, "form[action$=Leave]", ("successor", henk.ToString())));
        Assert.Contains("overgedragen", left.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal("Henk Draaijer", Owner());
        await leader.SubmitAsync(left, ".ib-notice form");
        Assert.Equal("Loes Aardappel", Owner());
        Assert.Equal(0, World.Count("network_person", "id = @loes and left_on is not null", new { loes }));
        await leader.SubmitAsync(await leader.GetAsync($"/partners/people/{loes}"), "form[action$=Leave]", ("successor", henk.ToString()));
        var forget = house.Services.GetRequiredService<ForgetPeople>();
        await forget.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Loes Aardappel", World.One<string>("select name from network_person where id = @loes", new { loes }));
        World.Do("update network_person set left_at = @at, left_on = @on where id = @loes", new { loes, at = World.Clock.GetUtcNow().AddDays(-31), on = World.Clock.Day.AddDays(-31) });
        await forget.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", World.One<string>("select name || phone || email from network_person where id = @loes", new { loes }));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/partners/people/{loes}")).Status);
        // Asked to: at once, after a question.
        Assert.Contains("kan niet ongedaan", (await leader.GetAsync($"/partners/people/{henk}?erase=true")).Text("main"), StringComparison.Ordinal);
        await leader.PostAsync($"/partners/people/{henk}?handler=Erase");
        Assert.Equal("", World.One<string>("select name || phone || email from network_person where id = @henk", new { henk }));
        Assert.Equal(1, World.Count("network_task", "id = @task", new { task }));
    }

    [Fact]
    public async Task An_agreement_that_ends_soon_is_brought_to_mind_and_renewing_keeps_the_old()
    {
        var (library, _, who) = Place();
        var partner = World.Partner(library, "=HYPERLINK(\"http://evil.example\")");
        var (soon, late) = (World.PartnerAgreement(partner, 90, "Loopt af"), World.PartnerAgreement(partner, 91, "Loopt nog"));
        using var leader = house.SignIn(who);
        var start = (await leader.GetAsync("/partners")).Text("main");
        Assert.Contains("Loopt af", start, StringComparison.Ordinal);
        Assert.DoesNotContain("Loopt nog", start, StringComparison.Ordinal);
        Assert.Contains("Loopt binnenkort af", (await leader.GetAsync($"/partners/agreements/{soon}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Getekend", (await leader.GetAsync($"/partners/agreements/{late}")).Text(".ib-head"), StringComparison.Ordinal);
        var csv = await leader.GetAsync("/partners/agreements?handler=Export&as=csv");
        Assert.DoesNotContain("\n=HYPERLINK", csv.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=HYPERLINK", csv.Html, StringComparison.Ordinal);
        var page = await leader.GetAsync($"/partners/agreements/{soon}");
        await leader.SubmitAsync(page, "form[action$=Renew]");
        var next = await leader.FollowAsync(await leader.SubmitAsync(page, "form[action$=Renew]"));
        Assert.Contains("Gevraagd", next.Text(".ib-head"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("network_agreement", "renews_id = @soon", new { soon }));
        Assert.Contains("Loopt binnenkort af", (await leader.GetAsync($"/partners/agreements/{soon}")).Text(".ib-head"), StringComparison.Ordinal);
        Assert.DoesNotContain("Loopt af", (await leader.GetAsync("/partners")).Text("main"), StringComparison.Ordinal);
        // Signed before agreed, or in the future, is not possible.
        var form = await leader.GetAsync($"/partners/agreements/new?Partner={partner}");
        (string, string?)[] typed = [("Title", "Iets"), ("Starts", $"{World.Clock.Day:yyyy-MM-dd}"), ("Ends", $"{World.Clock.Day.AddDays(10):yyyy-MM-dd}")];
        Assert.Contains("eens", (await leader.SubmitAsync(form, "main form", [.. typed, ("Us", $"{World.Clock.Day:yyyy-MM-dd}")])).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("nog niet geweest", (await leader.SubmitAsync(form, "main form", [.. typed, ("Agreed", $"{World.Clock.Day.AddDays(1):yyyy-MM-dd}")])).Text(".ib-errors"), StringComparison.Ordinal);
        // The document is what its first bytes say.
        var lies = await leader.UploadAsync($"/partners/agreements/{soon}", "Upload", "a.pdf", Encoding.UTF8.GetBytes("<html>"), ("Id", Guid.CreateVersion7().ToString()));
        Assert.Contains("past niet bij de naam", lies.Text(".ib-errors"), StringComparison.Ordinal);
        await leader.UploadAsync($"/partners/agreements/{soon}", "Upload", "a.pdf", Encoding.UTF8.GetBytes("%PDF-1.7 x"), ("Id", Guid.CreateVersion7().ToString()));
        var file = await leader.GetAsync($"/partners/agreements/{soon}?handler=File");
        Assert.Equal("application/pdf", file.ContentType);
        Assert.Contains("attachment", file.Header("Content-Disposition")!, StringComparison.Ordinal);
        Assert.DoesNotContain("nog geen document", (await leader.GetAsync($"/partners/agreements/{soon}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_is_noted_in_one_form_searched_taken_back_and_its_next_step_ticked_off()
    {
        var (library, _, who) = Place();
        var partner = World.Partner(library);
        var person = World.PartnerPerson(partner);
        using var leader = house.SignIn(who);
        var form = await leader.GetAsync($"/partners/contacts?partner={partner}");
        Assert.Contains("Kies ook een dag", (await leader.SubmitAsync(form, ".ib-columns > section:last-child form", ("Words", "Gebeld"), ("Next", "Terugbellen"))).Text(".ib-errors"), StringComparison.Ordinal);
        var noted = await leader.FollowAsync(await leader.SubmitAsync(form, ".ib-columns > section:last-child form", ("Who", $"{partner}:{person}"), ("Words", "Camera's zijn vrij"), ("Next", "Terugbellen"), ("On", $"{World.Clock.Day:yyyy-MM-dd}")));
        Assert.Contains("Loes Aardappel", noted.Text("ol"), StringComparison.Ordinal);
        Assert.Equal("Contact met partners: 1 stap open, 0 te laat", noted.Text("h1"));
        Assert.Contains("Terugbellen", (await leader.GetAsync("/partners")).Text("main"), StringComparison.Ordinal);
        var found = await leader.PostAsync("/partners/contacts?handler=Find", ("words", "camera"));
        Assert.Contains("Camera's zijn vrij", found.Text("ol"), StringComparison.Ordinal);
        Assert.Contains("Niets gevonden", (await leader.PostAsync("/partners/contacts?handler=Find", ("words", "100%"))).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(noted, "ol form[action*=Step]");
        Assert.Equal("Contact met partners: geen stap open", (await leader.GetAsync("/partners/contacts")).Text("h1"));
        Assert.DoesNotContain("Terugbellen", (await leader.GetAsync("/partners")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(noted, ".ib-notice form");
        Assert.Equal(1, World.Count("network_contact", "partner_id = @partner and removed_at is not null", new { partner }));
        for (var i = 0; i < 51; i++)
        {
            World.PartnerContact(partner, $"Gesprek {i}");
        }

        var first = await leader.GetAsync("/partners/contacts");
        Assert.Equal(50, first.Texts("ol > li").Count);
        Assert.Single((await leader.GetAsync(first.Document.QuerySelector("footer a")!.GetAttribute("href")!)).Texts("ol > li"));
    }
}
