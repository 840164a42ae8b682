using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Parties;

/// <summary>Teams and partners of the municipality: who has how much work against what it can carry. Numbers and colleagues, no children.</summary>
[Needs(Role.Coordinator)]
internal sealed class ListPartiesModel(Frame frame, CurrentUser user, Text text, TimeProvider clock) : PageModel
{
    public List<PartyRow> All { get; private set; } = [];
    public List<Worker> People { get; private set; } = [];

    public List<PartyRow> Teams => [.. All.Where(p => p.Kind == "team" || (p.Kind == "municipality" && p.Open > 0))];

    public List<PartyRow> Partners => [.. All.Where(p => p.Kind == "partner")];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        All = await PartyWork.PartiesAsync(frame, user, today, null, ct);
        People = await PartyWork.PeopleAsync(frame, user, today, null, ct);
        ViewData["Title"] = Heading();
    }

    public string Heading()
    {
        var over = All.Count(p => p.Open > p.Carries);
        return Teams.Count == 0 ? text["Er zijn nog geen teams"] : over == 0 ? text["Geen partij heeft meer dan zij aankan"] : text.N(over, "1 partij heeft meer dan zij aankan", "{0} partijen hebben meer dan zij aankunnen");
    }
}
