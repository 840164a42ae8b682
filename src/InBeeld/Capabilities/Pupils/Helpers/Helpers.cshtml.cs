using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Pupils.Helpers;

/// <summary>Who already helps this family.</summary>
[Needs(Role.Care)]
internal sealed class HelpersModel(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, Text text, TimeProvider clock, SaveHelper save) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    public Child Child { get; private set; } = new();
    public List<Helper> All { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public IEnumerable<Helper> Now => All.Where(h => h.Ends is null);

    public IEnumerable<Helper> Before => All.Where(h => h.Ends is not null);

    public string Address => $"/children/{Pupil}/helpers";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayCare: true } child)
        {
            return NotFound();
        }

        (Child, Today) = (child, clock.Today());
        All = await db.Helpers.AsNoTracking().Where(h => h.PupilId == Pupil).OrderByDescending(h => h.Starts).ThenBy(h => h.Id).Take(100).ToListAsync(ct);
        journal.Read("open helpers", [Pupil], Facets.Identity | Facets.Care);
        ViewData["Title"] = text["Wie helpt het gezin van {0}?", child.Name.Full];
        return Page();
    }

    public Task<IActionResult> OnPostEndAsync(Guid helper, CancellationToken ct) => EndAsync(helper, goOn: false, ct);

    public Task<IActionResult> OnPostGoOnAsync(Guid helper, CancellationToken ct) => EndAsync(helper, goOn: true, ct);

    private async Task<IActionResult> EndAsync(Guid helper, bool goOn, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayCare: true } child || await save.EndAsync(child, helper, goOn, ct) is not { Ok: true } outcome)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text[goOn ? "{0} helpt nog." : "{0} helpt niet meer.", outcome.Value.Organisation], goOn ? null : $"{Address}?handler=GoOn&helper={helper}");
        return Redirect(Address);
    }
}
