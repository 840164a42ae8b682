using System.Net;
using System.Text;
using InBeeld.Tests.Pupils.Files;

namespace InBeeld.Tests.Completeness;

/// <summary>A list is compared with the children that are in view: who is found is counted, who is not is shown.</summary>
public sealed class CompareListTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Who_is_in_a_class_list_or_has_an_open_signal_is_found_with_prefix_and_diacritics()
    {
        var desk = new ListDesk(house);
        desk.InView("Zoë", "van den", "Bergkristal");
        desk.InView("Çiğdem", "", "Yıldızpad");
        desk.InView("Meike", "", "Meijersloot");
        World.Do("update signal set birth_date = @Born, search_key = @key where id = @id", new { ListDesk.Born, key = Capabilities.Pupils.Contract.SearchKey.Of("Mila Nevelbank"), id = World.Signal(desk.Town) });
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var page = await ListDesk.CompareAsync(coordinator, [ListDesk.Line("Zoe", "van den", "Bergkristal", ListDesk.Born), ListDesk.Line("Cigdem", "", "Yildizpad", ListDesk.Born), ListDesk.Line("Meike", "", "Meyersloot", ListDesk.Born),
            ListDesk.Line("Mila", "", "Nevelbank", ListDesk.Born), .. ListDesk.Strangers(8)]);
        Assert.Equal("8 kinderen van deze lijst zijn niet in beeld", page.Text("h1"));
        Assert.Equal("4 van de 12 kinderen zijn in beeld", page.Text("svg.ib-cover title"));
        Assert.Contains("33 % is in beeld. Afgehandeld: 0. Nog te doen: 8.", page.Text("svg.ib-cover desc"), StringComparison.Ordinal);
        Assert.Equal(8, page.Texts(".ib-queue h2").Count);
        foreach (var known in new[] { "Bergkristal", "Yildizpad", "Yıldızpad", "Meyersloot", "Nevelbank" })
        {
            Assert.DoesNotContain(known, page.Html, StringComparison.Ordinal);
            Assert.Equal(0, World.Count("completeness_name", "surname = @known", new { known }));
        }
    }

    [Fact]
    public async Task Nearly_the_same_is_not_found_and_says_nothing_of_the_child_that_is_like_it()
    {
        var desk = new ListDesk(house);
        var child = desk.InView("Sanne", "", "Ruimtevaart");
        desk.InView("Elders", "", "Vergeweg", town: World.Municipality());
        World.Do("update pupil set left_on = current_date where id = @Id", new { desk.InView("Weg", "", "Gegaanberg").Id });
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var page = await ListDesk.CompareAsync(coordinator, [ListDesk.Line("Sanne", "", "Ruimtevaart", ListDesk.Born.AddDays(1)), ListDesk.Line("Susan", "", "Ruimtevaart", ListDesk.Born), ListDesk.Line("Elders", "", "Vergeweg", ListDesk.Born),
            ListDesk.Line("Weg", "", "Gegaanberg", ListDesk.Born), .. ListDesk.Strangers(8)]);
        Assert.Equal("12 kinderen van deze lijst zijn niet in beeld", page.Text("h1"));
        Assert.Contains("Controleer eerst hoe de naam en de geboortedatum geschreven zijn.", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(child.School.Name, page.Html, StringComparison.Ordinal);
        var rows = page.Document.QuerySelectorAll(".ib-queue > li").Select(li => li.QuerySelectorAll(".ib-meta span").Length).Distinct();
        Assert.Single(rows);
    }

    [Fact]
    public async Task A_row_that_is_not_good_is_named_with_its_row_column_and_reason()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var first = ListDesk.Strangers(1)[0];
        var page = await ListDesk.CompareAsync(coordinator, [.. ListDesk.Strangers(10), first, "Zonderdatum;;Pip;;;", "Raardatum;;Pip;31-02-2015;;", ";;Pip;01-02-2015;;", "Teveel;;Pip;01-02-2015;;;extra", first.Replace("Kiezel", "Kíezel", StringComparison.Ordinal)]);
        var said = page.Text("main");
        Assert.Contains("6 rijen konden niet worden vergeleken", said, StringComparison.Ordinal);
        Assert.Matches("Rij 12(, kolom \\w+)? ?Dezelfde naam met dezelfde geboortedatum staat ook op regel 2.", said);
        Assert.Contains("Rij 13, kolom geboortedatumEr is geen geboortedatum.", said, StringComparison.Ordinal);
        Assert.Contains("Rij 14, kolom geboortedatumDe datum is niet te lezen.", said, StringComparison.Ordinal);
        Assert.Contains("Rij 15De voornaam of de achternaam ontbreekt.", said, StringComparison.Ordinal);
        Assert.Contains("Rij 16", said, StringComparison.Ordinal);
        Assert.Matches("Rij 17(, kolom \\w+)? ?Dezelfde naam met dezelfde geboortedatum staat ook op regel 2.", said);
        Assert.DoesNotContain("Zonderdatum", page.Html, StringComparison.Ordinal);
        Assert.Equal("16 10", World.One<string>("select in_file || ' ' || compared from completeness_list where id = @id", new { id = ListDesk.IdOf(page) }));
    }

    [Fact]
    public async Task A_list_that_is_too_short_too_long_or_no_list_is_refused_and_does_not_count_for_the_day()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var (nine, same) = (ListDesk.Strangers(9), ListDesk.Strangers(1)[0]);
        async Task Refused(byte[] file, string why, string name = "lijst.csv")
        {
            var answer = await ListDesk.UploadAsync(coordinator, file, name);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains(why, answer.Text(".ib-errors"), StringComparison.Ordinal);
        }

        await Refused(ListDesk.Csv(nine), "Bruikbare kinderen in de lijst: 9. Dat moeten er minstens 10 zijn.");
        await Refused(ListDesk.Csv([.. nine, nine[0], nine[0]]), "in de lijst: 9.");
        await Refused(ListDesk.Csv(Enumerable.Repeat(same, 40)), "in de lijst: 1.");
        await Refused(ListDesk.Csv(ListDesk.Strangers(2001)), "meer dan 2");
        await Refused([], "leeg");
        await Refused(Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><EDEX>&e;</EDEX>"), "geen CSV- of Excelbestand");
        await Refused([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x00, 0x01], "geen CSV- of Excelbestand", "lijst.pdf");
        await Refused([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "Excelbestand is kapot", "lijst.xlsx");
        await Refused(Given.Workbook([Given.Row("achternaam", "voornaam", "geboortedatum"), "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"]), "Excelbestand is kapot", "lijst.xlsx");
        await Refused(Encoding.UTF8.GetBytes("naam;klas\r\nPip;7\r\n"), "kolommen nodig voor voornaam, achternaam en geboortedatum");
        await Refused(new byte[6 * 1024 * 1024], "groter dan 5 MB");
        Assert.Equal(0, World.Count("completeness_list", "organisation_id = @Id", new { desk.Town.Id }));
        Assert.Equal(0, World.Journalled("use_case = 'compare list' and organisation_id = @Id", new { desk.Town.Id }));
    }

    [Fact]
    public async Task A_workbook_is_read_too_and_what_may_not_be_kept_is_thrown_away()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var rows = Enumerable.Range(0, 12).Select(n => Given.Row("Vreemd" + ListDesk.Letters(n), "Pip", "2015-02-03", "999999990", "Klas " + n));
        var sent = await ListDesk.UploadAsync(coordinator, Given.Workbook([Given.Row("Achternaam", "Voornaam", "Geboortedatum", "BSN", "Groep"), .. rows]), "lijst.xlsx");
        var page = await coordinator.GetAsync(sent.Location!);
        Assert.Contains("In de lijst stonden gevoelige gegevens. Die zijn weggegooid.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Klas 3", page.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.DoesNotContain("999999990", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("completeness_name", "reference like '%999999990%' or place like '%999999990%'"));
    }

    [Fact]
    public async Task A_list_of_two_thousand_is_compared_in_one_statement()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var file = ListDesk.Csv(ListDesk.Strangers(2000));
        var asked = await Statements.OfAsync(() => ListDesk.UploadAsync(coordinator, file));
        Assert.NotNull(asked.Answer.Location);
        Assert.Single(asked.Statements, s => s.Contains("app.compare_list", StringComparison.Ordinal));
        Assert.True(asked.OfThePage.Count <= 16, string.Join('\n', asked.OfThePage));
        var page = await Statements.OfAsync(() => coordinator.GetAsync(asked.Answer.Location!));
        Assert.Equal(50, page.Answer.Texts(".ib-queue h2").Count);
        Assert.InRange(page.OfThePage.Count, 1, 4);
        var next = await coordinator.GetAsync(page.Answer.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Contains("rij 52", next.Text(".ib-queue li"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sixth_list_of_a_day_waits_until_tomorrow_also_when_lists_were_removed()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        for (var i = 0; i < 5; i++)
        {
            await ListDesk.CompareAsync(coordinator, ListDesk.Strangers(10, i));
        }

        var gone = World.One<Guid>("select id from completeness_list where organisation_id = @Id limit 1", new { desk.Town.Id });
        await coordinator.SubmitAsync(await coordinator.GetAsync($"/completeness/{gone}/remove"), "main form");
        Assert.Contains("vandaag al 5 lijsten", (await ListDesk.UploadAsync(coordinator, ListDesk.Csv(ListDesk.Strangers(10)))).Text(".ib-errors"), StringComparison.Ordinal);
        using var colleague = house.SignIn(World.Coordinator(desk.Town));
        Assert.Contains("vandaag al 5 lijsten", (await ListDesk.UploadAsync(colleague, ListDesk.Csv(ListDesk.Strangers(10)))).Text(".ib-errors"), StringComparison.Ordinal);
        using var partner = house.SignIn(World.PartnerMember(World.PartnerOf(desk.Town)));
        Assert.NotNull((await ListDesk.UploadAsync(partner, ListDesk.Csv(ListDesk.Strangers(10)))).Location);
        World.Do("update completeness_list set at = at - interval '1 day' where organisation_id = @Id", new { desk.Town.Id });
        Assert.NotNull((await ListDesk.UploadAsync(coordinator, ListDesk.Csv(ListDesk.Strangers(10)))).Location);
    }

    [Fact]
    public async Task A_double_tap_is_one_list()
    {
        var desk = new ListDesk(house);
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var id = Guid.CreateVersion7();
        var file = ListDesk.Csv(ListDesk.Strangers(12));
        await coordinator.GetAsync("/completeness");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ListDesk.UploadAsync(coordinator, file, id: id)));
        Assert.All(answers, a => Assert.Equal($"/completeness/{id}", a.Location));
        Assert.Equal(1, World.Count("completeness_list", "organisation_id = @Id", new { desk.Town.Id }));
        Assert.Equal(12, World.Count("completeness_row", "list_id = @id", new { id }));
        Assert.Equal(1, World.Journalled("use_case = 'compare list' and organisation_id = @Id", new { desk.Town.Id }));
    }

    [Fact]
    public async Task The_journal_holds_numbers_and_no_names()
    {
        var desk = new ListDesk(house);
        desk.InView("Roos", "", "Doornenpad");
        using var coordinator = house.SignIn(World.Coordinator(desk.Town));
        var page = await ListDesk.CompareAsync(coordinator, [ListDesk.Line("Roos", "", "Doornenpad", ListDesk.Born), "Zonderdatum;;Pip;;;", .. ListDesk.Strangers(11)]);
        await coordinator.GetAsync($"{page.Path}?handler=Export&as=csv");
        var id = ListDesk.IdOf(page);
        Assert.Equal(1, World.Journalled("use_case = 'compare list' and organisation_id = @Id and pupils = '{}' and details ->> 'rows' = '13' and details ->> 'compared' = '12' and details ->> 'found' = '1' and details ->> 'rejected' = '1'", new { desk.Town.Id }));
        Assert.Equal(1, World.Journalled("use_case = 'export list' and details ->> 'rows' = '11' and details ->> 'list' = @id", new { id = id.ToString() }));
        Assert.Equal(0, World.Journalled("organisation_id = @Id and (details::text ilike '%vreemd%' or details::text ilike '%doornenpad%' or reason ilike '%vreemd%')", new { desk.Town.Id }));
    }
}
