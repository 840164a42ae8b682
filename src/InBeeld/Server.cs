using InBeeld.Capabilities;
using Microsoft.AspNetCore.DataProtection;
using InBeeld.Capabilities.People.AccessJournal;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Files;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InBeeld;

/// <summary>What a run was started with.</summary>
internal sealed record RunsWith(bool Demo);

/// <summary>Puts the web application together.</summary>
internal static class Server
{
    public static WebApplication Build(WebApplicationBuilder builder, Database database, bool demo)
    {
        var services = builder.Services;
        // Who works on the style sheets sees changes at once.
        if (!builder.Environment.IsDevelopment())
        {
            builder.Environment.WebRootFileProvider = new UnwatchedFiles(builder.Environment.WebRootFileProvider);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddSingleton(database);
        services.AddSingleton(new RunsWith(demo));
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContext<InBeeldDb>(options => options.UseNpgsql(database.App).ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)));
        services.AddScoped<CurrentUser>();
        services.AddScoped<Frame>();
        services.AddScoped<Journal>();
        services.AddScoped<Notices>();
        services.AddScoped<Events>();
        services.AddSingleton<Text>();
        services.AddHostedService<JournalSealer>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Microsoft.AspNetCore.DataProtection.Repositories.IXmlRepository, KeysInDatabase>();
        services.AddDataProtection().SetApplicationName("InBeeld");
        services.AddOptions<KeyManagementOptions>().Configure<Microsoft.AspNetCore.DataProtection.Repositories.IXmlRepository>((options, keys) => options.XmlRepository = keys);
        services.Configure<AntiforgeryOptions>(options => options.Cookie.Name = "inbeeld-form");
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.Configure<RequestLocalizationOptions>(Languages);
        services.AddHealthChecks();
        services.AddRazorPages(options => options.RootDirectory = "/Capabilities").AddMvcOptions(options =>
        {
            options.Filters.Add<PageFrame>();
            options.Filters.Add<StaleForm>();
            options.MaxModelBindingCollectionSize = 5000;
        });
        SignIns.Add(services, builder.Environment);
        foreach (var capability in Order.All)
        {
            capability.AddServices(services);
        }

        var app = builder.Build();
        app.UseMiddleware<Headers>();
        app.UseRequestLocalization();
        app.UseMiddleware<KeepTyped>();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=3600" });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/health");
        app.MapRazorPages();
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseRateLimiter();
        return app;
    }

    /// <summary>Pages and static files lie beside the program when published, and in the project folder when run from the sources.</summary>
    public static string ContentRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        for (var at = folder; at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "InBeeld.csproj")))
            {
                return at.FullName;
            }

            if (File.Exists(Path.Combine(at.FullName, "src", "InBeeld", "InBeeld.csproj")))
            {
                return Path.Combine(at.FullName, "src", "InBeeld");
            }
        }

        return folder.FullName;
    }

    private static void Languages(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture("nl-NL").AddSupportedCultures("nl-NL", "en-GB").AddSupportedUICultures(["nl-NL", "en-GB", .. Capabilities.Programmes.Join.FamilyLanguages.All.Select(l => l.Code).Except(["nl", "en"])]);
        // Dutch unless somebody chose otherwise: a browser set to English on a school computer is not a choice.
        options.RequestCultureProviders = [new CustomRequestCultureProvider(Capabilities.Programmes.Join.FamilyLanguages.Of), new CookieRequestCultureProvider { CookieName = "inbeeld-language" }];
    }
}
