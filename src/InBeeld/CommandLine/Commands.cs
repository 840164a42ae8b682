using System.CommandLine;
using InBeeld.Capabilities.Contact.Holidays;
using InBeeld.Data;

namespace InBeeld.CommandLine;

/// <summary>The verbs of the program. Without a verb it serves. One JSON object on standard output with --json, all else on standard error; exit code 2 for refused input.</summary>
internal static class Commands
{
    public const int Refused = 2;

    public static readonly Option<string> Data = new("--data") { Description = "The data folder (default ./data)", DefaultValueFactory = _ => "./data", Recursive = true };
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output", Recursive = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("InBeeld: every child in view.") { Data, Json };
        foreach (var verb in (Command[])[ServeCommand.Create(), MigrateCommand.Create(), DemoCommand.Create(), ImportCommand.Create(), MonitorCommand.Create(), VerifyJournalCommand.Create()])
        {
            root.Add(verb);
        }

        // No verb, or only options: serve.
        string[] line = args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")) ? ["serve", .. args] : args;
        try
        {
            return await root.Parse(line).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (problem is InBeeld.Data.EmbeddedServer.EmbeddedServerException or Npgsql.NpgsqlException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    /// <summary>The database of this command line, migrated; the same folder or connection string as the server uses, also while that runs.</summary>
    public static async Task<Database> OpenAsync(ParseResult line, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var database = await Database.OpenAsync(configuration, line.GetValue(Data)!, text => Console.Error.WriteLine(text), ct);
        await database.MigrateAsync(ct);
        await PublishedHolidays.LoadAsync(database.Owner, ct);
        return database;
    }
}
