using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>Signing in with a passkey: alone, or as the second step. The question goes out as JSON, the answer comes back in a form.</summary>
[OpenToAll("Signing in comes before knowing who somebody is")]
internal sealed class PasskeyModel(Passkeys passkeys, HalfSignedIn half, Attempts attempts, StartSession start, Journal journal) : PageModel
{
    public IActionResult OnGet() => Redirect("/sign-in");

    public async Task<IActionResult> OnPostOptionsAsync(string? from, bool second)
    {
        var step = second ? half.Read(HttpContext) : null;
        var back = step?.From ?? (Url.IsLocalUrl(from) && from!.StartsWith('/') ? from : "/");
        return Content(await passkeys.AskAsync(HttpContext, step?.Person, back), "application/json");
    }

    public async Task<IActionResult> OnPostAsync(string? credential, CancellationToken ct)
    {
        if (half.Read(HttpContext) is not { Passkey: not null } step)
        {
            return Redirect("/sign-in");
        }

        if (await passkeys.AnswerAsync(HttpContext, step, credential ?? "") is not { } person)
        {
            journal.Refused("sign in", [], "passkey");
            half.Keep(HttpContext, step.Person, step.From);
            return Redirect(step.Person is null ? "/sign-in?passkey=refused" : "/sign-in/second-factor?passkey=refused");
        }

        half.Drop(HttpContext);
        await attempts.ForgetAsync(person.Id, ct);
        await start.RunAsync(HttpContext, person.Id, strong: true, ct, "passkey");
        return Redirect(step.From);
    }
}
