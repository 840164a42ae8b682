using System.CommandLine;
using InBeeld.Data;

namespace InBeeld.CommandLine;

internal static class ServeCommand
{
    public static Command Create()
    {
        var demo = new Option<bool?>("--demo") { Description = "Load the demo when the database is empty (default in Development, never in Production)" };
        var command = new Command("serve", "Start the web application (the default verb)") { demo };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((line, ct) => ServeAsync(line.GetValue(Commands.Data)!, line.GetValue(demo), [.. line.UnmatchedTokens], ct));
        return command;
    }

    private static async Task<int> ServeAsync(string dataFolder, bool? demo, string[] rest, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = rest, ContentRootPath = Server.ContentRoot() });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        await using var database = await Database.OpenAsync(builder.Configuration, dataFolder, text => Console.Error.WriteLine(text), ct);
        await database.MigrateAsync(ct);
        var withDemo = (demo ?? builder.Environment.IsDevelopment()) && !builder.Environment.IsProduction();
        await using var app = Server.Build(builder, database, withDemo);
        await app.StartAsync(ct);
        foreach (var address in app.Urls)
        {
            Console.WriteLine($"InBeeld: {address}");
        }

        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
