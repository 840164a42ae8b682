using InBeeld.Capabilities.Programmes.Join;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Bring;

/// <summary>Youth care, refugee work and others bring a child they work with, and hear afterwards how far it is.</summary>
[Needs(Role.Partner)]
internal sealed class BringModel(Frame frame, Text text, TimeProvider clock, BringChild bring) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public JoinFields Fields { get; private set; } = new();
    public ProgrammeRow Row { get; private set; } = new();
    public List<Criterion> Criteria { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(JoinFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await bring.RunAsync(Id, Programme, fields, Criteria, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["{0} is aangemeld. De bibliotheek belt de ouder.", fields.GivenName!]);
        return Redirect($"/programmes/{Programme}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row || !row.IsOpen(clock.Today()))
        {
            return false;
        }

        Row = row;
        Criteria = await ProgrammeRow.CriteriaAsync(frame, Programme, ct);
        (ViewData["Title"], ViewData["Menu"]) = (text["Meld een kind aan voor {0}", row.Name].ToString(), "/programmes");
        return true;
    }
}
