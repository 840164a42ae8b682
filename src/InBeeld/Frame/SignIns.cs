using InBeeld.Capabilities.People.Model;
using InBeeld.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace InBeeld.Frames;

/// <summary>Accounts: ASP.NET Core Identity for passwords, second factor and passkeys; a cookie that holds only the id of a session in the database.</summary>
internal static class SignIns
{
    public const string SessionClaim = "session";

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
        services.AddIdentityCore<Person>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            options.User.RequireUniqueEmail = true;
        }).AddEntityFrameworkStores<InBeeldDb>().AddDefaultTokenProviders();
    }
}
