using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>All datasets, for computers.</summary>
[OpenToAll("Open data: which datasets an institute published for everybody")]
internal sealed class CatalogModel(Frame frame) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => Content(Dcat.Catalog(await OpenRow.OfAsync(frame, null, ct), $"{Request.Scheme}://{Request.Host}").ToJsonString(), Dcat.MediaType);
}
