using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Home;

/// <summary>The first page answers "what must I do now": it is the first line of one's menu.</summary>
[Needs]
internal sealed class HomeModel(CurrentUser user) : PageModel
{
    public IActionResult OnGet() => Redirect(Order.MenuFor(user).FirstOrDefault()?.Path ?? "/account");
}
