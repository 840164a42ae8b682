using System.CommandLine;
using InBeeld.Capabilities.Contact.Holidays;
using InBeeld.Capabilities.People.Invitations;
using InBeeld.Data;
using InBeeld.Demonstration;

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
        await PublishedHolidays.LoadAsync(database.Owner, ct);
        var withDemo = (demo ?? builder.Environment.IsDevelopment()) && !builder.Environment.IsProduction();
        if (withDemo && await Demo.LoadAsync(database, TimeProvider.System, ct) is { } loaded)
        {
            Console.WriteLine(DemoCommand.Told(loaded));
        }

        await using var app = Server.Build(builder, database, withDemo);
        await app.StartAsync(ct);
        foreach (var address in app.Urls)
        {
            Console.WriteLine($"InBeeld: {address}");
        }

        if (withDemo && await Demo.PersonasAsync(database, ct) is { Count: > 0 } personas)
        {
            Console.WriteLine("Sign in as one of the demo, with one tap:");
            Console.Write(DemoCommand.Table(personas));
        }

        if (await FirstAdministratorLink.MakeAsync(database, ct) is { } link)
        {
            Console.WriteLine($"There is no administrator yet. Make the first one here (works once): {app.Urls.First()}{link}");
        }

        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
