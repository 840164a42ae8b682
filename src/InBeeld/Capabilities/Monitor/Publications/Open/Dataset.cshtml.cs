using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>One dataset: what it is, its figures per group of indicators, and its files.</summary>
[OpenToAll("Open data: figures that an institute published for everybody")]
internal sealed class DatasetModel(Frame frame, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Publication { get; set; }

    /// <summary>Key of the group of indicators that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    public OpenRow Row { get; private set; } = new();
    public IndicatorSet Set { get; private set; } = new([], []);
    public IReadOnlyList<(IndicatorOfSet Of, List<OpenFigure> Figures)> Shown { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/open-data/monitor/{Publication}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if ((await OpenRow.OfAsync(frame, Publication, ct)).FirstOrDefault() is not { } row)
        {
            return NotFound();
        }

        (Row, Set) = (row, row.Set);
        var figures = (await OpenFigure.OfAsync(frame, Publication, ct)).ToLookup(f => f.Indicator, StringComparer.Ordinal);
        Group = Set.Groups.Any(g => g.Key == Group) ? Group : Set.Groups.Select(g => g.Key).FirstOrDefault();
        Shown = [.. Set.Indicators.Where(i => i.Group == Group).Select(i => (i, figures[i.Definition.Key].ToList()))];
        return Page();
    }
}
