using InBeeld.Data;

namespace InBeeld.Capabilities.Coordination.Feedback;

/// <summary>Tells who signalled how far it is: who leads, that it is closed. Never what is in it.</summary>
internal sealed class TellSignallers(Frame frame)
{
    public Task TellLeadAsync(Guid inCase, CancellationToken ct) => frame.DoAsync("select app.tell_signallers(@inCase, null, 'signal-lead')", new { inCase }, ct);

    public Task TellClosedAsync(Guid inCase, CancellationToken ct) => frame.DoAsync("select app.tell_signallers(@inCase, null, 'signal-closed')", new { inCase }, ct);

    public Task TellEndedAsync(Guid signal, CancellationToken ct) => frame.DoAsync("select app.tell_signallers(null, @signal, 'signal-closed')", new { signal }, ct);
}
