using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>Changes or removes one holiday: of a region (administrator), or a day off of the own school (principal, office).</summary>
[Needs(Role.Administrator, Role.Principal, Role.Office)]
internal sealed class ChangeHolidayModel(CurrentUser user, Text text, SaveHoliday save) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public HolidayForm Form { get; set; } = new();

    public HolidayRow Now { get; private set; } = null!;
    public HolidayRow? Stored { get; private set; }
    public List<Refusal> Refusals { get; } = [];
    public string List => user.Is(Role.Administrator) ? "/holidays" : "/school/holidays";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Form = new HolidayForm { Id = Id, Name = Now.Name, Starts = Now.Starts, Ends = Now.Ends, Was = SaveHoliday.Version(Now) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Form.Id = Id;
        var outcome = await save.ChangeAsync(Form, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. De standen van de kinderen worden bijgewerkt."]);
            return Redirect(List);
        }

        Refusals.AddRange(outcome.Refusals);
        if (outcome.Refusals.Any(r => r.Field == "Was"))
        {
            // What is there now stands beside what was typed; saving again is then a choice.
            (Stored, Form.Was) = (Now, SaveHoliday.Version(Now));
            ModelState.Remove("Form.Was");
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await save.RemoveAsync(Id, ct) is not { } removed)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["{0} is weggehaald. De standen van de kinderen worden bijgewerkt.", text[removed.Name]]);
        return Redirect(List);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var now = await save.FindAsync(Id, ct);
        Now = now!;
        ViewData["Title"] = text["Vrije dagen wijzigen"];
        ViewData["Menu"] = List;
        return now is not null;
    }
}
