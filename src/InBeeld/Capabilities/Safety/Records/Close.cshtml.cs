using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Records;

/// <summary>Closes a record: how it ended, and until when it is kept.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator)]
internal sealed class CloseModel(Frame frame, Journal journal, Text text, TimeProvider clock, CloseSafety close) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Closing { get; set; }

    public RecordHead Head { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly KeptUntil { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Version, Closing, Outcome) = (Head.Version, Head.Closing, Head.Outcome);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await close.CloseAsync(new CloseSafetyInput(Record, Version, Outcome ?? "", Closing ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Het dossier is afgesloten."]);
            return Redirect($"/safety/{Record}");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // Somebody else closed or reopened it: what is typed stays, the next time counts.
        Version = Head.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RecordHead.OfAsync(frame, Record, ct) is not { } head)
        {
            return false;
        }

        (Head, KeptUntil) = (head, clock.Today().AddYears(SafetyRecord.YearsKept));
        journal.Read("open closing of safety record", [head.PupilId], Facets.Identity | Facets.Safety, "", new { safety = Record });
        ViewData["Title"] = text["Sluit de meldcode voor {0} af", head.Name.Full];
        ViewData["Menu"] = "/safety";
        return true;
    }
}
