using System.Net;
using System.Text.RegularExpressions;
using InBeeld.Capabilities.Privacy.WhoCanSee;
using InBeeld.Capabilities.Privacy.WhoLooked;
using InBeeld.Tests.Architecture;

namespace InBeeld.Tests.Privacy;

/// <summary>Who can see a child and why, and who looked.</summary>
public sealed partial class WhoTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Everyone_who_can_see_a_child_is_named_with_the_reason_and_what_they_see()
    {
        var scene = new Scene(World);
        var child = scene.Children[Scene.Own];
        using var teacher = house.SignIn(scene.People[Kernel.Access.Role.Teacher]);
        var page = await teacher.GetAsync($"/children/{child.Id}/access");
        Assert.Equal($"4 mensen kunnen {child.Name.Full} zien", page.Text("h1"));
        var rows = page.Texts("tbody tr");
        Assert.Contains(rows, r => r.StartsWith(scene.People[Kernel.Access.Role.Teacher].Name.Full, StringComparison.Ordinal) && r.Contains("Staat voor groep 7a naam en groep, contact en gezin, wat er speelt", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith(scene.People[Kernel.Access.Role.Care].Name.Full, StringComparison.Ordinal) && r.Contains("zorgen en hulpverleners", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith(scene.People[Kernel.Access.Role.Office].Name.Full, StringComparison.Ordinal) && r.Contains("Houdt de klassenlijsten bij naam en groep", StringComparison.Ordinal));
        Assert.Contains("4 mensen kunnen deze kaart zien", (await teacher.GetAsync($"/children/{child.Id}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{scene.Children[Scene.Next].Id}/access")).Status);
    }

    [Fact]
    public async Task The_reason_of_emergency_access_is_for_care_and_the_privacy_officer_only()
    {
        var scene = new Scene(World);
        var child = scene.Children[Scene.Own];
        using (var coordinator = Security.AsApp.Enter(house, scene.People[Kernel.Access.Role.Coordinator]))
        {
            coordinator.One<Guid>("select app.break_the_glass(@Id, 'Buren hoorden geschreeuw')", new { child.Id });
            coordinator.Commit();
        }

        foreach (var role in new[] { Kernel.Access.Role.Teacher, Kernel.Access.Role.Principal, Kernel.Access.Role.Office, Kernel.Access.Role.Care, Kernel.Access.Role.Privacy })
        {
            using var visitor = house.SignIn(scene.People[role]);
            var page = await visitor.GetAsync($"/children/{child.Id}/access");
            Assert.Contains("Nam spoedtoegang", page.Text("table"), StringComparison.Ordinal);
            Assert.Equal((role, role is Kernel.Access.Role.Care or Kernel.Access.Role.Privacy), (role, page.Html.Contains("Buren hoorden geschreeuw", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Who_looked_shows_that_the_class_list_was_read_and_by_whom_in_plain_words()
    {
        var scene = new Scene(World);
        var child = scene.Children[Scene.Own];
        var joris = scene.People[Kernel.Access.Role.Teacher];
        using (var teacher = house.SignIn(joris))
        {
            await teacher.GetAsync($"/groups/{child.Group.Id}");
            await teacher.GetAsync($"/children/{child.Id}");
        }

        using var care = house.SignIn(scene.People[Kernel.Access.Role.Care]);
        World.Do("select app.seal_journal()");
        var page = await care.GetAsync($"/children/{child.Id}/who-looked");
        Assert.Equal($"Wie keek naar {child.Name.Full}?", page.Text("h1"));
        var rows = page.Texts("tbody tr").Where(r => r.StartsWith(joris.Name.Full, StringComparison.Ordinal)).ToList();
        Assert.Contains(rows, r => r.Contains("Opende de klassenlijst naam en groep, contact en gezin, wat er speelt", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Opende de kaart", StringComparison.Ordinal));
        Assert.Contains("Keek wie naar het kind keek", (await care.GetAsync($"/children/{child.Id}/who-looked")).Text("table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looked_is_for_care_principal_and_privacy_officer_and_for_the_own_children()
    {
        var scene = new Scene(World);
        var (own, far) = (scene.Children[Scene.Own], scene.Children[Scene.Far]);
        foreach (var (role, ownStatus, farStatus) in new[] { (Kernel.Access.Role.Care, 200, 404), (Kernel.Access.Role.Principal, 200, 404), (Kernel.Access.Role.Privacy, 200, 200), (Kernel.Access.Role.Teacher, 403, 403), (Kernel.Access.Role.Coordinator, 403, 403) })
        {
            using var visitor = house.SignIn(scene.People[role]);
            Assert.Equal((role, ownStatus, farStatus), (role, (int)(await visitor.GetAsync($"/children/{own.Id}/who-looked")).Status, (int)(await visitor.GetAsync($"/children/{far.Id}/who-looked")).Status));
        }

        using var privacy = house.SignIn(scene.People[Kernel.Access.Role.Privacy]);
        Assert.DoesNotContain(own.Name.Surname, (await privacy.GetAsync($"/children/{own.Id}/who-looked")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await privacy.GetAsync($"/children/{Guid.CreateVersion7()}/who-looked")).Status);
    }

    [Fact]
    public async Task A_long_journal_is_paged_and_no_line_is_lost()
    {
        var child = World.Pupil();
        World.Do("insert into journal_inbox (kind, use_case, pupils, reason) select 'read', 'open card', array[@Id], 'nr ' || n from generate_series(1, 120) n; select app.seal_journal()", new { child.Id });
        using var care = house.SignIn(World.Care(child.School));
        var (seen, path) = (0, (string?)$"/children/{child.Id}/who-looked");
        for (var i = 0; path is not null && i < 5; i++)
        {
            var page = await care.GetAsync(path);
            seen += page.Texts("tbody tr").Count(r => r.StartsWith("Onbekend", StringComparison.Ordinal));
            path = page.Document.QuerySelector("footer a[href*='before=']")?.GetAttribute("href");
        }

        Assert.Equal(120, seen);
    }

    [Fact]
    public void Every_use_case_about_children_has_a_sentence()
    {
        var used = Source.Files("src/InBeeld", ".cs").SelectMany(f => Journalled().Matches(f.Text)
            .Where(m => !m.Groups["pupils"].Value.StartsWith("[]", StringComparison.Ordinal))
            .SelectMany(m => Quoted().Matches(m.Groups["name"].Value).Select(q => (Name: q.Groups[1].Value, f.Path)))).ToList();
        Assert.True(used.Count > 30, "Too few use cases found to prove anything");
        Found.None(used.Where(u => !UseCases.Known.Contains(u.Name)).Select(u => $"\"{u.Name}\" ({u.Path}) has no sentence in Privacy/WhoLooked/UseCases.cs"));
    }

    [Fact]
    public void Every_sentence_and_word_exists_in_english() =>
        Found.None(UseCases.Sentences.Concat(Words.All).Where(s => Kernel.Web.Text.In("en", s) == s));

    [GeneratedRegex(@"journal\.(?:Read|Write)\((?<name>[^,]*""[^,]*),\s*(?<pupils>\S[^\n]*)")]
    private static partial Regex Journalled();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
