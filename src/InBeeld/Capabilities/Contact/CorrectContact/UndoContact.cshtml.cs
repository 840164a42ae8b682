using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.CorrectContact;

[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class UndoContactModel(ChangeContact change, Text text) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(Guid moment, string? back, CancellationToken ct)
    {
        var undone = await change.UndoAsync(moment, ct);
        Saved.Say(HttpContext, undone == 0 ? text["Dit kan niet meer ongedaan gemaakt worden."] : text.N(undone, "Ongedaan gemaakt.", "Ongedaan gemaakt voor {0} kinderen."));
        return Redirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
