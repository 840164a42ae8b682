using System.Net;
using System.Security.Claims;
using Dapper;
using InBeeld.Capabilities.Contact.ClassList;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InBeeld.Bench.Measuring;

/// <summary>The real application on a port of its own, in this process. Without row-level security it works as the owner: the same pages, the same SQL.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly WebApplication app;

    private House(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<House> StartAsync(Database database, CancellationToken ct, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "InBeeld", EnvironmentName = "Bench", ContentRootPath = Server.ContentRoot() });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Error);
        builder.Logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(level => level >= LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        var app = Server.Build(builder, database, demo: false);
        app.MapGet("/bench/groups/{group:guid}", ClassListAsJsonAsync);
        await app.StartAsync(ct);
        return new House(app);
    }

    /// <summary>Somebody signed in: a session row and its cookie.</summary>
    public HttpClient SignIn(Guid person, Guid session)
    {
        var cookies = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.ToString()), new Claim(SignIns.SessionClaim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = DateTimeOffset.MaxValue };
        var ticket = cookies.TicketDataFormat.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, CookieAuthenticationDefaults.AuthenticationScheme));
        return WithCookie(cookies.Cookie.Name!, ticket);
    }

    public HttpClient WithCookie(string name, string value)
    {
        var jar = new CookieContainer();
        jar.Add(Address, new Cookie(name, value));
        return new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    // The same transaction, queries and journal as the page; only the answer is plain JSON.
    private static async Task<IResult> ClassListAsJsonAsync(Guid group, HttpContext http, Frame frame, CurrentUser user, Journal journal, InBeeldDb db, TimeProvider clock, CancellationToken ct)
    {
        await frame.BeginAsync(ct);
        if (!Guid.TryParse(http.User.FindFirst(SignIns.SessionClaim)?.Value, out var session) || !await frame.EnterAsync(session, ct))
        {
            return Results.Unauthorized();
        }

        var head = await ClassListQuery.HeadAsync(frame, group, user.Groups, clock.Today(), ct);
        var rows = await ClassListQuery.RowsAsync(frame, group, ct);
        journal.Read("open class list", rows.Select(r => r.Id), Facets.Identity | Facets.Contact | Facets.Needs, "group", new { group });
        await db.SaveChangesAsync(ct);
        await frame.CommitAsync(ct);
        return Results.Json(new { head, rows });
    }
}
