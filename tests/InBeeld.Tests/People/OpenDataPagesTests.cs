using System.Net;
using System.Text;
using static InBeeld.Tests.People.OpenDataFiles;

namespace InBeeld.Tests.People;

public sealed class OpenDataPagesTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task An_administrator_uploads_schools_and_reads_which_rows_were_rejected_and_why()
    {
        using var visitor = house.SignIn(house.World.Administrator());
        var before = house.World.Journalled("use_case = 'import duo'");
        var answer = await visitor.UploadAsync("/open-data?handler=Duo", "file", "scholen.csv", Encoding.UTF8.GetBytes(File(NewHeader, NewRow("21AA00", town: "0721"), "fout", NewRow("21AB00", town: "0721"))));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var page = await visitor.FollowAsync(answer);
        Assert.Equal("3 scholen gelezen: 2 nieuw, 0 gewijzigd", page.Text("h1"));
        Assert.Equal(["Regel 3", "Deze regel heeft 1 kolommen in plaats van 19."], page.Texts("tbody tr > *"));
        Assert.Equal(2, house.World.Count("organisation", "code like '21A%' and not is_on"));
        Assert.Contains((await visitor.GetAsync("/open-data")).Texts("tbody th"), t => t == "scholen.csv");
        Assert.Equal(before + 1, house.World.Journalled("use_case = 'import duo'"));
    }

    [Theory]
    [InlineData("<html></html>", "Dit is een webpagina of xml-bestand. Kies het csv-bestand.")]
    [InlineData("", "Het bestand is leeg.")]
    [InlineData("a;b\n1;2\n", "De eerste regel heeft geen kolomnamen van DUO. Kies een bestand met adressen van scholen.")]
    public async Task A_file_that_is_no_such_file_is_refused_with_a_sentence_at_the_field(string content, string sentence)
    {
        using var visitor = house.SignIn(house.World.Administrator());
        var page = await visitor.UploadAsync("/open-data?handler=Duo", "file", "scholen.csv", Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(sentence, page.Text("#file-wrong"));
        Assert.StartsWith("Fout:", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_the_page_asks_for_one()
    {
        using var visitor = house.SignIn(house.World.Administrator());
        Assert.Equal("Kies een bestand van DUO.", (await visitor.PostAsync("/open-data?handler=Duo")).Text("#file-wrong"));
        Assert.Equal("Kies een bestand met gemeenten, met grenzen, of allebei.", (await visitor.PostAsync("/open-data?handler=Areas")).Text("#table-wrong"));
    }

    [Fact]
    public async Task A_refused_complete_file_leaves_everything_as_it_was()
    {
        using var visitor = house.SignIn(house.World.Administrator());
        var header = NewHeader + ";SOORT PO";
        byte[] Bytes(params string[] rows) => Encoding.UTF8.GetBytes(File(header, rows));
        await visitor.UploadAsync("/open-data?handler=Duo", "file", "so.csv", Bytes(NewRow("22AA00") + ";So", NewRow("22AB00") + ";So", NewRow("22AC00") + ";So"));
        var page = await visitor.UploadAsync("/open-data?handler=Duo", "file", "so.csv", Bytes(NewRow("22AA00", name: "Anders") + ";So", NewRow("22AD00") + ";So"), ("MarkGone", "true"));
        Assert.StartsWith("In dit bestand ontbreken 2 van de 3 scholen", page.Text("#file-wrong"), StringComparison.Ordinal);
        Assert.Equal(0, house.World.Count("organisation", "code like '22A%' and (gone_on is not null or name = 'Anders' or code = '22AD00')"));
    }

    [Fact]
    public async Task Municipalities_and_boundaries_come_together_and_show_on_the_map()
    {
        using var visitor = house.SignIn(house.World.Administrator());
        await visitor.UploadAsync("/open-data?handler=Areas", "table", "gemeenten.csv", Encoding.UTF8.GetBytes("gemeentecode;gemeentenaam;provincie\n0731;Eendam;Fabelland\n0732;Tweedam;Fabelland\n"));
        var geo = OpenDataBoundariesTests.Collection(OpenDataBoundariesTests.Square("0731", 5, 52), OpenDataBoundariesTests.Square("0732", 5.1, 52));
        var done = await visitor.FollowAsync(await visitor.UploadAsync("/open-data?handler=Areas", "boundaries", "grenzen.geojson", Encoding.UTF8.GetBytes(geo)));
        Assert.Equal("Grenzen van 2 gemeenten opgeslagen", done.Text("h1"));

        var page = await visitor.GetAsync("/organisations/municipalities?province=Fabelland");
        Assert.Equal("0 van de 2 gemeenten staan aan", page.Text("h1"));
        Assert.Equal(["Eendam: Uit", "Tweedam: Uit"], page.Texts("svg.ib-map path title"));
        await visitor.PostAsync("/organisations/municipalities/0732?handler=Municipality");
        page = await visitor.GetAsync("/organisations/municipalities?province=Fabelland");
        Assert.Equal("1 van de 2 gemeenten staan aan", page.Text("h1"));
        Assert.Equal("Tweedam: Aan", page.Text("svg.ib-map path.on title"));
    }

    [Fact]
    public async Task A_school_may_not_upload_open_data()
    {
        using var visitor = house.SignIn(house.World.Principal(house.World.School()));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.UploadAsync("/open-data?handler=Duo", "file", "scholen.csv", Encoding.UTF8.GetBytes(File(NewHeader, NewRow("23AA00"))))).Status);
        Assert.Equal(0, house.World.Count("organisation", "code = '23AA00'"));
    }
}
