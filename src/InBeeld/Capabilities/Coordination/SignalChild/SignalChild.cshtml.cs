using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.Signalling;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.SignalChild;

/// <summary>Signal a child of the own school to the municipality; what was tried comes along. Of an mbo college it is the absence report too.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class SignalChildModel(Frame frame, CurrentUser user, Journal journal, Text text, SendSignal send, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public SignalFields Form { get; set; } = new();

    [BindProperty]
    public Absence Absence { get; set; } = new();

    [BindProperty]
    public string? Lives { get; set; }

    [BindProperty]
    public bool ToOwn { get; set; }

    public Child Child { get; private set; } = new();
    public bool IsMbo { get; private set; }
    public IReadOnlyList<Attempt> Tried { get; private set; } = [];
    public Destination Destination { get; private set; } = new([], null);
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Guid? Earlier { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // What is most likely asked, so that it is one tap less.
        Form.Reason = IsMbo ? "absent" : Tried.Count > 0 ? "not_reached" : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var route = Destination.Route(Lives, ToOwn);
        List<Refusal> refusals = [.. IsMbo ? Absence.Check(Today) : [], .. Form.Check(), .. route.Refusals];
        if (refusals.Count > 0)
        {
            Refused = refusals;
            return Page();
        }

        var (town, routed) = route.Value;
        var input = new SignalInput(Id, IsMbo ? "mbo" : "school", town, routed, Form, Pupil, Tried: Tried, Absence: IsMbo ? Absence : null);
        var outcome = await send.RunAsync(input, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            Earlier = await SendSignal.JustSentAsync(frame, user, input, "", clock.GetUtcNow().AddMinutes(-10), ct);
            return Page();
        }

        Saved.Say(HttpContext, text["Verstuurd naar {0}. Hier zie je wie de leiding krijgt.", town.Name]);
        return Redirect($"/signals/mine/{outcome.Value}");
    }

    public string Heading() => IsMbo ? text["Meld verzuim van {0} bij de gemeente", Child.GivenName] : text["Meld {0} bij de gemeente", Child.GivenName];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        (Child, Today) = (child, clock.Today());
        IsMbo = await frame.OneAsync<string>("select level from organisation where id = @SchoolId", new { child.SchoolId }, ct) == "mbo";
        Tried = await Attempts.SinceReachedAsync(frame, Pupil, ct);
        Destination = await Destination.ForAsync(frame, user.MunicipalityCode, onlyOwn: false, ct);
        journal.Read("open signal form", [Pupil], Facets.Identity | Facets.Contact);
        ViewData["Title"] = Heading();
        return true;
    }
}
