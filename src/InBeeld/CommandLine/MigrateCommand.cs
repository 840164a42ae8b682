using System.CommandLine;

namespace InBeeld.CommandLine;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to this version");
        command.SetAction(async (line, ct) =>
        {
            await using var database = await Commands.OpenAsync(line, ct);
            if (line.GetValue(Commands.Json))
            {
                Console.WriteLine("{\"migrated\":true}");
            }
            else
            {
                Console.WriteLine("The database has the tables of this version.");
            }

            return 0;
        });
        return command;
    }
}
