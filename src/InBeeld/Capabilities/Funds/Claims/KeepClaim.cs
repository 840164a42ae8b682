using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Funds.Claims;

/// <summary>Promises money for a child and moves that on: sent, paid, refused, given up. The database counts under locks: never more than a fund has, never more than it costs.</summary>
internal sealed class KeepClaim(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="id">Made with the form, so that a double tap is one promise.</param>
    public async Task<Outcome<Done>> CommitAsync(Guid id, Guid fund, Guid enrolment, string? amount, CancellationToken ct)
    {
        var refused = new List<Refusal>();
        if (Typed.Cents("Amount", amount, true, 1, FundWords.Largest, refused) is not { } cents)
        {
            return refused;
        }

        var why = await frame.OneAsync<string>("select app.commit_claim(@id, @fund, @enrolment, @cents, @now)", new { id, fund, enrolment, cents, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return FundOption.Why(why!);
        }

        await WroteAsync("commit claim", enrolment, new { claim = id, fund }, ct);
        return Done.It;
    }

    /// <param name="amount">With paid: what came in.</param>
    /// <param name="reason">With refused or dropped: why.</param>
    public async Task<Outcome<Done>> MoveAsync(ClaimRow claim, int version, string to, string? amount, string? reason, CancellationToken ct)
    {
        var refused = new List<Refusal>();
        var cents = to == "paid" ? Typed.Cents("Amount", amount, true, 0, FundWords.Largest, refused) : null;
        reason = to is "refused" or "dropped" ? reason?.Trim() ?? "" : "";
        if (reason.Length > 300 || (to == "refused" && reason.Length == 0))
        {
            refused.Add(new Refusal("Reason", "Schrijf in hooguit 300 tekens waarom."));
        }

        if (refused.Count > 0)
        {
            return refused;
        }

        var why = await frame.OneAsync<string>("select app.move_claim(@Id, @version, @to, @cents, @reason, @now)", new { claim.Id, version, to, cents, reason, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return FundOption.Why(why!);
        }

        await WroteAsync("move claim", claim.EnrolmentId, new { claim = claim.Id, to }, ct);
        return Done.It;
    }

    /// <summary>All that was promised of a fund was sent; or back, when that was at this moment.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SendAsync(Guid fund, DateTimeOffset? back, DateTimeOffset now, CancellationToken ct)
    {
        var hit = await frame.OneAsync<int>("select app.send_claims(@fund, @back, @now)", new { fund, back, now }, ct);
        if (hit > 0)
        {
            journal.Write("send claims", [], Facets.None, "", new { fund, claims = hit, back = back is not null });
        }

        return hit;
    }

    private async Task WroteAsync(string what, Guid enrolment, object of, CancellationToken ct)
    {
        var pupil = await frame.OneAsync<Guid?>("select p.pupil_id from enrolment e join participant p on p.id = e.participant_id where e.id = @enrolment", new { enrolment }, ct);
        journal.Write(what, pupil is { } id ? [id] : [], Facets.Identity, "", of);
    }
}
