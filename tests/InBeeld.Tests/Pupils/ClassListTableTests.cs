using InBeeld.Tests.Pupils.Files;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>Class lists as CSV or Excel: the columns are guessed, corrected by hand and remembered for the school.</summary>
public sealed class ClassListTableTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string[] Headers = ["Code", "Wie", "Rest", "Zit in"];
    private static readonly (string, string?)[] ByHand = [("Fields", "Key"), ("Fields", "GivenName"), ("Fields", "Surname"), ("Fields", "Group")];

    private World World => house.World;

    public static TheoryData<string> Kinds => ["csv", "xlsx"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Columns_that_are_chosen_by_hand_are_remembered_for_the_school(string kind)
    {
        using var desk = new ClassListDesk(house);
        var page = await desk.PreviewAsync(File(kind, Headers, ["1", "Noor", "Bladerdak", "7b"], ["2", "Sem", "Kiezel", "8a"]), $"lijst.{kind}");
        Assert.Equal("Welke kolom is wat?", page.Text("h1"));
        Assert.Contains("Noor · Sem", page.Text("main"), StringComparison.Ordinal);
        Assert.Empty(desk.Children());

        var preview = await desk.Office.FollowAsync(await desk.Office.SubmitAsync(page, Mapping, ByHand));
        Assert.Contains("2 nieuw", preview.Text("h1"), StringComparison.Ordinal);
        await desk.ApplyAsync(preview);
        Assert.Equal(["Noor Bladerdak: 7b", "Sem Kiezel: 8a"], desk.Children());

        var next = await desk.PreviewAsync(File(kind, Headers, ["1", "Noortje", "Bladerdak", "7b"], ["2", "Sem", "Kiezel", "7b"]), $"lijst2.{kind}");
        Assert.Contains("0 nieuw, 2 gewijzigd", next.Text("h1"), StringComparison.Ordinal);
        await desk.ApplyAsync(next);
        Assert.Equal(["Noortje Bladerdak: 7b", "Sem Kiezel: 7b"], desk.Children());
    }

    [Fact]
    public async Task A_choice_of_one_school_is_not_that_of_another()
    {
        using var desk = new ClassListDesk(house);
        using var other = new ClassListDesk(house);
        var file = File("csv", Headers, ["1", "Noor", "Bladerdak", "7b"]);
        await desk.Office.SubmitAsync(await desk.PreviewAsync(file, "lijst.csv"), Mapping, ByHand);
        Assert.Equal("Welke kolom is wat?", (await other.PreviewAsync(file, "lijst.csv")).Text("h1"));
    }

    [Fact]
    public async Task A_column_that_is_new_is_asked_about_and_the_others_keep_their_choice()
    {
        using var desk = new ClassListDesk(house);
        await desk.Office.SubmitAsync(await desk.PreviewAsync(File("csv", Headers, ["1", "Noor", "Bladerdak", "7b"]), "lijst.csv"), Mapping, ByHand);
        var page = await desk.PreviewAsync(File("csv", [.. Headers, "Opmerking"], ["1", "Noor", "Bladerdak", "7b", "x"]), "lijst.csv");
        Assert.Equal("Welke kolom is wat?", page.Text("h1"));
        Assert.Equal(["Key", "GivenName", "Surname", "Group", "Ignore"], page.Document.QuerySelectorAll("select[name=Fields] option[selected]").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task The_guess_stands_ready_on_the_page_of_columns()
    {
        using var desk = new ClassListDesk(house);
        var page = await desk.PreviewAsync(File("csv", ["Leerlingnummer", "Roepnaam", "Tussenvoegsel", "Achternaam", "Klas"], ["1", "Noor", "van den", "Berg", "7b"]), "lijst.csv");
        await desk.ApplyAsync(await desk.Office.FollowAsync(await desk.Office.SubmitAsync(page, Mapping)));
        Assert.Equal(["Noor van den Berg: 7b"], desk.Children());
    }

    [Theory]
    [InlineData("Key", "Key", "GivenName", "Ignore", "Twee kolommen zijn gekozen voor hetzelfde gegeven: “Code” en “Wie”. Kies er een.")]
    [InlineData("Key", "Ignore", "Ignore", "Group", "Kies een kolom voor de roepnaam, de achternaam of de hele naam.")]
    public async Task Columns_that_do_not_go_together_are_refused_with_a_sentence(string one, string two, string three, string four, string sentence)
    {
        using var desk = new ClassListDesk(house);
        var page = await desk.PreviewAsync(File("csv", Headers, ["1", "Noor", "Bladerdak", "7b"]), "lijst.csv");
        Assert.Equal(sentence, Refused(await desk.Office.SubmitAsync(page, Mapping, ("Fields", one), ("Fields", two), ("Fields", three), ("Fields", four))));
        Assert.Equal("mapping", desk.StateOf(ImportOf(page)));
    }

    [Fact]
    public async Task A_bad_row_of_a_table_is_named_by_its_line_and_the_others_go_on()
    {
        using var desk = new ClassListDesk(house);
        string[] headers = ["Leerlingnummer", "Roepnaam", "Achternaam", "Geboortedatum", "Klas"];
        var page = await desk.PreviewAsync(File("csv", headers, ["1", "Noor", "Bladerdak", "1-3-2016", "7b"], ["2", "", "", "2-3-2016", "7b"], ["3", "Laat", "Te", "31-2-2016", "7b"], ["4", "Sem", "Kiezel", "3-3-2016", "7b"]), "lijst.csv");
        var preview = await desk.Office.FollowAsync(await desk.Office.SubmitAsync(page, Mapping));
        foreach (var said in new[] { "2 nieuw", "regel 3", "Er is geen naam.", "regel 4", "De datum is niet te lezen." })
        {
            Assert.Contains(said, preview.Text("main"), StringComparison.Ordinal);
        }

        await desk.ApplyAsync(preview);
        Assert.Equal(["Noor Bladerdak: 7b", "Sem Kiezel: 7b"], desk.Children());
    }

    [Fact]
    public async Task Formulas_and_separators_inside_quotes_are_only_text()
    {
        using var desk = new ClassListDesk(house);
        var page = await desk.PreviewAsync(Utf8("\uFEFFLeerlingnummer\tRoepnaam\tAchternaam\tKlas\r\n1\t\"No;or\"\t=1+1\t7b\r\n"), "lijst.csv");
        await desk.ApplyAsync(await desk.Office.FollowAsync(await desk.Office.SubmitAsync(page, Mapping)));
        Assert.Equal(["No;or =1+1: 7b"], desk.Children());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sensitive_columns_stand_nowhere_not_even_while_the_columns_are_chosen_and_are_counted(string kind)
    {
        using var desk = new ClassListDesk(house);
        string[] good = [.. Enumerable.Range(100_000_000, 1_000).Select(n => $"{n}").Where(PassesTest).Take(5)];
        Assert.Equal(5, good.Length);
        string[][] rows = [.. good.Select((bsn, i) => (string[])[$"{i + 1}", $"Kind{(char)('a' + i)}", "Bladerdak", "7b", bsn, bsn, $"Geheimvolk{kind}", $"Geheimland{kind}", $"Geheimeck{kind}"])];
        var page = await desk.PreviewAsync(File(kind, ["Leerlingnummer", "Roepnaam", "Achternaam", "Klas", "BSN", "Nr", "Etniciteit", "Geboorteland", "ECK iD"], rows), $"lijst.{kind}");
        Assert.Equal("Welke kolom is wat?", page.Text("h1"));
        void Nowhere()
        {
            foreach (var value in good.Concat([$"Geheimvolk{kind}", $"Geheimland{kind}", $"Geheimeck{kind}"]))
            {
                Assert.Empty(desk.Everywhere(value));
            }
        }

        Assert.Contains("class_list_import.content", desk.Everywhere("Kinda"));
        Assert.DoesNotContain(good[0], page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", page.Html, StringComparison.Ordinal);
        Nowhere();

        // Also when somebody insists.
        var preview = await desk.Office.FollowAsync(await desk.Office.SubmitAsync(page, Mapping,
            ("Fields", "Ignore"), ("Fields", "GivenName"), ("Fields", "Surname"), ("Fields", "Group"), ("Fields", "Key"), ("Fields", "Initials"), ("Fields", "Prefix"), ("Fields", "Postcode"), ("Fields", "Ignore")));
        foreach (var said in new[] { "burgerservicenummer (10)", "etniciteit (5)", "herkomst of nationaliteit (5)", "ECK iD (5)" })
        {
            Assert.Contains(said, preview.Text("main"), StringComparison.Ordinal);
        }

        await desk.ApplyAsync(preview);
        Assert.Equal(5, desk.Children().Count);
        Nowhere();
    }

    private static bool PassesTest(string text) => Capabilities.Pupils.ImportClassList.Files.BsnWatch.PassesTestOfEleven(text);

    private static byte[] File(string kind, string[] headers, params string[][] rows) => kind == "xlsx"
        ? Given.Workbook([Given.Row(headers), .. rows.Select(row => Given.Row(row))])
        : Utf8(string.Join("\r\n", rows.Prepend(headers).Select(row => string.Join(';', row))) + "\r\n");
}
