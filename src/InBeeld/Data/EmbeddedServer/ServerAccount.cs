using System.ComponentModel;
using System.Diagnostics;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>
/// The user under whom PostgreSQL's programs run: our own, or, as PostgreSQL refuses root, another one when we are root.
/// </summary>
internal sealed class ServerAccount
{
    public const string NameVariable = "INBEELD_POSTGRES_USER";

    private const string Shell = "/bin/sh";

    private readonly Func<string, IEnumerable<string>, IEnumerable<string>>? switchTo;

    private ServerAccount(string name, string owner, Func<string, IEnumerable<string>, IEnumerable<string>>? switchTo)
    {
        Name = name;
        Owner = owner;
        this.switchTo = switchTo;
    }

    public static ServerAccount Own { get; } = new(Environment.UserName, "", null);

    public string Name { get; }

    /// <summary>"uid:gid" as chown takes it; empty for our own account.</summary>
    public string Owner { get; }

    /// <summary>The account for a new cluster: the one asked for, else postgres, else nobody.</summary>
    public static async Task<ServerAccount> ForRootAsync(CancellationToken ct)
    {
        var asked = Environment.GetEnvironmentVariable(NameVariable);
        foreach (var name in string.IsNullOrEmpty(asked) ? ["postgres", "nobody"] : new[] { asked })
        {
            var uid = await Command.RunAsync(Command.Of("id", "-u", name), ct);
            var gid = await Command.RunAsync(Command.Of("id", "-g", name), ct);
            if (uid.Succeeded && gid.Succeeded && uid.Output != "0")
                return await ReachAsync(name, uid.Output, gid.Output, ct);
        }
        throw new EmbeddedServerException(string.IsNullOrEmpty(asked)
            ? "PostgreSQL may not run as root, and there is no user postgres or nobody to run it. "
              + $"Make a user (useradd --system postgres) or name one in {NameVariable}. {EmbeddedServerException.Alternative}"
            : $"PostgreSQL may not run as root, and {NameVariable} names {asked}, which is no ordinary user here.");
    }

    /// <summary>The account that owns a folder: PostgreSQL only opens a cluster that is its own.</summary>
    public static async Task<ServerAccount> OwnerOfAsync(string folder, CancellationToken ct)
    {
        var owner = await Command.RunAsync(Command.Of("stat", "-c", "%U %u %g", folder), ct);
        var parts = owner.Output.Split(' ');
        if (!owner.Succeeded || parts.Length != 3)
            throw new EmbeddedServerException($"The owner of {folder} cannot be found: {owner.Output}");
        if (parts[1] == "0")
        {
            throw new EmbeddedServerException(
                $"The database in {folder} belongs to root, and PostgreSQL may not run as root. Give it to a user, for instance: "
                + $"chown -R postgres {folder}");
        }
        return await ReachAsync(parts[0], parts[1], parts[2], ct);
    }

    /// <summary>Asks the way we know to become a user, from the best (no shell, no login) to the most common.</summary>
    private static async Task<ServerAccount> ReachAsync(string name, string uid, string gid, CancellationToken ct)
    {
        foreach (var way in Ways(name, uid, gid))
        {
            var account = new ServerAccount(name, $"{uid}:{gid}", way);
            try
            {
                var who = await Command.RunAsync(account.Start("id", "-u"), ct);
                if (who.Succeeded && who.Output == uid)
                    return account;
            }
            catch (Win32Exception)
            {
                // This way is not installed; the next one may be.
            }
        }
        throw new EmbeddedServerException(
            $"PostgreSQL may not run as root, and here root cannot become {name} (tried setpriv, runuser and su). "
            + $"Start InBeeld as an ordinary user, or name another user in {NameVariable}. {EmbeddedServerException.Alternative}");
    }

    internal static IEnumerable<Func<string, IEnumerable<string>, IEnumerable<string>>> Ways(string name, string uid, string gid) =>
    [
        (program, arguments) =>
            ["setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--", program, .. arguments],
        (program, arguments) =>
            ["runuser", "-u", name, "--", program, .. arguments],
        (program, arguments) =>
            ["su", "-s", Shell, name, "-c", string.Join(' ', arguments.Prepend(program).Select(Quote))],
    ];

    public ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        List<string> words = [.. switchTo?.Invoke(program, arguments) ?? [program, .. arguments]];
        return Command.Of(words[0], words[1..]);
    }

    /// <summary>
    /// As <see cref="Start"/>, with the output at the end of a file that we open ourselves: the account need not be able to.
    /// </summary>
    public ProcessStartInfo StartLogging(string log, string program, params IEnumerable<string> arguments)
    {
        var words = switchTo?.Invoke(program, arguments) ?? [program, .. arguments];
        return Command.Of(Shell, ["-c", "exec \"$@\" >>\"$0\" 2>&1", log, .. words]);
    }

    public ProcessStartInfo StartScript(string script, params IEnumerable<string> arguments) =>
        Start(Shell, ["-c", script, "inbeeld", .. arguments]);

    /// <summary>Whether the account gets through all folders above and may read, or in the case of a program run, the file.</summary>
    public async Task<bool> CanReachAsync(string path, CancellationToken ct) =>
        (await Command.RunAsync(StartScript("if test -d \"$1\"; then cd \"$1\"; else test -r \"$1\"; fi", path), ct)).Succeeded;

    public async Task<bool> CanRunAsync(PostgresPrograms programs, CancellationToken ct) =>
        (await Command.RunAsync(StartScript("\"$1\" --version && \"$2\" --version && test -r \"$3\"",
            programs.Postgres, programs.InitDb, Path.Combine(programs.Folder, "share")), ct)).Succeeded;

    /// <summary>
    /// Writes a file that only the account may read, as the account: root that writes in someone else's folder can be led astray by a link.
    /// </summary>
    public async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var result = await Command.RunAsync(
            StartScript("umask 077 && cat > \"$1.new\" && mv \"$1.new\" \"$1\"", path), ct, text);
        if (!result.Succeeded)
            throw EmbeddedServerException.For(Path.GetDirectoryName(path)!, new IOException(result.Output));
    }

    /// <summary>Runs a few words of shell, with the path as $1.</summary>
    public async Task RunAsync(string script, string path, CancellationToken ct)
    {
        var result = await Command.RunAsync(StartScript(script, path), ct);
        if (!result.Succeeded)
            throw EmbeddedServerException.For(path, new IOException(result.Output));
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
