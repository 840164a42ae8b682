using System.Text;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Indicators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>A dataset for computers: RFC 4180 with commas, points and English names of columns, one line per indicator and place.</summary>
[OpenToAll("Open data: figures that an institute published for everybody")]
internal sealed class DatasetCsvModel(Frame frame) : PageModel
{
    /// <summary>Name, type in XML Schema, and what it is: a key of the texts.</summary>
    public static readonly IReadOnlyList<(string Name, string Type, string About)> Columns =
    [
        ("school_year", "string", "Schooljaar."),
        ("indicator", "string", "Kenmerk van de indicator."),
        ("label_nl", "string", "Naam in het Nederlands."),
        ("label_en", "string", "Naam in het Engels."),
        ("level", "string", "country, province of library."),
        ("code", "string", "Code van de plaats."),
        ("place", "string", "Naam van de plaats."),
        ("status", "string", "shown: getoond; hidden: verborgen om niemand herkenbaar te maken; nothing: niemand antwoordde."),
        ("value", "decimal", "Waarde, één keer afgerond."),
        ("unit", "string", "percent of number."),
        ("k", "decimal", "Teller."),
        ("n", "decimal", "Noemer of aantal met een waarde."),
        ("unknown", "integer", "Gevraagd en niet bekend."),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid Publication { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if ((await OpenRow.OfAsync(frame, Publication, ct)).FirstOrDefault() is not { } row)
        {
            return NotFound();
        }

        var of = row.Set.Indicators.ToDictionary(i => i.Definition.Key, i => i.Definition, StringComparer.Ordinal);
        var file = new StringBuilder().AppendJoin(',', Columns.Select(c => c.Name)).Append("\r\n");
        foreach (var f in await OpenFigure.OfAsync(frame, Publication, ct))
        {
            var d = of[f.Indicator];
            file.AppendJoin(',', new[]
            {
                WaveRow.Year(row.SchoolYear), d.Key, d.LabelNl, d.LabelEn, f.Level, f.Code, f.Place, f.Hidden ? "hidden" : f.Why.Length > 0 ? "nothing" : "shown", f.Shown, d.Percent ? "percent" : "number", Plain(f.K), Plain(f.N),
                f.Unknown?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            }.Select(Field)).Append("\r\n");
        }

        Response.Headers.ContentDisposition = $"attachment; filename=\"monitor-{row.SchoolYear}-{row.Edition}.csv\"";
        return File(Encoding.UTF8.GetBytes(file.ToString()), "text/csv; charset=utf-8; header=present");
    }

    // With at most six decimals: what is longer is in the exact value of nobody's interest.
    private static string Plain(string? fraction) => Indicators.Exactly.Read(fraction) is { } value ? value.IsWhole ? value.ToFixed(0) : value.ToFixed(6).TrimEnd('0') : "";

    /// <summary>A text that a spreadsheet would run is kept from that, as in all our files.</summary>
    private static string Field(string text)
    {
        var safe = !decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) && Frames.Exports.CsvText.RunsAsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }
}
