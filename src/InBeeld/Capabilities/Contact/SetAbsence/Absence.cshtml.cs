using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.SetAbsence;

[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class AbsenceModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, SetAbsence set) : PageModel
{
    private sealed class Row
    {
        public DateOnly? AbsentUntil { get; set; }
        public string AbsentWhy { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Child Child { get; private set; } = new();
    public bool AbsentNow { get; private set; }
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(Until ?? DateOnly.MinValue, ct);

    public Task<IActionResult> OnPostEndAsync(CancellationToken ct) => SaveAsync(null, ct);

    private async Task<IActionResult> SaveAsync(DateOnly? until, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return NotFound();
        }

        var outcome = await set.RunAsync(new SetAbsenceInput(child, until, Why ?? ""), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            await LoadAsync(ct);
            return Page();
        }

        Saved.Say(HttpContext, until is { } day ? text["Opgeslagen: {0} afwezig tot en met {1}.", child.GivenName, Show.Day(day, clock.Today())] : text["Opgeslagen: {0} telt weer mee.", child.GivenName], until is null ? null : $"/children/{Pupil}/absence?handler=End");
        return Redirect($"/children/{Pupil}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        (Child, Today) = (child, clock.Today());
        var row = await frame.OneAsync<Row>("select absent_until, absent_why from pupil_state where pupil_id = @Pupil", new { Pupil }, ct);
        AbsentNow = row?.AbsentUntil >= Today;
        if (Refused.Count == 0 && AbsentNow)
        {
            (Until, Why) = (row!.AbsentUntil, row.AbsentWhy);
        }

        journal.Read("open absence", [Pupil], Facets.Identity | Facets.Contact);
        ViewData["Title"] = text["Is {0} afwezig met bericht?", child.Name.Full];
        return true;
    }
}
