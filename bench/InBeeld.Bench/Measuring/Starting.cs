using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

/// <summary>From typing the command to the first page: the program itself, on a data folder of its own with the embedded PostgreSQL.</summary>
internal static class Starting
{
    private static readonly TimeSpan MayTake = TimeSpan.FromMinutes(3);

    public static async Task<object> RunAsync(int times, CancellationToken ct)
    {
        var (empty, existing, withDemo, existingDemo) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            foreach (var (demo, first, second) in new[] { (false, empty, existing), (true, withDemo, existingDemo) })
            {
                var folder = Directory.CreateTempSubdirectory("inbeeld-bench-");
                try
                {
                    first.Add(await SecondsAsync(folder.FullName, demo, ct));
                    second.Add(await SecondsAsync(folder.FullName, demo, ct));
                }
                finally
                {
                    await RemoveAsync(folder);
                }
            }
        }

        return new { emptyFolder = empty, existingFolder = existing, emptyFolderWithDemo = withDemo, existingFolderWithDemo = existingDemo, unit = "seconds", processors = Environment.ProcessorCount };
    }

    private static async Task<double> SecondsAsync(string folder, bool demo, CancellationToken ct)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [typeof(Database).Assembly.Location, "serve", "--data", folder, "--demo", demo ? "true" : "false", "--urls", address]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("ConnectionStrings__InBeeld");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var clock = Stopwatch.StartNew();
        using var program = Process.Start(start)!;
        var said = Task.WhenAll(program.StandardOutput.ReadToEndAsync(ct), program.StandardError.ReadToEndAsync(ct));
        try
        {
            using var http = new HttpClient();
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(address + "/sign-in"), ct);
                    answer.EnsureSuccessStatusCode();
                    return Math.Round(clock.Elapsed.TotalSeconds, 2);
                }
                catch (HttpRequestException) when (!program.HasExited && clock.Elapsed < MayTake)
                {
                    await Task.Delay(10, ct);
                }
            }
        }
        finally
        {
            if (!program.HasExited)
            {
                // As by Ctrl-C: the program stops its own database.
                using var stop = Process.Start("kill", ["-INT", program.Id.ToString(CultureInfo.InvariantCulture)]);
                await program.WaitForExitAsync(ct);
            }

            await said;
        }
    }

    private static async Task RemoveAsync(DirectoryInfo folder)
    {
        // As root the database files belong to another account, which root may remove.
        for (var i = 0; i < 20; i++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
