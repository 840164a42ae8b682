using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Policies;

/// <summary>The policies of municipalities, and which programmes fit them.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PoliciesModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class PolicyRow
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Town { get; set; } = "";
        public string Goal { get; set; } = "";
        public string Reference { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
        public string[] Programmes { get; set; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<PolicyRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<PolicyRow>("""
            select y.id, y.name, o.name as town, y.goal, y.reference, y.starts, y.ends,
              coalesce((select array_agg(g.name order by g.name) from network_fit f join programme g on g.id = f.programme_id where f.policy_id = y.id and f.removed_at is null), '{}') as programmes
            from network_policy y join organisation o on o.id = y.municipality_id where y.removed_at is null and (@After::uuid is null or (y.name, y.id) > (select x.name, x.id from network_policy x where x.id = @After)) order by y.name, y.id limit @limit
            """, new { After, limit = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        var fitting = await frame.OneAsync<int>("select count(distinct f.programme_id)::integer from network_fit f join network_policy y on y.id = f.policy_id and y.removed_at is null where f.removed_at is null", new { }, ct);
        journal.Read("list partner policies", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Rows.Count == 0 && After is null ? text["Nog geen beleid opgeschreven"].ToString() : text.N(fitting, "Van 1 programma is gezegd bij welk beleid het past", "Van {0} programma's is gezegd bij welk beleid ze passen"), "/partners");
    }
}
