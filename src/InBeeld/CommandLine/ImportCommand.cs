using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;
using Npgsql;

namespace InBeeld.CommandLine;

/// <summary>The verb <c>import</c>; each kind of file is a command below it, in its own file.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", "Bring data in from a file")
    {
        ImportDuoCommand.Create(),
        ImportAreasCommand.Create(),
        ImportClassListCommand.Edexml(),
        ImportClassListCommand.Table(),
    };

    public static Argument<FileInfo> File(string description) => new("file") { Description = description };

    /// <summary>Runs an import in one transaction of the owner and says what it did: one JSON object, or lines to read. Refused: nothing was changed, exit code 2.</summary>
    public static async Task<int> RunAsync<T>(ParseResult line, Func<NpgsqlConnection, NpgsqlTransaction, Task<Outcome<T>>> import, Func<T, object> json, Func<T, string> read, CancellationToken ct)
        where T : class
    {
        Outcome<T> outcome;
        await using (var database = await Commands.OpenAsync(line, ct))
        {
            await using var connection = await database.Owner.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            outcome = await import(connection, transaction);
            if (outcome.Ok)
            {
                await JournalAsync(line.CommandResult.Command.Name, connection, transaction, ct);
                await transaction.CommitAsync(ct);
            }
        }

        if (!outcome.Ok)
        {
            return Refuse(line, string.Join(" ", outcome.Refusals.Select(English)));
        }

        Console.WriteLine(line.GetValue(Commands.Json) ? JsonSerializer.Serialize(json(outcome.Value), JsonSerializerOptions.Web) : read(outcome.Value));
        return 0;
    }

    /// <summary>Opens a file to import; null after saying why not.</summary>
    public static FileStream? Open(ParseResult line, FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Refuse(line, problem.Message);
            return null;
        }
    }

    /// <returns>The exit code: of refused input, when it is not something else that went wrong.</returns>
    public static int Refuse(ParseResult line, string why, int code = Commands.Refused)
    {
        if (line.GetValue(Commands.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { refused = why }, JsonSerializerOptions.Web));
        }

        Console.Error.WriteLine(why);
        return code;
    }

    /// <summary>The command line speaks English, as its help does.</summary>
    public static string English(Refusal refusal) => string.Format(CultureInfo.InvariantCulture, Text.In("en", refusal.Sentence), refusal.Args);

    private static async Task JournalAsync(string what, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("insert into journal_inbox (id, at, kind, use_case, reason) values ($1, $2, 'system', $3, 'command line')", connection, transaction);
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(TimeProvider.System.GetUtcNow());
        command.Parameters.AddWithValue("import " + what);
        await command.ExecuteNonQueryAsync(ct);
    }
}
