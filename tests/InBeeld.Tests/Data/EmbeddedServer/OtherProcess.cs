using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using InBeeld.Data.EmbeddedServer;
using Xunit;

namespace InBeeld.Tests.Data.EmbeddedServer;

/// <summary>A real second process that holds a server: this test program, running one test that only ever runs like this.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class OtherProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string sign;

    private OtherProcess(Process process, string sign)
    {
        this.process = process;
        this.sign = sign;
    }

    /// <summary>Whether it is the one that started the server.</summary>
    public bool Owns { get; private init; }

    public int ServerPid { get; private init; }

    public static async Task<OtherProcess> StartAsync(string dataFolder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "InBeeld.Tests"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-explicit", "only", "-noLogo",
                "-method", $"{typeof(InAnotherProcess).FullName}.{nameof(InAnotherProcess.Holds_a_server_until_told_otherwise)}",
            },
            Environment = { [FolderVariable] = dataFolder },
        };
        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var sign = SignOf(dataFolder, process.Id);
        await ServerTestFolder.WaitUntilAsync(() => File.Exists(sign) || process.HasExited, "the other process to have a server");
        Assert.True(File.Exists(sign), process.HasExited ? await output : "");
        var told = (await File.ReadAllTextAsync(sign)).Split(' ');
        return new OtherProcess(process, sign) { Owns = bool.Parse(told[0]), ServerPid = int.Parse(told[1], CultureInfo.InvariantCulture) };
    }

    /// <summary>Lets it dispose its server and end.</summary>
    public async Task EndAsync()
    {
        File.Delete(sign);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    internal const string FolderVariable = "INBEELD_TEST_DATA_FOLDER";

    internal static string SignOf(string dataFolder, int pid) => $"{dataFolder}.held-by-{pid}";
}

[UnsupportedOSPlatform("windows")]
public sealed class InAnotherProcess
{
    [Fact(Explicit = true)]
    public async Task Holds_a_server_until_told_otherwise()
    {
        var folder = Environment.GetEnvironmentVariable(OtherProcess.FolderVariable);
        Assert.SkipWhen(folder is null, "Only meant to run as the second process of another test.");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedServerOptions(folder, Durable: false), TestContext.Current.CancellationToken);
        var sign = OtherProcess.SignOf(folder, Environment.ProcessId);
        await File.WriteAllTextAsync(sign + ".new", $"{server.Started} {server.ServerPid}", TestContext.Current.CancellationToken);
        File.Move(sign + ".new", sign);
        await ServerTestFolder.WaitUntilAsync(() => !File.Exists(sign), "the first process to say that it is enough");
    }
}
