using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Findings;

/// <summary>What was concluded per research question, with how many fragments of how many people it rests on.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class FindingsModel(Frame frame, Journal journal, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<FindingRow> Rows { get; private set; } = [];
    public List<EvidenceRow> Evidence { get; private set; } = [];

    public string BlockName(string key) => Row.Design.Blocks.FirstOrDefault(b => b.Key == key)?.Name.In(text) ?? key;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        using (var all = await frame.ManyAsync($"{FindingRow.Sql}; {EvidenceRow.Sql}", new { Measurement }, ct))
        {
            Rows = [.. await all.ReadAsync<FindingRow>()];
            Evidence = [.. await all.ReadAsync<EvidenceRow>()];
        }

        journal.Read("open measurement findings", [], Facets.None, "", new { measurement = Measurement });
        var asked = row.Design.Asked.ToList();
        (ViewData["Title"], ViewData["Menu"]) = (text["{0} van {1} onderzoeksvragen hebben een bevinding", asked.Count(q => Rows.Exists(f => f.Question == q.Key)), asked.Count].ToString(), "/measurements");
        return Page();
    }
}
