using System.Globalization;
using System.Threading.RateLimiting;
using InBeeld.Capabilities.People.Model;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace InBeeld.Frames;

/// <summary>Accounts: ASP.NET Core Identity for passwords and passkeys; a cookie that holds only the id of a session in the database; and a limit on guessing.</summary>
internal static class SignIns
{
    public const string SessionClaim = "session";

    // Where somebody outside could guess: passwords, codes, links, names of children. Everything else asks for a session first.
    private static readonly string[] Guessable = ["/sign-in", "/invitation", "/first-administrator", "/account-recovery", "/emergency-access", "/seat", "/calendar", "/kiosk"];

    public static void Add(IServiceCollection services, IWebHostEnvironment environment)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "inbeeld";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            // How long it lasts is decided by the session in the database.
            options.ExpireTimeSpan = TimeSpan.FromDays(1);
            options.LoginPath = "/sign-in";
        });
        services.AddAuthorization();
        // Before AddIdentityCore, so that its own rules about capitals and signs stay away.
        services.AddScoped<IPasswordValidator<Person>, PasswordRule>();
        services.AddIdentityCore<Person>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            options.User.RequireUniqueEmail = true;
        }).AddEntityFrameworkStores<InBeeldDb>();
        services.AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IConfiguration>((options, configuration) =>
        {
            // A passkey stands for both factors, so the device has to know who holds it.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            // Behind a proxy that changes the name of the host it has to be said which name the passkeys are for.
            options.ServerDomain = configuration["Passkeys:Domain"];
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "inbeeld-once";
            options.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IConfiguration>(LimitGuessing);
    }

    /// <summary>
    /// Per address and node, on top of the lockout per account (which every node shares). Wide enough for a school whose teachers all
    /// sign in at half past eight from one address.
    /// </summary>
    private static void LimitGuessing(RateLimiterOptions options, IConfiguration configuration)
    {
        var perMinute = int.TryParse(configuration["SignIn:TriesPerMinute"], CultureInfo.InvariantCulture, out var set) && set > 0 ? set : 100;
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => IsGuess(http.Request)
            ? RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(""));
    }

    // A page that is opened proves nothing, but a link in the address does. A persona of the demo has no password to guess.
    private static bool IsGuess(HttpRequest request) =>
        Guessable.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (HttpMethods.IsPost(request.Method) || request.Path.Value!.Count(c => c == '/') > 1 && !request.Path.StartsWithSegments("/sign-in"))
        && !(request.Path.Equals("/sign-in", StringComparison.OrdinalIgnoreCase) && request.Query["handler"] == "Persona");
}
