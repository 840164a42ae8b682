using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace InBeeld.Frames;

/// <summary>"Saved. Undo": what the page after a change says at the top, once. Travels in a protected cookie, so that it survives any node and no name stands in the address.</summary>
internal sealed record Saved(string Sentence, string? UndoPath = null)
{
    private const string Cookie = "inbeeld-saved";

    public static void Say(HttpContext http, string sentence, string? undoPath = null) =>
        http.Response.Cookies.Append(Cookie, Protector(http).Protect(JsonSerializer.Serialize(new Saved(sentence, undoPath))), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromMinutes(2) });

    /// <summary>What the request before this one said, if anything; said once.</summary>
    public static Saved? Heard(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept)
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie);
        try
        {
            return JsonSerializer.Deserialize<Saved>(Protector(http).Unprotect(kept));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("saved");
}
