using System.CommandLine;
using InBeeld.Capabilities.People.ImportOpenData;

namespace InBeeld.CommandLine;

internal static class ImportDuoCommand
{
    public static Command Create()
    {
        var file = ImportCommand.File("A file of DUO with locations of schools (csv), as published");
        var kind = new Option<string?>("--kind") { Description = "Which schools these are, when the file does not say it: bo, sbo, so, vo or mbo" };
        kind.AcceptOnlyFromAmong("bo", "sbo", "so", "vo", "mbo");
        var gone = new Option<bool>("--mark-gone") { Description = "This is the complete file: schools that are not in it are marked as stopped" };
        var command = new Command("duo", "Schools, boards and municipalities from the open data of DUO") { file, kind, gone };
        command.SetAction(async (line, ct) =>
        {
            var info = line.GetRequiredValue(file);
            await using var content = ImportCommand.Open(line, info);
            if (content is null)
            {
                return Commands.Refused;
            }

            return await ImportCommand.RunAsync(
                line,
                (connection, transaction) => new ImportDuo(TimeProvider.System).RunAsync(connection, transaction, new DuoFile(content, info.Name, line.GetValue(kind), line.GetValue(gone)), ct),
                Json,
                Read,
                ct);
        });
        return command;
    }

    private static object Json(DuoImported done) => new
    {
        done.Read,
        done.Added,
        done.Changed,
        done.Unchanged,
        rejected = done.Rejected.Select(row => new { row.Line, reason = row.In("en") }),
        rejectedCount = done.RejectedCount,
        done.Kinds,
        boardsAdded = done.Boards,
        municipalitiesAdded = done.Municipalities,
        done.Missing,
        done.MarkedGone,
        done.Milliseconds,
    };

    private static string Read(DuoImported done) => string.Join(Environment.NewLine,
    [
        $"Read {done.Read} schools: {done.Added} added, {done.Changed} changed, {done.Unchanged} unchanged, {done.RejectedCount} rejected, in {done.Milliseconds / 1000.0:0.0} s.",
        $"New boards: {done.Boards}, new municipalities: {done.Municipalities}. Known schools that are not in the file: {done.Missing}, marked as stopped: {done.MarkedGone}.",
        .. done.Rejected.Select(row => $"line {row.Line}: {row.In("en")}"),
    ]);
}
