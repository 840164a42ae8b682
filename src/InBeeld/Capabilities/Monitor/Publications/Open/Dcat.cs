using System.Globalization;
using System.Text.Json.Nodes;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>Datasets described for catalogues: DCAT 3 (W3C, 2024) in JSON-LD 1.1, with the columns of the file by CSVW (W3C, 2015).</summary>
internal static class Dcat
{
    public const string MediaType = "application/ld+json; charset=utf-8";

    private const string Licence = "http://creativecommons.org/publicdomain/zero/1.0/";

    private static JsonObject Context => new()
    {
        ["dcat"] = "http://www.w3.org/ns/dcat#", ["dct"] = "http://purl.org/dc/terms/", ["foaf"] = "http://xmlns.com/foaf/0.1/", ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["csvw"] = "http://www.w3.org/ns/csvw#", ["spdx"] = "http://spdx.org/rdf/terms#", ["adms"] = "http://www.w3.org/ns/adms#",
    };

    /// <param name="site">"https://host", without a slash at the end.</param>
    public static JsonObject Catalog(IEnumerable<OpenRow> rows, string site) => new()
    {
        ["@context"] = Context, ["@id"] = site + "/open-data/monitor", ["@type"] = "dcat:Catalog",
        ["dct:title"] = Both("Open data van de bibliotheekmonitor"),
        ["dct:description"] = Both("Wat bibliotheken met scholen doen, in cijfers die niemand herkenbaar maken. Vrij te gebruiken."),
        ["dct:language"] = Languages(),
        ["dcat:dataset"] = new JsonArray([.. rows.Select(r => Body(r, site))]),
    };

    public static JsonObject Dataset(OpenRow row, string site)
    {
        var body = Body(row, site);
        body.Insert(0, "@context", Context);
        return body;
    }

    private static JsonObject Body(OpenRow row, string site)
    {
        var at = site + "/open-data/monitor/" + row.Id;
        var file = new JsonObject
        {
            ["@id"] = at + "/data.csv", ["@type"] = "dcat:Distribution", ["dct:title"] = Both("CSV-bestand"), ["dcat:downloadURL"] = Id(at + "/data.csv"), ["dcat:accessURL"] = Id(at),
            ["dcat:mediaType"] = Id("https://www.iana.org/assignments/media-types/text/csv"), ["dct:license"] = Id(Licence),
        };
        if (row.Indicators is not null)
        {
            file["csvw:tableSchema"] = new JsonObject { ["csvw:column"] = new JsonArray([.. DatasetCsvModel.Columns.Select(c => new JsonObject { ["csvw:name"] = c.Name, ["csvw:datatype"] = c.Type, ["dct:description"] = Both(c.About) })]) };
        }

        var body = new JsonObject
        {
            ["@id"] = at, ["@type"] = "dcat:Dataset", ["dct:identifier"] = row.Id.ToString(), ["dct:title"] = Both(row.Title(true), row.Title(false)),
            ["dct:description"] = Both("{0}: {1} cijfers getoond en {2} verborgen om niemand herkenbaar te maken.", row.Wave, row.Shown, row.Hidden),
            ["dct:publisher"] = new JsonObject { ["@type"] = "foaf:Organization", ["foaf:name"] = row.Institute },
            ["dct:issued"] = new JsonObject { ["@value"] = row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["@type"] = "xsd:dateTime" },
            ["dct:temporal"] = new JsonObject { ["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = Day($"{row.SchoolYear}-08-01"), ["dcat:endDate"] = Day($"{row.SchoolYear + 1}-07-31") },
            ["dct:spatial"] = Id("http://publications.europa.eu/resource/authority/country/NLD"), ["dct:accessRights"] = Id("http://publications.europa.eu/resource/authority/access-right/PUBLIC"),
            ["dcat:theme"] = Id("http://publications.europa.eu/resource/authority/data-theme/EDUC"), ["dcat:version"] = row.Edition.ToString(CultureInfo.InvariantCulture),
            ["dct:license"] = Id(Licence), ["dct:language"] = Languages(),
        };
        if (row.Set.Indicators is { Count: > 0 } indicators)
        {
            body["dcat:keyword"] = new JsonArray([.. indicators.Select(i => new JsonObject { ["@value"] = i.Definition.LabelNl, ["@language"] = "nl" })]);
        }

        body["dcat:distribution"] = file;
        return body;
    }

    /// <summary>A text in both languages.</summary>
    private static JsonArray Both(string dutch, params object[] args)
    {
        string In(string language) => string.Format(CultureInfo.InvariantCulture, Text.In(language, dutch), args);
        return Both(In("nl"), In("en"));
    }

    private static JsonArray Both(string nl, string en) => [new JsonObject { ["@value"] = nl, ["@language"] = "nl" }, new JsonObject { ["@value"] = en, ["@language"] = "en" }];

    private static JsonArray Languages() => [Id("http://publications.europa.eu/resource/authority/language/NLD"), Id("http://publications.europa.eu/resource/authority/language/ENG")];

    private static JsonObject Id(string address) => new() { ["@id"] = address };

    private static JsonObject Day(string day) => new() { ["@value"] = day, ["@type"] = "xsd:date" };
}
