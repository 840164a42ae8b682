using InBeeld.Frames;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

internal static class StepUpPages
{
    public const string Codes = "recovery codes";

    /// <summary>Where to go after a second factor was set up: past the new recovery codes when there are any, and back to the page that asked for it.</summary>
    public static IActionResult AfterStepUp(this PageModel page, List<string>? codes, string? from, string said)
    {
        var back = page.Url.IsLocalUrl(from) && from!.StartsWith('/') ? from : null;
        Saved.Say(page.HttpContext, said);
        if (codes is null)
        {
            return new RedirectResult(back ?? "/account");
        }

        page.TempData[Codes] = string.Join(' ', codes);
        return new RedirectResult("/account/recovery-codes" + (back is null ? "" : "?from=" + Uri.EscapeDataString(back)));
    }
}
