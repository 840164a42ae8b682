using System.Text.Json;
using InBeeld.Capabilities.People.ImportOpenData.Reading;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ImportOpenData;

/// <summary>What one import did, with every rejected row named.</summary>
[Needs(Role.Administrator)]
internal sealed class ShowImportModel(Frame frame) : PageModel
{
    internal sealed class Row
    {
        public DateTimeOffset At { get; set; }
        public string What { get; set; } = "";
        public string FileName { get; set; } = "";
        public string Summary { get; set; } = "";
        public string? ByName { get; set; }
    }

    public Row Now { get; private set; } = null!;
    public DuoImported? Duo { get; private set; }
    public AreasImported? Areas { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var now = await frame.OneAsync<Row>("""
            select i.at, i.what, i.file_name, i.summary::text as summary, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name
            from open_data_import i left join person p on p.id = i.by_person where i.id = @id
            """, new { id }, ct);
        if (now is null)
        {
            return NotFound();
        }

        Now = now;
        Duo = now.What == "duo" ? JsonSerializer.Deserialize<DuoImported>(now.Summary, ImportLog.Json) : null;
        Areas = now.What == "areas" ? JsonSerializer.Deserialize<AreasImported>(now.Summary, ImportLog.Json) : null;
        ViewData["Title"] = now.FileName;
        ViewData["Menu"] = "/open-data";
        return Page();
    }

    /// <summary>Rejected rows by line, and outlines by name, each with its reason as a text and its arguments.</summary>
    public IEnumerable<(string Where, string Sentence, object[] Args)> Rejected()
    {
        foreach (var row in Duo?.Rejected ?? Areas?.Rejected ?? [])
        {
            yield return (row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Sentence, row.Args);
        }

        foreach (var outline in Areas?.Boundaries?.Rejected ?? [])
        {
            yield return (outline.Name.Length > 0 ? outline.Name : "#" + outline.Feature.ToString(System.Globalization.CultureInfo.InvariantCulture), outline.Sentence, outline.Args);
        }
    }

    public int RejectedCount => (Duo?.RejectedCount ?? 0) + (Areas?.RejectedCount ?? 0) + (Areas?.Boundaries?.RejectedCount ?? 0);
}
