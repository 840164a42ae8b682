using Dapper;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Directory;

/// <summary>All money of the library: budget, promised, sent and paid per fund; cost and what is covered per programme.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class MoneyModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class ProgrammeMoney
    {
        /// <summary>Null: no programme, only the sums over all of them.</summary>
        public Guid? Id { get; set; }
        public string Name { get; set; } = "";
        public int Children { get; set; }
        public long Cost { get; set; }
        public long Committed { get; set; }
        public long Claimed { get; set; }
        public long Paid { get; set; }
        public long Uncovered { get; set; }
        public int AllChildren { get; set; }
        public long AllCost { get; set; }
        public long AllCommitted { get; set; }
        public long AllClaimed { get; set; }
        public long AllPaid { get; set; }
        public long AllUncovered { get; set; }
    }

    public const int PageSize = 50;

    /// <summary>The last programme of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>The closed funds instead of the open ones.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    public List<FundRow> Funds { get; private set; } = [];
    public List<ProgrammeMoney> Programmes { get; private set; } = [];
    public ProgrammeMoney All { get; private set; } = new();
    public bool More { get; private set; }
    public List<FundRow> Listed => Funds.FindAll(f => f.Open != Closed);
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        await LoadAsync(ct);
        string[] headers = [text["Geldbron"], text["Soort"], text["Eerste dag"], text["Laatste dag"], text["Begroot"], text["Toegezegd"], text["Gedeclareerd"], text["Betaald"], text["Nog vrij"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Geld"], user.OrganisationName), text["Geld"], headers,
            Funds.ConvertAll(f => new Cell[] { f.Name, text[FundWords.Kind(f.Kind)], f.Starts, f.Ends, Cell.Euros(f.Ceiling), Cell.Euros(f.Committed), Cell.Euros(f.Claimed), Cell.Euros(f.Paid), Cell.Euros(f.Left) }));
    }

    public string Heading() => Funds.Count == 0 ? text["Nog geen geldbronnen"] : All.AllUncovered > 0 ? text["{0} is nog niet gedekt", Show.Cents(All.AllUncovered)] : text["Alles is gedekt, {0} is nog vrij", Show.Cents(Funds.Where(f => f.Open).Sum(f => f.Left))];

    private async Task LoadAsync(CancellationToken ct)
    {
        using (var many = await frame.ManyAsync(FundRow.All + """
            with e as materialized (select e.id, e.programme_id from enrolment e where e.library_id = @library and e.placed_on is not null),
            k as (select enrolment_id as id, sum(cents) as cost from app.enrolment_costs(array(select id from e)) group by 1),
            c as (select enrolment_id as id, sum(counts) filter (where state = 'committed') as committed, sum(counts) filter (where state = 'claimed') as claimed, sum(counts) filter (where state = 'paid') as paid, sum(counts) as counts from fund_claim where library_id = @library group by 1),
            x as materialized (select g.id, g.name, (g.state = 'closed', date '2200-01-01' - g.starts, g.id) as place, count(e.id)::integer as children, coalesce(sum(k.cost), 0)::bigint as cost, coalesce(sum(c.committed), 0)::bigint as committed, coalesce(sum(c.claimed), 0)::bigint as claimed,
                coalesce(sum(c.paid), 0)::bigint as paid, coalesce(sum(greatest(coalesce(k.cost, 0) - coalesce(c.counts, 0), 0)), 0)::bigint as uncovered
              from programme g left join e on e.programme_id = g.id left join k on k.id = e.id left join c on c.id = e.id where g.library_id = @library group by g.id),
            t as (select coalesce(sum(children), 0)::integer as all_children, coalesce(sum(cost), 0)::bigint as all_cost, coalesce(sum(committed), 0)::bigint as all_committed, coalesce(sum(claimed), 0)::bigint as all_claimed, coalesce(sum(paid), 0)::bigint as all_paid, coalesce(sum(uncovered), 0)::bigint as all_uncovered from x)
            select h.id, h.name, h.children, h.cost, h.committed, h.claimed, h.paid, h.uncovered, t.* from t left join lateral (select x.* from x where @after::uuid is null or x.place > (select y.place from x y where y.id = @after) order by x.place limit @limit) h on true order by h.place
            """, new { library = user.OrganisationId, after = After, limit = PageSize + 1 }, ct))
        {
            Funds = (await many.ReadAsync<FundRow>()).AsList();
            Programmes = (await many.ReadAsync<ProgrammeMoney>()).AsList();
        }

        All = Programmes[0];
        Programmes = Programmes.FindAll(p => p.Id is not null);
        More = Programmes.Count > PageSize;
        Programmes = Programmes[..Math.Min(Programmes.Count, PageSize)];

        journal.Read("list funds", [], Facets.None, "");
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes/money");
    }
}
