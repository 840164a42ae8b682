using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Parties;

/// <summary>A new team or partner of the municipality.</summary>
[Needs(Role.Coordinator)]
internal sealed class AddPartyModel(Text text, SaveParty save) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Party { get; set; }

    [BindProperty]
    public string? Carries { get; set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public void OnGet() => Id = Guid.CreateVersion7();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await save.AddAsync(new PartyInput(Id, Name ?? "", Party ?? "", Carries ?? ""), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["{0} is toegevoegd. Nodig nu de mensen uit.", outcome.Value]);
        return Redirect("/parties");
    }
}
