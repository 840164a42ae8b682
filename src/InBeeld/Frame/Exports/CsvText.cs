using System.Globalization;
using System.Text;

namespace InBeeld.Frames.Exports;

/// <summary>
/// Comma-separated the Dutch way: UTF-8 with BOM, semicolons, CRLF. A text that a spreadsheet would run as a formula gets an
/// apostrophe in front (CSV injection, OWASP); numbers, shares and days are written as they are.
/// </summary>
internal static class CsvText
{
    private static readonly UTF8Encoding WithBom = new(encoderShouldEmitUTF8Identifier: true);

    public static async Task WriteAsync(Stream to, IReadOnlyList<string> headers, IEnumerable<Cell[]> rows, CultureInfo culture, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, WithBom, 16 * 1024, leaveOpen: true);
        await writer.WriteAsync(Line(headers.Select(h => (Cell)h), culture).AsMemory(), ct);
        foreach (var row in rows)
        {
            await writer.WriteAsync(Line(row, culture).AsMemory(), ct);
        }
    }

    public static string Line(IEnumerable<Cell> cells, CultureInfo culture) => string.Join(';', cells.Select(cell => Field(cell, culture))) + "\r\n";

    public static string Field(Cell cell, CultureInfo culture)
    {
        var text = cell.In(culture);
        if (cell.Kind == CellKind.Text && RunsAsFormula(text))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(";\"\r\n\t") >= 0 || text.StartsWith(' ') || text.EndsWith(' ') ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    /// <summary>Begins, after blanks, with a sign that starts a formula (also its full-width form), or with a tab or line end.</summary>
    public static bool RunsAsFormula(string text) =>
        text.Length > 0 && (text[0] is '\t' or '\r' or '\n' || (text.AsSpan().TrimStart() is { Length: > 0 } rest && rest[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'));
}
