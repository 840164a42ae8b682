using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Agreements;

/// <summary>Starts elsewhere what was agreed: the place, the device, the mentor. Once per agreement; what is refused there changes nothing here.</summary>
internal sealed class StartRoute(Frame frame, Journal journal, RouteOffers offers, TimeProvider clock)
{
    private sealed class Row
    {
        public string Kind { get; set; } = "";
        public string What { get; set; } = "";
        public string State { get; set; } = "";
        public Guid? RouteId { get; set; }
    }

    public async Task<Outcome<Done>> RunAsync(Guid agreement, Guid inCase, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { Closed: false } head
            || await frame.OneAsync<Row>("select kind, what, state, route_id from case_agreement where id = @agreement and case_id = @inCase", new { agreement, inCase }, ct) is not { } row)
        {
            return Refusal.Of("Deze zaak is er niet (meer).");
        }

        if (row.RouteId is not null)
        {
            // A double tap.
            return Done.It;
        }

        if (row.State is "ended" or "refused")
        {
            return Refusal.Of("Deze afspraak loopt niet meer. Maak een nieuwe afspraak.");
        }

        if (CaseWords.Route(row.Kind) is not { } kind || !offers.CanStart(kind))
        {
            return Refusal.Of("Deze route kun je nog niet in InBeeld starten. Bel wie erover gaat.");
        }

        // Whoever refuses may have written something before it knew.
        await frame.DoAsync("savepoint route", null, ct);
        var started = await offers.Of(kind).StartAsync(agreement, head.PupilId, clock.Today(), ct);
        if (!started.Ok)
        {
            await frame.DoAsync("rollback to savepoint route", null, ct);
            return started.Refusals.ToList();
        }

        var route = started.Value;
        await frame.DoAsync("update case_agreement set route_id = @Reference, state = case when @running then 'running' else state end, version = version + 1 where id = @agreement",
            new { route.Reference, running = route.State == RouteState.Running, agreement }, ct);
        await CaseEvents.AddAsync(frame, inCase, "route-started", true, [row.Kind, row.What], "", clock.GetUtcNow(), ct);
        journal.Write("start route", [head.PupilId], Facets.Care, "case", new { @case = inCase, agreement, kind, reference = route.Reference });
        return Done.It;
    }
}
