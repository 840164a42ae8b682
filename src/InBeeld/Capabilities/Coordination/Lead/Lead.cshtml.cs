using InBeeld.Capabilities.Coordination.DecideSignal;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Lead;

/// <summary>Take the lead, give it back with a reason, or give it to another.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class LeadModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, GiveLead give) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public CaseHead Head { get; private set; } = new();
    public List<LeadChoice> People { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public bool Mine => Head.LeadMembershipId == user.MembershipId;
    public bool MayGive => user.Is(Role.Coordinator) || (user.Is(Role.TeamLead) && Head.LeadOrganisationId == user.OrganisationId);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Head.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken ct) => await AfterAsync(await give.AcceptAsync(Case, Version, ct), text["Jij hebt de leiding. Wie meldde krijgt bericht."], true, ct);

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => await AfterAsync(await give.ReturnAsync(Case, Version, Why ?? "", ct), text["Teruggegeven. De gemeente beslist opnieuw."], false, ct);

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken ct) => await AfterAsync(await give.RunAsync(new GiveLeadInput(Case, Version, To, Why ?? ""), ct), text["De leiding is gegeven. Wie leidt krijgt bericht."], true, ct);

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome, string said, bool stays, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, said);
            return Redirect(stays ? $"/cases/{Case}" : "/my-day");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Head.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true, Closed: false } head)
        {
            return false;
        }

        Head = head;
        if (!Mine && !MayGive)
        {
            return false;
        }

        People = MayGive ? [.. (await LeadChoice.AllAsync(frame, Today, ct)).Where(p => user.Is(Role.Coordinator) || p.OrganisationId == user.OrganisationId)] : [];
        journal.Read("open lead", [head.PupilId], Facets.Identity, "case", new { @case = Case });
        ViewData["Title"] = text["Wie leidt voor {0}?", head.Name.Full];
        ViewData["Menu"] = "/cases";
        return true;
    }
}
