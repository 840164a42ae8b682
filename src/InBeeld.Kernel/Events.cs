using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Kernel;

/// <summary>
/// Hears of an event that an earlier capability tells. Lies in a folder <c>When...</c> of the capability that listens, which registers it in
/// <c>AddServices</c> as <c>IHandle&lt;T&gt;</c>, scoped.
/// </summary>
/// <typeparam name="T">A record in the Contract folder of the capability that tells.</typeparam>
public interface IHandle<in T>
{
    Task HandleAsync(T told, CancellationToken ct);
}

/// <summary>
/// How a capability tells later ones, which it may not ask: it does not know who listens. The handlers run at once, one after another, in the order of
/// the capabilities, within the transaction that tells. What a handler throws undoes everything; there is no queue and no second try.
/// </summary>
public sealed class Events(IServiceProvider services)
{
    public async Task TellAsync<T>(T told, CancellationToken ct)
        where T : class
    {
        foreach (var handler in services.GetServices<IHandle<T>>())
        {
            await handler.HandleAsync(told, ct);
        }
    }
}
