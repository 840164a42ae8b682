using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Funds.Mix;

/// <summary>A line of a proposal that does not fit any more.</summary>
internal sealed class Changed
{
    public Guid? EnrolmentId { get; set; }
    public Guid? FundId { get; set; }
    public string Why { get; set; } = "";
}

/// <summary>Promises what a proposal says, all of it or for chosen children; or nothing at all when the money changed since.</summary>
internal sealed class ApplyPlan(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="chosen">Null: all children.</param>
    /// <returns>What does not fit any more; empty: it is done.</returns>
    public async Task<List<Changed>> RunAsync(Guid plan, Guid[]? chosen, CancellationToken ct)
    {
        var changed = await frame.ListAsync<Changed>("select enrolment_id, fund_id, why from app.apply_fund_plan(@plan, @chosen, @now)", new { plan, chosen, now = clock.GetUtcNow() }, ct);
        if (changed.Count == 0)
        {
            var pupils = await frame.ListAsync<Guid>("select distinct p.pupil_id from fund_claim c join enrolment e on e.id = c.enrolment_id join participant p on p.id = e.participant_id where c.plan_id = @plan and c.counts > 0 and p.pupil_id is not null", new { plan }, ct);
            journal.Write("apply fund plan", pupils, Facets.Identity, "", new { plan });
        }

        return changed;
    }

    /// <returns>How many promises came free.</returns>
    public async Task<int> UndoAsync(Guid plan, CancellationToken ct)
    {
        var pupils = await frame.ListAsync<Guid>("select distinct p.pupil_id from fund_claim c join enrolment e on e.id = c.enrolment_id join participant p on p.id = e.participant_id where c.plan_id = @plan and c.state = 'committed' and p.pupil_id is not null", new { plan }, ct);
        var hit = await frame.OneAsync<int>("select app.undo_fund_plan(@plan, @now)", new { plan, now = clock.GetUtcNow() }, ct);
        if (hit > 0)
        {
            journal.Write("undo fund plan", pupils, Facets.Identity, "", new { plan, claims = hit });
        }

        return hit;
    }
}
