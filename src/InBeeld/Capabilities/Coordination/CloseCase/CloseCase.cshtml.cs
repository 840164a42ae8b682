using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.CloseCase;

/// <summary>Close a case with its outcome, look at somebody's closing, or open it again.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class CloseCaseModel(Frame frame, Journal journal, Text text, TimeProvider clock, EndCase end) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool Drop { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public CaseHead Head { get; private set; } = new();
    public CaseParts Parts { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Version, Outcome, Note) = (Head.Version, Head.Outcome, Head.OutcomeNote);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await end.RunAsync(new EndCaseInput(Case, Version, Outcome ?? "", Note ?? "", Drop), ct);
        if (!outcome.Ok)
        {
            return await AgainAsync(outcome.Refusals, ct);
        }

        Saved.Say(HttpContext, outcome.Value ? text["De zaak is afgesloten. Wie meldde krijgt bericht."] : text["Klaar om af te sluiten. De gemeente kijkt eerst mee."]);
        return Redirect($"/cases/{Case}");
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken ct)
    {
        var outcome = await end.ReopenAsync(Case, Why ?? "", ct);
        if (!outcome.Ok)
        {
            return await AgainAsync(outcome.Refusals, ct);
        }

        Saved.Say(HttpContext, text["De zaak loopt weer."]);
        return Redirect($"/cases/{Case}");
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Refusal> refusals, CancellationToken ct)
    {
        Refused = refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Version = Head.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true } head)
        {
            return false;
        }

        Head = head;
        Parts = await CaseParts.OfAsync(frame, Case, ct);
        journal.Read("open closing", [head.PupilId], Facets.Identity | Facets.Care, "case", new { @case = Case });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/cases";
        return true;
    }

    public string Heading() => Head.Closed ? text["Heropen de zaak van {0}", Head.Name.Full.Length > 0 ? Head.Name.Full : text["Zaak {0}", Head.Number]] : text["Sluit de zaak van {0} af", Head.Name.Full];
}
