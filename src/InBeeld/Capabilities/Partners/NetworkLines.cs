using InBeeld.Capabilities.Programmes.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Partners;

/// <summary>What the network says of programmes: partners at each level, agreements, policies, risks.</summary>
internal sealed class NetworkLines(Frame frame, Text text, TimeProvider clock) : IProgrammeLines
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public int Strategic { get; set; }
        public int Tactical { get; set; }
        public int Operational { get; set; }
        public int Agreements { get; set; }
        public int Policies { get; set; }
    }

    public int Rank => 20;

    public async Task<ILookup<Guid, ProgrammeLine>> OfAsync(Guid[] programmes, CancellationToken ct)
    {
        var rows = await frame.ListAsync<Row>("""
            select p.id, r.strategic, r.tactical, r.operational, a.agreements, f.policies from programme p
            cross join lateral (select count(distinct partner_id) filter (where level = 'strategic')::integer as strategic, count(distinct partner_id) filter (where level = 'tactical')::integer as tactical, count(distinct partner_id) filter (where level = 'operational')::integer as operational
              from network_role where programme_id = p.id and removed_at is null and starts <= @Today and (ends is null or ends >= @Today)) r
            cross join lateral (select count(*)::integer as agreements from network_agreement where programme_id = p.id and removed_at is null and signed_us is not null and signed_them is not null and ended_on is null and starts <= @Today and ends >= @Today) a
            cross join lateral (select count(*)::integer as policies from network_fit where programme_id = p.id and removed_at is null) f
            where p.id = any (@programmes)
            """, new { programmes, Today = clock.Today() }, ct);
        string group = text["Netwerk"];
        return rows.SelectMany(r => new (Guid Id, ProgrammeLine Line)[]
        {
            (r.Id, new ProgrammeLine(group, text["Partners die beslissen"], InBeeld.Kernel.Web.Show.Number(r.Strategic), text["strategisch"])),
            (r.Id, new ProgrammeLine(group, text["Partners die het regelen"], InBeeld.Kernel.Web.Show.Number(r.Tactical), text["tactisch"])),
            (r.Id, new ProgrammeLine(group, text["Partners die het doen"], InBeeld.Kernel.Web.Show.Number(r.Operational), text["operationeel"])),
            (r.Id, new ProgrammeLine(group, text["Getekende afspraken die gelden"], InBeeld.Kernel.Web.Show.Number(r.Agreements))),
            (r.Id, new ProgrammeLine(group, text["Past bij beleid van de gemeente"], InBeeld.Kernel.Web.Show.Number(r.Policies), text.N(r.Policies, "1 beleidsplan", "{0} beleidsplannen"))),
        }).ToLookup(l => l.Id, l => l.Line);
    }
}
