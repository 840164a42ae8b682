using System.Diagnostics;
using System.Globalization;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>
/// A small process that stops the server when we end without doing so: Ctrl-C in a program without a host, kill -9, a crash.
/// It waits on a pipe from us, which the system closes in all those cases.
/// </summary>
internal sealed class ServerGuard : IDisposable
{
    /// <summary>
    /// $1 the cluster, $2 the server. Signals of the terminal are for the application, so they are ignored. It stays until the
    /// server is gone, so that the next start can see that somebody is busy stopping it.
    /// </summary>
    private const string Script =
        """
        trap '' INT HUP TERM QUIT
        exec >/dev/null 2>&1
        read -r word
        [ "$word" = done ] && exit 0
        runs() { [ "$(head -n 1 "$1/postmaster.pid")" = "$2" ]; }
        runs "$@" || exit 0
        kill -INT "$2"
        tries=0
        while runs "$@" && [ "$tries" -lt 1200 ]; do sleep 0.1; tries=$((tries + 1)); done
        """;

    private readonly Process process;

    private ServerGuard(Process process)
    {
        this.process = process;
        Mark = ProcessMark.Of(process.Id) ?? new ProcessMark(process.Id, 0);
    }

    public ProcessMark Mark { get; }

    public static ServerGuard Post(ServerAccount account, PostmasterFile server) =>
        new(Process.Start(account.StartScript(Script, server.Cluster, server.Pid.ToString(CultureInfo.InvariantCulture)))!);

    /// <summary>The server has been stopped; nothing to guard any more.</summary>
    public async Task DismissAsync()
    {
        try
        {
            await process.StandardInput.WriteLineAsync("done");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was killed before us.
        }
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            process.Kill();
        }
    }

    public void Dispose() => process.Dispose();
}
