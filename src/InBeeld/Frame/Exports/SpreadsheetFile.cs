using System.Globalization;
using InBeeld.Kernel.Names;
using Microsoft.AspNetCore.Mvc;

namespace InBeeld.Frames.Exports;

/// <summary>What is on the screen as a file. The name holds school, group and day, never a child.</summary>
internal static class SpreadsheetFile
{
    /// <summary>For page handlers <c>?handler=Export&amp;as=csv|xlsx</c>: the file asked for, or 400 for another kind.</summary>
    /// <param name="kind">"csv" or "xlsx".</param>
    /// <param name="fileName">See <see cref="Named"/>; without extension.</param>
    /// <param name="sheetName">What the tab of a workbook is called.</param>
    /// <param name="headers">The first line, already translated.</param>
    /// <param name="rows">As many cells per row as there are headers. Read from the database already: the file is sent after the transaction.</param>
    public static IActionResult As(string? kind, string fileName, string sheetName, IReadOnlyList<string> headers, IReadOnlyList<Cell[]> rows) => kind switch
    {
        "csv" => Csv(fileName, headers, rows, CultureInfo.CurrentCulture),
        "xlsx" => Xlsx(fileName, sheetName, headers, rows),
        _ => new BadRequestResult(),
    };

    public static IActionResult Csv(string fileName, IReadOnlyList<string> headers, IReadOnlyList<Cell[]> rows, CultureInfo culture) =>
        new SendFile(fileName + ".csv", "text/csv; charset=utf-8", (to, ct) => CsvText.WriteAsync(to, headers, rows, culture, ct));

    public static IActionResult Xlsx(string fileName, string sheetName, IReadOnlyList<string> headers, IReadOnlyList<Cell[]> rows) =>
        new SendFile(fileName + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (to, ct) => Workbook.WriteAsync(to, sheetName, headers, rows, ct));

    /// <summary>"klassenlijst-de-wolkenladder-7b-2026-11-19": plain letters, so that every system keeps it.</summary>
    public static string Named(DateOnly day, params string[] parts)
    {
        var plain = new PersonName("", "", string.Join(' ', parts)).SortKey.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').ToArray();
        var name = string.Join('-', new string(plain).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return (name.Length > 80 ? name[..80].TrimEnd('-') : name) + "-" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private sealed class SendFile(string name, string type, Func<Stream, CancellationToken, Task> write) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.ContentType = type;
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            return write(response.Body, context.HttpContext.RequestAborted);
        }
    }
}
