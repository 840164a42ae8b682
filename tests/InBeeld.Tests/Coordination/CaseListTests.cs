using System.Net;
using System.Text;

namespace InBeeld.Tests.Coordination;

/// <summary>The working list: whose cases stand in it, in which order, and what one can choose, keep and take along.</summary>
public sealed class CaseListTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_title_says_how_many_cases_run_and_how_many_have_a_step_too_late()
    {
        var w = new WorkingCases(house);
        w.Step(w.Case(), -3);
        w.Step(w.Case(), -1);
        w.Step(w.Case(), 2);
        using var amira = house.SignIn(w.Amira);
        using var hanna = house.SignIn(w.Hanna);
        Assert.Equal("3 lopende zaken, 2 met een stap te laat", (await amira.GetAsync("/cases")).Text("h1"));
        // A day later than the owner.
        Assert.Equal("3 lopende zaken, 1 met een stap te laat", (await hanna.GetAsync("/cases")).Text("h1"));
        Assert.Equal("1 zaak met een stap te laat", (await hanna.GetAsync("/cases?late=true")).Text("h1"));
    }

    [Fact]
    public async Task What_is_due_first_comes_first_and_what_has_no_step_comes_last()
    {
        var w = new WorkingCases(house);
        var (none, late, soon, today) = (w.Case(), w.Case(), w.Case(), w.Case());
        w.Step(late, -3);
        w.Step(soon, 2, title: "Ga langs");
        w.Step(today);
        using var amira = house.SignIn(w.Amira);
        var list = await amira.GetAsync("/cases");
        Assert.Equal([w.Name(late), w.Name(today), w.Name(soon), w.Name(none)], list.Texts("tbody th .ib-name"));
        var lines = list.Texts("tbody tr");
        Assert.Contains("3 dagen te laat", lines[0], StringComparison.Ordinal);
        Assert.Contains("Vandaag", lines[1], StringComparison.Ordinal);
        Assert.Contains("Ga langs", lines[2], StringComparison.Ordinal);
        Assert.Contains("Geen stap gepland", lines[3], StringComparison.Ordinal);
        Assert.Contains("12 dagen", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_lists_only_what_their_task_reaches()
    {
        var w = new WorkingCases(house);
        var other = World.Team(w.Town, "youth");
        var (colleague, coach) = (World.Caseworker(w.Team), World.Caseworker(other));
        var (own, ofColleague, ofCoach) = (w.Case(), w.Case(colleague), w.Case(coach));
        async Task<int> Counts(Somebody who)
        {
            using var visitor = house.SignIn(who);
            return (await visitor.GetAsync("/cases")).Texts("tbody tr").Count;
        }

        Assert.Equal(3, await Counts(w.Hanna));
        Assert.Equal(2, await Counts(w.Lead));
        Assert.Equal(1, await Counts(w.Amira));
        Assert.Equal(1, await Counts(World.TeamLead(other)));
        using var far = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal("Er lopen geen zaken", (await far.GetAsync("/cases")).Text("h1"));
        using var enforcer = house.SignIn(World.Enforcer(w.Town));
        Assert.Equal(HttpStatusCode.Forbidden, (await enforcer.GetAsync("/cases")).Status);
        using var amira = house.SignIn(w.Amira);
        Assert.DoesNotContain(w.Name(ofColleague), (await amira.GetAsync($"/cases?person={colleague.MembershipId}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(w.Name(ofCoach), (await amira.GetAsync($"/cases?party={other.Id}")).Html, StringComparison.Ordinal);
        Assert.NotEqual(own, ofCoach);
    }

    [Theory]
    [InlineData("kind=home", 1)]
    [InlineData("urgency=3", 1)]
    [InlineData("asked=true", 1)]
    [InlineData("state=closing", 1)]
    [InlineData("state=closed", 1)]
    [InlineData("kind=home&urgency=3", 0)]
    [InlineData("kind=nonsense&urgency=99&party=x", 4)]
    public async Task One_chooses_what_to_see(string query, int rows)
    {
        var w = new WorkingCases(house);
        w.Case();
        w.Case(kind: "home");
        w.Case(urgency: 3);
        w.Case(leadState: "asked");
        World.Do("update care_case set state = 'closing', outcome = 'in_view', closing_at = now() where id = @id", new { id = w.Case() });
        w.Close(w.Case());
        using var hanna = house.SignIn(w.Hanna);
        var list = await hanna.GetAsync("/cases?" + query);
        Assert.True(list.Status == HttpStatusCode.OK, string.Join("\n", house.Logged.Select(l => l[..Math.Min(900, l.Length)])));
        Assert.Equal(rows, list.Texts("tbody tr").Count);
    }

    [Fact]
    public async Task Pages_of_fifty_follow_each_other_without_a_case_twice_or_missing()
    {
        var w = new WorkingCases(house);
        for (var i = 0; i < 112; i++)
        {
            var made = w.Case();
            if (i % 3 != 0)
            {
                w.Step(made, i % 5);
            }
        }

        using var hanna = house.SignIn(w.Hanna);
        var seen = new List<string>();
        var page = await hanna.GetAsync("/cases");
        for (var i = 0; i < 3; i++)
        {
            seen.AddRange(page.Document.QuerySelectorAll("tbody th .ib-name").Select(a => a.GetAttribute("href")!));
            if (page.Document.QuerySelector("a[rel=next]") is { } next)
            {
                page = await hanna.GetAsync(next.GetAttribute("href")!);
            }
        }

        Assert.Equal(112, seen.Count);
        Assert.Equal(112, seen.Distinct().Count());
        Assert.False(page.Has("a[rel=next]"));
    }

    [Fact]
    public async Task Closed_cases_stand_newest_first_and_their_pages_follow_each_other()
    {
        var w = new WorkingCases(house);
        var (old, young) = (w.Case(), w.Case());
        w.Close(old, daysAgo: 30);
        w.Close(young, daysAgo: 1);
        using var hanna = house.SignIn(w.Hanna);
        var list = await hanna.GetAsync("/cases?state=closed");
        Assert.Equal([w.Name(young), w.Name(old)], list.Texts("tbody th .ib-name"));
        Assert.Contains("Weer in beeld", list.Text("tbody"), StringComparison.Ordinal);
        Assert.Equal([w.Name(old)], (await hanna.GetAsync($"/cases?state=closed&after=_{young}")).Texts("tbody th .ib-name"));
    }

    [Fact]
    public async Task The_list_takes_at_most_three_queries()
    {
        var w = new WorkingCases(house);
        for (var i = 0; i < 60; i++)
        {
            w.Step(w.Case(), i - 20);
        }

        foreach (var who in new[] { w.Hanna, w.Lead, w.Amira })
        {
            using var visitor = house.SignIn(who);
            foreach (var path in new[] { "/cases", "/cases?late=true", "/cases?nobody=true&kind=home", "/cases?state=closed" })
            {
                var asked = await house.Queries(() => visitor.GetAsync(path));
                Assert.Equal(HttpStatusCode.OK, asked.Answer.Status);
                Assert.InRange(asked.OfThePage.Count, 1, 3);
            }
        }
    }

    [Fact]
    public async Task A_case_is_found_by_how_the_name_of_the_child_sounds_and_only_where_one_may_list_it()
    {
        var w = new WorkingCases(house);
        var found = w.Case(child: w.Child("Sophie", "Dijkstra"));
        w.Case(child: w.Child("Mees", "Brandnetel"));
        using var amira = house.SignIn(w.Amira);
        using var colleague = house.SignIn(World.Caseworker(w.Team));
        using var far = house.SignIn(World.Coordinator(World.Municipality()));
        var answer = await amira.PostAsync("/cases/search", ("Name", "sofie dyk"));
        Assert.Equal("1 zaak gevonden", answer.Text("h1"));
        Assert.Equal($"/cases/{found}", answer.Document.QuerySelector("main .ib-name")!.GetAttribute("href"));
        Assert.DoesNotContain("Brandnetel", answer.Html, StringComparison.Ordinal);
        Assert.Equal("0 zaken gevonden", (await colleague.PostAsync("/cases/search", ("Name", "sofie dyk"))).Text("h1"));
        Assert.Equal("0 zaken gevonden", (await far.PostAsync("/cases/search", ("Name", "Dijkstra"))).Text("h1"));
        Assert.Equal("Zoek een zaak", (await amira.PostAsync("/cases/search", ("Name", " %.*( "))).Text("h1"));
    }

    [Fact]
    public async Task The_chosen_list_is_taken_along_as_a_file_and_that_is_written_down()
    {
        var w = new WorkingCases(house);
        var child = w.Child("Noor", "=Bladerdak");
        w.Step(w.Case(child: child, kind: "home"), -2);
        w.Case();
        using var hanna = house.SignIn(w.Hanna);
        var csv = await hanna.GetAsync("/cases?handler=Export&as=csv&kind=home");
        Assert.Equal(HttpStatusCode.OK, csv.Status);
        var lines = Encoding.UTF8.GetString(csv.Body).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Noor =Bladerdak", lines[1], StringComparison.Ordinal);
        Assert.Contains("Zorgen over thuis", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Noor", csv.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal((byte)'P', (await hanna.GetAsync("/cases?handler=Export&as=xlsx")).Body[0]);
        Assert.Equal(1, World.Journalled("use_case = 'export cases' and @id = any (pupils) and cardinality(pupils) = 1", new { id = child.Id }));
        Assert.Equal(HttpStatusCode.BadRequest, (await hanna.GetAsync("/cases?handler=Export&as=exe")).Status);
    }

    [Fact]
    public async Task A_choice_is_kept_as_a_list_shared_renamed_and_removed_with_a_way_back()
    {
        var w = new WorkingCases(house);
        w.Case(kind: "home");
        w.Case();
        using var amira = house.SignIn(w.Amira);
        using var lead = house.SignIn(w.Lead);
        using var far = house.SignIn(World.Caseworker(World.Team(w.Town)));
        var page = await amira.GetAsync("/cases?kind=home");
        var saved = await amira.SubmitAsync(page, "form[action*='handler=Save']", ("Title", "Zorgen thuis"), ("shared", "true"));
        Assert.Equal("/cases?kind=home", saved.Location);
        await amira.SubmitAsync(page, "form[action*='handler=Save']", ("Title", "Zorgen thuis"), ("shared", "true"));
        var id = World.One<Guid>("select id from working_list where name = 'Zorgen thuis' and organisation_id = @Id", new { w.Team.Id });
        Assert.Equal(1, World.Count("working_list", "organisation_id = @Id", new { w.Team.Id }));
        Assert.Contains("Zorgen thuis", (await lead.GetAsync("/cases")).Text(".ib-tabs"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zorgen thuis", (await far.GetAsync("/cases")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/cases/lists?handler=Remove", ("id", id.ToString()))).Status);
        await amira.SubmitAsync(await amira.GetAsync("/cases/lists"), "form[action*='handler=Change']", ("title", "Thuis"), ("shared", null));
        Assert.DoesNotContain("Thuis", (await lead.GetAsync("/cases")).Text(".ib-tabs"), StringComparison.Ordinal);
        var gone = await amira.FollowAsync(await amira.SubmitAsync(await amira.GetAsync("/cases/lists"), "button[formaction*=Remove]"));
        Assert.Equal("Je hebt nog geen lijsten", gone.Text("h1"));
        Assert.Equal("Je hebt 1 lijst", (await amira.FollowAsync(await amira.SubmitAsync(gone, "[role=status] form"))).Text("h1"));
        Assert.Contains("Geef de lijst een naam", (await amira.PostAsync("/cases/lists?handler=Save", ("id", Guid.CreateVersion7().ToString()), ("title", " "))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_list_keeps_only_what_is_known_of_an_address()
    {
        var w = new WorkingCases(house);
        using var amira = house.SignIn(w.Amira);
        await amira.PostAsync("/cases/lists?handler=Save", ("id", Guid.CreateVersion7().ToString()), ("title", "Raar"), ("keep", "kind=home&x=%22%3E%3Cscript&late=true"));
        Assert.Equal("kind=home&late=true", World.One<string>("select query from working_list where name = 'Raar' and person_id = @Id", new { w.Amira.Id }));
    }
}
