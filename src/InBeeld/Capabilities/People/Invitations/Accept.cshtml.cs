using InBeeld.Capabilities.People.Account;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Invitations;

/// <summary>The page behind the link of an invitation: a new account, or one more role for the account that is there.</summary>
[OpenToAll("Somebody who is invited has no account yet; the link is the key")]
internal sealed class AcceptModel(Frame frame, MakeAccount make, StartSession start, CurrentUser user, Journal journal, TimeProvider clock, Text text) : PageModel
{
    internal enum Is
    {
        Unknown,
        Withdrawn,
        Used,
        Expired,
        ForNewAccount,
        ForThisAccount,
        ForOtherAccount,
    }

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Email { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Role { get; set; } = "";
        public string OrganisationName { get; set; } = "";
        public string Inviter { get; set; } = "";
        public DateTimeOffset ExpiresAt { get; set; }
        public DateTimeOffset? AcceptedAt { get; set; }
        public DateTimeOffset? WithdrawnAt { get; set; }
        public Guid? AccountId { get; set; }
    }

    [BindProperty(SupportsGet = true, Name = "token")]
    public string LinkToken { get; set; } = "";

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? Prefix { get; set; }

    [BindProperty]
    public string? Surname { get; set; }

    public Row Invitation { get; private set; } = new();

    public Is State { get; private set; }

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        (GivenName, Prefix, Surname) = (Invitation.GivenName, Invitation.Prefix, Invitation.Surname);
    }

    public async Task<IActionResult> OnPostAsync(string password, CancellationToken ct)
    {
        // The second tap on the button waits here, and then finds the link used.
        await frame.DoAsync("select pg_advisory_xact_lock(hashtextextended(@LinkToken, 471104))", new { LinkToken }, ct);
        await LoadAsync(ct);
        if (State == Is.ForThisAccount)
        {
            await frame.OneAsync<bool>("select app.accept_invitation(@hash, @PersonId, @now)", new { hash = Token.Hash(LinkToken), user.PersonId, now = clock.GetUtcNow() }, ct);
            journal.Write("accept invitation", [], Facets.None, "", new { invitation = Invitation.Id });
            Saved.Say(HttpContext, text["Je hebt er een rol bij: {0}, {1}.", text[Role.Word(Invitation.Role)], Invitation.OrganisationName]);
            return Redirect("/choose-role");
        }

        if (State != Is.ForNewAccount)
        {
            return Page();
        }

        var made = await make.RunAsync(new MakeAccount.Input(Invitation.Email, PersonFields.Clean(GivenName), PersonFields.Clean(Prefix), PersonFields.Clean(Surname), password ?? "", text.Language));
        if (!made.Ok)
        {
            Refusals.AddRange(made.Refusals);
            return Page();
        }

        var id = made.Value.Id;
        await frame.OneAsync<bool>("select app.accept_invitation(@hash, @id, @now)", new { hash = Token.Hash(LinkToken), id, now = clock.GetUtcNow() }, ct);
        await start.RunAsync(HttpContext, id, strong: false, ct, "invitation");
        journal.Write("accept invitation", [], Facets.None, "", new { invitation = Invitation.Id });
        return Redirect("/account/second-factor?from=%2F");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var found = await frame.OneAsync<Row>("select * from app.invitation(@hash)", new { hash = Token.Hash(LinkToken) }, ct);
        Invitation = found ?? Invitation;
        State = found switch
        {
            null => Is.Unknown,
            { AcceptedAt: not null } => Is.Used,
            { WithdrawnAt: not null } => Is.Withdrawn,
            _ when found.ExpiresAt <= clock.GetUtcNow() => Is.Expired,
            { AccountId: null } => Is.ForNewAccount,
            _ => found.AccountId == user.PersonId ? Is.ForThisAccount : Is.ForOtherAccount,
        };
        if (State is Is.Unknown or Is.Used or Is.Withdrawn or Is.Expired)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }
    }
}
