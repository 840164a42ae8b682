using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using InBeeld.Capabilities.Monitor.Indicators.Map;

namespace InBeeld.Tests.Monitor;

/// <summary>Figures on a map: real outlines, classes that say their values, nothing of a few locations, and no half map.</summary>
public sealed class MapTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    /// <summary>A closed wave, computed: of the first library so many locations cooperate, each in the municipality given.</summary>
    private async Task<(Organisation Research, Guid Wave)> ComputedAsync(string province, params (string Town, int Locations, int Cooperating)[] towns)
    {
        var (research, library) = (World.Research(), World.Library(World.Municipality()));
        var wave = World.Wave(research, [library], locations: towns.Sum(t => t.Locations), state: "closed");
        var unit = World.LibraryIn(wave, library);
        World.Do("""
            insert into wave_unit (wave_id, level, parent_id, name, code) select @wave, 'province', c.id, @province, 'p' from wave_unit c where c.wave_id = @wave and c.level = 'country';
            update wave_unit u set parent_id = (select p.id from wave_unit p where p.wave_id = @wave and p.level = 'province') where u.id = @unit
            """, new { wave, province, unit });
        var n = 0;
        foreach (var (town, locations, cooperating) in towns)
        {
            for (var i = 0; i < locations; i++)
            {
                var location = World.LocationIn(unit, ++n);
                World.Do("update wave_unit set features = jsonb_strip_nulls(jsonb_build_object('municipality', nullif(@town, ''), 'province', @province)) where id = @location", new { location, town, province });
                World.Answered(location, "cooperates", i < cooperating ? 1 : 0);
            }
        }

        using var vera = house.SignIn(World.Researcher(research));
        Assert.Equal(HttpStatusCode.Redirect, (await vera.PostAsync($"/monitor/waves/{wave}/figures?handler=Compute")).Status);
        return (research, wave);
    }

    private void Bounded(string town, string province, double west, double wide = 1) =>
        World.Do("update municipality set name = @town, province = @province, source = 'areas', boundary = @boundary::jsonb where code = @code", new
        {
            town, province, code = World.Municipality().MunicipalityCode, boundary = string.Create(CultureInfo.InvariantCulture, $$"""{"type":"MultiPolygon","coordinates":[[[[{{west}},52],[{{west + wide}},52],[{{west + wide}},53],[{{west}},53],[{{west}},52]]]]}"""),
        });

    [Fact]
    public void The_twelve_provinces_are_there_and_neighbours_share_their_border_point_by_point()
    {
        var drawn = ProvinceOutlines.Drawn;
        Assert.Equal(12, drawn.Areas.Count);
        Assert.Equal("Fryslân", ProvinceOutlines.OnMap("friesland"));
        Assert.Equal("Fabelland", ProvinceOutlines.OnMap("Fabelland"));
        var edges = drawn.Areas.SelectMany(a => Edges(a.Path).Select(e => (a.Name, Edge: e))).GroupBy(e => e.Edge).ToList();
        Assert.All(edges, e => Assert.True(e.Count() <= 2));
        var shared = edges.Where(e => e.Count() == 2).GroupBy(e => string.Join(" ", e.Select(x => x.Name).Order(StringComparer.Ordinal))).ToDictionary(g => g.Key, g => g.Count());
        Assert.All((string[])["Drenthe Groningen", "Drenthe Fryslân", "Drenthe Overijssel", "Gelderland Overijssel", "Gelderland Utrecht", "Gelderland Limburg", "Limburg Noord-Brabant", "Noord-Holland Zuid-Holland", "Noord-Holland Utrecht", "Utrecht Zuid-Holland", "Noord-Brabant Zuid-Holland", "Gelderland Noord-Brabant"], pair => Assert.True(shared.GetValueOrDefault(pair) > 3, pair));
        Assert.All(drawn.Areas, a => Assert.True(a.X > 0 && a.X < drawn.Width && a.Y > 0 && a.Y < drawn.Height));
    }

    private static IEnumerable<((int X, int Y) A, (int X, int Y) B)> Edges(string path)
    {
        foreach (Match part in Regex.Matches(path, @"M(\d+) (\d+)l([^zM]*)z"))
        {
            var numbers = Regex.Matches(part.Groups[3].Value, @"-?\d+").Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
            var ring = new List<(int X, int Y)> { (int.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture)) };
            for (var i = 0; i < numbers.Count; i += 2)
            {
                ring.Add((ring[^1].X + numbers[i], ring[^1].Y + numbers[i + 1]));
            }

            foreach (var (a, b) in ring.Zip(ring.Skip(1).Append(ring[0])))
            {
                yield return a.CompareTo(b) < 0 ? (a, b) : (b, a);
            }
        }
    }

    [Theory]
    [InlineData(0, "12,40,61", "12-21 22-31 32-41 42-51 52-61")]
    [InlineData(0, "7", "7-7")]
    [InlineData(0, "3,4,5", "3-3 4-4 5-5")]
    [InlineData(1, "0.2,0.9", "0.2-0.2 0.3-0.4 0.5-0.5 0.6-0.7 0.8-0.9")]
    public void Classes_are_as_wide_as_each_other_and_never_touch(int decimals, string values, string classes)
    {
        var all = values.Split(',').Select(v => decimal.Parse(v, CultureInfo.InvariantCulture)).ToList();
        var made = ValueClasses.Of(all, decimals);
        Assert.Equal(classes, string.Join(' ', made.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.From}-{c.To}"))));
        Assert.All(all, v => Assert.InRange(made.Ramp(v), 1, 5));
        Assert.Equal(0, made.Ramp(null));
        Assert.Equal(made.Count, made.Select(c => c.Ramp).Distinct().Count());
    }

    [Fact]
    public async Task A_province_of_the_netherlands_stands_on_the_map_with_its_figure_and_a_link_and_the_others_are_hatched()
    {
        var (research, wave) = await ComputedAsync("Friesland", ("Eendam", 8, 6));
        using var vera = house.SignIn(World.Researcher(research));
        var asked = await house.Queries(() => vera.GetAsync($"/monitor/waves/{wave}/figures?indicator=cooperates"));
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n", asked.OfThePage));
        var page = asked.Answer;
        Assert.Equal(12, page.Document.QuerySelectorAll("svg[role=img].ib-map path").Length);
        Assert.Equal(11, page.Document.QuerySelectorAll("svg[role=img].ib-map path.v0").Length);
        Assert.Equal("Friesland: 75 %, 6 van 8", page.Text("svg[role=img].ib-map a title"));
        Assert.Contains("75 %", page.Text("svg[role=img].ib-map > g text"), StringComparison.Ordinal);
        Assert.Contains("Kadaster", page.Text("main"), StringComparison.Ordinal);
        Assert.True(page.Has($"svg.ib-map a[href^='/monitor/figures/{wave}/cooperates/']"));
        Assert.Contains("Friesland", page.Text(".ib-scroll table"), StringComparison.Ordinal);
        await vera.PostAsync("/language", ("to", "en"));
        Assert.Contains("Boundaries: Kadaster", (await vera.GetAsync($"/monitor/waves/{wave}/figures?indicator=cooperates")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_province_that_is_not_there_its_municipalities_are_put_together_and_without_them_there_is_no_map()
    {
        var (research, wave) = await ComputedAsync("Verzinland", ("Eendam", 6, 3), ("Tweedam", 6, 6));
        using var vera = house.SignIn(World.Researcher(research));
        var page = await vera.GetAsync($"/monitor/waves/{wave}/figures?indicator=cooperates");
        Assert.False(page.Has("svg.ib-map"));
        Assert.Contains("Er is geen kaart", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Verzinland", page.Text(".ib-scroll table"), StringComparison.Ordinal);
        Bounded("Eendam", "Verzinland", 5);
        Bounded("Tweedam", "Verzinland", 6);
        var path = (await vera.GetAsync($"/monitor/waves/{wave}/figures?indicator=cooperates")).Document.QuerySelectorAll("svg[role=img].ib-map path");
        // The border between them lies within: one ring of the six points around.
        Assert.Equal(6, path.Single().GetAttribute("d")!.Count(c => c is 'M' or 'L'));
        Assert.Single(path.Single().GetAttribute("d")!, 'M');
    }

    [Fact]
    public async Task By_municipality_a_few_locations_show_nothing_and_the_parts_agree_with_the_whole()
    {
        var (research, wave) = await ComputedAsync("Kaartland", ("Drieoever", 10, 4), ("Vieroever", 5, 5), ("Vijfoever", 4, 4), ("", 2, 2));
        using var vera = house.SignIn(World.Researcher(research));
        var address = $"/monitor/waves/{wave}/figures?indicator=cooperates&by=municipality";
        var page = await vera.GetAsync(address);
        Assert.False(page.Has("svg.ib-map"));
        Assert.Contains("grenzen van deze gemeenten zijn niet ingelezen", page.Text("main"), StringComparison.Ordinal);
        var rows = page.Texts(".ib-more tbody tr");
        Assert.Equal(3, rows.Count);
        Assert.Contains("40 %", rows[0], StringComparison.Ordinal);
        Assert.Contains("4 van 10", rows[0], StringComparison.Ordinal);
        Assert.Contains("100 %", rows[1], StringComparison.Ordinal);
        Assert.Contains("minder dan 5 locaties", rows[2], StringComparison.Ordinal);
        Assert.Contains("Van 2 locaties is de gemeente niet bekend", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Nederland: 71 %", page.Text("main"), StringComparison.Ordinal);

        // Two of three is half a map; all three is one.
        Bounded("Drieoever", "Kaartland", 5);
        Bounded("Vieroever", "Kaartland", 6);
        Assert.False((await vera.GetAsync(address)).Has("svg.ib-map"));
        Bounded("Vijfoever", "Kaartland", 7);
        // Another of the same name, elsewhere, is not the one.
        Bounded("Vieroever", "Anderland", 9);
        var asked = await house.Queries(() => vera.GetAsync(address));
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n", asked.OfThePage));
        Assert.Equal(4, asked.Answer.Document.QuerySelectorAll("svg[role=img].ib-map path").Length);
        Assert.Equal(2, asked.Answer.Document.QuerySelectorAll("svg[role=img].ib-map path.v0").Length);
        var told = asked.Answer.Texts("svg[role=img].ib-map path title");
        Assert.Contains("Vijfoever: minder dan 5 locaties", told);
        Assert.Contains("Vieroever: 100 %, 5 van 5", told);
        Assert.Contains("Vieroever: geen cijfer", told);
        Assert.DoesNotContain(asked.Answer.Texts("svg[role=img].ib-map > g text"), t => t.Contains("4 van 4", StringComparison.Ordinal));

        var file = await vera.GetAsync(address + "&handler=Export&as=csv");
        Assert.Contains("Drieoever;Kaartland;40;%;4;10;;10", file.Html, StringComparison.Ordinal);
        Assert.Contains("Vijfoever;Kaartland;;%;;;minder dan 5 locaties;4", file.Html, StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'export figures'"));
        Assert.Contains("gaat over bibliotheken", (await vera.GetAsync($"/monitor/waves/{wave}/figures?indicator=share&by=municipality")).Text("main"), StringComparison.Ordinal);
    }
}
