using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Guidelines;

/// <summary>The guidelines of the municipality: those in force for everybody who visits; the coordinator keeps them.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class ListGuidelinesModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, SaveGuideline save) : PageModel
{
    public List<Guideline> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Guideline>($"select g.id, g.title, g.words, g.starts, g.ends, g.version from guideline g {(user.Is(Role.Coordinator) ? "" : "where g.starts <= @Today and (g.ends is null or g.ends >= @Today)")} order by coalesce(g.ends, '9999-12-31') desc, g.starts desc, g.id limit 100", new { Today }, ct);
        var now = Rows.Count(r => r.HoldsOn(Today));
        ViewData["Title"] = now == 0 ? text["Er geldt nu geen richtlijn"] : text.N(now, "1 richtlijn geldt nu", "{0} richtlijnen gelden nu");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid guideline, CancellationToken ct)
    {
        if (!user.Is(Role.Coordinator) || await save.EndAsync(guideline, ct) is not { Ok: true } ended)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["“{0}” geldt niet meer.", ended.Value], $"/guidelines?handler=GoOn&guideline={guideline}");
        return Redirect("/guidelines");
    }

    public async Task<IActionResult> OnPostGoOnAsync(Guid guideline, CancellationToken ct)
    {
        if (!user.Is(Role.Coordinator) || await save.GoOnAsync(guideline, ct) is not { Ok: true } again)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["“{0}” geldt weer.", again.Value]);
        return Redirect("/guidelines");
    }
}
