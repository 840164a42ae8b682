using System.Diagnostics;
using System.Runtime.Versioning;
using InBeeld.Data.EmbeddedServer;
using Npgsql;
using Xunit;

namespace InBeeld.Tests.Data.EmbeddedServer;

/// <summary>A data folder for one test, with nothing left of it afterwards: no file and no server.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ServerTestFolder : IAsyncDisposable
{
    private readonly DirectoryInfo parent;

    public ServerTestFolder(string name = "data", bool open = true)
    {
        parent = Directory.CreateTempSubdirectory("inbeeld-server-");
        // As root the server runs as another user, who then needs a way in.
        if (open)
            File.SetUnixFileMode(parent.FullName, UnixFiles.ForAll);
        Data = Path.Combine(parent.FullName, name);
    }

    public string Data { get; }

    public string Postgres => Path.Combine(Data, "postgres");

    public string Cluster
    {
        get
        {
            var pointer = Path.Combine(Postgres, "place");
            return Path.Combine(File.Exists(pointer) ? File.ReadAllText(pointer) : Path.Combine(Postgres, "server"), "cluster");
        }
    }

    public Task<EmbeddedPostgres> StartAsync(bool durable = false, Action<string>? say = null) =>
        EmbeddedPostgres.StartAsync(new EmbeddedServerOptions(Data, say, durable), TestContext.Current.CancellationToken);

    public async Task<EmbeddedServerException> RefusalAsync() =>
        await Assert.ThrowsAsync<EmbeddedServerException>(async () =>
        {
            await using var server = await StartAsync();
        });

    public static async Task<object?> AskAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public static bool Lives(int pid) => ProcessMark.Of(pid) is not null;

    public static async Task WaitUntilAsync(Func<bool> reached, string what)
    {
        for (var clock = Stopwatch.StartNew(); !reached(); await Task.Delay(20, TestContext.Current.CancellationToken))
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"Waited a minute for: {what}");
    }

    public async ValueTask DisposeAsync()
    {
        if (PostmasterFile.Read(Cluster) is { IsServerAlive: true } left)
        {
            using var process = Process.GetProcessById(left.Pid);
            process.Kill();
            await WaitUntilAsync(() => !Lives(left.Pid), "the end of a server that a test left behind");
        }
        var place = Path.GetDirectoryName(Cluster)!;
        if (place.StartsWith(ServerPlace.Elsewhere + "/", StringComparison.Ordinal))
            Directory.Delete(Path.GetDirectoryName(place)!, recursive: true);
        parent.Delete(recursive: true);
    }
}
