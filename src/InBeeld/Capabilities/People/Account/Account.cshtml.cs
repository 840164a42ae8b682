using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

[Needs]
internal sealed class AccountModel(OwnAccount account) : PageModel
{
    public OwnAccount.Has Has { get; private set; } = new();

    public string Theme => Frames.Theme.Of(HttpContext) ?? "device";

    public async Task OnGetAsync(CancellationToken ct) => Has = await account.HasAsync(ct);

    public IActionResult OnPostAppearance(string to)
    {
        Frames.Theme.Choose(HttpContext, to);
        return Redirect("/account");
    }
}
