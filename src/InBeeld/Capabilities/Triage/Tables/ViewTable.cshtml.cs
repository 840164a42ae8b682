using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Triage.Tables;

/// <summary>One version of the rules, as sentences; a draft with what changes it and what is still wrong with it. The id of nothing: the standard.</summary>
[Needs(Role.Coordinator)]
internal sealed class ViewTableModel(InBeeldDb db, CurrentUser user, Text text, TimeProvider clock, WriteDraft write, Trial.SetTable set) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Table { get; set; }

    public TriageTable? Version { get; private set; }
    public DecisionTable Rules { get; private set; } = StandardTable.Is;
    public List<TableFault> Faults { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public bool IsDraft => Version?.State == TriageTable.Draft;

    public bool IsPlanned => Version is { State: TriageTable.Live } && Version.ValidFrom > Today;

    public Guid NewRow { get; } = Guid.CreateVersion7();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemoveAsync(Guid row, CancellationToken ct) => await DoneAsync(await write.RemoveAsync(Table, row, ct), text["De regel is weg."], ct, $"/triage/{Table}?handler=PutBack&row={row}");

    public async Task<IActionResult> OnPostPutBackAsync(Guid row, CancellationToken ct) => await DoneAsync(await write.PutBackAsync(Table, row, ct), text["De regel staat er weer in."], ct);

    /// <summary>Throws the draft away, as it was shown.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(int version, CancellationToken ct)
    {
        var outcome = await write.DiscardAsync(Table, version, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        Saved.Say(HttpContext, text["Het concept is weg. Er gold nog niets van."]);
        return Redirect("/triage");
    }

    public async Task<IActionResult> OnPostUpAsync(Guid row, CancellationToken ct) => await DoneAsync(await write.MoveAsync(Table, row, up: true, ct), null, ct);

    public async Task<IActionResult> OnPostDownAsync(Guid row, CancellationToken ct) => await DoneAsync(await write.MoveAsync(Table, row, up: false, ct), null, ct);

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) => await DoneAsync(await set.TakeBackAsync(Table, ct), text["De versie is weer een concept."], ct);

    public string Heading() => Version is not { } v ? text["De standaard: vier groepen kinderen"]
        : IsDraft ? (Faults.Count == 0 ? text["Versie {0} klopt en kan op proef", v.Number] : text.N(Faults.Count, "In versie {1} klopt 1 ding nog niet", "In versie {1} kloppen {0} dingen nog niet", v.Number))
        : IsPlanned ? text["Versie {0} gaat in op {1}", v.Number, Show.ShortDay(v.ValidFrom!.Value, Today)]
        : v.ValidUntil is { } until && until < Today ? text["Versie {0} gold tot en met {1}", v.Number, Show.ShortDay(until, Today)] : text["Versie {0} geldt sinds {1}", v.Number, Show.ShortDay(v.ValidFrom!.Value, Today)];

    private async Task<IActionResult> DoneAsync(Outcome<TriageTable> outcome, string? sentence, CancellationToken ct, string? undo = null)
    {
        if (!outcome.Ok)
        {
            db.ChangeTracker.Clear();
            Refused = outcome.Refusals;
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        if (sentence is not null)
        {
            Saved.Say(HttpContext, sentence, undo);
        }

        return Redirect($"/triage/{Table}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        if (Table != Guid.Empty)
        {
            Version = await db.TriageTables.AsNoTracking().FirstOrDefaultAsync(t => t.Id == Table && t.MunicipalityId == user.OrganisationId, ct);
            if (Version is null)
            {
                return false;
            }

            Rules = Version.Rules;
        }

        Faults = IsDraft ? TableCheck.Of(Rules) : [];
        ViewData["Title"] = Heading();
        return true;
    }
}
