using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Parties;

/// <summary>The own team for its leader: who has how much, and where something is late.</summary>
[Needs(Role.TeamLead)]
internal sealed class MyTeamModel(Frame frame, CurrentUser user, Text text, TimeProvider clock) : PageModel
{
    public PartyRow Team { get; private set; } = new();
    public List<Worker> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        if ((await PartyWork.PartiesAsync(frame, user, today, user.OrganisationId, ct)).FirstOrDefault() is not { } team)
        {
            return NotFound();
        }

        (Team, People) = (team, await PartyWork.PeopleAsync(frame, user, today, user.OrganisationId, ct));
        ViewData["Title"] = Heading();
        return Page();
    }

    public string Heading()
    {
        var late = People.Sum(p => p.Late);
        return text.N(Team.Open, "1 zaak bij je team", "{0} zaken bij je team") + (late == 0 ? "" : ", " + text.N(late, "1 stap te laat", "{0} stappen te laat"));
    }
}
