using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.List;

/// <summary>The measurements of the own library, and what others shared. A researcher sees what was shared.</summary>
[Needs(Role.ProgrammeLeader, Role.Researcher)]
internal sealed class MeasurementsModel(Frame frame, CurrentUser user, Journal journal, Text text) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Library { get; set; } = "";
        public string Shared { get; set; } = "";
        public DateOnly? ClosedOn { get; set; }
        public int Rounds { get; set; }
        public int Held { get; set; }
        public int Findings { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Own { get; private set; } = [];
    public List<Row> Others { get; private set; } = [];
    public bool MoreOwn { get; private set; }
    public bool Leads => user.Is(Role.ProgrammeLeader);

    public async Task OnGetAsync(CancellationToken ct)
    {
        using (var all = await frame.ManyAsync("""
            select m.id, m.name, m.shared, m.closed_on, (select count(*)::integer from measurement_round o where o.measurement_id = m.id and o.removed_at is null) as rounds,
              (select count(*)::integer from measurement_talk t where t.measurement_id = m.id and t.state = 'held' and t.removed_at is null) as held, (select count(*)::integer from measurement_finding f where f.measurement_id = m.id and f.removed_at is null) as findings
              from measurement m where m.removed_at is null and m.library_id = app.organisation() and app.role() = 'programme_leader'
                and (@After::uuid is null or (m.at, m.id) < (select x.at, x.id from measurement x where x.id = @After)) order by m.at desc, m.id desc limit @limit;
            select m.id, m.name, m.shared, coalesce(app.measurement_library(m.id), '') as library from measurement m where m.removed_at is null and m.library_id <> app.organisation() order by m.at desc, m.id desc limit @limit
            """, new { After, limit = PageSize + 1 }, ct))
        {
            Own = [.. await all.ReadAsync<Row>()];
            Others = [.. await all.ReadAsync<Row>()];
        }

        (MoreOwn, Own) = (Own.Count > PageSize, [.. Own.Take(PageSize)]);
        journal.Read("list measurements", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Leads ? Own.Count == 0 && After is null ? text["Nog geen metingen"].ToString() : text.N(Own.Count, "1 meting", "{0} metingen") : text.N(Others.Count, "1 gedeelde meting", "{0} gedeelde metingen"), "/measurements");
    }
}
