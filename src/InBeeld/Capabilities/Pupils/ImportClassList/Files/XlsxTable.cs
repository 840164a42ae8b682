using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
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
            HideLinks(bytes);
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

    /// <summary>
    /// Takes the links of sheets (to addresses, drawings, comments, other workbooks) out of sight, by giving them a name
    /// that means nothing. They are never needed, and one address such as "mailto:noor@@school" would make the library
    /// refuse the whole workbook. Only the links of the package and of the workbook lead to the cells.
    /// </summary>
    private static void HideLinks(Span<byte> bytes)
    {
        var end = bytes.LastIndexOf("PK\x5\x6"u8);
        var at = end < 0 || bytes.Length < end + 22 ? int.MaxValue : BinaryPrimitives.ReadInt32LittleEndian(bytes[(end + 16)..]);
        while (at >= 0 && at <= bytes.Length - 46 && bytes[at..].StartsWith("PK\x1\x2"u8))
        {
            var entry = bytes[at..];
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            var next = 46 + length + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            if (next > entry.Length)
            {
                return;
            }

            var name = entry.Slice(46, length);
            if (name.EndsWith(".rels"u8) && !name.StartsWith("_rels/"u8) && !name.StartsWith("xl/_rels/"u8))
            {
                name[^1] = (byte)'_';
            }

            at += next;
        }
    }

    private static Table Read(SpreadsheetDocument document, TableLimits limits, CancellationToken cancel)
    {
        var workbook = document.WorkbookPart ?? throw new RefusedException(new Reason(ReasonCode.NoTable));
        var cells = new XlsxCells(workbook, limits);
        var sheets = workbook.Workbook.Sheets?.Elements<Sheet>() ?? [];
        Table? first = null;
        var anyHeader = false;
        foreach (var sheet in sheets.OrderBy(sheet => sheet.State is { } state && state.Value != SheetStateValues.Visible))
        {
            if (sheet.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart part)
            {
                continue;
            }

            var builder = new TableBuilder(limits, padShortRows: true);
            ReadSheet(part, cells, builder, limits, cancel);
            var found = builder.Finish();
            anyHeader |= found is not null;
            if (found is not { HasRows: true })
            {
                continue;
            }

            // A title page or an explanation may come before the list.
            var table = new Table(TableKind.Xlsx, found.Headers, found.Rows, found.Rejected) { Sheet = sheet.Name?.Value };
            if (found.HeadersAreKnown)
            {
                return table;
            }

            first ??= table;
        }

        return first ?? throw new RefusedException(new Reason(anyHeader ? ReasonCode.HeaderOnly : ReasonCode.EmptyFile));
    }

    private static void ReadSheet(WorksheetPart part, XlsxCells cells, TableBuilder builder, TableLimits limits, CancellationToken cancel)
    {
        using var reader = OpenXmlReader.Create(part);
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
            builder.Add(last, ReadRow(reader, cells, limits));
        }
    }

    private static List<string> ReadRow(OpenXmlReader reader, XlsxCells cells, TableLimits limits)
    {
        var row = new List<string>();
        var next = 0;
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
            var column = Column(cell.CellReference?.Value) ?? next;
            next = column + 1;
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
