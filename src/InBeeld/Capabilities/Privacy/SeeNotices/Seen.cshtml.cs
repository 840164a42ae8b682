using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Privacy.SeeNotices;

/// <summary>Marks a notice as read; one that was told to everyone of a role is read when one of them read it.</summary>
[Needs]
internal sealed class SeenModel(Frame frame, CurrentUser user, Journal journal, TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(Guid notice, string? back, CancellationToken ct)
    {
        if (await frame.DoAsync("update notice set seen_at = @now, seen_by = @PersonId where id = @notice and seen_at is null", new { now = clock.GetUtcNow(), user.PersonId, notice }, ct) == 1)
        {
            journal.Write("read notice", [], Facets.None, "", new { notice });
        }

        return Redirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
