using System.Net;

namespace InBeeld.Tests.People;

public sealed class OrganisationsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_list_pages_by_fifty_without_losing_or_repeating_one()
    {
        using var visitor = house.SignIn(World.Administrator());
        var town = World.Municipality();
        for (var i = 0; i < 120; i++)
        {
            World.School(municipality: town, name: $"{"'t Db"[i % 5]} Palet {i % 7}");
        }

        var seen = new List<string>();
        for (var address = $"/organisations?kind=school&municipality={town.Code}"; address.Length > 0;)
        {
            var page = await visitor.GetAsync(address);
            seen.AddRange(page.Document.QuerySelectorAll("tbody a.ib-name").Select(a => a.GetAttribute("href")!));
            address = page.Document.QuerySelector("footer a.nl-button")?.GetAttribute("href") ?? "";
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("paddenstoel")]
    [InlineData("Paddénstoel elfendorp")]
    [InlineData("2345 kx")]
    [InlineData("2345KX")]
    [InlineData("77QQ01")]
    [InlineData("padenstoel")]
    [InlineData("paddestoel elfendrop")]
    public async Task Search_forgives_spelling_accents_and_spaces(string words)
    {
        World.Do("insert into organisation (kind, code, name, level, place, postcode, source) values ('school', '77QQ01', 'De Paddenstoel', 'primary', 'Elfendorp', '2345 KX', 'duo') on conflict do nothing");
        using var visitor = house.SignIn(World.Administrator());
        Assert.Contains("De Paddenstoel", (await visitor.GetAsync("/organisations?find=" + Uri.EscapeDataString(words))).Texts("tbody a.ib-name"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("'; drop table organisation; --")]
    public async Task A_sign_of_the_database_is_only_a_sign(string words)
    {
        World.School();
        using var visitor = house.SignIn(World.Administrator());
        var page = await visitor.GetAsync("/organisations?find=" + Uri.EscapeDataString(words));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Texts("tbody a.ib-name"));
    }

    [Fact]
    public async Task Switching_off_asks_first_and_says_how_many_people_it_touches()
    {
        var school = World.School();
        var principal = World.Principal(school);
        World.Teacher(school);
        using var visitor = house.SignIn(World.Administrator());
        var ask = await visitor.GetAsync($"/organisations/{school.Id}/switch");
        Assert.Contains("2 mensen kunnen hier niet meer werken", ask.Text("main form"), StringComparison.Ordinal);
        using var atWork = house.SignIn(principal);
        Assert.Equal(HttpStatusCode.OK, (await atWork.GetAsync("/people")).Status);

        var done = await visitor.FollowAsync(await visitor.SubmitAsync(ask, "main form[method=post]"));
        Assert.Equal($"{school.Name} staat uit", done.Text("h1"));
        Assert.NotEqual(HttpStatusCode.OK, (await atWork.GetAsync("/people")).Status);
        await visitor.SubmitAsync(await visitor.GetAsync($"/organisations/{school.Id}/switch"), "main form[method=post]");
        Assert.Equal(HttpStatusCode.OK, (await atWork.GetAsync("/people")).Status);
    }

    [Fact]
    public async Task Nobody_switches_off_the_organisation_they_work_for()
    {
        using var visitor = house.SignIn(World.Administrator());
        var page = await visitor.PostAsync($"/organisations/{World.Installation().Id}/switch", ("on", "false"));
        Assert.Contains("Je werkt nu zelf voor deze organisatie", page.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("organisation", "id = @Id and is_on", new { World.Installation().Id }));
    }

    [Fact]
    public async Task A_school_that_has_stopped_is_not_switched_on()
    {
        var school = World.School().SwitchedOff();
        World.Do("update organisation set gone_on = '2026-08-01' where id = @Id", new { school.Id });
        using var visitor = house.SignIn(World.Administrator());
        await visitor.PostAsync($"/organisations/{school.Id}/switch", ("on", "true"));
        Assert.Equal(0, World.Count("organisation", "id = @Id and is_on", new { school.Id }));
    }

    [Fact]
    public async Task A_municipality_that_goes_on_becomes_an_organisation_with_its_code_and_its_schools_stay_off()
    {
        World.Do("insert into municipality (code, name) values ('0741', 'Molendam')");
        World.Do("insert into organisation (kind, code, name, level, municipality_code, source, gone_on) values ('school', '41AA00', 'A', 'primary', '0741', 'duo', null), ('school', '41AB00', 'B', 'secondary', '0741', 'duo', null), ('school', '41AC00', 'C', 'primary', '0741', 'duo', '2026-01-01')");
        using var visitor = house.SignIn(World.Administrator());
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync("/organisations/municipalities/0741"), "main form[method=post]"));
        Assert.Equal("Molendam staat aan, met 0 van de 2 scholen", page.Text("h1"));
        Assert.Equal(1, World.Count("organisation", "kind = 'municipality' and code = '0741' and municipality_code = '0741' and is_on and name = 'Gemeente Molendam'"));

        var ask = await visitor.GetAsync("/organisations/municipalities/0741?ask=true");
        Assert.Equal("2 scholen aanzetten?", ask.Text("main form h2"));
        page = await visitor.FollowAsync(await visitor.SubmitAsync(ask, "main form[method=post]"));
        Assert.Equal("Molendam staat aan, met 2 van de 2 scholen", page.Text("h1"));
        Assert.Equal(0, World.Count("organisation", "code = '41AC00' and is_on"));
    }

    [Fact]
    public async Task A_library_is_made_by_hand_once_however_often_the_form_is_sent()
    {
        var town = World.Municipality();
        using var visitor = house.SignIn(World.Administrator());
        var form = await visitor.GetAsync("/organisations/add");
        (string, string?)[] fields = [("Kind", "library"), ("Name", " Bibliotheek  De Kaft "), ("Municipality", town.Code), ("Website", "www.dekaft.test"), ("Postcode", "2345kx")];
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(form, "main form[method=post]", fields));
        await visitor.SubmitAsync(form, "main form[method=post]", fields);
        Assert.Equal("Bibliotheek De Kaft staat uit", page.Text("h1"));
        Assert.Equal(1, World.Count("organisation", "kind = 'library' and name = 'Bibliotheek De Kaft' and postcode = '2345 KX' and source = 'own' and not is_on"));
    }

    [Theory]
    [InlineData("school", "Fabelschool", "", "", "Kies welk onderwijs de school geeft.")]
    [InlineData("library", "", "", "", "Vul de naam van de organisatie in.")]
    [InlineData("municipality", "Fabeldam", "12", "", "De code van een gemeente heeft vier cijfers.")]
    [InlineData("library", "De Kaft", "", "javascript:alert(1)", "Vul een adres in zoals www.school.nl.")]
    [InlineData("castle", "De Burcht", "", "", "Kies welke soort organisatie het is.")]
    public async Task What_is_not_right_is_said_at_the_field_and_what_was_typed_stays(string kind, string name, string code, string website, string sentence)
    {
        using var visitor = house.SignIn(World.Administrator());
        var page = await visitor.PostAsync("/organisations/add", ("Id", Guid.CreateVersion7().ToString()), ("Kind", kind), ("Name", name), ("Code", code), ("Website", website));
        Assert.Equal([sentence], page.Texts(".ib-errors li"));
        Assert.Contains(sentence, page.Texts(".ib-wrong"));
        Assert.Equal(name, page.Document.QuerySelector("#Name")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_code_that_is_taken_names_whose_it_is()
    {
        World.School(code: "99X777", name: "De Eerste");
        using var visitor = house.SignIn(World.Administrator());
        var page = await visitor.PostAsync("/organisations/add", ("Id", Guid.CreateVersion7().ToString()), ("Kind", "school"), ("Name", "De Tweede"), ("Level", "primary"), ("Code", "99x777"));
        Assert.Equal("Deze code is al van De Eerste.", page.Text("#Code ~ .ib-wrong, .ib-wrong"));
    }

    [Fact]
    public async Task Two_people_who_change_the_same_organisation_both_see_what_the_other_wrote()
    {
        var library = World.School(name: "Oud");
        using var one = house.SignIn(World.Administrator());
        using var two = house.SignIn(World.Administrator());
        var (first, second) = (await one.GetAsync($"/organisations/{library.Id}/edit"), await two.GetAsync($"/organisations/{library.Id}/edit"));
        await one.SubmitAsync(first, "main form[method=post]", ("Name", "Van een"));
        var page = await two.SubmitAsync(second, "main form[method=post]", ("Name", "Van twee"));
        Assert.Contains("Iemand anders wijzigde dit intussen", page.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Nu opgeslagen: Van een", page.Html, StringComparison.Ordinal);
        Assert.Equal("Van twee", page.Document.QuerySelector("#Name")!.GetAttribute("value"));
        await two.SubmitAsync(page, "main form[method=post]");
        Assert.Equal("Van twee", World.One<string>("select name from organisation where id = @Id", new { library.Id }));
    }

    [Fact]
    public async Task What_comes_from_DUO_is_not_changed_by_hand_but_the_name_of_a_board_is()
    {
        World.Do("insert into organisation (id, kind, code, name, level, source, duo_kind) values ('00000000-0000-7000-8000-00000000e001', 'school', '51AA00', 'Van DUO', 'primary', 'duo', 'bo'), ('00000000-0000-7000-8000-00000000e002', 'board', '51511', 'Bestuur 51511', '', 'duo', '')");
        using var visitor = house.SignIn(World.Administrator());
        var page = await visitor.PostAsync("/organisations/00000000-0000-7000-8000-00000000e001/edit", ("Version", "1"), ("Name", "Gekaapt"), ("Level", "primary"));
        Assert.False(page.Has("#Name"));
        await visitor.SubmitAsync(await visitor.GetAsync("/organisations/00000000-0000-7000-8000-00000000e002/edit"), "main form[method=post]", ("Name", "Stichting Paraplu"), ("Place", "Elders"));
        Assert.Equal(["Van DUO", "Stichting Paraplu"], World.List<string>("select name from organisation where id in ('00000000-0000-7000-8000-00000000e001', '00000000-0000-7000-8000-00000000e002') order by id"));
        Assert.Equal("", World.One<string>("select place from organisation where code = '51511'"));
    }
}
