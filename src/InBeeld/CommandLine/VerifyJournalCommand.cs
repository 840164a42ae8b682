using System.CommandLine;
using System.Text.Json;
using InBeeld.Capabilities.People.AccessJournal;

namespace InBeeld.CommandLine;

internal static class VerifyJournalCommand
{
    public static Command Create()
    {
        var head = new Option<string?>("--head") { Description = "A head that was noted before: proves that nothing up to it was changed or cut off" };
        var command = new Command("verify-journal", "Prove the access journal unbroken, or name the first broken row") { head };
        command.SetAction(async (line, ct) =>
        {
            await using var database = await Commands.OpenAsync(line, ct);
            // What a server that stopped left waiting is sealed first, so that the verdict covers every row.
            while (await SealAsync(database, ct) > 0)
            {
            }

            var result = await VerifyJournal.RunAsync(database.Owner, line.GetValue(head), ct);
            if (line.GetValue(Commands.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            }
            else
            {
                Console.WriteLine(result.Intact
                    ? $"The journal is unbroken: {result.Rows} rows in {result.Batches} batches, {result.Waiting} waiting to be sealed. Head {result.Head}"
                    : $"The journal is broken at row {result.FirstBroken}: {result.Problem}");
            }

            return result.Intact ? 0 : 1;
        });
        return command;
    }

    private static async Task<int> SealAsync(Data.Database database, CancellationToken ct)
    {
        await using var command = database.Owner.CreateCommand("select app.seal_journal()");
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
