using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.DecideSignal;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Steps;

/// <summary>A new step in a case.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class AddStepModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepSteps keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public StepFields Fields { get; private set; } = new();
    public CaseHead Head { get; private set; } = new();
    public List<LeadChoice> People { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = new StepFields { Kind = "phone", Owner = user.MembershipId, DueOn = Today.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(StepFields fields, CancellationToken ct)
    {
        var outcome = await keep.AddAsync(Id, Case, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, await ClosedDay.WarningAsync(frame, user, text, fields.Day, ct) ?? text["De stap staat erin."]);
            return Redirect($"/cases/{Case}");
        }

        (Fields, Refused) = (fields, outcome.Refusals);
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true, Closed: false } head)
        {
            return false;
        }

        Head = head;
        People = await LeadChoice.PeopleAsync(frame, Today, ct);
        journal.Read("open step form", [head.PupilId], Facets.Identity, "case", new { @case = Case });
        ViewData["Title"] = text["Nieuwe stap voor {0}", head.Name.Full];
        ViewData["Menu"] = "/cases";
        return true;
    }
}

/// <summary>Says it when a day was chosen on which schools are closed.</summary>
internal static class ClosedDay
{
    /// <returns>Null when schools are open that day.</returns>
    public static async Task<string?> WarningAsync(Frame frame, CurrentUser user, Text text, DateOnly? day, CancellationToken ct) =>
        day is { } chosen && !(await TownCalendar.OfAsync(frame, user.MunicipalityCode, ct)).IsOpen(chosen) ? text["Opgeslagen. Let op: op die dag zijn de scholen dicht."] : null;
}
