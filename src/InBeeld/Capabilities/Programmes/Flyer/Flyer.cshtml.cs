using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Flyer;

/// <summary>A programme on paper, for at school and at the desk: what, when, where, free, and a code to the page to sign up.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class FlyerModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public List<string> ForWhom { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>Null: only schools bring children to this programme.</summary>
    public string? Link => Row.ByFamily ? $"{Request.Scheme}://{Request.Host}/meedoen/{Row.Slug}" : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        ForWhom = (await ProgrammeRow.CriteriaAsync(frame, Programme, ct)).FindAll(c => c.Kind != "question").ConvertAll(c => c.Says(text));
        journal.Read("print flyer", [], Facets.None, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (text["Flyer van {0}", row.Name], "/programmes");
        return Page();
    }
}
