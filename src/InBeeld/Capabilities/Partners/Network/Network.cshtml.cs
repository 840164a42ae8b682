using InBeeld.Capabilities.Partners.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Network;

/// <summary>The network in one picture: which organisation is connected to which programme, at which level, and where there is nobody. A guide sees the own programmes, a municipality those around it, without names of people.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide, Role.Coordinator)]
internal sealed class NetworkModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int MostLinks = 2000;

    public List<Rail> Programmes { get; private set; } = [];
    public List<LinkRow> Links { get; private set; } = [];
    public Rails Picture { get; private set; } = new([], []);
    public bool Named => user.Is(Role.ProgrammeLeader, Role.Guide);
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            select p.id, p.name from programme p where p.ends >= @today and (p.library_id = (select app.programmes_at()) or (select app.role()) = 'coordinator') and ((select app.role()) <> 'guide' or p.id = any ((select app.guided())::uuid[]))
              order by exists (select 1 from network_role r where r.programme_id = p.id) desc, p.starts, p.id limit 100;
            {LinkRow.Sql}
            """, new { today = Today, programme = (Guid?)null, limit = MostLinks }, ct);
        Programmes = [.. await all.ReadAsync<Rail>()];
        Links = [.. await all.ReadAsync<LinkRow>()];
        Picture = new Rails(Programmes, Links);
        journal.Read("open network", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), user.Is(Role.ProgrammeLeader) ? "/partners" : "/partners/network");
    }

    public string Heading()
    {
        var gaps = Picture.Gaps().Count();
        return Links.Count == 0 ? text["Nog geen netwerk"] : gaps == 0 ? text["Elk programma heeft iemand op elk niveau"] : text.N(gaps, "Op 1 plek in het netwerk is nog niemand", "Op {0} plekken in het netwerk is nog niemand");
    }
}
