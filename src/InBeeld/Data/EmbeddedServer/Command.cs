using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>What a program that ran to its end left behind; <see cref="Output"/> holds both its streams.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

internal static class Command
{
    public static ProcessStartInfo Of(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            // All three, so that the runtime does not give the terminal's settings to a program that outlives this call.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The current folder may be one that the server's user cannot enter.
            WorkingDirectory = "/",
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // PGDATA, PGPORT and the like of the person's own shell would send the programs elsewhere.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Runs a program to its end; kills it when <paramref name="ct"/> asks so.</summary>
    /// <exception cref="Win32Exception">The program is not there or does not run on this system.</exception>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, CancellationToken ct, string input = "")
    {
        using var process = Process.Start(start)!;
        var lines = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (lines)
            {
                if (line.Data is not null)
                    lines.AppendLine(line.Data);
            }
        }
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            try
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), ct);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading; its exit code and words tell why.
            }
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        lock (lines)
            return new CommandResult(process.ExitCode, lines.ToString().Trim());
    }
}
