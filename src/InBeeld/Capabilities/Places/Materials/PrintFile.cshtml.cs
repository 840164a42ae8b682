using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Materials;

/// <summary>What is to be printed: fetched by the library, never shown in the page.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class PrintFileModel(Frame frame, CurrentUser user, Journal journal) : PageModel
{
    internal sealed class Stored
    {
        public string FileName { get; set; } = "";
        public string MediaType { get; set; } = "";
        public byte[] Content { get; set; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Material { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<Stored>("select file_name, media_type, content from material_request where id = @Material and library_id = @OrganisationId and content is not null and state <> 'withdrawn'", new { Material, user.OrganisationId }, ct) is not { } stored)
        {
            return NotFound();
        }

        journal.Read("open print", [], Facets.None, "", new { request = Material });
        Response.Headers["Content-Security-Policy"] = "sandbox; default-src 'none'";
        return new FileContentResult(stored.Content, stored.MediaType == "text/plain" ? "text/plain; charset=utf-8" : stored.MediaType) { FileDownloadName = stored.FileName };
    }
}
