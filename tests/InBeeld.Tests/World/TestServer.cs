using InBeeld.Data;
using InBeeld.Data.EmbeddedServer;
using InBeeld.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace InBeeld.Tests;

/// <summary>
/// The one PostgreSQL of a test run, started when the first test needs it: the embedded one in a throwaway folder, or, when
/// INBEELD_TEST_SERVER holds a connection string of a superuser, that server (handy while developing: it saves the start).
/// The tables are made once, in a template; every <see cref="TestHouse"/> gets a copy.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    private readonly Lazy<Task> started;
    private readonly SemaphoreSlim copying = new(1);
    private readonly string template = $"inbeeld_template_{Guid.CreateVersion7():n}";
    private EmbeddedPostgres? embedded;
    private DirectoryInfo? folder;
    private string server = "";

    public TestServer() => started = new Lazy<Task>(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A new database with the tables of this version; its connection string, as owner.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await started.Value;
        var name = $"inbeeld_test_{Guid.CreateVersion7():n}";
        await copying.WaitAsync();
        try
        {
            await DoAsync($"create database {name} template {template} strategy file_copy");
        }
        finally
        {
            copying.Release();
        }

        return Named(name);
    }

    /// <summary>A new database without anything in it.</summary>
    public async Task<string> NewEmptyDatabaseAsync()
    {
        await started.Value;
        var name = $"inbeeld_test_{Guid.CreateVersion7():n}";
        await DoAsync($"create database {name}");
        return Named(name);
    }

    public Task DropAsync(string connection) => DoAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated && started.Value.IsCompletedSuccessfully)
        {
            await DropAsync(Named(template));
        }

        NpgsqlConnection.ClearAllPools();
        if (embedded is not null)
        {
            // As root the database lies outside the folder.
            await embedded.EraseAsync();
        }

        folder?.Delete(recursive: true);
        copying.Dispose();
    }

    private async Task StartAsync()
    {
        server = Environment.GetEnvironmentVariable("INBEELD_TEST_SERVER") ?? "";
        if (server.Length == 0)
        {
            folder = Directory.CreateTempSubdirectory("inbeeld-tests-");
            embedded = await EmbeddedPostgres.StartAsync(new EmbeddedServerOptions(folder.FullName, Durable: false), CancellationToken.None);
            server = embedded.ConnectionString();
        }

        // Roles belong to the whole server: two test programs that make the same one at once would trip over each other.
        await using var connection = new NpgsqlConnection(Named("postgres"));
        await connection.OpenAsync();
        await using var wait = new NpgsqlCommand("select pg_advisory_lock(471199)", connection);
        await wait.ExecuteNonQueryAsync();
        await DoAsync($"create database {template}");
        await using var database = new Database(Named(template));
        await database.MigrateAsync(CancellationToken.None);
    }

    private string Named(string database) => new NpgsqlConnectionStringBuilder(server) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    private async Task DoAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Named("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
