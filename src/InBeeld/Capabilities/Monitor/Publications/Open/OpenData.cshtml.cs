using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Open;

/// <summary>All open data of the monitor.</summary>
[OpenToAll("Open data: figures that an institute published for everybody")]
internal sealed class OpenDataModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    public IReadOnlyList<OpenRow> Rows { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = [.. (await OpenRow.OfAsync(frame, null, ct)).Where(r => r.Newest)];
        ViewData["Title"] = text["Open data van de bibliotheekmonitor"];
    }
}
