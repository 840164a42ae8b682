using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>All children of the school for whom the ladder proposes something today.</summary>
[Needs(Role.Care, Role.Principal)]
internal sealed class ListProposalsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int After { get; set; }

    public List<Proposed> Shown { get; private set; } = [];
    public IReadOnlyList<(string Kind, int Count)> Kinds { get; private set; } = [];
    public int Total { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var all = await Proposed.OfAsync(frame, user.OrganisationId, Today, ct);
        Kinds = [.. all.GroupBy(p => p.Proposal.Rung).OrderBy(g => g.Key.Number).Select(g => (g.Key.Kind, g.Count()))];
        Kind = Kinds.Any(k => k.Kind == Kind) ? Kind : null;
        var asked = all.Where(p => Kind is null || p.Proposal.Rung.Kind == Kind).ToList();
        (Total, After) = (asked.Count, Math.Clamp(After, 0, asked.Count));
        Shown = [.. asked.Skip(After).Take(PageSize)];
        journal.Read("open ladder proposals", Shown.Select(p => p.Id), Facets.Identity | Facets.Contact, "school");
        ViewData["Title"] = text.N(all.Count, "Voor 1 kind is er een volgende stap", "Voor {0} kinderen is er een volgende stap");
        ViewData["Menu"] = user.Is(Role.Care) ? "/worries" : "/school";
    }
}
