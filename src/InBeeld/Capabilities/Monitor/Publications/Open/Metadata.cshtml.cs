using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>What a dataset is, for computers.</summary>
[OpenToAll("Open data: what a dataset is that an institute published for everybody")]
internal sealed class MetadataModel(Frame frame) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Publication { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        (await OpenRow.OfAsync(frame, Publication, ct)).FirstOrDefault() is { } row ? Content(Dcat.Dataset(row, $"{Request.Scheme}://{Request.Host}").ToJsonString(), Dcat.MediaType) : NotFound();
}
