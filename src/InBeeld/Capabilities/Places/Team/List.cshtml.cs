using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Team;

/// <summary>Everybody who works at the library: what they can, their limits, and whether they would.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class ListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public List<Worker> Workers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Workers = await Worker.ListAsync(frame, user.OrganisationId, clock.Today(), ct);
        journal.Read("open library team", [], Facets.None);
        ViewData["Title"] = text.N(Workers.Count(w => w.Would == "yes"), "1 medewerker wil dit werk doen", "{0} medewerkers willen dit werk doen");
        ViewData["Menu"] = "/roster";
    }
}
