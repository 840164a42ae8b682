using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>After the password: the code of the app, a passkey, or a recovery code.</summary>
[OpenToAll("The second step of signing in; the first one is kept in a protected cookie")]
internal sealed class SecondFactorModel(Frame frame, Attempts attempts, HalfSignedIn half, RecoveryCodes recovery, StartSession start, Journal journal, TimeProvider clock, Text text) : PageModel
{
    internal sealed class Has
    {
        public byte[]? Key { get; set; }
        public long LastStep { get; set; }
        public bool Passkey { get; set; }
    }

    public Has Factors { get; private set; } = new();

    [BindProperty(SupportsGet = true, Name = "with")]
    public string? With { get; set; }

    public bool WithRecoveryCode => With == "recovery-code";

    public List<Refusal> Refusals { get; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { Person: { } person } step)
        {
            return Redirect("/sign-in");
        }

        if (await attempts.TakeAsync(person, ct) is null)
        {
            Refusals.Add(new Refusal("code", "Er is te vaak geprobeerd. Wacht tien minuten en probeer het dan opnieuw."));
            return Page();
        }

        var right = WithRecoveryCode ? await recovery.UseAsync(person, code ?? "", ct) : await CodeIsRightAsync(person, code ?? "", ct);
        if (!right)
        {
            Refusals.Add(new Refusal("code", WithRecoveryCode ? "Deze herstelcode klopt niet, of is al gebruikt." : "Deze code klopt niet. Kijk in je app; elke code geldt een halve minuut en één keer."));
            journal.Refused("sign in", [], WithRecoveryCode ? "recovery code" : "code", new { person });
            return Page();
        }

        await attempts.ForgetAsync(person, ct);
        half.Drop(HttpContext);
        await start.RunAsync(HttpContext, person, strong: true, ct, WithRecoveryCode ? "recovery code" : "second factor");
        if (!WithRecoveryCode)
        {
            return Redirect(step.From);
        }

        var left = await recovery.LeftAsync(person, ct);
        Frames.Saved.Say(HttpContext, text.N(left, "Je bent ingelogd met een herstelcode. Je hebt er nog 1. Maak nieuwe codes als je telefoon kwijt is.", "Je bent ingelogd met een herstelcode. Je hebt er nog {0}. Maak nieuwe codes als je telefoon kwijt is."));
        return Redirect("/account");
    }

    private async Task<bool> CodeIsRightAsync(Guid person, string code, CancellationToken ct) =>
        Factors.Key is { } key && Totp.Match(key, code, clock.GetUtcNow(), Factors.LastStep) is { } used
        && await frame.DoAsync("update totp set last_step = @used where person_id = @person and last_step < @used", new { used, person }, ct) == 1;

    private async Task<HalfSignedIn.Step?> LoadAsync(CancellationToken ct)
    {
        ViewData["Title"] = WithRecoveryCode ? text["Vul een herstelcode in"] : text["Nog één stap"];
        if (half.Read(HttpContext) is not { Person: { } person } step)
        {
            return null;
        }

        Factors = await frame.OneAsync<Has>("""
            select t.key, coalesce(t.last_step, 0) as last_step, exists (select 1 from person_passkey k where k.user_id = p.id) as passkey
            from person p left join totp t on t.person_id = p.id where p.id = @person and p.closed_at is null
            """, new { person }, ct) ?? new Has();
        return Factors.Key is null && !Factors.Passkey ? null : step;
    }
}
