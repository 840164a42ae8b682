using System.IO.Compression;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Monitor.Infographics.Bundles;

/// <summary>Prints what waits in infographic_bundle: one file at a time per node, with a browser of its own, so that whoever wants one PDF does not wait for it.</summary>
internal sealed class MakeBundles(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<MakeBundles> log) : LongComputation<MakeBundles.Taken, PlanBundles>(database, scopes, clock, log)
{
    /// <summary>So long a file is kept, as app.forget_bundles does.</summary>
    public const int Days = 3;

    /// <summary>A file does not grow larger than this.</summary>
    public const long MostBytes = 1_000_000_000;

    protected override string Trouble => "All infographics of a wave could not be put into one file now";

    protected override string Take => "select t.*, t.work_id as id from app.take_bundle() t";

    protected override string Beat => "select app.beat_bundle(@Id, @far::jsonb)";

    protected override string End => "select app.end_bundle(@Id, @why)";

    protected override Task<Refusal?> MayAsync(IServiceProvider services, Taken taken, CancellationToken ct) =>
        Task.FromResult(services.GetRequiredService<CurrentUser>().Role == Role.Researcher ? null : Refusal.Of("Jouw rol mag deze peiling niet meer zien. Er is niets bewaard."));

    protected override async Task<Outcome<Done>> ComputeAsync(Taken taken, CancellationToken enough, CancellationToken ct)
    {
        var read = await InNameOfAsync(taken, plans => plans.ReadAsync(taken.WaveId, ct), ct);
        if (!read.Ok)
        {
            return read.Refusals[0];
        }

        // On disk, and gone with its handle: too much for memory, and not in the database before it is whole.
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), $"inbeeld-{Guid.CreateVersion7():n}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await Task.Run(() => WriteAsync(taken, read.Value, file, ct), ct);
        }
        catch (ChromiumException)
        {
            return Refusal.Of("De browser op de server deed het niet. Er is niets bewaard. Probeer het nog eens, of vraag de beheerder om hulp.");
        }
        catch (TooLargeException)
        {
            return Refusal.Of("Het bestand wordt te groot om te downloaden. Er is niets bewaard. De beheerder kan de bestanden op de server maken.");
        }

        return await InNameOfAsync(taken, plans => plans.KeepAsync(taken.Id, read.Value.All.Count, file, ct), ct);
    }

    private static async Task WriteAsync(Taken taken, PlanBundles.Read read, FileStream file, CancellationToken ct)
    {
        await using var browser = await Chromium.StartAsync(ct);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await Batch.WriteAsync(read.All, [taken.Kind], taken.Language, read.Wave, async (path, content) =>
        {
            if (file.Position + content.Length > MostBytes)
            {
                throw new TooLargeException();
            }

            // They are compressed already.
            await using var entry = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(ct);
            await entry.WriteAsync(content, ct);
        }, browser, done => taken.Tell(new(done, read.All.Count)), ct);
    }

    private sealed class TooLargeException : Exception;

    internal sealed class Taken : TakenComputation
    {
        public Guid WaveId { get; set; }
        public string Kind { get; set; } = "";
        public string Language { get; set; } = "";

        public void Tell(SoFar far) => Far = far;
    }
}
