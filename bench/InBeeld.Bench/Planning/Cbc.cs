using System.Diagnostics;
using System.Globalization;

namespace InBeeld.Bench.Planning;

/// <summary>The solver CBC as a witness (Debian: coinor-cbc). It is not needed; without it that column says so.</summary>
internal static class Cbc
{
    /// <summary>Where it is, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "cbc")).FirstOrDefault(File.Exists);

    /// <returns>The value it found, in words when it has none.</returns>
    public static async Task<string> ValueAsync(string problem, double seconds, CancellationToken ct)
    {
        if (Program is null)
            return "not installed";
        var folder = Directory.CreateTempSubdirectory("inbeeld-cbc-");
        try
        {
            var (file, answer) = (Path.Combine(folder.FullName, "problem.lp"), Path.Combine(folder.FullName, "answer"));
            await File.WriteAllTextAsync(file, problem, ct);
            string[] asked = [file, "sec", seconds.ToString(CultureInfo.InvariantCulture), "solve", "solu", answer];
            using var process = Process.Start(new ProcessStartInfo(Program, asked) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException($"{Program} does not start.");
            try
            {
                await process.StandardOutput.ReadToEndAsync(ct);
                await process.WaitForExitAsync(ct);
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }

            return File.Exists(answer) ? Read((await File.ReadAllLinesAsync(answer, ct)).FirstOrDefault("")) : "nothing";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The first line is such as "Optimal - objective value 261.00000000".</summary>
    private static string Read(string line)
    {
        var value = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
        if (line.Contains("no integer", StringComparison.Ordinal) || line.Contains("Infeasible", StringComparison.OrdinalIgnoreCase) || !double.TryParse(value, CultureInfo.InvariantCulture, out var number))
            return "nothing";
        return $"{number:0.##}{(line.StartsWith("Optimal", StringComparison.Ordinal) ? " (proven)" : "")}";
    }
}
