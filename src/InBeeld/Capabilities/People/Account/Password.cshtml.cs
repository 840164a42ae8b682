using InBeeld.Capabilities.People.Model;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

[Needs]
internal sealed class PasswordModel(UserManager<Person> people, CheckPassword check, Attempts attempts, OwnAccount account, CurrentUser user, Journal journal, Text text) : PageModel
{
    public string Email { get; private set; } = "";

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Email = (await account.HasAsync(ct)).Email;

    public async Task<IActionResult> OnPostAsync(string current, string password, CancellationToken ct)
    {
        Email = (await account.HasAsync(ct)).Email;
        if (await check.RunAsync(user.PersonId, current ?? "", ct) is null)
        {
            Refusals.Add(new Refusal("current", "Dit wachtwoord klopt niet, of er is te vaak geprobeerd. Wacht dan tien minuten."));
            journal.Refused("change password", [], "password");
            return Page();
        }

        await attempts.ForgetAsync(user.PersonId, ct);
        if (PasswordRule.Why(password ?? "", Email, user.Name.Given, user.Name.Surname) is { } why)
        {
            Refusals.Add(new Refusal("password", why));
            return Page();
        }

        var person = (await people.FindByIdAsync(user.PersonId.ToString()))!;
        await people.ChangePasswordAsync(person, current!, password!);
        var ended = await account.EndOthersAsync(ct);
        journal.Write("change password", [], Facets.None);
        Frames.Saved.Say(HttpContext, ended == 0 ? text["Je wachtwoord is gewijzigd."] : text["Je wachtwoord is gewijzigd. Op alle andere plekken ben je uitgelogd."]);
        return Redirect("/account");
    }
}
