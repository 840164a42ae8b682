using System.Security.Cryptography;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

/// <summary>The code of an app, on or off. Nothing is kept until the first right code: the new key travels, protected, in the form.</summary>
[Needs]
internal sealed class SecondFactorModel(Frame frame, OwnAccount account, CheckPassword check, Attempts attempts, CurrentUser user, Journal journal, IDataProtectionProvider protection, TimeProvider clock, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public OwnAccount.Has Has { get; private set; } = new();

    /// <summary>The account has a second factor that this session did not show: it was set up elsewhere.</summary>
    public bool SignInAgain => Has.SecondFactor && user.SecondFactorFirst;

    public string Setup { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string Key { get; private set; } = "";

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Has = await account.HasAsync(ct);
        Offer(RandomNumberGenerator.GetBytes(Totp.KeyBytes));
    }

    public async Task<IActionResult> OnPostAsync(string setup, string code, CancellationToken ct)
    {
        Has = await account.HasAsync(ct);
        if (Has.Totp || SignInAgain)
        {
            return Redirect("/account/second-factor");
        }

        byte[] key;
        try
        {
            key = Protector.Unprotect(Convert.FromBase64String(setup ?? ""));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return Redirect("/account/second-factor");
        }

        if (Totp.Match(key, code ?? "", clock.GetUtcNow(), 0) is not { } step)
        {
            Refusals.Add(new Refusal("code", "Deze code klopt niet. Kijk in je app; elke code geldt een halve minuut. Staat de klok van je telefoon goed?"));
            Offer(key);
            return Page();
        }

        await frame.DoAsync("insert into totp (person_id, key, confirmed_at, last_step) values (@PersonId, @key, @now, @step) on conflict do nothing", new { user.PersonId, key, now = clock.GetUtcNow(), step }, ct);
        journal.Write("second factor on", [], Facets.None, "app");
        return this.AfterStepUp(await account.StepUpAsync(HttpContext, "second factor", ct), From, text["De tweede stap staat aan."]);
    }

    public async Task<IActionResult> OnPostOffAsync(string password, CancellationToken ct)
    {
        Has = await account.HasAsync(ct);
        if (!Has.Totp || SignInAgain)
        {
            return Redirect("/account/second-factor");
        }

        if (await check.RunAsync(user.PersonId, password ?? "", ct) is null)
        {
            Refusals.Add(new Refusal("password", "Dit wachtwoord klopt niet, of er is te vaak geprobeerd. Wacht dan tien minuten."));
            journal.Refused("second factor off", [], "password");
            return Page();
        }

        await attempts.ForgetAsync(user.PersonId, ct);
        await frame.DoAsync("delete from totp where person_id = @PersonId", new { user.PersonId }, ct);
        journal.Write("second factor off", [], Facets.None, "app");
        await account.StepDownAsync(HttpContext, ct);
        Frames.Saved.Say(HttpContext, text["De code uit de app is uitgezet."]);
        return Redirect("/account");
    }

    private IDataProtector Protector => protection.CreateProtector("second factor", user.PersonId.ToString());

    private void Offer(byte[] key)
    {
        Setup = Convert.ToBase64String(Protector.Protect(key));
        Address = Totp.Address(key, Has.Email);
        Key = string.Join(' ', Totp.Base32(key).Chunk(4).Select(part => new string(part)));
    }
}
