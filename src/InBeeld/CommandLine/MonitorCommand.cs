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
        if (data.Wave.State == "draft" || data.Answers.Units.Count > PlanInfographics.MostUnits)
        {
            return ImportCommand.Refuse(line, data.Wave.State == "draft" ? "This wave is a draft: nobody has answered yet." : $"This wave has more than {PlanInfographics.MostUnits} units.", Commands.Refused);
        }

        var (before, _) = await KeepPublication.BeforeAsync(frame, found[0], null, ct);
        List<UnitFigures> all = [.. new MakeFigures(data.Questionnaire, data.Answers, WaveRow.Year(data.Wave.SchoolYear), before).All().Take(most ?? int.MaxValue)];
        var read = clock.Elapsed.TotalSeconds;
        folder.Create();
        Written written;
        try
        {
            await using var browser = kinds.Any(k => k is "pdf" or "png") ? await Chromium.StartAsync(ct) : null;
            written = await Batch.WriteAsync(all, kinds, language, data.Wave.Name, (path, content) => PutAsync(folder, path, content, ct), browser, done => Tell(done, all.Count), ct);
        }
        catch (ChromiumException trouble)
        {
            return ImportCommand.Refuse(line, trouble.Message, 1);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(line.GetValue(Commands.Json)
            ? JsonSerializer.Serialize(new { wave = data.Wave.Id, name = data.Wave.Name, written.Units, written.Files, written.Bytes, readSeconds = Math.Round(read, 2), seconds = Math.Round(seconds, 2), peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000, folder = folder.FullName }, JsonSerializerOptions.Web)
            : string.Create(CultureInfo.InvariantCulture, $"{written.Units} infographics of {data.Wave.Name}: {written.Files} files, {written.Bytes / 1e6:0.0} MB, {seconds:0.0} s of which {read:0.0} s reading and computing. Open {Path.Combine(folder.FullName, "index.html")}"));
        return 0;
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
