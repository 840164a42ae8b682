using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Figures;

/// <summary>What goals of a programme came to, with how sure that is; without names. A coordinator of the municipality sees the programme as a whole, from five children on.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide, Role.Coordinator)]
internal sealed class ProgrammeProgressModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class OfGroup
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Module { get; set; } = "";
        public int? N { get; set; }
        public int? Missing { get; set; }
        public double? MeanChange { get; set; }
        public int? Reached { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public ProgressFigures Figures { get; private set; } = new();
    public List<OfGroup> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row)
        {
            return NotFound();
        }

        using var rows = await frame.ManyAsync($"""
            select {ProgressFigures.Columns} from app.goal_changes(@Programme) c;
            select g.id, g.name, m.name as module, c.n, c.missing, c.mean_change, c.reached from programme_group g join programme_module m on m.id = g.module_id cross join lateral app.goal_changes(g.programme_id, g.id) c
              where g.programme_id = @Programme order by m.position, g.first_day, g.name, g.id limit 50
            """, new { Programme }, ct);
        if (await rows.ReadSingleOrDefaultAsync<ProgressFigures>() is not { } figures)
        {
            return NotFound();
        }

        (Row, Figures, Groups) = (row, figures, [.. await rows.ReadAsync<OfGroup>()]);
        journal.Read("open programme figures", [], Facets.None, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = ($"{row.Name}: {figures.Finding(text)}", "/programmes");
        return Page();
    }
}
