using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Share;

/// <summary>Copies the design of an own or a shared measurement into a new one of the own library, with where it came from.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class CopyModel(Frame frame, Journal journal, Text text, KeepDesign keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Name { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.CopyAsync(Row, Id, Name, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Overgenomen. Maak nu de eerste ronde."]);
        return Redirect($"/measurements/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OfAsync(frame, Measurement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        journal.Read("open measurement design", [], Facets.None, "", new { measurement = Measurement });
        (ViewData["Title"], ViewData["Menu"]) = (text["Neem de opzet over van {0}", row.Name].ToString(), "/measurements");
        return true;
    }
}
