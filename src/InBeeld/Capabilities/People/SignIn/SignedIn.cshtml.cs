using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.SignIn;

/// <summary>Where somebody lands who signed in beside a form that was still open in another window.</summary>
[Needs]
internal sealed class SignedInModel : PageModel;
