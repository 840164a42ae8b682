using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>
/// What has to survive from one step of signing in to the next: the password was right, or a passkey was asked for. Travels in a
/// protected cookie that holds for ten minutes; it is no session and opens no page.
/// </summary>
internal sealed class HalfSignedIn(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "inbeeld-step";
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <param name="Person">Whose password was right; null when nothing was proved yet.</param>
    /// <param name="Passkey">What the passkey's answer is checked against, when one was asked for.</param>
    internal sealed record Step(Guid? Person, string From, string? Passkey, DateTimeOffset At);

    public void Keep(HttpContext http, Guid? person, string from, string? passkey = null) =>
        http.Response.Cookies.Append(Cookie, Protector.Protect(JsonSerializer.Serialize(new Step(person, from, passkey, clock.GetUtcNow()))), Options(http));

    public Step? Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept)
        {
            return null;
        }

        try
        {
            var step = JsonSerializer.Deserialize<Step>(Protector.Unprotect(kept));
            return step is not null && step.At + Holds > clock.GetUtcNow() ? step : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Drop(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    private IDataProtector Protector => protection.CreateProtector("half signed in");

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, IsEssential = true };
}
