using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests;

/// <summary>What another capability asks through the frame of a request, tried without a page.</summary>
internal static class FrameOf
{
    public static async Task<T> WithFrameAsync<T>(this TestHouse house, Somebody who, Func<global::InBeeld.Data.Frame, CancellationToken, Task<T>> ask)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var frame = scope.ServiceProvider.GetRequiredService<global::InBeeld.Data.Frame>();
        var ct = TestContext.Current.CancellationToken;
        await frame.EnterAsync(house.World.Session(who), ct);
        return await ask(frame, ct);
    }
}
