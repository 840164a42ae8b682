using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Data;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Monitor;

/// <summary>All infographics of a wave in one file: in the browser and on the command line.</summary>
public sealed class BundleTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (Organisation Institute, Guid Wave) Pictured()
    {
        var town = World.Municipality();
        var institute = World.Research();
        var wave = World.ClosedWave(institute, World.Library(town), World.School("secondary", town)).Wave;
        World.Pictured(wave);
        return (institute, wave);
    }

    /// <summary>On a machine without Chromium the page says so and nothing is asked; with it the file comes.</summary>
    [Fact]
    public async Task A_researcher_has_all_of_a_wave_printed_and_downloads_it()
    {
        var (institute, wave) = Pictured();
        using var researcher = house.SignIn(World.Researcher(institute));
        var page = await researcher.GetAsync($"/monitor/infographics?wave={wave}");
        Assert.True(page.Has("#files a[href*='handler=All']"));
        var asked = await researcher.PostAsync($"/monitor/infographics?wave={wave}&handler=Bundle", ("id", Guid.CreateVersion7().ToString()), ("kind", "pdf"), ("lang", "en"));
        if (!PrintQueue.CanPrint)
        {
            Assert.Contains("Chromium staat niet op deze server", asked.Text(".ib-errors"), StringComparison.Ordinal);
            Assert.Contains("Chromium staat niet op deze server", page.Text("#files"), StringComparison.Ordinal);
            Assert.False(page.Has("form[action*='handler=Bundle']"));
            return;
        }

        Assert.Equal(HttpStatusCode.Redirect, asked.Status);
        for (var i = 0; i < 600 && World.Count("infographic_bundle", "wave_id = @wave and made_at is null and trouble is null", new { wave }) > 0; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var (work, bytes) = World.One<(Guid, long)>("select work_id, bytes from infographic_bundle where wave_id = @wave and made_at is not null", new { wave });
        page = await researcher.GetAsync($"/monitor/infographics?wave={wave}");
        Assert.Contains("4 infographics", page.Text("#files"), StringComparison.Ordinal);
        var file = await researcher.GetAsync($"/monitor/infographics?wave={wave}&handler=Bundle&work={work}");
        Assert.Equal(("application/zip", bytes), (file.ContentType, file.Body.LongLength));
        using var zip = new ZipArchive(new MemoryStream(file.Body));
        Assert.Equal(4, zip.Entries.Count(e => e.FullName.EndsWith(".pdf", StringComparison.Ordinal)));
        foreach (var pdf in zip.Entries.Where(e => e.FullName.EndsWith(".pdf", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(pdf.Open(), Encoding.Latin1);
            Assert.StartsWith("%PDF", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(1, World.Journalled("use_case = 'download all infographics in one file'"));
        using var stranger = house.SignIn(World.Researcher(World.Research()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/monitor/infographics?wave={wave}&handler=Bundle&work={work}")).Status);
        // Of pictures that are made anew the file is not theirs any more; and after some days it goes.
        World.One<int>("select app.forget_bundles(now() + interval '2 days')");
        Assert.Equal(1, World.Count("infographic_bundle", "work_id = @work", new { work }));
        World.One<int>("select app.forget_bundles(now() + interval '4 days')");
        Assert.Equal(0, World.Count("infographic_bundle", "work_id = @work", new { work }));
        Assert.Equal(0, World.Count("infographic_bundle_part", "work_id = @work", new { work }));
    }

    [Fact]
    public void Around_the_application_only_the_own_institute_asks_stops_and_reads()
    {
        var (institute, wave) = Pictured();
        var (work, session) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        World.Do("insert into infographic_bundle (wave_id, kind, language, work_id, beat_at) values (@wave, 'pdf', 'nl', @work, now())", new { wave, work });
        using (var stranger = AsApp.Enter(house, World.Researcher(World.Research())))
        {
            Assert.Equal("gone", stranger.One<string>("select app.ask_bundle(@wave, 'pdf', 'en', uuidv7(), @session)", new { wave, session }));
            Assert.False(stranger.One<bool>("select app.stop_bundle(@work)", new { work }));
            Assert.False(stranger.One<bool>("select app.put_bundle_part(@work, 0, 'x')", new { work }));
            Assert.False(stranger.One<bool>("select app.keep_bundle(@work, 1, 1, now())", new { work }));
            Assert.Equal(0, stranger.One<int>("select count(*) from infographic_bundle"));
        }

        using var own = AsApp.Enter(house, World.Researcher(institute));
        Assert.True(own.One<bool>("select app.put_bundle_part(@work, 0, 'x')", new { work }));
        Assert.True(own.One<bool>("select app.stop_bundle(@work)", new { work }));
        // What was stopped keeps nothing more.
        Assert.False(own.One<bool>("select app.put_bundle_part(@work, 1, 'x')", new { work }));
        Assert.False(own.One<bool>("select app.keep_bundle(@work, 1, 1, now())", new { work }));
        Assert.Equal("drop", own.One<string>("select app.beat_bundle(@work, null)", new { work }));
    }

    [Fact]
    public async Task The_command_line_writes_a_line_in_the_ledger_before_any_file_and_only_of_a_closed_wave()
    {
        var (_, wave) = Pictured();
        var folder = Directory.CreateTempSubdirectory("inbeeld-pictures-");
        try
        {
            var (code, output) = await SayAsync("monitor", "infographics", "--wave", wave.ToString(), "--out", folder.FullName, "--formats", "svg", "--json");
            Assert.True(code == 0, output);
            Assert.Equal(4, JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("units").GetInt32());
            Assert.Equal(("infographics", 1, true), World.One<(string, int, bool)>("select kind, edition::integer, by_person is null from publication where wave_id = @wave", new { wave }));
            Assert.True(World.Count("publication_cells", "publication_id = (select id from publication where wave_id = @wave)", new { wave }) > 0);
            // The same again tells nothing new.
            Assert.Equal(0, (await SayAsync("monitor", "infographics", "--wave", wave.ToString(), "--out", folder.FullName, "--formats", "svg")).Code);
            Assert.Equal(1, World.Count("publication", "wave_id = @wave", new { wave }));
            World.Do("update wave set state = 'open', closed_at = null where id = @wave", new { wave });
            Assert.Contains("not closed", (await SayAsync("monitor", "infographics", "--wave", wave.ToString(), "--out", folder.FullName)).Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<(int Code, string Output)> SayAsync(params string[] line)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Database).Assembly.Location, .. line]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__InBeeld"] = house.Database.OwnerConnection;
        using var process = Process.Start(start)!;
        var ct = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}
