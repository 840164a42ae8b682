using System.Globalization;
using System.IO.Compression;
using System.Net;
using InBeeld.Capabilities.Monitor.Publications.Open;
using InBeeld.Capabilities.Monitor.Publications.Report;
using InBeeld.Kernel.Web;

namespace InBeeld.Tests.Monitor;

/// <summary>The report that everybody reads of what was published.</summary>
public sealed class PublicationReportTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Set = """
        {"groups": [{"key": "area", "label": {"nl": "Gebied", "en": "Area"}}, {"key": "empty", "label": {"nl": "Leeg", "en": "Empty"}}],
         "indicators": [{"key": "cooperates", "label": {"nl": "Samen", "en": "Together"}, "group": "area", "words": {"nl": "Het deel dat samenwerkt.", "en": "The part that works together."}, "level": "location", "numerator": "cooperates", "aggregation": "share", "percent": true}]}
        """;

    [Fact]
    public void It_says_what_is_shown_where_it_is_lowest_and_highest_and_how_many_are_hidden()
    {
        var said = Said("nl", Country("60", "60", "100"), Province("Noord", "80", "40", "50"), Province("Oost", "40", "12", "30"), Province("West", "40", "8", "20"), Hidden("Zuid"));
        Assert.Contains("In heel Nederland is het 60 % (60 van 100). Van 2 is het niet bekend. Van de 3 provincies die te zien zijn is het cijfer het laagst in Oost, West (40 %) en het hoogst in Noord (80 %). Van 1 provincie is het cijfer verborgen.", said);
        Assert.Contains("Samen: 60 % (60 van 100).", said);
        Assert.DoesNotContain("Leeg", said);
        Assert.DoesNotContain("Zuid", said);
        Assert.Contains("In the whole of the Netherlands it is 60 % (60 of 100). Of 2 it is not known. Of the 3 provinces that are shown the figure is lowest in Oost, West (40 %) and highest in Noord (80 %). Of 1 province the figure is hidden.", Said("en", Country("60", "60", "100"), Province("Noord", "80", "40", "50"), Province("Oost", "40", "12", "30"), Province("West", "40", "8", "20"), Hidden("Zuid")));
    }

    [Fact]
    public void Where_all_is_hidden_or_alike_it_says_so()
    {
        Assert.Contains("Het cijfer van Nederland is verborgen. Van de provincies is het cijfer verborgen.", Said("nl", new OpenFigure { Indicator = "cooperates", Level = "country", Place = "Nederland", Hidden = true }, Hidden("Zuid"), Hidden("Noord")));
        Assert.Contains("In heel Nederland is het 50 % (50 van 100). Van 2 is het niet bekend. In alle 2 provincies die te zien zijn is dat 50 %.", Said("nl", Country("50", "50", "100"), Province("Noord", "50", "40", "80"), Province("Oost", "50", "10", "20")));
        Assert.Contains("Hierop heeft niemand geantwoord.", Said("nl", new OpenFigure { Indicator = "cooperates", Level = "country", Place = "Nederland", Why = "nothing" }));
    }

    [Fact]
    public void The_bars_are_as_long_as_the_figures_and_stand_from_high_to_low()
    {
        var definition = new OpenRow { Indicators = Set }.Set.Indicators[0].Definition;
        var bars = PlaceBars.Of(definition, Country("60", "60", "100"), [Province("Oost", "40", "12", "30"), Province("Noord", "80", "40", "50"), Hidden("Zuid")], new Text())!;
        Assert.Equal([("Noord", 144.0), ("Oost", 72.0)], bars.Bars.Select(b => (b.Place, b.Length)));
        Assert.Equal(108.0, bars.Country);
        Assert.Null(PlaceBars.Of(definition, Country("60", "60", "100"), [Province("Oost", "40", "12", "30"), Hidden("Zuid")], new Text()));
        Assert.Null(PlaceBars.Of(definition, Country("60", "60", "100"), [Province("Oost", "40", "12", "30"), Province("West", "40", "8", "20")], new Text()));
    }

    [Fact]
    public async Task Everybody_reads_it_and_takes_it_along_as_a_document_until_it_is_withdrawn()
    {
        var world = house.World;
        var research = world.Research();
        var id = world.Published(world.Wave(research, [world.Library(world.Municipality())], state: "closed"));
        using var anybody = house.Visitor();
        Assert.True((await anybody.GetAsync($"/open-data/monitor/{id}")).Has($"a[href='/open-data/monitor/{id}/report']"));
        var page = await anybody.GetAsync($"/open-data/monitor/{id}/report");
        Assert.Contains("In heel Nederland is het 80 % (16 van 20).", page.Text("main"), StringComparison.Ordinal);
        var file = await anybody.GetAsync($"/open-data/monitor/{id}/report?handler=Document");
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.ContentType);
        await using var zip = new ZipArchive(new MemoryStream(file.Body));
        using var reader = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Contains("In heel Nederland is het 80 % (16 van 20).", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var by = house.SignIn(world.Researcher(research));
        await by.PostAsync("/monitor/publications?handler=Withdraw", ("Publication", id.ToString()), ("Reason", "Een bibliotheek telde dubbel."));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/open-data/monitor/{id}/report")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/open-data/monitor/{id}/report?handler=Document")).Status);
    }

    private static string Said(string language, params OpenFigure[] figures)
    {
        var (before, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "nl-NL"), CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "nl-NL"));
        try
        {
            var row = new OpenRow { Indicators = Set, Policy = """{"least": 5, "leastRespondents": 4, "dominance": 75, "rounding": 0}""", TitleNl = "Monitor", TitleEn = "Monitor", SchoolYear = 2025, Edition = 1, Institute = "Instituut" };
            return string.Join('\n', PublicationReport.Of(row, figures, new Text()).SelectMany(p => p.Items.Append(p.Heading).Append(p.Paragraph)));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, ui);
        }
    }

    private static OpenFigure Country(string exact, string k, string n) => new() { Indicator = "cooperates", Level = "country", Place = "Nederland", Exact = exact, K = k, N = n, Unknown = 2 };

    private static OpenFigure Province(string place, string exact, string k, string n) => new() { Indicator = "cooperates", Level = "province", Place = place, Exact = exact, K = k, N = n, Unknown = 0 };

    private static OpenFigure Hidden(string place) => new() { Indicator = "cooperates", Level = "province", Place = place, Hidden = true };
}
