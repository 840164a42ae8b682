using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using InBeeld.Kernel.Web;
using InBeeld.Tests.Architecture;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>A child or parent signs up on the page that anybody can open.</summary>
public sealed class JoinTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_parent_signs_a_child_up_and_nobody_learns_whether_it_was_known()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var question = World.Asks(programme, "Wil het kind zelf meedoen?");
        var page = "/meedoen/" + World.One<string>("select slug from programme where id = @programme", new { programme });
        using var parent = house.Visitor();
        var form = await parent.GetAsync(page);
        Assert.Equal("Doe mee met Het Derde Nest", form.Text("h1"));
        Assert.Contains("Gratis", form.Text("main"), StringComparison.Ordinal);
        var wrong = await parent.SubmitAsync(form, "main form", ("GivenName", "Noor"), ("Reach", "bel mij"));
        Assert.Equal("Noor", wrong.Document.QuerySelector("[name=GivenName]")!.GetAttribute("value"));
        Assert.Contains("Nog niet, want hier staat geen ja bij", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        (string, string?)[] filled = [("Who", "parent"), ("GivenName", "Noor"), ("Surname", "Zandloper"), ("Born", $"{World.Clock.Day.AddYears(-10):yyyy-MM-dd}"), ("School", "De Duizendpoot"), ("Year", "6"), ("Yes", question.ToString()),
            ("Wish", "Leren plannen"), ("Contact", "Moeder"), ("Reach", "06 12 34 56 78"), ("Speaks", "ar")];
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => parent.SubmitAsync(wrong, "main form", filled)));
        Assert.All(answers, a => Assert.Equal(page + "?sent=true", a.Location));
        Assert.Equal(1, World.Count("enrolment", "programme_id = @programme and source = 'parent' and wish = 'Leren plannen'", new { programme }));
        // The same child once more, from another screen: the same answer, and still one.
        var again = await parent.SubmitAsync(await parent.GetAsync(page), "main form", filled);
        Assert.Equal(page + "?sent=true", again.Location);
        Assert.Equal("Je aanmelding voor Het Derde Nest is binnen", (await parent.FollowAsync(again)).Text("h1"));
        Assert.Equal(1, World.Count("enrolment", "programme_id = @programme", new { programme }));
        // Another child too: the leaders are told once, until they look.
        await parent.SubmitAsync(await parent.GetAsync(page), "main form", [.. filled.Where(f => f.Item1 != "GivenName"), ("GivenName", "Sam")]);
        Assert.Equal(2, World.Count("enrolment", "programme_id = @programme", new { programme }));
        Assert.Equal(1, World.Count("notice", "kind = 'programme-referred' and to_role = 'programme_leader' and to_organisation_id = @Id and link = @link", new { library.Id, link = $"/programmes/{programme}" }));
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("Noor Zandloper", (await leader.GetAsync($"/programmes/{programme}")).Text("main"), StringComparison.Ordinal);
        var trapped = await parent.SubmitAsync(await parent.GetAsync(page), "main form", [.. filled, ("GivenName", "Bot"), ("Website", "http://x")]);
        Assert.Contains("Laat het veld over een website leeg", trapped.Text(".ib-errors"), StringComparison.Ordinal);
        using var bare = house.Visitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await bare.PostWithoutTokenAsync(page, filled)).Status);
    }

    [Fact]
    public async Task Only_an_open_programme_for_families_can_be_joined_and_not_without_end()
    {
        var library = World.Library(World.Municipality());
        using var visitor = house.Visitor();
        foreach (var (state, family) in new[] { ("draft", true), ("closed", true), ("open", false) })
        {
            var other = World.Programme(library, state: state);
            World.Do("update programme set by_family = @family where id = @other", new { family, other });
            Assert.Equal("Je kunt je hier nu niet aanmelden", (await visitor.GetAsync("/meedoen/p-" + other.ToString("N"))).Text("h1"));
        }

        var programme = World.Programme(library);
        using (var around = AsApp.Nobody(house))
        {
            string Join(int i, string address) => around.One<string>("select app.join_programme(uuidv7(), @slug, 'pupil', 'Kind' || @i, '', 'Zandloper', current_date - 4000, 'School', 6, 'Moeder', '0612345678', '', 'nl', '', '{}', 'k' || @i, '', @address, now())",
                new { slug = "p-" + programme.ToString("N"), i, address = System.Text.Encoding.ASCII.GetBytes(address) })!;
            Assert.All(Enumerable.Range(0, 10), i => Assert.Equal("", Join(i, "here")));
            Assert.Equal("busy", Join(10, "here"));
            Assert.All(Enumerable.Range(0, 40), i => Assert.Equal("", Join(20 + i, "there" + i)));
            Assert.Equal("busy", Join(99, "elsewhere"));
            Assert.Equal("42501", around.Try("select times from programme_sign_up"));
            Assert.Empty(around.List<Guid>("select id from participant"));
        }
    }

    [Fact]
    public async Task A_flyer_says_what_when_where_and_free_with_a_code_to_the_page_to_sign_up()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var flyer = await leader.GetAsync($"/programmes/{programme}/flyer");
        Assert.NotNull(flyer.Document.QuerySelector("svg.ib-qr"));
        Assert.Contains("/meedoen/p-" + programme.ToString("N"), flyer.Text("main"), StringComparison.Ordinal);
        World.Do("update programme set by_family = false where id = @programme", new { programme });
        var paper = await leader.GetAsync($"/programmes/{programme}/flyer");
        Assert.Null(paper.Document.QuerySelector("svg.ib-qr"));
        Assert.Contains("Vraag je leerkracht", paper.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ar", "rtl", "أريد أن أشارك")]
    [InlineData("tr", null, "Katılmak istiyorum")]
    [InlineData("pl", null, "Chcę wziąć udział")]
    [InlineData("uk", null, "Хочу взяти участь")]
    public async Task A_family_reads_and_signs_up_in_its_own_language_from_the_address_on(string code, string? direction, string button)
    {
        var programme = World.Programme(World.Library(World.Municipality()), name: "Nest " + code);
        var path = "/meedoen/" + World.One<string>("select slug from programme where id = @programme", new { programme });
        using var family = house.Visitor();
        var dutch = await family.GetAsync(path);
        Assert.Contains("Ik wil meedoen", dutch.Text("main"), StringComparison.Ordinal);
        var page = await family.GetAsync(dutch.Document.QuerySelector($"main nav a[lang={code}]")!.GetAttribute("href")!);
        Assert.Equal((code, direction), (page.Document.DocumentElement.GetAttribute("lang"), page.Document.DocumentElement.GetAttribute("dir")));
        Assert.Equal(button, page.Text("main form button"));
        Assert.Equal(code, page.Document.QuerySelector("[name=Speaks] option[selected]")!.GetAttribute("value"));
        // What is wrong is said in that language too, without a Dutch word of ours left over.
        var refused = await family.SubmitAsync(page, "main form");
        Assert.Equal(code, refused.Document.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("Vul ", refused.Text("main"), StringComparison.Ordinal);
        var sent = await family.FollowAsync(await family.SubmitAsync(refused, "main form", ("Who", "parent"), ("GivenName", "Lina"), ("Surname", "Vogel"), ("Born", $"{World.Clock.Day.AddYears(-9):yyyy-MM-dd}"), ("School", "De Linde"), ("Contact", "Vader"), ("Reach", "0612345678")));
        Assert.Equal(code, sent.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Nest " + code, sent.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(code, World.One<string>("select p.contact_language from participant p join enrolment e on e.participant_id = p.id where e.programme_id = @programme", new { programme }));
        var day = await family.GetAsync($"/meedoen/dag/{World.OpenDay(programme)}?lang={code}");
        Assert.Equal(code, day.Document.DocumentElement.GetAttribute("lang"));
        var came = await family.FollowAsync(await family.SubmitAsync(day, "main form", ("Name", "Bo"), ("Reach", "bo@thuis.test"), ("Number", "2")));
        Assert.Equal((code, false), (came.Document.DocumentElement.GetAttribute("lang"), came.Text("main").Contains("Bel de bibliotheek", StringComparison.Ordinal)));
        // Only here: another page stays Dutch, and a language that we do not have is Dutch.
        Assert.Equal("nl", (await family.GetAsync($"/sign-in?lang={code}")).Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("nl", (await family.GetAsync($"{path}?lang=xx")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public void The_page_of_a_family_has_the_same_sentences_in_every_language_with_the_same_places_to_fill_in()
    {
        var files = Source.Files("src/InBeeld/Capabilities/Programmes/Join", "Texts.ar.json", "Texts.tr.json", "Texts.pl.json", "Texts.uk.json").Select(f => (f.Path, Texts: JsonSerializer.Deserialize<Dictionary<string, string>>(f.Text)!)).ToList();
        Assert.Equal(4, files.Count);
        foreach (var (path, texts) in files)
        {
            Assert.True(files[0].Texts.Keys.ToHashSet().SetEquals(texts.Keys), path);
            foreach (var (dutch, words) in texts)
            {
                Assert.True(Holes(dutch).SetEquals(Holes(words)) && words.Trim().Length > 0, $"{path}: {dutch}");
            }
        }

        // Every sentence on the page and in its answers, but for who signs a child up for work.
        var page = string.Join('\n', Source.Files("src/InBeeld/Capabilities/Programmes/Join", "Join.cshtml", "_Child.cshtml", "_Languages.cshtml", "Join.cshtml.cs", "JoinFields.cs").Concat(Source.Files("src/InBeeld/Capabilities/Programmes/OpenDays", "JoinDay.cshtml", "JoinDay.cshtml.cs")).Select(f => f.Text));
        Assert.All(files[0].Texts.Keys, k => Assert.True(Text.All["en"].ContainsKey(k), "No such sentence any more: " + k));
        var missing = Text.All["en"].Keys.Where(k => (page.Contains($"[\"{k}\"", StringComparison.Ordinal) || (k.Contains(' ', StringComparison.Ordinal) && page.Contains($"\"{k}\"", StringComparison.Ordinal))) && !files[0].Texts.ContainsKey(k)).Where(k => !ForWork.Contains(k));
        Assert.Empty(missing);
    }

    private static readonly string[] ForWork = ["Jouw organisatie", "Jouw naam en telefoonnummer", "Meld het kind aan", "Ik doe zelf mee, of mijn kind", "Ik meld een kind aan voor mijn werk", "Laat dit veld leeg", "Vul de naam van je organisatie in, in hooguit {0} tekens.", "Vul je naam en telefoonnummer in, in hooguit {0} tekens.", "Meld een kind alleen aan als kind en ouder dat weten en willen."];

    private static HashSet<string> Holes(string text) => [.. Regex.Matches(text, @"\{\d\}").Select(m => m.Value)];
}
