using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Frames.Exports;
using Xunit;
using Cell = InBeeld.Frames.Exports.Cell;
using Workbook = InBeeld.Frames.Exports.Workbook;

namespace InBeeld.Tests.Contact;

public sealed class ExportsTests
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+31 6 12345678", "'+31 6 12345678")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("=cmd|' /C calc'!A0;\"", "\"'=cmd|' /C calc'!A0;\"\"\"")]
    public void A_text_that_would_run_as_a_formula_is_kept_from_it(string text, string field) => Assert.Equal(field, CsvText.Field(text, Dutch));

    [Theory]
    [InlineData("Noor")]
    [InlineData("'s-Gravenmade")]
    [InlineData("a=b")]
    [InlineData("Çelik-Öztürk")]
    public void An_ordinary_text_stays_as_it_is(string text) => Assert.Equal(text, CsvText.Field(text, Dutch));

    [Fact]
    public void Numbers_shares_and_days_stay_what_they_are() =>
        Assert.Equal("-3;83,3%;2026-11-19;2026-11-19 15:30;;\r\n",
            CsvText.Line([-3, Cell.Share(5, 6), new DateOnly(2026, 11, 19), new DateTimeOffset(2026, 11, 19, 14, 30, 0, TimeSpan.Zero), Cell.Share(1, 0), (string?)null], Dutch));

    [Fact]
    public void A_share_has_the_decimal_sign_of_the_reader() => Assert.Equal("83.3%", CsvText.Field(Cell.Share(5, 6), CultureInfo.GetCultureInfo("en-GB")));

    [Fact]
    public async Task A_csv_file_has_a_mark_for_its_letters_and_windows_line_ends()
    {
        using var file = new MemoryStream();
        await CsvText.WriteAsync(file, ["Kind", "Notitie"], [["Zoë", "een\nnieuwe \"regel\"; en meer"]], Dutch, Ct);

        var bytes = file.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("Kind;Notitie\r\nZoë;\"een\nnieuwe \"\"regel\"\"; en meer\"\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void No_text_whatever_begins_a_field_with_a_formula_sign() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), Gen.Elements("", "=", " +", "\t", "\"-", "＠", "\r\n=").ToArbitrary(), (words, sign) =>
    {
        var text = sign + words;
        var field = CsvText.Field(text, Dutch);
        var read = field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
        return !CsvText.RunsAsFormula(read) && (read == text || read == "'" + text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_workbook_is_valid_and_its_cells_have_their_types()
    {
        using var file = await BookAsync("Klas 7b", ["Kind", "Pogingen", "Laatst", "Aandeel"],
            [["=HYPERLINK(\"http://x\")", 4, new DateOnly(2026, 11, 19), Cell.Share(18, 24)], [" spatie\u0001 en \ud83d hoi \ud83d\ude00", Cell.Empty, (DateOnly?)null, Cell.Share(0, 0)]]);
        using var document = SpreadsheetDocument.Open(file, false);

        Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(e => e.Description));
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        var rows = sheet.Descendants<Row>().Select(row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList()).ToList();
        Assert.Equal(CellValues.InlineString, rows[1][0].DataType!.Value);
        Assert.Equal("=HYPERLINK(\"http://x\")", rows[1][0].InnerText);
        Assert.Equal("4", rows[1][1].CellValue!.Text);
        Assert.Equal("46345", rows[1][2].CellValue!.Text);
        Assert.Equal("0.75", rows[1][3].CellValue!.Text);
        Assert.Equal(" spatie en  hoi \ud83d\ude00", rows[2][0].InnerText);
        Assert.Null(rows[2][1].CellValue);
    }

    [Fact]
    public async Task The_header_of_a_workbook_is_bold_and_stays_in_sight()
    {
        using var file = await BookAsync("x", ["Kind"], [["Noor"]]);
        using var document = SpreadsheetDocument.Open(file, false);

        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var format = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().First().StyleIndex!.Value);
        Assert.NotNull(document.WorkbookPart.WorkbookStylesPart.Stylesheet.Fonts!.Elements<Font>().ElementAt((int)format.FontId!.Value).Bold);
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
    }

    [Theory]
    [InlineData("Groep 1/2a: [rood]?", "Groep 1 2a   rood")]
    [InlineData("", "InBeeld")]
    [InlineData("Openbare basisschool De Wolkenladder aan de Dijk", "Openbare basisschool De Wolkenl")]
    public void A_tab_gets_a_name_that_every_spreadsheet_takes(string name, string tab) => Assert.Equal(tab, Workbook.TabName(name));

    [Theory]
    [InlineData("klassenlijst-de-wolkenladder-1-2a-2026-11-19", "klassenlijst", "De Wolkenladder", "1/2a")]
    [InlineData("school-oecumenisch-zoe-2026-11-19", "school", "Oecumenisch: \"Zoë\"\r\n")]
    public void A_file_is_named_in_plain_letters_with_the_day(string name, params string[] parts) => Assert.Equal(name, SpreadsheetFile.Named(new DateOnly(2026, 11, 19), parts));

    private static async Task<MemoryStream> BookAsync(string tab, string[] headers, IReadOnlyList<Cell[]> rows)
    {
        var file = new MemoryStream();
        await Workbook.WriteAsync(file, tab, headers, rows, Ct);
        file.Position = 0;
        return file;
    }
}
