namespace InBeeld.Capabilities.Monitor.Infographics.Files;

/// <summary>Printing for whoever looks at a page: one at a time, for each is a browser of its own.</summary>
internal sealed class PrintQueue : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly SemaphoreSlim one = new(1);

    public static bool CanPrint => Chromium.Find() is not null;

    public void Dispose() => one.Dispose();

    /// <returns>Null when too many wait.</returns>
    /// <exception cref="ChromiumException">It is not there or does not answer.</exception>
    public async Task<byte[]?> PrintAsync(Func<Chromium, Task<byte[]>> print, CancellationToken ct)
    {
        if (!await one.WaitAsync(Patience, ct))
        {
            return null;
        }

        try
        {
            await using var browser = await Chromium.StartAsync(ct);
            return await print(browser);
        }
        finally
        {
            one.Release();
        }
    }
}
