using System.Diagnostics;
using Npgsql;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>
/// A private PostgreSQL on a data folder. The first process owns it: it starts the server and stops it on dispose, also when
/// other processes that joined still work on it.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    public const string OwnerRole = "inbeeld_owner";
    public const string DefaultDatabase = "inbeeld";

    private static readonly TimeSpan joinMayTake = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ownerMayTakeToLetGo = TimeSpan.FromSeconds(5);

    private readonly ServerFolder folder;
    private readonly PostmasterFile server;
    private readonly string password;
    private readonly Ownership? ownership;
    private int disposed;

    private EmbeddedPostgres(ServerFolder folder, PostmasterFile server, string password, string version, Ownership? ownership)
    {
        this.folder = folder;
        this.server = server;
        this.password = password;
        this.ownership = ownership;
        Version = version;
    }

    /// <summary>True: this object started the server (or took over one whose owner was killed) and stops it on dispose.</summary>
    public bool Started => ownership is not null;

    /// <summary>Of PostgreSQL, such as 18.4.</summary>
    public string Version { get; }

    public int Port => server.Port;

    /// <summary>The number of the server's main process.</summary>
    public int ServerPid => server.Pid;

    /// <summary>Where the database files are; usually in the data folder, for root sometimes elsewhere.</summary>
    public string ClusterFolder => server.Cluster;

    /// <summary>Joins the server that runs on this data folder, or starts one.</summary>
    /// <exception cref="EmbeddedServerException">There can be no server; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedServerOptions options, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedServerException(
                $"On Windows InBeeld cannot start a PostgreSQL of its own. Run it under WSL. {EmbeddedServerException.Alternative}");
        }
        var folder = ServerFolder.Open(options.DataFolder);
        var clock = Stopwatch.StartNew();
        var next = TimeSpan.FromSeconds(15);
        var answered = clock.Elapsed;
        // Whoever holds the lock starts the server; the others wait for it, and one of them takes its place if it gives up.
        while (true)
        {
            if (OwnerLock.TryTake(folder) is { } ownerLock)
                return await OwnAsync(folder, ownerLock, options, ct);
            if (await TryJoinAsync(folder, ct) is { } joined)
                return joined;
            var note = OwnerNote.Read(folder);
            if (note is not { ServerIsGone: true })
                answered = clock.Elapsed;
            if (clock.Elapsed > joinMayTake || clock.Elapsed - answered > ownerMayTakeToLetGo)
            {
                throw new EmbeddedServerException(
                    $"Another InBeeld (process {note?.Owner.Pid}) works on {folder.Data}, but its database has stopped or does not answer. "
                    + "Stop that process and start again.");
            }
            if (clock.Elapsed > next)
            {
                options.Say?.Invoke($"Waiting for the database of another InBeeld (process {note?.Owner.Pid}) on {folder.Data}.");
                next += TimeSpan.FromSeconds(60);
            }
            await Task.Delay(20, ct);
        }
    }

    /// <summary>For the owner of everything in the database, who passes all its rules; Npgsql's format.</summary>
    public string ConnectionString(string database = DefaultDatabase) => ConnectionString(server.Port, password, database);

    /// <summary>Stops the server when we started it; a joined one goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0 && ownership is not null)
            await ownership.EndAsync(server);
    }

    /// <summary>Stops the server and removes its database and all else it kept; for throwaway servers.</summary>
    /// <exception cref="InvalidOperationException">The server was joined and is another's.</exception>
    public async Task EraseAsync()
    {
        if (ownership is null)
            throw new InvalidOperationException("Only who started the server may erase it.");
        await DisposeAsync();
        await ownership.Place.EraseAsync(folder, CancellationToken.None);
    }

    private static async Task<EmbeddedPostgres> OwnAsync(
        ServerFolder folder, OwnerLock ownerLock, EmbeddedServerOptions options, CancellationToken ct)
    {
        ServerGuard? guard = null;
        PostmasterFile? server = null;
        Cluster? cluster = null;
        try
        {
            var earlier = OwnerNote.Read(folder);
            var self = ProcessMark.Of(Environment.ProcessId)!;
            // The guard of an earlier owner is kept in the note: should we be killed now, the next one still knows it.
            ownerLock.Tell(new OwnerNote(self, earlier?.Guard, null, 0));
            var place = await ServerPlace.FindAsync(folder, options.Say ?? (_ => { }), ct);
            cluster = new Cluster(folder, place, options);
            var isNew = !place.HasCluster;
            if (!isNew)
                cluster.RefuseWhatCannotBeOpened();
            else
                await cluster.CreateAsync(ct);
            place.Remember(folder);
            server = await cluster.SettledAsync(earlier?.Guard, ct);
            var password = File.ReadAllText(folder.Password).Trim();
            if (server is not null && await IsDurableAsync(server, password, ct) != options.Durable)
            {
                await cluster.StopAsync(server);
                server = null;
            }
            server ??= await cluster.StartAsync(ct);
            guard = ServerGuard.Post(place.Account, server);
            var version = await OpenDatabaseAsync(server, password, isNew, ct);
            ownerLock.Tell(new OwnerNote(self, guard.Mark, server.Cluster, server.Pid));
            options.Say?.Invoke($"PostgreSQL {version} runs on port {server.Port} as {place.Account.Name}, its files are in {server.Cluster}.");
            return new EmbeddedPostgres(folder, server, password, version, new Ownership(ownerLock, cluster, guard, place));
        }
        catch
        {
            if (server is not null)
                await cluster!.StopAsync(server);
            if (guard is not null)
                await guard.DismissAsync();
            guard?.Dispose();
            ownerLock.Dispose();
            throw;
        }
    }

    private static async Task<EmbeddedPostgres?> TryJoinAsync(ServerFolder folder, CancellationToken ct)
    {
        if (OwnerNote.Read(folder)?.ReadyServer() is not { } server || ServerFolder.ReadIfThere(folder.Password) is not { } password)
            return null;
        try
        {
            await using var connection = await OpenAsync(server, password, DefaultDatabase, ct);
            return new EmbeddedPostgres(folder, server, password, connection.ServerVersion, null);
        }
        catch (NpgsqlException)
        {
            // Its owner is stopping it.
            return null;
        }
    }

    private static async Task<bool> IsDurableAsync(PostmasterFile server, string password, CancellationToken ct)
    {
        await using var connection = await OpenAsync(server, password, "postgres", ct);
        await using var command = new NpgsqlCommand("show fsync", connection);
        return (string?)await command.ExecuteScalarAsync(ct) == "on";
    }

    /// <summary>Makes our database when it is missing; gives the version of the server.</summary>
    private static async Task<string> OpenDatabaseAsync(PostmasterFile server, string password, bool isNew, CancellationToken ct)
    {
        if (!isNew)
        {
            try
            {
                await using var there = await OpenAsync(server, password, DefaultDatabase, ct);
                return there.ServerVersion;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                // The first start broke off just before this.
            }
        }
        await using var connection = await OpenAsync(server, password, "postgres", ct);
        await using var command = new NpgsqlCommand($"create database {DefaultDatabase}", connection);
        await command.ExecuteNonQueryAsync(ct);
        return connection.ServerVersion;
    }

    private static async Task<NpgsqlConnection> OpenAsync(PostmasterFile server, string password, string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString(server.Port, password, database)) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedServerException(
                "The database refuses the password in the file owner-password of the data folder. Put the right file back from a back-up.", refused);
        }
    }

    private static string ConnectionString(int port, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = OwnerRole,
        Password = password,
        Database = database,
        ApplicationName = "InBeeld",
        // It stays on this machine; asking for encryption would cost two round trips and look for Kerberos.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>All that the owner lets go of at the end, in this order.</summary>
    private sealed record Ownership(OwnerLock Lock, Cluster Cluster, ServerGuard Guard, ServerPlace Place)
    {
        public async Task EndAsync(PostmasterFile server)
        {
            await Cluster.StopAsync(server);
            await Guard.DismissAsync();
            Guard.Dispose();
            Lock.Dispose();
        }
    }
}
