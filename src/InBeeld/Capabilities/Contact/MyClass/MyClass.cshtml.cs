using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.MyClass;

/// <summary>To the first of one's groups, in the order of their names.</summary>
[Needs(Role.Teacher)]
internal sealed class MyClassModel(Frame frame, CurrentUser user) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var first = await frame.OneAsync<Guid?>("select id from school_group where id = any (@groups) and ended_on is null order by name limit 1", new { groups = user.Groups.ToArray() }, ct);
        return first is { } group ? Redirect("/groups/" + group) : Page();
    }
}
