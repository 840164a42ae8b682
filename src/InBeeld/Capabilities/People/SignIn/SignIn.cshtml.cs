using InBeeld.Capabilities.People.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

[OpenToAll("Signing in comes before knowing who somebody is")]
internal sealed class SignInModel(Frame frame, UserManager<Person> people, StartSession start, RunsWith runs, Text text) : PageModel
{
    internal sealed record Persona(Guid Id, string GivenName, string Prefix, string Surname, string Role, string Organisation)
    {
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public string Email { get; set; } = "";

    public List<Refusal> Refusals { get; } = [];

    public List<Persona> Personas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(string password, CancellationToken ct)
    {
        var person = await people.FindByEmailAsync(Email.Trim());
        // The same sentence for an unknown address and a wrong password: nobody learns who has an account.
        if (person is null || person.ClosedAt is not null || await people.IsLockedOutAsync(person) || !await people.CheckPasswordAsync(person, password ?? ""))
        {
            if (person is not null)
            {
                await people.AccessFailedAsync(person);
            }

            Refusals.Add(new Refusal("Email", "Dit e-mailadres en wachtwoord horen niet bij elkaar, of er is te vaak geprobeerd. Wacht dan tien minuten."));
            await LoadAsync(ct);
            return Page();
        }

        await people.ResetAccessFailedCountAsync(person);
        await start.RunAsync(HttpContext, person.Id, strong: false, ct);
        return Redirect(Back());
    }

    /// <summary>One tap, in demo mode only, and only for personas of the demo.</summary>
    public async Task<IActionResult> OnPostPersonaAsync(Guid persona, CancellationToken ct)
    {
        if (!runs.Demo || await people.FindByIdAsync(persona.ToString()) is not { IsDemo: true })
        {
            return NotFound();
        }

        await start.RunAsync(HttpContext, persona, strong: true, ct);
        return Redirect(Back());
    }

    private string Back() => Url.IsLocalUrl(From) && From!.StartsWith('/') ? From : "/";

    private async Task LoadAsync(CancellationToken ct)
    {
        ViewData["Title"] = text["Inloggen"];
        if (runs.Demo)
        {
            Personas = await frame.ListAsync<Persona>("""
                select p.id, p.given_name as GivenName, p.prefix, p.surname, m.role, o.name as Organisation
                from person p join membership m on m.person_id = p.id and m.ends is null join organisation o on o.id = m.organisation_id
                where p.is_demo and p.user_name like 'persona.%' order by p.user_name
                """, null, ct);
        }
    }
}
