using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>The agreement on one or two sheets, to sign or to keep.</summary>
[Needs(Role.Coordinator, Role.LibraryPlanner, Role.Library)]
internal sealed class PaperModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Agreement { get; set; }

    public PlaceRow Row { get; private set; } = new();
    public List<ConditionRow> Conditions { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, Agreement, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        Conditions = await ConditionRow.ListAsync(frame, Agreement, ct);
        journal.Read("open place agreement", [], Facets.None, "", new { agreement = Agreement });
        ViewData["Title"] = text["Afspraak over plekken in de bibliotheek"];
        ViewData["Menu"] = "/places";
        return Page();
    }
}
