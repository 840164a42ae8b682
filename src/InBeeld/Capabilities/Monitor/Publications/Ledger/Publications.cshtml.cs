using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Ledger;

/// <summary>Everything that the own institute ever told of its waves, the newest first; open data can be withdrawn.</summary>
[Needs(Role.Researcher)]
internal sealed class PublicationsModel(Frame frame, Text text, TimeProvider clock, KeepPublication keep) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public Guid Publication { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public List<PublicationRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        var outcome = await keep.WithdrawAsync(Publication, Reason, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Ingetrokken. Niemand ziet het hier nog."]);
            return Redirect("/monitor/publications");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Rows.Exists(r => r.Id == Publication) ? Page() : NotFound();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = await PublicationRow.OfAsync(frame, null, After, PageSize + 1, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        ViewData["Title"] = text["Wat er gepubliceerd is"];
    }
}
