using System.Text.Json;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Capabilities.Triage.Tables;
using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Triage.Contract;

/// <summary>Why a route is proposed: the number of the row of the table, and its reason in plain words (shown through the texts, so that the standard has its English).</summary>
internal sealed record RouteReason(int Row, Guid RowId, string Reason);

internal sealed record RouteProposal(string Route, IReadOnlyList<RouteReason> Reasons, Capacity Capacity);

/// <summary>What is proposed for a child today, as far as whoever asks may know it.</summary>
/// <param name="Table">The version of the rules; null and number 0: the standard.</param>
/// <param name="WithCare">Whether the restricted facts (health, unsafe home) counted; without them the proposal is as if they were not there.</param>
/// <param name="MayDecide">Whether whoever asks may decide, and not only look.</param>
/// <param name="Facts">Codes, a value for every fact.</param>
/// <param name="Asked">The facts that the rules ask for.</param>
internal sealed record ProposalOfChild(Guid Municipality, Guid? Table, int Number, bool WithCare, bool MayDecide, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Asked,
    IReadOnlyList<RouteProposal> Routes, IReadOnlyList<RouteProposal> WithoutRestricted, IReadOnlyDictionary<string, Capacity> Capacity)
{
    /// <summary>The same proposal gives the same stamp: what the form was shown with.</summary>
    public string Stamp => $"{Number}:" + string.Join(',', FactList.All.Select(f => Facts[f.Code]));
}

/// <summary>What was decided last, and still stands.</summary>
internal sealed class DecidedRoutes
{
    public Guid Id { get; set; }
    public string[] Chosen { get; set; } = [];
    public DateTimeOffset At { get; set; }
    public string ByName { get; set; } = "";
}

/// <summary>The routes that the rules of the municipality propose for a child, with reasons and what is free; and what somebody decided last. For later capabilities too.</summary>
internal sealed class ProposedRoutes(Frame frame, RouteOffers offers, TimeProvider clock)
{
    private sealed class Row
    {
        public Guid? MunicipalityId { get; set; }
        public string Facts { get; set; } = "{}";
        public bool MayCare { get; set; }
        public bool MayDecide { get; set; }
    }

    /// <param name="crucial">Whether a parent has a crucial occupation: yes, no or unknown; asked, as it is kept nowhere.</param>
    /// <returns>Null for a child whose needs whoever asks may not see.</returns>
    public async Task<ProposalOfChild?> OfAsync(Guid pupil, string crucial, CancellationToken ct)
    {
        var today = clock.Today();
        var row = await frame.OneAsync<Row>("""
            select m.id as municipality_id, app.may(p.id, 8) as may_care, app.may_decide(p.id) as may_decide,
              app.triage_facts((select array_agg(n.kind) from need n where n.pupil_id = p.id and n.ended_on is null), s.level, app.triage_state(s.due_from, s.late_from, s.out_from, s.absent_until, @today), app.triage_years(p.year_group))::text as facts
            from pupil p join organisation o on o.id = p.school_id left join organisation m on m.kind = 'municipality' and m.code = o.municipality_code left join pupil_state s on s.pupil_id = p.id
            where p.id = @pupil and app.may(p.id, 4)
            """, new { pupil, today }, ct);
        if (row is null)
        {
            return null;
        }

        var known = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Facts)!;
        known[FactList.Crucial] = FactList.Find(FactList.Crucial)!.Values.Contains(crucial) ? crucial : "unknown";
        var facts = FactList.Complete(known);
        var municipality = row.MunicipalityId ?? Guid.Empty;
        var table = await TableInForce.OfAsync(frame, municipality, today, ct);
        var capacity = await offers.CapacityAsync(RouteKinds.All, municipality, today, ct);
        List<RouteProposal> Routes(IReadOnlyDictionary<string, string> of) =>
            [.. table.Rules.Propose(of).Select(p => new RouteProposal(p.Route, [.. p.Because.Select(b => new RouteReason(b.Row, b.Id, b.Reason))], capacity[p.Route]))];
        return new ProposalOfChild(municipality, table.Id, table.Number, row.MayCare, row.MayDecide, facts, [.. table.Rules.Asked.Select(f => f.Code)], Routes(facts), Routes(FactList.WithoutRestricted(facts)), capacity);
    }

    public Task<DecidedRoutes?> LastDecisionAsync(Guid pupil, CancellationToken ct) => frame.OneAsync<DecidedRoutes>("""
        select d.id, d.chosen, d.at, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by_name
        from triage_decision d left join person w on w.id = d.by_person where d.pupil_id = @pupil and d.undone_at is null order by d.at desc, d.id desc limit 1
        """, new { pupil }, ct);
}
