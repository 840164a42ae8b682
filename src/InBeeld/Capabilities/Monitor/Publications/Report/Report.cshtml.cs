using InBeeld.Capabilities.Monitor.Publications.Open;
using InBeeld.Data;
using InBeeld.Frames.Documents;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Report;

/// <summary>The report of a publication, to read, to print and as a document.</summary>
[OpenToAll("Open data: figures that an institute published for everybody")]
internal sealed class ReportModel(Frame frame, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Publication { get; set; }

    public OpenRow Row { get; private set; } = new();
    public List<DocumentPart> Parts { get; private set; } = [];
    public string Here => $"/open-data/monitor/{Publication}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken ct) =>
        await LoadAsync(ct) ? File(WordDocument.Of(Parts, Parts[0].Heading, text.Language), WordDocument.Kind, $"monitor-{Row.SchoolYear}-{Row.Edition}.docx") : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if ((await OpenRow.OfAsync(frame, Publication, ct)).FirstOrDefault() is not { } row)
        {
            return false;
        }

        (Row, Parts) = (row, PublicationReport.Of(row, await OpenFigure.OfAsync(frame, Publication, ct), text));
        ViewData["Title"] = Parts[0].Heading;
        return true;
    }
}
