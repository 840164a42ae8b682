using System.CommandLine;
using System.Globalization;
using InBeeld.Capabilities.People.ImportOpenData;
using InBeeld.Capabilities.People.ImportOpenData.Reading;
using InBeeld.Kernel.Web;

namespace InBeeld.CommandLine;

internal static class ImportAreasCommand
{
    public static Command Create()
    {
        var file = ImportCommand.File("Municipalities with their regions (csv), or boundaries (GeoJSON)");
        var geo = new Option<FileInfo?>("--geojson") { Description = "Boundaries of municipalities, GeoJSON in WGS84" };
        var command = new Command("areas", "Municipalities with province, regions and boundaries") { file, geo };
        command.SetAction(async (line, ct) =>
        {
            var info = line.GetRequiredValue(file);
            var boundaries = line.GetValue(geo);
            await using var first = ImportCommand.Open(line, info);
            await using var second = first is null || boundaries is null ? null : ImportCommand.Open(line, boundaries);
            if (first is null || (boundaries is not null && second is null))
            {
                return Commands.Refused;
            }

            var files = second is null && GeoFeatures.LooksLikeIt(first)
                ? new AreaFiles(null, "", first, info.Name)
                : new AreaFiles(first, info.Name, second, boundaries?.Name ?? "");
            return await ImportCommand.RunAsync(line, (connection, transaction) => new ImportAreas(TimeProvider.System).RunAsync(connection, transaction, files, ct), Json, Read, ct);
        });
        return command;
    }

    private static object Json(AreasImported done) => new
    {
        done.Read,
        done.Added,
        done.Changed,
        done.Unchanged,
        rejected = done.Rejected.Select(row => new { row.Line, reason = row.In("en") }),
        rejectedCount = done.RejectedCount,
        boundaries = done.Boundaries is not { } b ? null : new { b.Read, b.Stored, b.Unchanged, rejected = b.Rejected.Select(f => new { f.Feature, f.Name, reason = Reason(f) }) },
        done.Milliseconds,
    };

    private static string Read(AreasImported done) => string.Join(Environment.NewLine,
    [
        $"Read {done.Read} municipalities: {done.Added} added, {done.Changed} changed, {done.Unchanged} unchanged, {done.RejectedCount} rejected, in {done.Milliseconds / 1000.0:0.0} s.",
        .. done.Boundaries is not { } b ? [] : (string[])[$"Read {b.Read} boundaries: {b.Stored} stored, {b.Unchanged} unchanged, {b.RejectedCount} rejected.", .. b.Rejected.Select(f => $"boundary {f.Feature} {f.Name}: {Reason(f)}")],
        .. done.Rejected.Select(row => $"line {row.Line}: {row.In("en")}"),
    ]);

    private static string Reason(RejectedFeature feature) => string.Format(CultureInfo.InvariantCulture, Text.In("en", feature.Sentence), feature.Args);
}
