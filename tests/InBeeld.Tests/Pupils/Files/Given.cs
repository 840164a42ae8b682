using System.IO.Compression;
using System.Security;
using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;

namespace InBeeld.Tests.Pupils.Files;

/// <summary>Small class lists in the formats that schools have, and one call to read each.</summary>
internal static class Given
{
    public static readonly DateOnly Today = new(2026, 10, 5);

    public static readonly EdexmlOptions Options = new(Today);

    public const string School = "<school><schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode><dependancecode>03</dependancecode></school>";

    public const string Groups = """
        <groepen>
        <groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep>
        <groep key="G78"><naam>7/8</naam><jaargroep>C</jaargroep></groep>
        <samengestelde_groep key="PLUS"><naam>Plusgroep</naam></samengestelde_groep>
        <samengestelde_groep key="TAAL"><naam>Taalklas</naam></samengestelde_groep>
        </groepen>
        """;

    /// <summary>A whole file; the first pupil stands on the line after the one with &lt;leerlingen&gt;.</summary>
    public static string Edexml(string pupils, string school = School, string groups = Groups, string teachers = "") =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EDEX>{school}{groups}<leerlingen>\n{pupils}\n</leerlingen>{teachers}</EDEX>";

    /// <summary>The line of the first pupil in <see cref="Edexml"/>.</summary>
    public const int FirstPupil = 8;

    public static string Pupil(string key, string rest = "<roepnaam>Noor</roepnaam>") => $"<leerling key=\"{SecurityElement.Escape(key)}\">{rest}</leerling>";

    public static Stream Utf8(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static Task<FileOutcome<ClassListSource>> Open(string xml, EdexmlOptions? options = null) => Open(Utf8(xml), options);

    public static Task<FileOutcome<ClassListSource>> Open(Stream stream, EdexmlOptions? options = null) =>
        EdexmlReader.OpenAsync(stream, options ?? Options, TestContext.Current.CancellationToken);

    public static async Task<ClassListContent> Read(string xml)
    {
        using var source = (await Open(xml)).Value ?? throw new InvalidOperationException((await Open(xml)).Refused!.Reason.ToDutch());
        return source.ReadAll(TestContext.Current.CancellationToken).Value!;
    }

    public static async Task<FilePupil> ReadOne(string pupil) => Assert.Single((await Read(Edexml(pupil))).Pupils);

    public static async Task<Reason> Refusal(string xml, EdexmlOptions? options = null) =>
        (await Open(xml, options)).Refused?.Reason ?? throw new InvalidOperationException("The file was accepted.");

    public static Task<FileOutcome<Table>> Table(byte[] bytes, TableLimits? limits = null) =>
        TableReader.ReadAsync(new MemoryStream(bytes), limits, TestContext.Current.CancellationToken);

    public static async Task<Table> Csv(string text) => (await Table(Encoding.UTF8.GetBytes(text))).Value!;

    public static ClassListContent Content(Table table, ColumnMapping? mapping = null) =>
        ColumnMapping.Apply(table, mapping ?? ColumnMapping.Guess(table), Today).Value!.ReadAll().Value!;

    public static async Task<ClassListContent> CsvContent(string text) => Content(await Csv(text));

    /// <summary>A workbook of one sheet, of cells as raw XML.</summary>
    public static byte[] Workbook(
        IEnumerable<string> rows,
        string shared = "",
        string styles = "",
        string workbookProperties = "",
        IReadOnlyDictionary<string, string>? moreParts = null,
        CompressionLevel level = CompressionLevel.Fastest)
    {
        const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string Rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
                </Types>
                """,
            ["_rels/.rels"] = $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="{Rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """,
            ["xl/workbook.xml"] = $"""
                <workbook {Main} xmlns:r="{Rels}">{workbookProperties}<sheets><sheet name="Leeg" sheetId="2" r:id="rId4"/>
                <sheet name="Leerlingen" sheetId="1" r:id="rId1"/></sheets></workbook>
                """,
            ["xl/_rels/workbook.xml.rels"] = $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="{Rels}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Type="{Rels}/styles" Target="styles.xml"/>
                <Relationship Id="rId3" Type="{Rels}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="rId4" Type="{Rels}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>
                """,
            ["xl/styles.xml"] = $"<styleSheet {Main}>{styles}</styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst {Main}>{shared}</sst>",
            ["xl/worksheets/sheet1.xml"] = $"<worksheet {Main} xmlns:r=\"{Rels}\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>",
            ["xl/worksheets/sheet2.xml"] = $"<worksheet {Main}><sheetData/></worksheet>",
        };
        foreach (var (name, text) in moreParts ?? new Dictionary<string, string>())
        {
            parts[name] = text;
        }

        return Zip(parts, level);
    }

    public static byte[] Zip(IReadOnlyDictionary<string, string> parts, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name, level).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A row of texts, written into the cells themselves.</summary>
    public static string Row(params IEnumerable<string> texts) =>
        "<row>" + string.Concat(texts.Select(text => $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>")) + "</row>";
}
