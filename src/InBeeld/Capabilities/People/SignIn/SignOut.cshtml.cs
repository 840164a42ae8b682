using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

[Needs]
internal sealed class SignOutModel(Frame frame, CurrentUser user, Journal journal, TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await frame.DoAsync("update session set ended_at = @now where id = @SessionId", new { now = clock.GetUtcNow(), user.SessionId }, ct);
        journal.Write("sign out", [], Facets.None);
        await HttpContext.SignOutAsync();
        return Redirect("/sign-in");
    }
}
