namespace InBeeld.Frames;

/// <summary>Light, dark, or as the device has it: a choice of this browser, kept in a cookie.</summary>
internal static class Theme
{
    private const string Cookie = "inbeeld-theme";

    /// <returns>"light", "dark", or null: as the device.</returns>
    public static string? Of(HttpContext http) => http.Request.Cookies[Cookie] is ("light" or "dark") and var chosen ? chosen : null;

    public static void Choose(HttpContext http, string? theme)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365) };
        if (theme is "light" or "dark")
        {
            http.Response.Cookies.Append(Cookie, theme, options);
        }
        else
        {
            http.Response.Cookies.Delete(Cookie);
        }
    }
}
