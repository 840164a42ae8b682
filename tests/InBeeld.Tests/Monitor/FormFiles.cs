using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace InBeeld.Tests.Monitor;

/// <summary>Workbooks with an XLSForm, and workbooks that must not be read.</summary>
internal static class FormFiles
{
    private static readonly string[][] Survey =
    [
        ["type", "name", "label::Nederlands (nl)", "label::English (en)", "relevant"],
        ["select_one yn", "works", "Werk je samen?", "Do you cooperate?"],
        ["integer", "pupils", "Hoeveel leerlingen?", "How many pupils?", "${works} = 'yes'"],
        ["geopoint", "where", "Waar?", "Where?"],
    ];

    private static readonly string[][] Choices = [["list_name", "name", "label::Nederlands (nl)", "label::English (en)"], ["yn", "yes", "Ja", "Yes"], ["yn", "no", "Nee", "No"]];

    /// <summary>Two questions that can be read and one that cannot; without title, so that something is left to repair.</summary>
    public static byte[] Workbook()
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheets = new Sheets();
            foreach (var (name, rows) in new[] { ("survey", Survey), ("choices", Choices) })
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select(r => new Row(r.Select(c => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(c)) })))));
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = name });
            }

            book.Workbook = new Workbook(sheets);
        }

        return memory.ToArray();
    }

    public static IEnumerable<(string Name, byte[] Content, string Says)> Dangerous()
    {
        yield return ("m.xlsx", With("xl/vbaProject.bin", "x"), "macro's");
        yield return ("e.xlsx", With("xl/externalLinks/externalLink1.xml", "<a/>"), "andere bestanden");
        yield return ("d.xlsx", With("xl/extra.xml", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"), "DTD");
        yield return ("b.xlsx", With("xl/bomb.xml", "<a>" + new string(' ', 25_000_000) + "</a>"), "veel te groot");
        yield return ("t.xlsx", Encoding.ASCII.GetBytes("PK nothing"), "niet te lezen");
    }

    private static byte[] With(string part, string content)
    {
        using var memory = new MemoryStream();
        memory.Write(Workbook());
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(content);
        }

        return memory.ToArray();
    }
}
