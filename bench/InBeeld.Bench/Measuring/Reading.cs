using System.Diagnostics;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Kernel;

namespace InBeeld.Bench.Measuring;

/// <summary>Reading class lists: how long, and how much memory is alive while the pupils pass.</summary>
internal static class Reading
{
    public static async Task<object> RunAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("inbeeld-bench-");
        try
        {
            await ReadAsync(folder, 1_000, ct);
            var results = new List<object>();
            foreach (var pupils in new[] { 1_000, 10_000, 100_000 })
            {
                results.Add(await ReadAsync(folder, pupils, ct));
            }

            return new { reading = results, processors = Environment.ProcessorCount };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<object> ReadAsync(DirectoryInfo folder, int pupils, CancellationToken ct)
    {
        var path = Path.Combine(folder.FullName, $"{pupils}.xml");
        var bytes = EdexmlFile.Write(path, pupils, "99ZZ");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await using var stream = File.OpenRead(path);
        var opened = await EdexmlReader.OpenAsync(stream, new EdexmlOptions(TimeProvider.System.Today()), ct);
        using var source = opened.Value ?? throw new InvalidOperationException("The file was refused");
        var outline = clock.Elapsed;
        var (alive, looking, seen) = (0L, TimeSpan.Zero, 0);
        FileSummary? summary = null;
        foreach (var row in source.Rows(ct))
        {
            summary = row as FileSummary ?? summary;
            if (++seen % Math.Max(1, pupils / 4) == 0)
            {
                var start = clock.Elapsed;
                alive = Math.Max(alive, GC.GetTotalMemory(forceFullCollection: true) - before);
                looking += clock.Elapsed - start;
            }
        }

        var seconds = (clock.Elapsed - looking).TotalSeconds;
        return new
        {
            pupils = summary!.Pupils, summary.Rejected, fileMegabytes = Math.Round(bytes / 1e6, 1), firstPassSeconds = Math.Round(outline.TotalSeconds, 3), seconds = Math.Round(seconds, 3),
            pupilsPerSecond = (long)(pupils / seconds), aliveMegabytes = Math.Round(alive / 1e6, 1),
        };
    }
}
