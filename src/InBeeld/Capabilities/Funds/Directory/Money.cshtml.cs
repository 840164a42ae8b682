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
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public int Children { get; set; }
        public long Cost { get; set; }
        public long Committed { get; set; }
        public long Claimed { get; set; }
        public long Paid { get; set; }
        public long Uncovered { get; set; }
    }

    public List<FundRow> Funds { get; private set; } = [];
    public List<ProgrammeMoney> Programmes { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public long Uncovered => Programmes.Sum(p => p.Uncovered);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        await LoadAsync(ct);
        string[] headers = [text["Geldbron"], text["Soort"], text["Eerste dag"], text["Laatste dag"], text["Begroot"], text["Toegezegd"], text["Gedeclareerd"], text["Betaald"], text["Nog vrij"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Geld"], user.OrganisationName), text["Geld"], headers,
            Funds.ConvertAll(f => new Cell[] { f.Name, text[FundWords.Kind(f.Kind)], f.Starts, f.Ends, Cell.Euros(f.Ceiling), Cell.Euros(f.Committed), Cell.Euros(f.Claimed), Cell.Euros(f.Paid), Cell.Euros(f.Left) }));
    }

    public string Heading() => Funds.Count == 0 ? text["Nog geen geldbronnen"] : Uncovered > 0 ? text["{0} is nog niet gedekt", Show.Cents(Uncovered)] : text["Alles is gedekt, {0} is nog vrij", Show.Cents(Funds.Where(f => f.Open).Sum(f => f.Left))];

    private async Task LoadAsync(CancellationToken ct)
    {
        using (var many = await frame.ManyAsync(FundRow.All + """
            with e as materialized (select e.id, e.programme_id from enrolment e where e.library_id = @library and e.placed_on is not null),
            k as (select enrolment_id as id, sum(cents) as cost from app.enrolment_costs(array(select id from e)) group by 1),
            c as (select enrolment_id as id, sum(counts) filter (where state = 'committed') as committed, sum(counts) filter (where state = 'claimed') as claimed, sum(counts) filter (where state = 'paid') as paid, sum(counts) as counts from fund_claim where library_id = @library group by 1)
            select g.id, g.name, count(e.id)::integer as children, coalesce(sum(k.cost), 0)::bigint as cost, coalesce(sum(c.committed), 0)::bigint as committed, coalesce(sum(c.claimed), 0)::bigint as claimed, coalesce(sum(c.paid), 0)::bigint as paid,
              coalesce(sum(greatest(coalesce(k.cost, 0) - coalesce(c.counts, 0), 0)), 0)::bigint as uncovered
            from programme g left join e on e.programme_id = g.id left join k on k.id = e.id left join c on c.id = e.id where g.library_id = @library group by g.id order by g.state = 'closed', g.starts desc, g.id limit 100
            """, new { library = user.OrganisationId }, ct))
        {
            Funds = (await many.ReadAsync<FundRow>()).AsList();
            Programmes = (await many.ReadAsync<ProgrammeMoney>()).AsList();
        }

        journal.Read("list funds", [], Facets.None, "");
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes/money");
    }
}
