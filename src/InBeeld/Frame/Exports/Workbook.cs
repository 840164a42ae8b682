using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace InBeeld.Frames.Exports;

/// <summary>
/// A workbook with one sheet: bold, frozen header; days as days; text as inline strings, which no spreadsheet runs as a formula.
/// Put together in memory, because a zip needs to go back in its stream and children's names do not belong in a temporary file.
/// </summary>
internal static class Workbook
{
    // Positions in the cell formats below.
    private const uint Plain = 0, Bold = 1, Percent = 2, Date = 3, DateAndTime = 4, Wrapped = 5;

    // The most that a cell may hold.
    private const int LongestText = 32_767;

    public static async Task WriteAsync(Stream to, string sheetName, IReadOnlyList<string> headers, IReadOnlyList<Cell[]> rows, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = TabName(sheetName) }));
            Write(sheet, headers, rows);
        }

        memory.Position = 0;
        await memory.CopyToAsync(to, ct);
    }

    /// <summary>At most 31 characters, without those that a tab may not have.</summary>
    public static string TabName(string name)
    {
        var clean = new string([.. name.Select(letter => "[]:*?/\\".Contains(letter, StringComparison.Ordinal) || !XmlConvert.IsXmlChar(letter) ? ' ' : letter)]).Trim().Trim('\'');
        return clean.Length == 0 ? "InBeeld" : clean.Length > 31 ? clean[..31].TrimEnd() : clean;
    }

    private static void Write(WorksheetPart part, IReadOnlyList<string> headers, IReadOnlyList<Cell[]> rows)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0, TabSelected = true }));
        writer.WriteElement(new Columns(headers.Select((header, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = Width(header, rows.Select(row => row[i])), CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(new Row(headers.Select(header => Text(header, Bold))));
        foreach (var row in rows)
        {
            writer.WriteElement(new Row(row.Select(Written)));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Written(Cell cell) => cell.Kind switch
    {
        CellKind.Text => Text(cell.Text, cell.Text.Contains('\n', StringComparison.Ordinal) ? Wrapped : Plain),
        CellKind.Number => Number(cell.Number, Plain),
        CellKind.Share => Number(cell.Number, Percent),
        CellKind.Day => Number(cell.Number, Date),
        CellKind.Moment => Number(cell.Number, DateAndTime),
        _ => new DocumentFormat.OpenXml.Spreadsheet.Cell(),
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Number(double number, uint style) =>
        new(new CellValue(number.ToString("R", CultureInfo.InvariantCulture))) { DataType = CellValues.Number, StyleIndex = style };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Text(string text, uint style) =>
        new(new InlineString(new Text(Storable(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

    // Control characters and halves of pairs do not exist in XML.
    private static string Storable(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length && kept.Length < LongestText - 1; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                kept.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }

    // In characters; a little air, and a long note does not push the rest off the screen.
    private static double Width(string header, IEnumerable<Cell> column) =>
        Math.Clamp(column.Select(cell => cell.In(CultureInfo.InvariantCulture).Split('\n').Max(line => line.Length)).Append(header.Length).Max() + 2, 6, 60);

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "0.0%" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            // 14 and 22 follow the reader's own way of writing a date.
            new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 22, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }));
}
