using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Publications;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;

namespace InBeeld.CommandLine;

/// <summary><c>monitor infographics</c>: all infographics of a wave as files. They hold what is meant for one library or school only; who runs this sees all.</summary>
internal static class MonitorCommand
{
    public static Command Create() => new("monitor", "The library monitor") { Infographics() };

    private static Command Infographics()
    {
        var wave = new Option<string>("--wave") { Description = "The wave: its id, or its name when no other has it", Required = true };
        var into = new Option<DirectoryInfo>("--out") { Description = "The folder for the files; made when it is not there", Required = true };
        var formats = new Option<string>("--formats") { Description = "Of svg, html, pdf and png, with commas; pdf and png need Chromium", DefaultValueFactory = _ => "svg,html" };
        var language = new Option<string>("--language") { Description = "nl or en", DefaultValueFactory = _ => "nl" };
        var most = new Option<int?>("--at-most") { Description = "Only the first so many units" };
        var command = new Command("infographics", "All infographics of a wave: the country, provinces, libraries and school locations") { wave, into, formats, language, most };
        command.SetAction(async (line, ct) =>
        {
            string[] kinds = [.. line.GetRequiredValue(formats).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
            if (kinds.Length == 0 || kinds.FirstOrDefault(k => !Batch.Kinds.Contains(k)) is { } || line.GetRequiredValue(language) is not ("nl" or "en"))
            {
                return ImportCommand.Refuse(line, "--formats takes svg, html, pdf and png; --language takes nl or en.", Commands.Refused);
            }

            if (kinds.Any(k => k is "pdf" or "png") && Chromium.Find() is null)
            {
                return ImportCommand.Refuse(line, "Chromium is not installed; pdf and png need it. Install it, set INBEELD_CHROMIUM to its path, or ask for --formats svg,html.", Commands.Refused);
            }

            await using var database = await Commands.OpenAsync(line, ct);
            return await RunAsync(line, database, line.GetRequiredValue(wave), line.GetRequiredValue(into), kinds, line.GetRequiredValue(language), line.GetValue(most), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, Database database, string named, DirectoryInfo folder, string[] kinds, string language, int? most, CancellationToken ct)
    {
        await using var services = CommandServices.On(database);
        await using var scope = services.CreateAsyncScope();
        var frame = scope.ServiceProvider.GetRequiredService<Frame>();
        var found = await frame.ListAsync<Guid>("select id from wave where id::text = @named or name = @named limit 2", new { named }, ct);
        if (found.Count != 1)
        {
            return ImportCommand.Refuse(line, found.Count == 0 ? $"There is no wave \"{named}\"." : $"Several waves are called \"{named}\"; give the id.", Commands.Refused);
        }

        var clock = Stopwatch.StartNew();
        var data = (await WaveData.LoadAsync(frame, found[0], ct))!;
        if (data.Wave.State != "closed" || data.Answers.Units.Count > PlanInfographics.MostUnits)
        {
            return ImportCommand.Refuse(line, data.Wave.State != "closed" ? "This wave is not closed: answers can still change, and what is made now would have been told." : $"This wave has more than {PlanInfographics.MostUnits} units.", Commands.Refused);
        }

        var (before, known) = await KeepPublication.BeforeAsync(frame, found[0], null, ct);
        var making = new MakeFigures(data.Questionnaire, data.Answers, WaveRow.Year(data.Wave.SchoolYear), before);
        List<UnitFigures> all = [.. making.All().Take(most ?? int.MaxValue)];
        // Before any file stands anywhere: what may be told is in the ledger, also when only some of it is made.
        if (await TellLedgerAsync(frame, found[0], ReleasedWave.OfPictures(making), known, ct) is { } trouble)
        {
            return ImportCommand.Refuse(line, trouble, 1);
        }

        var read = clock.Elapsed.TotalSeconds;
        folder.Create();
        Written written;
        try
        {
            await using var browser = kinds.Any(k => k is "pdf" or "png") ? await Chromium.StartAsync(ct) : null;
            written = await Batch.WriteAsync(all, kinds, language, data.Wave.Name, (path, content) => PutAsync(folder, path, content, ct), browser, done => Tell(done, all.Count), ct);
        }
        catch (ChromiumException problem)
        {
            return ImportCommand.Refuse(line, problem.Message, 1);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(line.GetValue(Commands.Json)
            ? JsonSerializer.Serialize(new { wave = data.Wave.Id, name = data.Wave.Name, written.Units, written.Files, written.Bytes, readSeconds = Math.Round(read, 2), seconds = Math.Round(seconds, 2), peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000, folder = folder.FullName }, JsonSerializerOptions.Web)
            : string.Create(CultureInfo.InvariantCulture, $"{written.Units} infographics of {data.Wave.Name}: {written.Files} files, {written.Bytes / 1e6:0.0} MB, {seconds:0.0} s of which {read:0.0} s reading and computing. Open {Path.Combine(folder.FullName, "index.html")}"));
        return 0;
    }

    /// <returns>Null: it is written, or was already.</returns>
    private static async Task<string?> TellLedgerAsync(Frame frame, Guid wave, ReleasedWave released, int known, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.put_publication(@wave, @id, null, 'infographics', @known, @head::jsonb, @figures::jsonb, @tables::jsonb, @now)", new { wave, id = Guid.CreateVersion7(), known, head = released.Head(), figures = released.Figures(), tables = released.Tables(), now = TimeProvider.System.GetUtcNow() }, ct);
        await frame.CommitAsync(ct);
        return why is "" or "same" ? null : "Meanwhile something of this wave was published. Run this again.";
    }

    private static async Task PutAsync(DirectoryInfo folder, string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var file = Path.Combine([folder.FullName, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, content, ct);
    }

    private static void Tell(int done, int of)
    {
        if (done % 100 == 0 || done == of)
        {
            Console.Error.WriteLine($"{done} of {of}");
        }
    }
}
