using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// The first sheet with anything on it of an Excel workbook, row by row. Formulas are never calculated: what Excel saved
/// as their outcome is the cell.
/// </summary>
internal static class XlsxTable
{
    private const int MaxParts = 2_000;

    /// <exception cref="RefusedException">The content is no usable table.</exception>
    public static Table Read(byte[] bytes, TableLimits limits, CancellationToken cancel)
    {
        try
        {
            GuardPackage(bytes, limits);
            using var stream = new MemoryStream(bytes, writable: false);
            using var document = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings
            {
                AutoSave = false,
                MaxCharactersInPart = limits.MaxUnpackedBytes,
            });
            return Read(document, limits, cancel);
        }
        catch (Exception problem) when (problem is not (RefusedException or OperationCanceledException or OutOfMemoryException))
        {
            // The package is in memory, so no disk or connection can fail here. The libraries beneath throw a dozen kinds
            // of exception about damaged content; each means the same to the user.
            throw new RefusedException(new Reason(ReasonCode.BrokenExcel));
        }
    }

    // Before anything is unpacked: an honest size, an honest ratio, an honest number of parts. What a part really holds
    // is limited again while reading.
    private static void GuardPackage(byte[] bytes, TableLimits limits)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        var isWorkbook = false;
        long unpacked = 0;
        foreach (var part in zip.Entries)
        {
            unpacked += part.Length;
            isWorkbook |= part.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
            var isBomb = part.Length > 1024 * 1024 && part.Length / Math.Max(1, part.CompressedLength) > limits.MaxRatio;
            if (isBomb || unpacked > limits.MaxUnpackedBytes || zip.Entries.Count > MaxParts)
            {
                throw new RefusedException(new Reason(ReasonCode.ExcelTooLarge, limits.MaxUnpackedBytes / (1024 * 1024)));
            }
        }

        if (!isWorkbook)
        {
            throw new RefusedException(new Reason(
                zip.GetEntry("mimetype") is null ? ReasonCode.NoTable : ReasonCode.OtherSpreadsheet));
        }
    }

    private static Table Read(SpreadsheetDocument document, TableLimits limits, CancellationToken cancel)
    {
        var workbook = document.WorkbookPart ?? throw new RefusedException(new Reason(ReasonCode.NoTable));
        var cells = new XlsxCells(workbook, limits);
        var sheets = workbook.Workbook.Sheets?.Elements<Sheet>() ?? [];
        foreach (var sheet in sheets.OrderBy(sheet => sheet.State is { } state && state.Value != SheetStateValues.Visible))
        {
            if (sheet.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart part)
            {
                continue;
            }

            var builder = new TableBuilder(limits, padShortRows: true);
            if (ReadSheet(part, cells, builder, limits, cancel))
            {
                var (headers, rows, rejected) = builder.Finish();
                return new Table(TableKind.Xlsx, headers, rows, rejected) { Sheet = sheet.Name?.Value };
            }
        }

        throw new RefusedException(new Reason(ReasonCode.EmptyFile));
    }

    private static bool ReadSheet(WorksheetPart part, XlsxCells cells, TableBuilder builder, TableLimits limits, CancellationToken cancel)
    {
        using var reader = OpenXmlReader.Create(part);
        var any = false;
        var last = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            cancel.ThrowIfCancellationRequested();
            var number = Attribute(reader, "r");
            last = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > last ? line : last + 1;
            var row = ReadRow(reader, cells, limits);
            any |= row.Exists(cell => !string.IsNullOrWhiteSpace(cell));
            builder.Add(last, row);
        }

        return any;
    }

    private static List<string> ReadRow(OpenXmlReader reader, XlsxCells cells, TableLimits limits)
    {
        var row = new List<string>();
        if (!reader.ReadFirstChild())
        {
            return row;
        }

        do
        {
            if (reader.ElementType != typeof(Cell))
            {
                continue;
            }

            var cell = (Cell)reader.LoadCurrentElement()!;
            var column = Column(cell.CellReference?.Value) ?? row.Count;
            var text = cells.Text(cell);
            if (text.Length == 0)
            {
                continue;
            }

            if (column >= limits.MaxColumns)
            {
                throw new RefusedException(new Reason(ReasonCode.TooManyColumns, limits.MaxColumns));
            }

            while (row.Count <= column)
            {
                row.Add("");
            }

            row[column] = text;
        }
        while (reader.ReadNextSibling());

        return row;
    }

    private static string? Attribute(OpenXmlReader reader, string name)
    {
        foreach (var attribute in reader.Attributes)
        {
            if (attribute.LocalName == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>From "AB12" the column from 0 (27); null without letters.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c) || column > 100_000)
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
