using InBeeld.Capabilities.People.Model;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace InBeeld.Capabilities.People.Account;

[Needs]
internal sealed class PasskeysModel(UserManager<Person> people, Passkeys passkeys, OwnAccount account, CheckPassword check, Attempts attempts, CurrentUser user, Journal journal, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public string? PasskeyName { get; set; }

    public IList<UserPasskeyInfo> Mine { get; private set; } = [];

    public OwnAccount.Has Has { get; private set; } = new();

    public bool SignInAgain => Has.SecondFactor && !user.Strong;

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken ct)
    {
        var person = await LoadAsync(ct);
        return SignInAgain ? Forbid() : Content(await passkeys.OfferAsync(HttpContext, person), "application/json");
    }

    public async Task<IActionResult> OnPostAsync(string? credential, CancellationToken ct)
    {
        var person = await LoadAsync(ct);
        if (SignInAgain)
        {
            return Redirect("/account/second-factor");
        }

        var name = (PasskeyName ?? "").Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, 60)] : text["Passkey {0}", Mine.Count + 1];
        var added = await passkeys.AddAsync(HttpContext, person, credential ?? "", name);
        if (!added.Ok)
        {
            Refusals.AddRange(added.Refusals);
            return Page();
        }

        journal.Write("passkey added", [], Facets.None);
        return this.AfterStepUp(await account.StepUpAsync(HttpContext, "passkey", ct), From, text["De passkey is gemaakt. Je kunt er nu mee inloggen."]);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string passkey, string password, CancellationToken ct)
    {
        var person = await LoadAsync(ct);
        if (SignInAgain)
        {
            return Redirect("/account/second-factor");
        }

        var id = Mine.Select(p => p.CredentialId).FirstOrDefault(id => WebEncoders.Base64UrlEncode(id) == passkey);
        if (id is null)
        {
            return NotFound();
        }

        if (await check.RunAsync(user.PersonId, password ?? "", ct) is null)
        {
            Refusals.Add(new Refusal("password-" + passkey, "Dit wachtwoord klopt niet, of er is te vaak geprobeerd. Wacht dan tien minuten."));
            journal.Refused("passkey removed", [], "password");
            return Page();
        }

        await people.RemovePasskeyAsync(person, id);
        await attempts.ForgetAsync(user.PersonId, ct);
        journal.Write("passkey removed", [], Facets.None);
        await account.StepDownAsync(HttpContext, ct);
        Frames.Saved.Say(HttpContext, text["De passkey is verwijderd."]);
        return Redirect("/account/passkeys");
    }

    private async Task<Person> LoadAsync(CancellationToken ct)
    {
        Has = await account.HasAsync(ct);
        var person = (await people.FindByIdAsync(user.PersonId.ToString()))!;
        Mine = await people.GetPasskeysAsync(person);
        return person;
    }
}
