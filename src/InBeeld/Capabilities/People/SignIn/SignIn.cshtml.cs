using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

[OpenToAll("Signing in comes before knowing who somebody is")]
internal sealed class SignInModel(Frame frame, CurrentUser user, CheckPassword check, Attempts attempts, HalfSignedIn half, StartSession start, Journal journal, RunsWith runs, Text text) : PageModel
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

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (user.SignedIn)
        {
            return Redirect(Back());
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string password, CancellationToken ct)
    {
        if (await check.RunAsync(Email ?? "", password ?? "", ct) is not { } account)
        {
            // The same sentence for an unknown address, a wrong password and too many tries: nobody learns who has an account.
            Refusals.Add(new Refusal("Email", "Dit e-mailadres en wachtwoord horen niet bij elkaar, of er is te vaak geprobeerd. Wacht dan tien minuten."));
            journal.Refused("sign in", [], "password");
            await LoadAsync(ct);
            return Page();
        }

        if (account.TwoFactorEnabled)
        {
            await attempts.PutBackAsync(account, ct);
            half.Keep(HttpContext, account.Id, Back());
            return Redirect("/sign-in/second-factor");
        }

        await attempts.ForgetAsync(account.Id, ct);
        await start.RunAsync(HttpContext, account.Id, strong: false, ct);
        return Redirect(Back());
    }

    /// <summary>One tap, in demo mode only, and only for personas of the demo.</summary>
    public async Task<IActionResult> OnPostPersonaAsync(Guid persona, CancellationToken ct)
    {
        if (!runs.Demo || !await frame.OneAsync<bool>("select exists (select 1 from person where id = @persona and is_demo and closed_at is null)", new { persona }, ct))
        {
            return NotFound();
        }

        await start.RunAsync(HttpContext, persona, strong: true, ct, "demo");
        return Redirect(Back());
    }

    private string Back() => Url.IsLocalUrl(From) && From!.StartsWith('/') ? From : "/";

    private async Task LoadAsync(CancellationToken ct)
    {
        ViewData["Title"] = text["Inloggen"];
        if (runs.Demo)
        {
            Personas = await frame.ListAsync<Persona>("""
                select p.id, p.given_name as GivenName, p.prefix, p.surname, m.role, m.name as Organisation
                from person p
                join lateral (select x.role, o.name from membership x join organisation o on o.id = x.organisation_id where x.person_id = p.id and x.ends is null order by x.starts, x.id limit 1) m on true
                where p.is_demo and p.user_name like 'persona.%' order by length(p.user_name), p.user_name
                """, null, ct);
        }
    }
}
