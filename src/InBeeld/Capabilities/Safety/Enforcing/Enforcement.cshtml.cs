using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Enforcing;

/// <summary>Where somebody who enforces begins: why InBeeld is not for that, and where to go instead.</summary>
[Needs(Role.Enforcement)]
internal sealed class EnforcementModel(Text text) : PageModel
{
    public void OnGet() => ViewData["Title"] = text["InBeeld is er voor zorg"];
}
