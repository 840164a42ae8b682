using InBeeld.Capabilities.Programmes.Contract;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds;

/// <summary>What money says of programmes: what taking part costs, what funds took on and paid, and what is still to be found. For who keeps the money only.</summary>
internal sealed class FundLines(Frame frame, CurrentUser user, Text text) : IProgrammeLines
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public long Costs { get; set; }
        public long TakenOn { get; set; }
        public long Paid { get; set; }
        public int Children { get; set; }
        public int Funds { get; set; }
    }

    public int Rank => 10;

    public async Task<ILookup<Guid, ProgrammeLine>> OfAsync(Guid[] programmes, CancellationToken ct)
    {
        if (!user.Is(Role.ProgrammeLeader))
        {
            return Array.Empty<(Guid, ProgrammeLine)>().ToLookup(l => l.Item1, l => l.Item2);
        }

        var rows = await frame.ListAsync<Row>("""
            select p.id, coalesce(c.costs, 0)::bigint as costs, coalesce(c.children, 0)::integer as children, coalesce(k.taken_on, 0)::bigint as taken_on, coalesce(k.paid, 0)::bigint as paid, coalesce(k.funds, 0)::integer as funds
            from programme p
            left join lateral (select sum(x.cents) as costs, count(distinct x.enrolment_id) as children from app.enrolment_costs(array(select e.id from enrolment e where e.programme_id = p.id and e.placed_on is not null)) x) c on true
            left join lateral (select sum(x.counts) as taken_on, sum(x.counts) filter (where x.state = 'paid') as paid, count(distinct x.fund_id) filter (where x.counts > 0) as funds from fund_claim x join enrolment e on e.id = x.enrolment_id where e.programme_id = p.id) k on true
            where p.id = any (@programmes)
            """, new { programmes }, ct);
        string group = text["Geld"];
        return rows.SelectMany(r => new (Guid Id, ProgrammeLine Line)[]
        {
            (r.Id, new ProgrammeLine(group, text["Wat meedoen kost"], Show.Cents(r.Costs), r.Children == 0 ? "" : text["{0} per kind, {1} kinderen", Show.Cents(r.Costs / r.Children), r.Children])),
            (r.Id, new ProgrammeLine(group, text["Toegezegd door fondsen"], Show.Cents(r.TakenOn), text.N(r.Funds, "1 fonds", "{0} fondsen"))),
            (r.Id, new ProgrammeLine(group, text["Betaald door fondsen"], Show.Cents(r.Paid))),
            (r.Id, new ProgrammeLine(group, text["Nog te vinden"], Show.Cents(Math.Max(0, r.Costs - r.TakenOn)), text["nooit bij het kind"])),
        }).ToLookup(l => l.Id, l => l.Line);
    }
}
