using System.Security.Cryptography;
using System.Text;

namespace InBeeld.Capabilities.Places.Kiosk;

/// <summary>The secrets of a tablet: a code to type once, and a token in a cookie. The database keeps hashes only.</summary>
internal static class KioskToken
{
    public const string Cookie = "inbeeld-kiosk";

    // Without letters and digits that look alike.
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Eight signs of 32: 40 bits, that hold ten minutes.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Signs, 8);

    public static string NewToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A code as it was typed: with or without a dash, in small letters too.</summary>
    public static string Plain(string? typed) => new([.. (typed ?? "").ToUpperInvariant().Where(Signs.Contains).Take(20)]);

    /// <summary>The hash of the token in this request, or null.</summary>
    public static byte[]? Of(HttpContext http) => http.Request.Cookies[Cookie] is { Length: 64 } token ? Hash(token) : null;

    public static void Give(HttpContext http, string token, bool production) => http.Response.Cookies.Append(Cookie, token,
        new CookieOptions { Path = "/kiosk", HttpOnly = true, Secure = production || http.Request.IsHttps, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = TimeSpan.FromDays(400) });
}
