using InBeeld.Capabilities;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InBeeld.CommandLine;

/// <summary>
/// The same use cases as the web application has, on the connection of the owner and in nobody's name: what the command line does, it does for the
/// whole installation, and the journal says so. Background work does not run here.
/// </summary>
internal static class CommandServices
{
    public static ServiceProvider On(Database database)
    {
        var services = new ServiceCollection();
        services.AddSingleton(database);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddDbContext<InBeeldDb>(options => options.UseNpgsql(database.Owner).ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)));
        services.AddScoped<CurrentUser>();
        services.AddScoped<Frame>();
        services.AddScoped<Journal>();
        services.AddScoped<Events>();
        services.AddSingleton<Text>();
        foreach (var capability in Order.All)
        {
            capability.AddServices(services);
        }

        return services.BuildServiceProvider();
    }
}
