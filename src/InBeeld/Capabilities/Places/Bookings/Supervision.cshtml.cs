using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>A school promises that somebody of the school is there; without that, a time that needs it does not open. Library staff never supervise.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class SupervisionModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Slot { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    public SlotRow Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Mine => Row.SupervisingSchoolId == user.OrganisationId;
    public bool MayPromise => user.Is(Role.Principal, Role.Care, Role.Office);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayPromise || !await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Who?.Trim().Length is null or 0 or > 120)
        {
            Refused = [new Refusal("Who", "Vul in wie er van jullie school bij is.")];
            return Page();
        }

        var why = await frame.OneAsync<string>("select app.promise_supervision(@Slot, @Who, @now)", new { Slot, Who, now = clock.GetUtcNow() }, ct);
        if (why is not "")
        {
            Refused = [why == "own" ? new Refusal("Who", "Iemand van de bibliotheek kan geen begeleider zijn.") : Refusal.Of(why == "taken" ? "Een andere school zorgt al voor begeleiding." : "Begeleiding toezeggen kan hier niet (meer).")];
            return Page();
        }

        journal.Write("promise supervision", [], Facets.None, "", new { slot = Slot });
        Saved.Say(HttpContext, text["Jullie school zorgt voor begeleiding."], $"/bookings/supervision/{Slot}?handler=TakeBack");
        return Redirect($"/bookings/find?day={Typed.Of(Row.Day)}");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        if (!MayPromise || !await LoadAsync(ct))
        {
            return NotFound();
        }

        if (await frame.OneAsync<bool>("select app.take_back_supervision(@Slot, @now)", new { Slot, now = clock.GetUtcNow() }, ct))
        {
            journal.Write("take back supervision", [], Facets.None, "", new { slot = Slot });
        }

        Saved.Say(HttpContext, text["Jullie begeleiding is weer weg. De bibliotheek krijgt bericht."]);
        return Redirect($"/bookings/supervision/{Slot}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SlotRow.FindAsync(frame, Slot, clock.GetUtcNow(), ct) is not { } row)
        {
            return false;
        }

        Row = row;
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/bookings";
        return true;
    }

    public string Heading() => !Row.NeedsSupervision ? text["Hier is geen begeleiding nodig"] : Row.SupervisingSchool is null ? text["Wie begeleidt de kinderen {0}?", Row.When(Today)] : Mine ? text["Jullie school zorgt voor begeleiding."] : text["{0} zorgt voor begeleiding", Row.SupervisingSchool];
}
