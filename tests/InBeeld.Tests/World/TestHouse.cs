using System.Net;
using System.Security.Claims;
using InBeeld.Data;
using InBeeld.Frames;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InBeeld.Tests;

/// <summary>
/// A class fixture: a fresh database, the real application on a port of its own, a clock to set and a world to fill.
/// <code>public sealed class LogContactTests(TestHouse house) : IClassFixture&lt;TestHouse&gt;</code>
/// </summary>
public class TestHouse(TestServer server) : IAsyncLifetime
{
    private readonly Troubles troubles = new();
    private string connection = "";
    private WebApplication? app;

    public FakeClock Clock { get; } = new();

    /// <summary>Builders in domain words; they write as the owner, around row-level security.</summary>
    public World World { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    /// <summary>Warnings and errors that the application logged, newest last.</summary>
    public IReadOnlyList<string> Logged => troubles.All;

    internal Database Database { get; private set; } = null!;

    /// <summary>With personas to sign in by one tap.</summary>
    protected virtual bool Demo => true;

    public virtual async ValueTask InitializeAsync()
    {
        connection = await server.NewDatabaseAsync();
        Database = new Database(connection);
        World = new World(Database, Clock);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "InBeeld", EnvironmentName = "Testing", ContentRootPath = Server.ContentRoot(), Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(troubles).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        // All tests come from one address.
        builder.Configuration["SignIn:TriesPerMinute"] = "100000";
        Configure(builder);
        app = Server.Build(builder, Database, Demo);
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (connection.Length > 0)
        {
            await Database.DisposeAsync();
            await server.DropAsync(connection);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody without an account or not signed in.</summary>
    public Visitor Visitor() => new(this, null);

    /// <summary>Signed in with a session and cookie of their own, with the role they were given last.</summary>
    public Visitor SignIn(Somebody who)
    {
        var session = World.Session(who);
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, who.Id.ToString()), new Claim(SignIns.SessionClaim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = Clock.GetUtcNow(), ExpiresUtc = DateTimeOffset.MaxValue }, CookieAuthenticationDefaults.AuthenticationScheme);
        var visitor = new Visitor(this, session);
        visitor.Cookies.Add(Address, new Cookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket)) { HttpOnly = true });
        return visitor;
    }

    /// <summary>Asks one thing and tells which SQL statements it took.</summary>
    public async Task<Asked> Queries(Func<Task<PageAnswer>> ask) => await Statements.OfAsync(ask);

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }
}
