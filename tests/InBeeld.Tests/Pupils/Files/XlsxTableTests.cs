using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;
using static InBeeld.Tests.Pupils.Files.Given;

namespace InBeeld.Tests.Pupils.Files;

public sealed class XlsxTableTests
{
    private const string Styles = """
        <numFmts count="3"><numFmt numFmtId="164" formatCode="[$-413]d\ mmmm\ jjjj"/><numFmt numFmtId="165" formatCode="&quot;dag&quot; 0"/>
        <numFmt numFmtId="166" formatCode="mm:ss"/></numFmts>
        <cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
        """;

    private const string Header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Roepnaam</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Groep</t></is></c></row>";

    [Theory]
    [InlineData("<c r=\"A2\" t=\"s\"><v>0</v></c>", "Noor van den Berg")]
    [InlineData("<c r=\"A2\" t=\"s\"><v>99</v></c>", "")]
    [InlineData("<c r=\"A2\" t=\"inlineStr\"><is><r><t>No</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">or </t></r></is></c>", "Noor ")]
    [InlineData("<c r=\"A2\" t=\"str\"><f>A1&amp;\"x\"</f><v>Noor</v></c>", "Noor")]
    [InlineData("<c r=\"A2\"><f>WEBSERVICE(\"http://x\")</f></c>", "")]
    [InlineData("<c r=\"A2\"><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c r=\"A2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "")]
    [InlineData("<c r=\"A2\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"A2\"><v>100231</v></c>", "100231")]
    [InlineData("<c r=\"A2\"><v>1.00231E5</v></c>", "100231")]
    [InlineData("<c r=\"A2\"><v>0.29999999999999999</v></c>", "0.3")]
    [InlineData("<c r=\"A2\"><v>123456789012345678</v></c>", "1.23456789012346E+17")]
    [InlineData("<c r=\"A2\" s=\"1\"><v>42443</v></c>", "2016-03-14")]
    [InlineData("<c r=\"A2\" s=\"2\"><v>42443.5</v></c>", "2016-03-14")]
    [InlineData("<c r=\"A2\" s=\"3\"><v>42443</v></c>", "42443")]
    [InlineData("<c r=\"A2\" s=\"4\"><v>42443</v></c>", "42443")]
    [InlineData("<c r=\"A2\" s=\"99\"><v>42443</v></c>", "42443")]
    [InlineData("<c r=\"A2\" s=\"1\"><v>1</v></c>", "1")]
    [InlineData("<c r=\"A2\" t=\"d\"><v>2016-03-14T00:00:00</v></c>", "2016-03-14")]
    [InlineData("<c r=\"A2\" t=\"inlineStr\"><is><t>=SOM(A1)</t></is></c>", "=SOM(A1)")]
    public async Task A_cell_becomes_the_text_that_people_see(string cell, string text)
    {
        var workbook = Workbook([Header, $"<row r=\"2\">{cell}<c r=\"B2\"><v>6</v></c></row>"], "<si><r><t>Noor </t></r><r><t>van den Berg</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>", Styles);
        var row = Assert.Single((await Table(workbook)).Value!.Rows);
        Assert.Equal([text, "6"], row.Cells);
    }

    [Fact]
    public async Task A_workbook_that_counts_from_1904_gives_the_same_days()
    {
        var workbook = Workbook([Header, "<row><c r=\"A2\" s=\"1\"><v>40981</v></c><c><v>6</v></c></row>"], styles: Styles, workbookProperties: "<workbookPr date1904=\"1\"/>");
        Assert.Equal("2016-03-14", (await Table(workbook)).Value!.Rows[0].Cells[0]);
    }

    [Fact]
    public async Task The_first_sheet_with_anything_on_it_is_read_and_gaps_are_empty_cells()
    {
        var table = (await Table(Workbook([
            Header, "<row r=\"4\"><c r=\"B4\"><v>6</v></c></row>", "<row r=\"5\"/>", "<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>Noor</t></is></c></row>",
            "<row r=\"8\"><c r=\"D8\"><v>1</v></c></row>"]))).Value!;
        Assert.Equal("Leerlingen", table.Sheet);
        Assert.Equal([4, 7], table.Rows.Select(row => row.Line));
        Assert.Equal(["", "6"], table.Rows[0].Cells);
        Assert.Equal(["Noor", ""], table.Rows[1].Cells);
        Assert.Equal([new RejectedRow(8, null, null, new Reason(ReasonCode.TooManyCells, 2, 4))], table.Rejected);
    }

    [Fact]
    public async Task A_page_with_an_explanation_before_the_list_is_passed_over_but_is_read_when_there_is_no_list()
    {
        static Dictionary<string, string> FirstSheet(params string[] rows) => new()
        {
            ["xl/worksheets/sheet2.xml"] = $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>",
        };
        var list = new[] { Header, Row("Noor", "6") };
        Assert.Equal("Leerlingen", (await Table(Workbook(list, moreParts: FirstSheet(Row("Toelichting"), Row("Peildatum", "1 oktober"))))).Value?.Sheet);
        Assert.Equal("Leerlingen", (await Table(Workbook(list, moreParts: FirstSheet(Row("Toelichting"))))).Value?.Sheet);
        Assert.Equal("Leeg", (await Table(Workbook([], moreParts: FirstSheet(Row("Wie", "Waar"), Row("Noor", "6"))))).Value?.Sheet);
    }

    [Fact]
    public async Task Addresses_that_are_no_addresses_do_not_spoil_a_workbook()
    {
        const string Links = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:noor@@school@" TargetMode="External"/>
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://[x" TargetMode="External"/></Relationships>
            """;
        var workbook = Workbook([Row("Roepnaam", "Groep"), Row("Noor", "6")], moreParts: new Dictionary<string, string> { ["xl/worksheets/_rels/sheet1.xml.rels"] = Links });
        Assert.Equal("Noor", (await Table(workbook)).Value?.Rows[0].Cells[0]);
    }

    [Fact]
    public async Task Refusals_say_what_to_do()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        Assert.Equal(ReasonCode.OldExcel, (await Table(old)).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.EncryptedExcel, (await Table([.. old, .. Encoding.Unicode.GetBytes("EncryptedPackage")])).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.OtherSpreadsheet, (await Table(Zip(new Dictionary<string, string> { ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet" }))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.NoTable, (await Table(Zip(new Dictionary<string, string> { ["foto.txt"] = "x" }))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.EmptyFile, (await Table(Workbook([]))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.HeaderOnly, (await Table(Workbook([Header]))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.BrokenExcel, (await Table(Workbook([Header])[..600])).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.BrokenExcel, (await Table(Workbook(["<row>"]))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.BrokenExcel, (await Table(Workbook([Header, "<!DOCTYPE x>"]))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.TooManyColumns, (await Table(Workbook(["<row><c r=\"XFD1\"><v>1</v></c></row>"]))).Refused?.Reason.Code);
        Assert.Equal(ReasonCode.TooManyRows, (await Table(Workbook([Header, Row("a"), Row("b"), Row("c")]), new TableLimits { MaxRows = 2 })).Refused?.Reason.Code);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_far_more_than_it_is_is_refused_unread()
    {
        var bomb = Workbook([Header, "<!--" + new string(' ', 40_000_000) + "-->"], level: CompressionLevel.Optimal);
        Assert.InRange(bomb.Length, 0, 100_000);
        Assert.Equal(new Reason(ReasonCode.ExcelTooLarge, 300L), (await Table(bomb)).Refused?.Reason);
        Assert.Equal(ReasonCode.ExcelTooLarge, (await Table(Workbook([Header, Row("Noor")]), new TableLimits { MaxUnpackedBytes = 1000 })).Refused?.Reason.Code);
    }

    [Fact]
    public async Task A_bomb_that_lies_about_its_size_is_not_unpacked_either()
    {
        var bomb = Workbook([Header, Row("Noor", "6"), "<!--" + new string(' ', 40_000_000) + "-->"], level: CompressionLevel.Optimal);
        for (var i = 0; i < bomb.Length - 46; i++)
        {
            // Each part stands in the directory at the end with its size at 24 bytes from the mark.
            if (bomb.AsSpan(i).StartsWith("PK\x1\x2"u8) && BinaryPrimitives.ReadUInt32LittleEndian(bomb.AsSpan(i + 24)) > 1_000_000)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(i + 24), 2000);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = await Table(bomb);
        Assert.Equal(ReasonCode.BrokenExcel, outcome.Refused?.Reason.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }
}
