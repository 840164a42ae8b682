using System.Net;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Coordination;

/// <summary>A partner that asks for what belongs to another's task, by search, by a file or in the text of a notice, gets nothing of it.</summary>
public sealed class OtherFacetTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Secret = "Ruzie om de voogdij";
    private readonly WorkingCases w = new(house);

    private World World => house.World;

    [Fact]
    public async Task Searching_gives_a_partner_and_another_team_no_child_and_no_case()
    {
        var child = w.Child("Sterre", "Vuurvliegje");
        w.Step(w.Case(child: child));
        foreach (var who in new[] { Partner(), World.Enforcer(w.Town), World.Librarian(World.Library(w.Town)) })
        {
            using var visitor = house.SignIn(who);
            foreach (var page in new[] { "/search", "/cases/search" })
            {
                Assert.Equal((who.Role, page, HttpStatusCode.Forbidden), (who.Role, page, (await visitor.PostAsync(page, ("Name", "Vuurvliegje"))).Status));
            }

            using var around = AsApp.Enter(house, who);
            Assert.Empty(around.List<Guid>("select case_id from app.search_cases('vuurvliegje', 10)"));
            Assert.Empty(around.List<Guid>("select id from pupil where search_key like '%vuurvliegje%'"));
        }

        foreach (var who in new[] { World.Caseworker(World.Team(w.Town, "youth")), World.TeamLead(World.Team(w.Town, "youth")), World.Coordinator(World.Municipality()) })
        {
            using var visitor = house.SignIn(who);
            var found = await visitor.PostAsync("/cases/search", ("Name", "Vuurvliegje"));
            Assert.Equal((who.Role, "0 zaken gevonden"), (who.Role, found.Text("h1")));
            Assert.DoesNotContain("Sterre", found.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_holds_only_the_cases_of_who_asks_for_it()
    {
        var child = w.Child("Sterre", "Zandloper");
        w.Step(w.Case(child: child));
        var other = World.Caseworker(World.Team(w.Town, "youth"));
        w.Case(other, w.Child("Wolf", "Kompas"));
        using (var colleague = house.SignIn(other))
        {
            var file = await colleague.GetAsync("/cases?handler=Export&as=csv");
            Assert.Contains("Kompas", file.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Zandloper", file.Html, StringComparison.Ordinal);
        }

        foreach (var who in new[] { Partner(), World.Enforcer(w.Town), World.Care(child.School), World.Librarian(World.Library(w.Town)) })
        {
            using var visitor = house.SignIn(who);
            Assert.Equal((who.Role, HttpStatusCode.Forbidden), (who.Role, (await visitor.GetAsync("/cases?handler=Export&as=csv")).Status));
        }

        // And of a class list: not by who works on the case, nor does the school's own file tell that there is one.
        using var lead = house.SignIn(w.Amira);
        Assert.NotEqual(HttpStatusCode.OK, (await lead.GetAsync($"/groups/{child.Group.Id}/export?as=csv")).Status);
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var list = await teacher.GetAsync($"/groups/{child.Group.Id}/export?as=csv");
        Assert.Contains("Zandloper", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(w.Amira.Name.Surname, list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("zaak", list.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_notice_of_a_signal_and_its_case_names_no_child_and_no_word_of_it_whoever_reads_it()
    {
        var (first, second) = (Partner(), World.PartnerMember(World.PartnerOf(w.Town, "childcare")));
        var child = w.Child("Sterre", "Lampion");
        var signal = World.Signal(w.Town, source: "partnership", given: "Sterre", surname: "Lampion", by: first);
        World.Do("update signal set words = @Secret, pupil_id = @pupil where id = @signal", new { Secret, pupil = child.Id, signal });
        using var hanna = house.SignIn(w.Hanna);
        await hanna.SubmitAsync(await hanna.OpenAsync($"/signals/{signal}"), "#Lead form", ("Lead", w.Amira.MembershipId.ToString()), ("Why", Secret));
        var made = World.One<Guid>("select id from care_case where pupil_id = @Id", new { child.Id });
        using var amira = house.SignIn(w.Amira);
        await amira.SubmitAsync(await amira.OpenAsync($"/cases/{made}/lead"), "form[action*=Accept]");
        Assert.True(World.Count("notice", "to_person_id = @Id", new { first.Id }) > 0);
        Assert.Equal(0, World.Count("notice", "args::text || coalesce(link, '') ~* 'Sterre|Lampion|voogdij'"));

        using var own = house.SignIn(first);
        var told = await own.OpenAsync("/signals/mine");
        Assert.Contains("Iemand heeft nu de leiding na je signaal.", told.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(w.Amira.Name.Full, told.Html, StringComparison.Ordinal);
        using var other = house.SignIn(second);
        var nothing = await other.OpenAsync("/signals/mine");
        Assert.DoesNotContain("Lampion", nothing.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("leiding na je signaal", nothing.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/signals/mine/{signal}")).Status);
        // The partner reads the own words back, and nothing of what was decided with them.
        Assert.DoesNotContain("Past bij dit team", (await own.OpenAsync($"/signals/mine/{signal}")).Html, StringComparison.Ordinal);
        using var around = AsApp.Enter(house, second);
        Assert.Empty(around.List<Guid>("select id from notice where link like '%' || @signal || '%'", new { signal = signal.ToString() }));
    }

    private Somebody Partner() => World.PartnerMember(World.PartnerOf(w.Town));
}
