using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Monitor.Infographics.Bundles;

/// <summary>All infographics of a wave in one file: asked, read, kept.</summary>
internal sealed class PlanBundles(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public const string NoBrowser = "PDF en PNG kunnen hier niet: Chromium staat niet op deze server. Printen kan wel.";

    private const int PartBytes = 4 * 1024 * 1024;

    /// <summary>The name of a wave, and its pictures.</summary>
    internal sealed record Read(string Wave, IReadOnlyList<UnitFigures> All);

    private static readonly Refusal Gone = Refusal.Of("Deze peiling is er niet of is niet van jullie.");

    /// <param name="kind">pdf or png.</param>
    /// <param name="language">nl or en.</param>
    public async Task<Outcome<Done>> AskAsync(Guid wave, string? kind, string? language, Guid work, CancellationToken ct)
    {
        if (!PrintQueue.CanPrint)
        {
            return Refusal.Of(NoBrowser);
        }

        var why = kind is "pdf" or "png" && language is "nl" or "en" ? await frame.OneAsync<string>("select app.ask_bundle(@wave, @kind, @language, @work, @SessionId)", new { wave, kind, language, work, user.SessionId }, ct) : "gone";
        if (why == "")
        {
            journal.Write("ask all infographics in one file", [], Facets.None, "", new { wave, kind, language });
        }

        return why switch
        {
            "" => Done.It,
            "none" => Refusal.Of("Maak eerst de infographics van deze peiling."),
            "busy" => Refusal.Of("Er wordt al aan gewerkt. Wacht tot dat klaar is, of stop het."),
            _ => Gone,
        };
    }

    public Task StopAsync(Guid work, CancellationToken ct) => frame.OneAsync<bool>("select app.stop_bundle(@work)", new { work }, ct);

    public async Task<Outcome<Read>> ReadAsync(Guid wave, CancellationToken ct) => await frame.OneAsync<string>("select name from wave where id = @wave", new { wave }, ct) is { } name ? new Read(name, await PicturesAsync(frame, wave, ct)) : Gone;

    /// <summary>As they stand in a list: from the country to the schools.</summary>
    public static async Task<List<UnitFigures>> PicturesAsync(Frame frame, Guid wave, CancellationToken ct) =>
        (await frame.ListAsync<string>("select figures::text from infographic where wave_id = @wave order by array_position(array['country', 'province', 'library', 'location'], level), name, unit_id", new { wave }, ct)).ConvertAll(UnitFigures.Read);

    /// <summary>Keeps the file in pieces; it can be downloaded when all are there.</summary>
    public async Task<Outcome<Done>> KeepAsync(Guid work, int units, Stream file, CancellationToken ct)
    {
        var (buffer, part, size) = (new byte[PartBytes], 0, 0);
        file.Position = 0;
        while ((size = await file.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, ct)) > 0)
        {
            if (!await frame.OneAsync<bool>("select app.put_bundle_part(@work, @part, @content)", new { work, part = part++, content = size == PartBytes ? buffer : buffer[..size] }, ct))
            {
                return Refusal.Of(AskedComputation.Dropped);
            }
        }

        return await frame.OneAsync<bool>("select app.keep_bundle(@work, @units, @bytes, @now)", new { work, units, bytes = file.Length, now = clock.GetUtcNow() }, ct) ? Done.It : Refusal.Of(AskedComputation.Dropped);
    }
}
