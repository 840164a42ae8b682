using InBeeld.Data;

namespace InBeeld.Capabilities.Coordination.Feedback;

/// <summary>
/// Tells whoever signalled what became of it: that somebody leads, that the case is closed, that the signal ended. No name, no content. Called by the
/// municipality's side in the transaction that changes the case; who signalled for somebody without an account is not told.
/// </summary>
internal sealed class TellSignallers(Frame frame)
{
    /// <summary>Somebody accepted the lead.</summary>
    public Task TellLeadAsync(Guid caseId, CancellationToken ct) => frame.DoAsync("select app.tell_signallers(@caseId, 'signal-lead')", new { caseId }, ct);

    public Task TellClosedAsync(Guid caseId, CancellationToken ct) => frame.DoAsync("select app.tell_signallers(@caseId, 'signal-closed')", new { caseId }, ct);

    /// <summary>It ended without a case of its own.</summary>
    public Task TellEndedAsync(Guid signalId, CancellationToken ct) => frame.DoAsync("select app.tell_signaller(@signalId)", new { signalId }, ct);
}
