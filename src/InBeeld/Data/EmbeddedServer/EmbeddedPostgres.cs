namespace InBeeld.Data.EmbeddedServer;

internal sealed record EmbeddedServerOptions(string DataFolder, Action<string>? Say = null, bool Durable = true);

internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    public static Task<EmbeddedPostgres> StartAsync(EmbeddedServerOptions options, CancellationToken ct) => throw new NotSupportedException(options.DataFolder + ct);
    public string ConnectionString(string database = "inbeeld") => database + Started;
    public bool Started { get; }
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal sealed class EmbeddedServerException(string message) : Exception(message);
