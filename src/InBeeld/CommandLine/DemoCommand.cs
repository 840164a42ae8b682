using System.CommandLine;
using System.Text.Json;
using InBeeld.Demonstration;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.CommandLine;

internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Load the demo municipality into an empty database");
        command.SetAction(async (line, ct) =>
        {
            await using var database = await Commands.OpenAsync(line, ct);
            var loaded = await Demo.LoadAsync(database, TimeProvider.System, ct);
            var personas = await Demo.PersonasAsync(database, ct);
            if (line.GetValue(Commands.Json))
            {
                object answer = loaded is null
                    ? new { loaded = false, reason = "The database already holds organisations or people" }
                    : new { loaded = true, loaded.Municipality, loaded.Schools, loaded.Groups, loaded.Pupils, loaded.Moments, loaded.Seconds, personas };
                Console.WriteLine(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
            }
            else if (loaded is null)
            {
                await Console.Error.WriteLineAsync("Refused: this database already holds organisations or people. The demo goes into an empty database only, and never deletes.");
            }
            else
            {
                Console.WriteLine(Told(loaded));
                Console.Write(Table(personas));
            }

            return loaded is null ? Commands.Refused : 0;
        });
        return command;
    }

    public static string Told(DemoLoaded loaded) =>
        FormattableString.Invariant($"Demo loaded: {loaded.Municipality}, {loaded.Schools} schools, {loaded.Groups} groups, {loaded.Pupils} pupils, {loaded.Moments} contact moments ({loaded.Seconds:0.0} s)");

    /// <summary>The personas, a line each; whoever has two roles has two lines.</summary>
    public static string Table(IReadOnlyList<DemoPersona> personas)
    {
        string[][] rows = [.. personas.Select(p => new[] { p.UserName, p.Name, Text.In("en", Role.Word(p.Role)), p.Organisation + (p.Groups.Length > 0 ? ": " + p.Groups : "") })];
        int[] widths = [.. Enumerable.Range(0, 3).Select(i => rows.Select(r => r[i].Length).DefaultIfEmpty().Max())];
        return string.Concat(rows.Select(r => $"  {r[0].PadRight(widths[0])}  {r[1].PadRight(widths[1])}  {r[2].PadRight(widths[2])}  {r[3]}{Environment.NewLine}"));
    }
}
