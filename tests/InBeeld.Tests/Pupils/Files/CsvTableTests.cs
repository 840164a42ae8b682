using System.Text;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using Xunit;
using static InBeeld.Tests.Pupils.Files.Given;

namespace InBeeld.Tests.Pupils.Files;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("Naam;Groep\nBerg, Noor van den;6A\nVries, Bo de;7/8\n", ';', 2)]
    [InlineData("Naam,Groep\n\"Berg, Noor; van den\",6A\n\"Vries; Bo\",7\n", ',', 2)]
    [InlineData("Naam\tGroep\nBerg, Noor\t6A\n", '\t', 2)]
    [InlineData("Roepnaam|Groep\nNoor|6A\n", '|', 2)]
    [InlineData("Roepnaam\nNoor\nBo\n", ';', 1)]
    [InlineData("sep=,\nRoepnaam,Groep\nNoor;Bo,6A;7B\n", ',', 2)]
    [InlineData("Leerlingenlijst De Regenboog, 2026\n\nRoepnaam;Achternaam;Groep\nNoor;Berg;6A\n", ';', 3)]
    public async Task The_delimiter_follows_from_the_text(string text, char delimiter, int columns)
    {
        var table = await Csv(text);
        Assert.Equal((delimiter, columns), (table.Delimiter, table.Headers.Count));
        Assert.Empty(table.Rejected);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public async Task The_encoding_follows_from_the_bytes(string name, bool mark)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Roepnaam;Groep\r\nZoë – D’Arcy;6€\r\n")];
        var table = (await Table(bytes)).Value!;
        Assert.Equal(["Roepnaam", "Groep"], table.Headers);
        Assert.Equal(["Zoë – D’Arcy", "6€"], Assert.Single(table.Rows).Cells);
        Assert.Equal(encoding.WebName, table.Encoding);
    }

    [Fact]
    public async Task Quotes_hold_delimiters_line_ends_and_quotes_and_lines_are_counted_in_the_file()
    {
        var table = await Csv("Roepnaam;Opmerking\r\n\"No\"\"or\";\"a;b\r\nc\"\r\n\r\nBo;van 't \"Hof\"\r\n\"Ko\" ;x\r\n");
        Assert.Equal([2, 5, 6], table.Rows.Select(row => row.Line));
        Assert.Equal(["No\"or", "a;b\r\nc"], table.Rows[0].Cells);
        Assert.Equal(["Bo", "van 't \"Hof\""], table.Rows[1].Cells);
    }

    [Fact]
    public async Task A_row_with_another_number_of_cells_is_named_by_its_line_and_the_others_stay()
    {
        var table = await Csv("Roepnaam;Achternaam;Groep\nNoor;Berg;6A\nBo;Vries\nKo;Wit;6A;extra\nMo;Zwart;6B;;\n");
        Assert.Equal([2, 5], table.Rows.Select(row => row.Line));
        Assert.All(table.Rows, row => Assert.Equal(3, row.Cells.Count));
        Assert.Equal(
            [
                new RejectedRow(3, null, null, new Reason(ReasonCode.TooFewCells, 3, 2)),
                new RejectedRow(4, null, null, new Reason(ReasonCode.TooManyCells, 3, 4)),
            ],
            table.Rejected);
        var content = Content(table);
        Assert.Equal(["FilePupil", "RejectedRow", "RejectedRow", "FilePupil", "FileSummary"], ColumnMapping.Apply(table, ColumnMapping.Guess(table), Today).Value!.Rows(TestContext.Current.CancellationToken).Select(row => row.GetType().Name));
        Assert.Equal((2, 2), (content.Summary.Pupils, content.Summary.Rejected));
    }

    [Fact]
    public async Task A_title_above_the_headers_is_passed_over()
    {
        var table = await Csv("Basisschool De Regenboog;;\nPeildatum;1 oktober 2026;\n\nRoepnaam;Achternaam;Groep\nNoor;Berg;6A\n");
        Assert.Equal(["Roepnaam", "Achternaam", "Groep"], table.Headers);
        Assert.Equal(5, Assert.Single(table.Rows).Line);
        Assert.Empty(table.Rejected);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\";\"y\")")]
    [InlineData("+31612345678")]
    [InlineData("-Noor")]
    [InlineData("@Noor")]
    public async Task What_looks_like_a_formula_is_data(string text)
    {
        var quoted = "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        Assert.Equal(text, (await Csv($"Roepnaam;Groep\n{quoted};6A\n")).Rows[0].Cells[0]);
    }

    public static TheoryData<string, string> BadFiles() => new()
    {
        { "", nameof(ReasonCode.EmptyFile) },
        { " \r\n \n;;;\n", nameof(ReasonCode.EmptyFile) },
        { "Roepnaam;Groep\n", nameof(ReasonCode.HeaderOnly) },
        { "Roepnaam;Groep\n;\n ; \n", nameof(ReasonCode.HeaderOnly) },
        { "Roepnaam;Groep\nNoor;\"6A\nBo;7\nKo;8\n", nameof(ReasonCode.OpenQuote) },
        { "Roepnaam;Groep\nNoor;\"6A", nameof(ReasonCode.OpenQuote) },
        { "\"", nameof(ReasonCode.OpenQuote) },
        { "<?xml version=\"1.0\"?><EDEX/>", nameof(ReasonCode.IsEdexml) },
        { "\uFEFF <EDEX/>", nameof(ReasonCode.IsEdexml) },
        { "<html><table/></html>", nameof(ReasonCode.NoTable) },
        { "{\"a\": 1}", nameof(ReasonCode.NoTable) },
        { "%PDF-1.7", nameof(ReasonCode.NoTable) },
        { "a;b\n\0\0\0;1", nameof(ReasonCode.NoTable) },
        { "PK but no zip", nameof(ReasonCode.BrokenExcel) },
        { string.Join(';', Enumerable.Range(1, 201)) + "\n1", nameof(ReasonCode.TooManyColumns) },
        { "a\n" + new string(';', 20_000), nameof(ReasonCode.TooManyColumns) },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_is_no_table_is_refused_with_one_clear_reason(string text, string reason) =>
        Assert.Equal(reason, (await Table(Encoding.UTF8.GetBytes(text))).Refused?.Reason.Code.ToString());

    [Fact]
    public async Task An_open_quote_is_named_by_the_line_where_it_opens()
    {
        var refused = (await Table(Encoding.UTF8.GetBytes("Roepnaam;Groep\nNoor;6A\nBo;\"7\nKo;8\n"))).Refused!;
        Assert.Equal(new Reason(ReasonCode.OpenQuote, 3), refused.Reason);
        Assert.Equal(3, (await Csv("Roepnaam;Groep\nNoor;6\" A\nBo;x\"\nKo;8\n")).Rows.Count);
    }

    [Fact]
    public async Task There_are_limits_to_bytes_rows_and_cells()
    {
        var text = Encoding.UTF8.GetBytes("Roepnaam;Groep\n" + string.Concat(Enumerable.Repeat("Noor;6A\n", 10)));
        Assert.Equal(ReasonCode.TooLarge, (await Table(text, new TableLimits { MaxBytes = 20 })).Refused?.Reason.Code);
        Assert.Equal(new Reason(ReasonCode.TooManyRows, 9), (await Table(text, new TableLimits { MaxRows = 9 })).Refused?.Reason);
        Assert.Equal(10, (await Table(text, new TableLimits { MaxRows = 10 })).Value?.Rows.Count);
        Assert.Equal(10, (await Table(text, new TableLimits { MaxCellLength = 3 })).Value?.Rejected.Count(row => row.Reason == new Reason(ReasonCode.CellTooLong, 3)));
    }

    [Fact]
    public async Task Bytes_that_break_their_mark_are_refused() =>
        Assert.Equal(new Reason(ReasonCode.WrongEncoding, "utf-8"), (await Table([0xEF, 0xBB, 0xBF, 0x41, 0xE9, 0x0A])).Refused?.Reason);
}
