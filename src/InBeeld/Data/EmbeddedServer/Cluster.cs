using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>The database files of one data folder: made once, started and stopped. Only for who holds the <see cref="OwnerLock"/>.</summary>
internal sealed class Cluster(ServerFolder folder, ServerPlace place, EmbeddedServerOptions options)
{
    private const int PortTries = 5;
    private const int LastLines = 12;

    private static readonly TimeSpan poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan startMayTake = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan remainsOfKilledServerMayTake = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan fastStopMayTake = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan immediateStopMayTake = TimeSpan.FromSeconds(15);

    private readonly Action<string> say = options.Say ?? (_ => { });

    public void RefuseWhatCannotBeOpened()
    {
        var written = File.ReadAllText(Path.Combine(place.Cluster, "PG_VERSION")).Trim();
        if (written != place.Programs.Major.ToString(CultureInfo.InvariantCulture))
        {
            throw new EmbeddedServerException(
                $"The database in {place.Cluster} was made by PostgreSQL {written}, and this InBeeld brings PostgreSQL {place.Programs.Version}, "
                + "which cannot open it. Start the InBeeld that made it and export, or choose another data folder with --data.");
        }
        if (!File.Exists(folder.Password))
        {
            throw new EmbeddedServerException(
                $"The password of the database is missing: {folder.Password}. Put that file back from a back-up; without it nobody can sign in.");
        }
    }

    public async Task CreateAsync(CancellationToken ct)
    {
        say($"Making an empty database in {place.Folder}.");
        // A name of its own: if we were killed at this point just now, the program of then may still be at it for a moment.
        var half = $"{place.Cluster}.new-{Guid.CreateVersion7():N}";
        var passwordForInit = Path.Combine(place.Folder, "owner-password");
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        folder.Write(folder.Password, password, secret: true);
        await place.Account.WriteAsync(passwordForInit, password, ct);
        var made = await Command.RunAsync(place.Account.Start(place.Programs.InitDb,
        [
            "--pgdata", half, "--username", EmbeddedPostgres.OwnerRole, "--pwfile", passwordForInit, "--auth", "scram-sha-256",
            // The database itself sorts by code point, alike on every system; what people see is sorted with an ICU collation.
            "--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            "--data-checksums", "--no-instructions", .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ]), ct);
        await place.Account.RunAsync("rm -f -- \"$1\"", passwordForInit, ct);
        if (!made.Succeeded)
            throw Failed("The database could not be made", made.Output, null);
        await place.Account.RunAsync("mv -- \"$1\" \"${1%.new-*}\" && rm -rf -- \"${1%.new-*}\".new-*", half, ct);
    }

    /// <summary>Starts the server and waits until it takes connections.</summary>
    public async Task<PostmasterFile> StartAsync(CancellationToken ct)
    {
        var log = folder.NewLog(TimeProvider.System);
        var clock = Stopwatch.StartNew();
        var port = KeptPort();
        for (var tries = 1; ; tries++)
        {
            port = port is { } kept && IsFree(kept) ? kept : FreePort();
            await place.Account.WriteAsync(Path.Combine(place.Cluster, "postgresql.conf"),
                ServerSettings.For(port.Value, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, options.Durable), ct);
            var before = File.Exists(log) ? new FileInfo(log).Length : 0;
            if (await TryStartAsync(log, clock, ct) is { } server)
            {
                folder.Write(folder.Port, server.Port.ToString(CultureInfo.InvariantCulture));
                return server;
            }
            var words = LogSince(log, before);
            if (words.Contains("could not bind", StringComparison.Ordinal) && tries < PortTries)
                port = null;
            // The processes of a killed server need a moment to see that it is gone.
            else if (words.Contains("shared memory block", StringComparison.Ordinal) && clock.Elapsed < remainsOfKilledServerMayTake)
                await Task.Delay(200, ct);
            else
                throw Failed("PostgreSQL did not start", words, log);
        }
    }

    /// <summary>Ends connections and stops; what was committed is on disk.</summary>
    public async Task StopAsync(PostmasterFile server)
    {
        if (await StoppedAsync(server, "INT", fastStopMayTake))
            return;
        say("PostgreSQL does not stop in the usual way; stopping it at once. The next start takes longer.");
        await StoppedAsync(server, "QUIT", immediateStopMayTake);
    }

    /// <summary>Waits until a server that is on its way up or down has got there; null when it is down.</summary>
    public async Task<PostmasterFile?> SettledAsync(ProcessMark? guard, CancellationToken ct)
    {
        for (var clock = Stopwatch.StartNew(); PostmasterFile.Read(place.Cluster) is { IsServerAlive: true } server; await Task.Delay(poll, ct))
        {
            // A guard that lives has lost its owner and is stopping the server.
            if (server.IsReady && guard is not { IsAlive: true })
                return server;
            if (clock.Elapsed > startMayTake)
            {
                throw new EmbeddedServerException(
                    $"An earlier PostgreSQL (process {server.Pid}) on {place.Cluster} neither starts nor stops. End that process and start again.");
            }
        }
        // What is left is of no living server of ours. PostgreSQL would take whatever process has that number now for one.
        File.Delete(PostmasterFile.PathIn(place.Cluster));
        return null;
    }

    private async Task<PostmasterFile?> TryStartAsync(string log, Stopwatch clock, CancellationToken ct)
    {
        // pg_ctl puts the server in a session of its own, so that Ctrl-C in the terminal does not reach it.
        var start = place.Account.StartLogging(log, place.Programs.PgCtl,
            "start", "-w", "-s", "-t", startMayTake.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "-o", PostmasterFile.MarkOf(place.Cluster));
        // Not as an argument: pg_ctl would show it to a shell.
        start.Environment["PGDATA"] = place.Cluster;
        using var pgCtl = Process.Start(start)!;
        var next = TimeSpan.FromSeconds(15);
        try
        {
            while (true)
            {
                // Read before the question whether pg_ctl gave up, so that its last word counts.
                var ended = pgCtl.HasExited;
                if (PostmasterFile.Read(place.Cluster) is { IsReady: true, IsServerAlive: true } server)
                    return server;
                if (ended)
                    return null;
                if (clock.Elapsed > next)
                {
                    say($"PostgreSQL is still starting; after a power cut it first repairs itself. Its log: {log}");
                    next += TimeSpan.FromSeconds(60);
                }
                await Task.Delay(poll, ct);
            }
        }
        catch (OperationCanceledException)
        {
            await pgCtl.WaitForExitAsync(CancellationToken.None);
            if (PostmasterFile.Read(place.Cluster) is { IsServerAlive: true } server)
                await StopAsync(server);
            throw;
        }
    }

    private async Task<bool> StoppedAsync(PostmasterFile server, string signal, TimeSpan mayTake)
    {
        if (!server.IsServerAlive)
            return true;
        // Not by pg_ctl: a build may just have replaced the programs under the running server.
        await Command.RunAsync(place.Account.StartScript("kill -s \"$1\" \"$2\"",
            signal, server.Pid.ToString(CultureInfo.InvariantCulture)), CancellationToken.None);
        for (var clock = Stopwatch.StartNew(); server.IsServerAlive; await Task.Delay(poll))
        {
            if (clock.Elapsed > mayTake)
                return false;
        }
        return true;
    }

    private EmbeddedServerException Failed(string what, string words, string? log)
    {
        if (EmbeddedServerException.IsDiskFull(words))
            return new EmbeddedServerException($"{what}: the disk with {place.Folder} is full. Make room and start again.");
        if (words.Contains("could not bind", StringComparison.Ordinal))
            return new EmbeddedServerException($"{what}: no free port was found on 127.0.0.1. Stop other servers and start again.");
        var last = string.Join(Environment.NewLine, words.Split('\n', StringSplitOptions.TrimEntries).TakeLast(LastLines));
        return new EmbeddedServerException(
            $"{what} in {place.Folder} as {place.Account.Name}. Its last words:{Environment.NewLine}{last}"
            + (log is null ? "" : $"{Environment.NewLine}The whole log: {log}"));
    }

    private static string LogSince(string log, long position)
    {
        if (!File.Exists(log))
            return "";
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = position;
        return new StreamReader(stream).ReadToEnd().Trim();
    }

    private int? KeptPort() =>
        int.TryParse(ServerFolder.ReadIfThere(folder.Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    /// <summary>Below the ports that systems hand out to outgoing connections, so that it is likely still free at the next start.</summary>
    private static int FreePort()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            if (IsFree(port))
                return port;
        }
        throw new EmbeddedServerException("No free port was found on 127.0.0.1. Stop other servers and start again.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
