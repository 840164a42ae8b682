using System.Globalization;
using System.Text;
using InBeeld.Capabilities.People.ImportOpenData.Reading;
using static InBeeld.Tests.People.OpenDataFiles;

namespace InBeeld.Tests.People;

public sealed class OpenDataBoundariesTests
{
    public static string Collection(params string[] features) => $$"""{"type":"FeatureCollection","crs":{"features":[1]},"features":[{{string.Join(",\n", features)}}],"bbox":[1,2]}""";

    public static string Square(string code, double lon, double lat, string name = "Zonderdam", double size = 0.1) => Feature(
        code, name, string.Create(CultureInfo.InvariantCulture, $$"""{"type":"Polygon","coordinates":[[[{{lon}},{{lat}}],[{{lon + size}},{{lat}}],[{{lon + size}},{{lat + size}}],[{{lon}},{{lat + size}}],[{{lon}},{{lat}}]]]}"""));

    public static string Feature(string code, string name, string geometry) => $$"""{"type":"Feature","geometry":{{geometry}},"properties":{"gemeentecode":"{{code}}","gemeentenaam":"{{name}}","water":"NEE"} }""";

    [Fact]
    public void Each_municipality_gives_its_outline()
    {
        var (features, reader) = Read(Collection(Square("GM9901", 4.5, 52), Square("GM0285", 5, 52, "Voorst")));
        Assert.Equal([(1, "9901", "Zonderdam"), (2, "0285", "Voorst")], features.Select(f => (f.Number, f.Code, f.Name)));
        Assert.Equal("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[4.5,52],[4.6,52],[4.6,52.1],[4.5,52.1],[4.5,52]]]]}", features[0].Boundary!.Simplified().ToJson());
        Assert.Null(reader.Broken);
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[4,52],[5,52],[5,53],[4,53]]]}""", "Een ring van de omtrek is niet gesloten.")]
    [InlineData("""{"type":"Polygon","coordinates":[[[4,52],[5,52],[4,52]]]}""", "Een ring van de omtrek heeft minder dan vier punten.")]
    [InlineData("""{"type":"Polygon","coordinates":[[[4,52],[5],[5,53],[4,52]]]}""", "Een punt van de omtrek heeft geen twee getallen.")]
    [InlineData("""{"type":"Polygon","coordinates":[[[4,"a"],[5,52],[5,53],[4,52]]]}""", "Een punt van de omtrek heeft geen twee getallen.")]
    [InlineData("""{"type":"Polygon","coordinates":[[[121000,487000],[122000,487000],[122000,488000],[121000,487000]]]}""", "Een punt ligt niet op aarde: 121000, 487000. Kies een bestand in WGS84 (lengte en breedte), niet in RD.")]
    [InlineData("""{"type":"Point","coordinates":[4,52]}""", "De omtrek is geen vlak (Polygon of MultiPolygon).")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "Een ring van de omtrek heeft minder dan vier punten.", true)]
    [InlineData("null", "De omtrek heeft geen coördinaten.")]
    public void An_outline_that_is_none_is_named_and_the_others_are_kept(string geometry, string reason, bool none = false)
    {
        var (features, reader) = Read(Collection(Feature("GM9901", "Kromdam", geometry), Square("GM9902", 5, 52)));
        Assert.Equal(("Kromdam", none ? "De omtrek heeft geen coördinaten." : reason), (features[0].Name, features[0].Why!.In("nl")));
        Assert.NotNull(features[1].Boundary);
        Assert.Null(reader.Broken);
    }

    [Fact]
    public void A_large_feature_is_read_whole_and_simplified_to_the_grid()
    {
        var points = Enumerable.Range(0, 60_000).Select(i => (Lon: 5 + (0.2 * Math.Sin(i * Math.Tau / 60_000)), Lat: 52 + (0.2 * Math.Cos(i * Math.Tau / 60_000)))).ToList();
        points.Add(points[0]);
        var ring = string.Join(',', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.Lon:0.########},{p.Lat:0.########}]")));
        var (features, _) = Read(Collection(Feature("GM9901", "Ronddam", $$"""{"type":"MultiPolygon","coordinates":[[[{{ring}}]]]}"""), Square("GM9902", 5, 52)));
        var boundary = features[0].Boundary!.Simplified();
        Assert.InRange(boundary.Points, 500, 5000);
        var outline = boundary.Polygons[0][0];
        Assert.Equal(outline[0], outline[^1]);
        Assert.All(outline, p => Assert.Equal(Math.Round(p.Lon / Boundary.Grid), p.Lon / Boundary.Grid, 6));
        Assert.NotNull(features[1].Boundary);
    }

    [Fact]
    public void Neighbours_keep_one_border()
    {
        // The same crooked border, walked up by one and down by the other, each beginning elsewhere.
        var border = Enumerable.Range(0, 400).Select(i => (Lon: 5 + (0.003 * Math.Sin(i * 1.7)), Lat: 52 + (i * 0.0003))).ToList();
        var west = Ring([(4, 52), .. border, (4, 52.12)]);
        var east = Ring([(6, 52.12), .. border.AsEnumerable().Reverse(), (6, 52)]);
        HashSet<(double, double)> OnBorder(Boundary b) => [.. b.Simplified().Polygons[0][0].Where(p => p.Lon is > 4.9 and < 5.1)];
        Assert.Equal(OnBorder(west), OnBorder(east));

        static Boundary Ring(List<(double Lon, double Lat)> points) => new([[[.. points, points[0]]]]);
    }

    [Fact]
    public void An_island_that_is_smaller_than_the_grid_goes_but_the_municipality_stays()
    {
        const string islands = """{"type":"MultiPolygon","coordinates":[[[[4,52],[4.1,52],[4.1,52.1],[4,52]]],[[[4.5,52],[4.5001,52],[4.5001,52.0001],[4.5,52]]]]}""";
        var (features, _) = Read(Collection(Feature("GM9901", "Eiland", islands), Square("GM9902", 5, 52, size: 0.00001)));
        Assert.Single(features[0].Boundary!.Simplified().Polygons);
        Assert.Single(features[1].Boundary!.Simplified().Polygons);
    }

    [Theory]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\"")]
    [InlineData("{\"type\":\"FeatureCollection\"}")]
    [InlineData("{\"features\":[7]}")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_is_no_geojson_is_refused(string content) => Assert.NotNull(Read(content).Reader.Broken);

    [Fact]
    public void A_file_that_breaks_halfway_says_where()
    {
        var whole = Collection(Square("GM9901", 4.5, 52), Square("GM9902", 5, 52));
        var (features, reader) = Read(whole[..^120]);
        Assert.Single(features);
        Assert.Equal([1, 2L], reader.Broken!.Args);
    }

    [Fact]
    public void Municipalities_are_read_with_their_regions()
    {
        var reader = AreasReader.Open(Utf8("gemeentecode;gemeentenaam_duo;gemeentenaam_cbs;provincie;corop;onderwijsgebied;rmc_code;rmc_regio;vakantieregios\n285;VOORST;Voorst;Gelderland;Veluwe;Oost;7;Stedendriehoek;Midden|Noord\n9901;X;;Y;;;;;\nabc;A;A;;;;;;\n9902;B;B;;;;;;Oost\n")).Value;
        var row = Assert.Single(reader.Rows());
        Assert.Equal(("0285", "Voorst", "Gelderland", "Veluwe", "07", "Stedendriehoek", "Oost"), (row.Code, row.Name, row.Province, row.Corop, row.RmcCode, row.RmcRegion, row.EducationArea));
        Assert.Equal(["Midden", "Noord"], row.HolidayRegions!);
        Assert.Equal([3L, 4L, 5L], reader.Rejected.Rows.Select(r => r.Line));
    }

    private static (List<GeoFeature> Features, GeoFeatures Reader) Read(string json)
    {
        var reader = new GeoFeatures(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        return ([.. reader.All()], reader);
    }
}
