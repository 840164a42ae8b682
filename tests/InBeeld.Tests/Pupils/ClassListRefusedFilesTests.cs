using System.Text;
using static InBeeld.Tests.Pupils.ClassListDesk;

namespace InBeeld.Tests.Pupils;

/// <summary>A file that is no class list is refused with a sentence on the page, and leaves nothing behind.</summary>
public sealed class ClassListRefusedFilesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string School = "<school><schooljaar>2026-2027</schooljaar></school>";

    private World World => house.World;

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE EDEX [<!ENTITY a \"Geheim\"><!ENTITY b \"&a;&a;&a;\">]><EDEX>" + School + "<leerlingen><leerling key=\"1\"><roepnaam>&b;</roepnaam></leerling></leerlingen></EDEX>", "Er staat een DTD in het bestand.")]
    [InlineData("<!DOCTYPE EDEX SYSTEM \"file:///etc/passwd\"><EDEX/>", "Er staat een DTD in het bestand.")]
    [InlineData("<html><body>Geheim</body></html>", "Dit is geen EDEXML-bestand. Het begint met “html” en niet met “EDEX”.")]
    [InlineData("<?xml version=\"1.0\" encoding=\"klingon-8\"?><EDEX/>", "Het bestand gebruikt een tekenset die we niet kennen: klingon-8.")]
    [InlineData("<EDEX>" + School + "<leerlingen></leerlingen></EDEX>", "Er staan geen leerlingen in het bestand.")]
    [InlineData("<EDEX>" + School + "<leerlingen><leerling key=\"1\"><roepnaam>Geheim</roepnaam>", "Het bestand is kapot of afgebroken op regel 1.")]
    [InlineData("<EDEX><school><schooljaar>2026-2028</schooljaar></school><leerlingen><leerling key=\"1\"><roepnaam>Geheim</roepnaam></leerling></leerlingen></EDEX>", "Het schooljaar “2026-2028” klopt niet.")]
    [InlineData("Leerlingnummer;Roepnaam;Achternaam\r\n", "Het bestand heeft een kopregel, maar geen leerlingen.")]
    [InlineData("Leerlingnummer;Roepnaam\r\n1;\"Geheim\r\n", "Op regel 2 begint een aanhalingsteken dat niet wordt gesloten.")]
    [InlineData("   \r\n \r\n", "Het bestand is leeg.")]
    [InlineData("", "Kies een bestand dat niet leeg is.")]
    public async Task It_is_refused_with_a_sentence(string content, string sentence) => await RefusedAsync(Encoding.UTF8.GetBytes(content), sentence);

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_with_a_sentence()
    {
        await RefusedAsync([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70, 73, 70, 0, 1], "Dit is geen CSV- of Excelbestand.");
        await RefusedAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "Dit is een oud Excelbestand (.xls).");
        await RefusedAsync([0x50, 0x4B, 0x03, 0x04, .. new byte[60]], "Dit Excelbestand is kapot.");
        await RefusedAsync([0xFF, 0xFE, 0, 0, 60, 0, 0, 0, 69, 0, 0, 0], "Het bestand gebruikt een tekenset die we niet kennen: UTF-32.");
        await RefusedAsync(Encoding.Latin1.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><EDEX>{School}<leerlingen><leerling key=\"1\"><roepnaam>Zoë</roepnaam></leerling></leerlingen></EDEX>"), "Er staan tekens in het bestand die niet passen bij de tekenset utf-8.");
    }

    [Fact]
    public async Task Numbers_of_pupils_that_are_burgerservicenummers_are_refused()
    {
        using var desk = new ClassListDesk(house);
        string[] numbers = ["100000009", "100000010", "100000022", "100000034", "100000046"];
        Assert.All(numbers, number => Assert.True(Capabilities.Pupils.ImportClassList.Files.BsnWatch.PassesTestOfEleven(number)));
        Assert.StartsWith("De leerlingnummers in dit bestand lijken burgerservicenummers.", Refused(await desk.PreviewAsync(desk.Edexml(numbers.Select(n => Child(n, "Noor"))))), StringComparison.Ordinal);
        Assert.Equal(0, desk.Imports);
        Assert.All(numbers, number => Assert.Empty(desk.Everywhere(number)));
    }

    [Fact]
    public async Task Without_a_file_the_page_asks_for_one()
    {
        using var desk = new ClassListDesk(house);
        Assert.Equal("Kies een bestand dat niet leeg is.", Refused(await desk.Office.PostAsync("/class-lists")));
    }

    [Fact]
    public async Task After_a_refused_file_a_good_one_goes_on_from_the_same_page()
    {
        using var desk = new ClassListDesk(house);
        Refused(await desk.PreviewAsync(Utf8("<html/>")));
        await desk.ImportAsync(Child("1", "Noor"));
        Assert.Single(desk.Children());
    }

    private async Task RefusedAsync(byte[] content, string sentence)
    {
        using var desk = new ClassListDesk(house);
        var page = await desk.PreviewAsync(content, "lijst.bin");
        Assert.StartsWith(sentence, Refused(page), StringComparison.Ordinal);
        Assert.StartsWith("Fout:", page.Title, StringComparison.Ordinal);
        Assert.Equal(0, desk.Imports);
        Assert.Equal(0, World.Count("class_list_row r", "not exists (select 1 from class_list_import i where i.id = r.import_id)"));
        Assert.Equal(0, World.Count("class_list_state", "school_id = @Id", new { desk.School.Id }));
        Assert.Empty(desk.Everywhere("Geheim"));
        Assert.Empty(desk.Children());
    }
}
