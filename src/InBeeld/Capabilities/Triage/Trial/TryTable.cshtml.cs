using InBeeld.Capabilities.Triage.Model;
using InBeeld.Capabilities.Triage.Tables;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Triage.Trial;

/// <summary>A draft tried on the children of today, in numbers, and the day from which it shall hold.</summary>
[Needs(Role.Coordinator)]
internal sealed class TryTableModel(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, Text text, TimeProvider clock, SetTable set) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Table { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public int Number { get; private set; }
    public List<TableFault> Faults { get; private set; } = [];
    public TrialOutcome? Outcome { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await set.RunAsync(new SetTableInput(Table, Version, From, Note ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Versie {0} gaat in op {1}.", outcome.Value.Number, Show.Day(outcome.Value.ValidFrom!.Value, clock.Today())]);
            return Redirect("/triage");
        }

        db.ChangeTracker.Clear();
        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public string Heading() => Outcome switch
    {
        null => text["Versie {0} kan nog niet op proef", Number],
        { Changed: null } o => text["Minder dan {0} kinderen zouden een ander voorstel krijgen", o.Least],
        { Changed: 0 } => text["Geen enkel kind zou een ander voorstel krijgen"],
        { Exact: true, Changed: { } n } => text["{0} kinderen zouden een ander voorstel krijgen", Show.Number(n)],
        { Changed: { } n } => text["Minstens {0} kinderen zouden een ander voorstel krijgen", Show.Number(n)],
    };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var table = await db.TriageTables.AsNoTracking().FirstOrDefaultAsync(t => t.Id == Table && t.MunicipalityId == user.OrganisationId && t.State == TriageTable.Draft, ct);
        if (table is null)
        {
            return false;
        }

        (Number, Version) = (table.Number, table.Version);
        Faults = TableCheck.Of(table.Rules);
        if (Faults.Count == 0)
        {
            var now = await TableInForce.OfAsync(frame, user.OrganisationId, Today, ct);
            Outcome = await TrialOutcome.OfAsync(frame, now.Rules, table.Rules, Today, ct);
            journal.Read("try triage table", [], Facets.None, "municipality", new { table = Table, table.Number });
        }

        ViewData["Title"] = Heading();
        return true;
    }
}
