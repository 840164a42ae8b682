using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames.Documents;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Report;

/// <summary>The report of a measurement, to read, to print and as a document; of another library as far as it shared.</summary>
[Needs(Role.ProgrammeLeader, Role.Researcher)]
internal sealed class ReportModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<DocumentPart> Parts { get; private set; } = [];

    /// <summary>Whether there is something to put beside another.</summary>
    public bool Compares => Row.Found;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken ct) => await LoadAsync(ct)
        ? File(WordDocument.Of(Parts, Parts[0].Heading, text.Language), WordDocument.Kind, SpreadsheetFile.Named(clock.Today(), Row.Name) + ".docx")
        : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OfAsync(frame, Measurement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Parts = (await ReportContent.LoadAsync(frame, Measurement, ct)).Parts(row, text, clock.Today());
        journal.Read("open measurement report", [], Facets.None, "", new { measurement = Measurement });
        (ViewData["Title"], ViewData["Menu"]) = (Parts[0].Heading, "/measurements");
        return true;
    }
}
