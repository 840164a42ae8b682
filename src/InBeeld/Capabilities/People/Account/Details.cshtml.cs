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
internal sealed class DetailsModel(UserManager<Person> people, CheckPassword check, Attempts attempts, CurrentUser user, Journal journal, Text text) : PageModel
{
    [BindProperty]
    public string GivenName { get; set; } = "";

    [BindProperty]
    public string? Prefix { get; set; }

    [BindProperty]
    public string Surname { get; set; } = "";

    [BindProperty]
    public string Email { get; set; } = "";

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync()
    {
        var person = (await people.FindByIdAsync(user.PersonId.ToString()))!;
        (GivenName, Prefix, Surname, Email) = (person.GivenName, person.Prefix, person.Surname, person.Email ?? "");
    }

    public async Task<IActionResult> OnPostAsync(string? password, CancellationToken ct)
    {
        (GivenName, Prefix, Surname, Email) = (PersonFields.Clean(GivenName), PersonFields.Clean(Prefix), PersonFields.Clean(Surname), PersonFields.Clean(Email));
        Refusals.AddRange(PersonFields.Check(GivenName, Prefix, Surname));
        var known = (await people.FindByIdAsync(user.PersonId.ToString()))!;
        var newEmail = !string.Equals(known.Email ?? "", Email, StringComparison.Ordinal);
        if (newEmail)
        {
            Refusals.AddRange(PersonFields.CheckEmail(Email));
            if (Refusals.Count == 0 && await people.FindByEmailAsync(Email) is { } other && other.Id != known.Id)
            {
                Refusals.Add(new Refusal("Email", "Dit e-mailadres is al in gebruik bij een ander account."));
            }

            // An address is a key to the account: the password shows that it is not somebody at an open screen.
            if (Refusals.Count == 0 && await check.RunAsync(known.Id, password ?? "", ct) is null)
            {
                Refusals.Add(new Refusal("password", "Dit wachtwoord klopt niet. Voor een ander e-mailadres is het nodig."));
            }
        }

        if (Refusals.Count > 0)
        {
            return Page();
        }

        (known.GivenName, known.Prefix, known.Surname) = (GivenName, Prefix, Surname);
        if (newEmail)
        {
            (known.Email, known.EmailConfirmed) = (Email, false);
        }

        await people.UpdateAsync(known);
        if (newEmail)
        {
            await attempts.ForgetAsync(known.Id, ct);
        }

        journal.Write("change own details", [], Facets.None, newEmail ? "e-mail" : "name");
        Frames.Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect("/account");
    }
}
