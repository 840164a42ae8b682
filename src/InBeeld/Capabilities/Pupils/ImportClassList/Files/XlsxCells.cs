using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Turns the cells of one workbook into text: shared texts, numbers, days by their style.</summary>
internal sealed partial class XlsxCells
{
    private const int MaxSharedTexts = 2_000_000;

    // Dutch editions of Excel sometimes write j (jaar) for y.
    private static readonly SearchValues<char> DayLetters = SearchValues.Create("dDyYjJ");

    private readonly List<string> shared;
    private readonly List<bool> styleIsDay;
    private readonly bool since1904;

    /// <exception cref="RefusedException">More texts than any class list has.</exception>
    public XlsxCells(WorkbookPart workbook, TableLimits limits)
    {
        since1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value == true;
        shared = workbook.SharedStringTablePart is { } part ? SharedTexts(part, limits) : [];
        styleIsDay = DayStyles(workbook.WorkbookStylesPart?.Stylesheet);
    }

    public string Text(Cell cell)
    {
        var value = cell.CellValue?.Text;
        var type = cell.DataType?.Value;
        if (type == CellValues.InlineString)
        {
            return cell.InlineString is { } inline ? TextOf(inline) : "";
        }

        if (string.IsNullOrEmpty(value) || type == CellValues.Error)
        {
            return "";
        }

        if (type == CellValues.SharedString)
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "";
        }

        if (type == CellValues.String)
        {
            return value;
        }

        if (type == CellValues.Boolean)
        {
            return value == "1" ? "TRUE" : "FALSE";
        }

        if (type == CellValues.Date)
        {
            return FileDates.Iso(value) is { } date ? Iso(date) : value;
        }

        return Number(value, cell.StyleIndex?.Value);
    }

    private string Number(string value, uint? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return value;
        }

        if (style < styleIsDay.Count && styleIsDay[(int)style.Value] && FileDates.ExcelDay(number, since1904) is { } day)
        {
            return Iso(day);
        }

        // Excel may write 100231 as 1.00231E5, and 0.3 as 0.29999999999999999.
        return Math.Abs(number) < 1e15 && number == Math.Floor(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("G15", CultureInfo.InvariantCulture);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> SharedTexts(SharedStringTablePart part, TableLimits limits)
    {
        var texts = new List<string>();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                var text = TextOf((SharedStringItem)reader.LoadCurrentElement()!);
                texts.Add(text.Length > limits.MaxCellLength ? text[..(limits.MaxCellLength + 1)] : text);
            }

            if (texts.Count > MaxSharedTexts)
            {
                throw new RefusedException(new Reason(ReasonCode.TooManyRows, limits.MaxRows));
            }
        }

        return texts;
    }

    // Plain text or runs of differently formatted text. What stands above Japanese letters to pronounce them is no text.
    private static string TextOf(OpenXmlCompositeElement element)
    {
        var text = new StringBuilder();
        foreach (var child in element.ChildElements)
        {
            text.Append(child switch
            {
                Text plain => plain.Text,
                Run run => run.Text?.Text,
                _ => null,
            });
        }

        return Escapes().Replace(text.ToString(), match =>
            ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }

    private static List<bool> DayStyles(Stylesheet? styles)
    {
        var own = new Dictionary<uint, string>();
        foreach (var format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id)
            {
                own[id] = format.FormatCode?.Value ?? "";
            }
        }

        return [.. (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select(format =>
            format.NumberFormatId?.Value is { } id && (own.TryGetValue(id, out var code) ? IsDayFormat(code) : IsBuiltInDayFormat(id)))];
    }

    // ECMA-376 part 1, 18.8.30: 14 to 17 and 22 are days everywhere, 27 to 36 and 50 to 58 in East Asian editions.
    private static bool IsBuiltInDayFormat(uint id) => id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    // A day or a year outside quotes, brackets and escapes; a month alone may as well be minutes.
    private static bool IsDayFormat(string code) => Literals().Replace(code, "").AsSpan().ContainsAny(DayLetters);

    [GeneratedRegex(@"""[^""]*""|\[[^\]]*\]|\\.|_.|\*.|General|Standaard", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Literals();

    // Excel writes control characters, and underscores that would look like one, as _x000D_.
    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
