using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using InBeeld.Kernel;
using InBeeld.Statistics.Questionnaires.XlsForms;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Import;

/// <summary>The sheets of a workbook as text. Nothing in it runs: a workbook with macros, links to other files or declarations of a document type is refused as a whole.</summary>
internal static class FormWorkbook
{
    public const int MostBytes = 2 * 1024 * 1024;
    private const long MostUnpacked = 20 * 1024 * 1024;
    private const int MostParts = 200;
    private const int MostCells = 200_000;
    private const int LongestCell = 4000;
    private static readonly string[] Needed = ["survey", "choices", "settings"];
    private static readonly Refusal Broken = new("Upload", "Dit Excel-bestand is niet te lezen. Sla het opnieuw op als .xlsx.");

    public static Outcome<List<FormSheet>> Read(byte[] content)
    {
        try
        {
            return Danger(content) is { } danger ? danger : Sheets(content);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // It is in memory, so no disk can fail: whatever the libraries beneath throw says that the content is damaged.
            return Broken;
        }
    }

    private static Refusal? Danger(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(e => e.Length) > MostUnpacked || zip.Entries.Any(e => e.Length > 1024 * 1024 && e.Length / Math.Max(1, e.CompressedLength) > 100))
        {
            return new Refusal("Upload", "Dit bestand is uitgepakt veel te groot.");
        }

        foreach (var part in zip.Entries)
        {
            if (part.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || part.FullName.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase) || part.FullName.Contains("activeX/", StringComparison.OrdinalIgnoreCase))
            {
                return Macros;
            }

            if (part.FullName.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase))
            {
                return new Refusal("Upload", "Dit bestand verwijst naar andere bestanden. Haal die koppelingen eruit.");
            }

            if (!part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (HasDocumentType(part))
            {
                return new Refusal("Upload", "Dit bestand bevat iets dat niet in een vragenlijst hoort (een DTD).");
            }

            if (part.FullName == "[Content_Types].xml" && Start(part).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            {
                return Macros;
            }
        }

        return null;
    }

    private static readonly Refusal Macros = new("Upload", "Dit bestand heeft macro's. Sla het op als gewone .xlsx.");

    // It can only stand before the first element; nothing it names is fetched.
    private static bool HasDocumentType(ZipArchiveEntry part)
    {
        using var reader = XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersFromEntities = 1, MaxCharactersInDocument = MostUnpacked, CloseInput = true });
        while (reader.Read() && reader.NodeType != XmlNodeType.Element)
        {
            if (reader.NodeType == XmlNodeType.DocumentType)
            {
                return true;
            }
        }

        return false;
    }

    private static string Start(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open());
        var text = new char[100_000];
        return new string(text, 0, reader.ReadBlock(text, 0, text.Length));
    }

    private static Outcome<List<FormSheet>> Sheets(byte[] content)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), false, new OpenSettings { AutoSave = false, MaxCharactersInPart = MostUnpacked });
        if (document.WorkbookPart is not { } book)
        {
            return Broken;
        }

        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(TextOf).ToList() ?? [];
        var (sheets, cells) = (new List<FormSheet>(), 0);
        foreach (var sheet in book.Workbook.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.Name?.Value?.Trim() is not { } name || !Needed.Contains(name.ToLowerInvariant()) || sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
            {
                continue;
            }

            var rows = new List<IReadOnlyList<string>>();
            foreach (var row in part.Worksheet.Descendants<Row>().Take(XlsForm.MostRows + 1))
            {
                // Empty rows are not written: the number of the row says where it stands.
                while (row.RowIndex?.Value is { } number && rows.Count + 1 < number && rows.Count <= XlsForm.MostRows)
                {
                    rows.Add([]);
                }

                var line = new List<string>();
                foreach (var cell in row.Elements<Cell>())
                {
                    var column = Column(cell.CellReference?.Value) ?? line.Count;
                    if (column >= 100)
                    {
                        continue;
                    }

                    while (line.Count <= column)
                    {
                        line.Add("");
                    }

                    line[column] = Text(cell, shared);
                    if (++cells > MostCells)
                    {
                        return new Refusal("Upload", "Dit bestand heeft meer dan {0} cellen.", MostCells);
                    }
                }

                rows.Add(line);
            }

            sheets.Add(new(name, rows));
        }

        return sheets.Count == 0 ? new Refusal("Upload", "Er is geen blad “survey”. Is dit een XLSForm?") : sheets;
    }

    private static string Text(Cell cell, List<string> shared)
    {
        var type = cell.DataType?.Value;
        var text = type == CellValues.InlineString ? cell.InlineString?.InnerText ?? ""
            : type == CellValues.SharedString ? int.TryParse(cell.CellValue?.Text, out var i) && i >= 0 && i < shared.Count ? shared[i] : ""
            : type == CellValues.Boolean ? cell.CellValue?.Text == "1" ? "true" : "false"
            : cell.CellValue?.Text ?? "";
        return text.Length > LongestCell ? text[..LongestCell] : text;
    }

    private static string TextOf(SharedStringItem item) => string.Concat(item.Elements<Text>().Select(t => t.Text).Concat(item.Elements<Run>().Select(r => r.Text?.Text ?? "")));

    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetter).Take(4))
        {
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
