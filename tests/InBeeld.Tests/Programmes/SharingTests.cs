using System.Net;
using System.Text;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>A programme that libraries take over from each other.</summary>
public sealed class SharingTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (string, string?)[] Copy(string name = "Bouwlab") => [("Name", name), ("Starts", $"{World.Clock.Day.AddDays(10):yyyy-MM-dd}"), ("Ends", $"{World.Clock.Day.AddDays(90):yyyy-MM-dd}"), ("Places", "15"), ("Location", "Zolder")];

    private (Organisation Library, Guid Programme) Published(string name)
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library, name: name);
        World.Do("update programme set aim = 'Samen iets maken', about = 'Je bouwt een stad' where id = @programme", new { programme });
        World.Asks(programme, "Wil het kind zelf meedoen?");
        World.Module(programme, 1, "Karton");
        World.Module(programme, 2, "Licht");
        var own = World.Scale(programme);
        World.Do("insert into programme_scale (programme_id, scale_id) select @programme, @own on conflict do nothing", new { programme, own });
        return (library, programme);
    }

    [Fact]
    public async Task A_programme_is_shared_in_editions_copied_with_its_origin_and_says_what_is_new()
    {
        var (library, programme) = Published("Stadsbouwers");
        var child = World.Enrolment(programme, state: "placed", givenName: "Abelino");
        using var maker = house.SignIn(World.ProgrammeLeader(library));
        var share = await maker.GetAsync($"/programmes/{programme}/share");
        var shared = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => maker.SubmitAsync(share, "main form.ib-form", ("Note", "Eerste versie"))));
        Assert.All(shared, s => Assert.Equal(HttpStatusCode.Redirect, s.Status));
        Assert.Equal(1, World.Count("programme_edition", "programme_id = @programme", new { programme }));
        Assert.Contains("niets veranderd", (await maker.SubmitAsync(await maker.GetAsync($"/programmes/{programme}/share"), "main form.ib-form")).Text(".ib-errors"), StringComparison.Ordinal);

        using var taker = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        var list = await taker.GetAsync("/programmes/shared?topic=stadsbouw");
        Assert.Contains("Stadsbouwers", list.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Stadsbouwers", (await taker.GetAsync("/programmes/shared?topic=%25")).Text("main"), StringComparison.Ordinal);
        var edition = await taker.GetAsync(list.Document.QuerySelector("main .ib-queue a")!.GetAttribute("href")!);
        Assert.Contains("Karton", edition.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Abelino", edition.Html, StringComparison.Ordinal);
        var wrong = await taker.SubmitAsync(edition, "main form", ("Name", ""), ("Location", "Zolder"));
        Assert.Equal("Zolder", wrong.Document.QuerySelector("[name=Location]")!.GetAttribute("value"));
        PageAnswer[] answers = [await taker.SubmitAsync(wrong, "main form", Copy()), await taker.SubmitAsync(wrong, "main form", Copy())];
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        var mine = await taker.GetAsync(answers[0].Location!);
        Assert.Contains("Gemaakt naar", mine.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Wil het kind zelf meedoen?", mine.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("programme", "name = 'Bouwlab' and state = 'draft' and origin_id is not null"));
        Assert.Equal(2, World.One<int>("select count(*)::integer from programme_module m join programme p on p.id = m.programme_id where p.name = 'Bouwlab'"));
        // The question to repeat came along, as one of the own library.
        Assert.Equal(1, World.One<int>("select count(*)::integer from programme_scale k join programme p on p.id = k.programme_id join short_scale s on s.id = k.scale_id where p.name = 'Bouwlab' and s.library_id = p.library_id"));
        Assert.Contains("versie 1", (await maker.GetAsync($"/programmes/{programme}/share")).Text("main"), StringComparison.Ordinal);

        // A second edition: who copied hears of it, sees what is different, and keeps the own programme as it is.
        World.Do("update programme_module set name = 'Hout' where programme_id = @programme and name = 'Licht'", new { programme });
        await maker.SubmitAsync(await maker.GetAsync($"/programmes/{programme}/share"), "main form.ib-form", ("Note", "Met hout"));
        var told = await taker.GetAsync(answers[0].Location!);
        Assert.Contains("Er is een nieuwere versie", told.Text("main"), StringComparison.Ordinal);
        var compared = await taker.GetAsync(told.Document.QuerySelector("a[href*='?with=']")!.GetAttribute("href")!);
        Assert.Contains("Module: Hout", compared.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Module: Licht", compared.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Module: Karton", compared.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("nieuwere versie", (await taker.GetAsync(answers[0].Location!)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.One<int>("select count(*)::integer from programme_module m join programme p on p.id = m.programme_id where p.name = 'Bouwlab' and m.name = 'Licht'"));
        Assert.NotEqual(Guid.Empty, child);
    }

    [Fact]
    public async Task What_is_shared_no_more_is_read_only_by_who_made_or_copied_it()
    {
        var (library, programme) = Published("Verdwijnbouw");
        using var maker = house.SignIn(World.ProgrammeLeader(library));
        await maker.SubmitAsync(await maker.GetAsync($"/programmes/{programme}/share"), "main form.ib-form");
        var id = World.One<Guid>("select id from programme_edition where programme_id = @programme", new { programme });
        using var taker = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        await taker.SubmitAsync(await taker.GetAsync($"/programmes/shared/{id}"), "main form", Copy("Mijn bouw"));
        await maker.SubmitAsync(await maker.GetAsync($"/programmes/{programme}/share"), "form[action*='shown=false']");
        Assert.Equal(HttpStatusCode.OK, (await taker.GetAsync($"/programmes/shared/{id}")).Status);
        var stranger = World.ProgrammeLeader(World.Library(World.Municipality()));
        using var other = house.SignIn(stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/programmes/shared/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/programmes/{programme}/share")).Status);
        // Around the application.
        using var around = AsApp.Enter(house, stranger);
        Assert.DoesNotContain(id, around.List<Guid>("select id from programme_edition"));
        Assert.False(around.One<bool>($"select app.turn_edition('{id}', true, now())"));
        Assert.Equal("gone", around.One<string>($"select app.publish_programme(uuidv7(), '{programme}', '{{}}', '', now())"));
        Assert.Equal("42501", around.Try("update programme_edition set note = 'x' where true"));
        Assert.Empty(around.List<string>($"select library from app.copied_by('{programme}')"));
    }

    [Fact]
    public async Task A_file_carries_a_programme_to_where_nothing_is_shared_and_a_wrong_one_names_the_field()
    {
        var (library, programme) = Published("Bestandsbouw");
        using var maker = house.SignIn(World.ProgrammeLeader(library));
        await maker.SubmitAsync(await maker.GetAsync($"/programmes/{programme}/share"), "main form.ib-form");
        var id = World.One<Guid>("select id from programme_edition where programme_id = @programme", new { programme });
        var file = await maker.GetAsync($"/programmes/shared/{id}?handler=File");
        Assert.Contains("attachment", file.Header("Content-Disposition"), StringComparison.Ordinal);
        var json = Encoding.UTF8.GetString(file.Body);
        using var taker = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        foreach (var (bad, says) in new[]
        {
            ("", "Kies eerst een bestand"), ("{ \"format\": 1 ", "niet te lezen"), ("[]", "niet te lezen"), ("null", "geen bestand van een programma"), ("{}", "geen bestand van een programma"),
            (json.Replace("\"sessions\": 3", "\"sessions\": 900", StringComparison.Ordinal), "modules[0].sessions"), (json.Replace("\"group\"", "\"club\"", StringComparison.Ordinal), "kind"),
            (json.Replace("Samen iets maken", new string('x', 1001), StringComparison.Ordinal), "aim"), (new string('x', 300_000), "te groot"), ("{\"format\":\"inbeeld-programme-1\",\"modules\":[null]}", "niet te lezen"),
        })
        {
            var refused = await taker.UploadAsync("/programmes/shared/file?handler=Read", "Upload", "programma.json", Encoding.UTF8.GetBytes(bad));
            Assert.Contains(says, refused.Text(".ib-errors"), StringComparison.Ordinal);
        }

        Assert.Equal(0, World.Count("programme", "origin <> '' and name = 'Uit bestand'"));
        var seen = await taker.UploadAsync("/programmes/shared/file?handler=Read", "Upload", "programma.json", file.Body);
        Assert.Contains("nog niets bewaard", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Karton", seen.Text("main"), StringComparison.Ordinal);
        var made = await taker.FollowAsync(await taker.SubmitAsync(seen, "main form", Copy("Uit bestand")));
        Assert.Contains("Bestandsbouw", made.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("programme", "name = 'Uit bestand' and origin_id is null and origin like 'Bestandsbouw, %'"));
    }
}
