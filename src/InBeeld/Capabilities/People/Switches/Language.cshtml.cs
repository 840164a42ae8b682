using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Switches;

[OpenToAll("The language is chosen before signing in too")]
internal sealed class LanguageModel(Frame frame, CurrentUser user) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(string to, string? back, CancellationToken ct)
    {
        var culture = to == "en" ? "en-GB" : "nl-NL";
        Response.Cookies.Append("inbeeld-language", $"c={culture}|uic={culture}", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        if (user.SignedIn)
        {
            await frame.DoAsync("update person set language = @language where id = @PersonId", new { language = to == "en" ? "en" : "nl", user.PersonId }, ct);
        }

        return Redirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
