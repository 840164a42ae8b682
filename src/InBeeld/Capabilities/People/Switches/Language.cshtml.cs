using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Switches;

[OpenToAll("The language is chosen before signing in too")]
internal sealed class LanguageModel(Frame frame, CurrentUser user) : PageModel
{
    public const string Cookie = "inbeeld-language";

    public IActionResult OnGet() => Redirect("/");

    /// <summary>This browser speaks that language from now on.</summary>
    /// <param name="http">The request that is answered.</param>
    /// <param name="to">"nl" or "en"; anything else is Dutch.</param>
    public static void Keep(HttpContext http, string to)
    {
        var culture = to == "en" ? "en-GB" : "nl-NL";
        http.Response.Cookies.Append(Cookie, $"c={culture}|uic={culture}", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
    }

    public async Task<IActionResult> OnPostAsync(string to, string? back, CancellationToken ct)
    {
        Keep(HttpContext, to);
        if (user.SignedIn)
        {
            await frame.DoAsync("update person set language = @language where id = @PersonId", new { language = to == "en" ? "en" : "nl", user.PersonId }, ct);
        }

        return Redirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
