using InBeeld.Capabilities.People.Account;
using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Invitations;

[OpenToAll("Nobody has an account yet; the link that the program printed is the key, until it is used")]
internal sealed class FirstAdministratorModel(Frame frame, MakeAccount make, StartSession start, Journal journal, TimeProvider clock, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string LinkToken { get; set; } = "";

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? Prefix { get; set; }

    [BindProperty]
    public string? Surname { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public bool Open { get; private set; }

    public List<Refusal> Refusals { get; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(string password, CancellationToken ct)
    {
        // Two at once: the second waits for the first, and then finds the link used.
        await frame.DoAsync("select pg_advisory_xact_lock(471103)", null, ct);
        await LoadAsync(ct);
        if (!Open)
        {
            return Page();
        }

        var made = await make.RunAsync(new MakeAccount.Input(PersonFields.Clean(Email), PersonFields.Clean(GivenName), PersonFields.Clean(Prefix), PersonFields.Clean(Surname), password ?? "", text.Language));
        if (!made.Ok)
        {
            Refusals.AddRange(made.Refusals);
            return Page();
        }

        await frame.OneAsync<bool>("select app.make_first_administrator(@hash, @Id, @day)", new { hash = Token.Hash(LinkToken), made.Value.Id, day = clock.Today() }, ct);
        await start.RunAsync(HttpContext, made.Value.Id, strong: false, ct, "first administrator");
        journal.Write("make first administrator", [], Facets.None);
        return Redirect("/account/second-factor?from=%2F");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Open = await frame.OneAsync<bool>("select app.first_administrator_link(@hash)", new { hash = Token.Hash(LinkToken) }, ct);
        Response.StatusCode = Open ? StatusCodes.Status200OK : StatusCodes.Status410Gone;
    }
}
