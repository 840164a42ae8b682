using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

[Needs]
internal sealed class RecoveryCodesModel(OwnAccount account, RecoveryCodes recovery, CheckPassword check, Attempts attempts, CurrentUser user, Journal journal) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public string Back => Url.IsLocalUrl(From) && From!.StartsWith('/') ? From : "/account";

    public OwnAccount.Has Has { get; private set; } = new();

    /// <summary>Just made: on the screen now, and never again.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public List<Refusal> Refusals { get; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Has = await account.HasAsync(ct);
        Codes = TempData[StepUpPages.Codes] is string made ? made.Split(' ') : [];
        return Has.SecondFactor ? Page() : Redirect("/account/second-factor");
    }

    public async Task<IActionResult> OnPostAsync(string password, CancellationToken ct)
    {
        Has = await account.HasAsync(ct);
        if (!Has.SecondFactor || !user.Strong)
        {
            return Redirect("/account/second-factor");
        }

        if (await check.RunAsync(user.PersonId, password ?? "", ct) is null)
        {
            Refusals.Add(new Refusal("password", "Dit wachtwoord klopt niet, of er is te vaak geprobeerd. Wacht dan tien minuten."));
            journal.Refused("renew recovery codes", [], "password");
            return Page();
        }

        await attempts.ForgetAsync(user.PersonId, ct);
        TempData[StepUpPages.Codes] = string.Join(' ', await recovery.RenewAsync(user.PersonId, ct));
        journal.Write("renew recovery codes", [], Facets.None);
        return Redirect("/account/recovery-codes");
    }
}
