using InBeeld.Capabilities.People.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>The page behind a recovery link: a new password. What was lost (sessions, app, passkeys, codes) ends with its use.</summary>
[OpenToAll("Somebody who lost the password cannot sign in; the link is the key")]
internal sealed class RecoveryModel(Frame frame, UserManager<Person> people, StartSession start, Journal journal, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public string GivenName { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? Email { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }
        public DateTimeOffset? UsedAt { get; set; }
    }

    [BindProperty(SupportsGet = true, Name = "token")]
    public string LinkToken { get; set; } = "";

    public Row? Link { get; private set; }

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(string password, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Link is null)
        {
            return Page();
        }

        if (PasswordRule.Why(password ?? "", Link.Email ?? "", Link.GivenName, Link.Surname) is { } why)
        {
            Refusals.Add(new Refusal("password", why));
            return Page();
        }

        if (await frame.OneAsync<Guid?>("select app.use_recovery_link(@hash, @now)", new { hash = Token.Hash(LinkToken), now = clock.GetUtcNow() }, ct) is not { } id)
        {
            Link = null;
            return Page();
        }

        var person = (await people.FindByIdAsync(id.ToString()))!;
        await people.RemovePasswordAsync(person);
        await people.AddPasswordAsync(person, password!);
        await start.RunAsync(HttpContext, id, strong: false, ct, "recovery link");
        journal.Write("recover account", [], Facets.None);
        return Redirect("/account/second-factor?from=%2F");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Link = await frame.OneAsync<Row>("select * from app.recovery_link(@hash)", new { hash = Token.Hash(LinkToken) }, ct);
        if (Link is null || Link.UsedAt is not null || Link.ExpiresAt <= clock.GetUtcNow())
        {
            Link = null;
            Response.StatusCode = StatusCodes.Status410Gone;
        }
    }
}
