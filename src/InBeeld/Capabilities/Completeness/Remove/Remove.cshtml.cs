using InBeeld.Capabilities.Completeness.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Completeness.Remove;

/// <summary>Asks whether a list may go.</summary>
[Needs(Role.Coordinator, Role.Partner)]
internal sealed class RemoveModel(Frame frame, Journal journal, Text text, TimeProvider clock, RemoveList remove) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "list")]
    public Guid ListId { get; set; }

    public ListCounts List { get; private set; } = new();
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<ListCounts>(ListCounts.Sql + " where l.id = @ListId", new { ListId }, ct) is not { } list)
        {
            return NotFound();
        }

        (List, Today) = (list, clock.Today());
        journal.Read("open removal of list", [], Facets.None, "", new { list = ListId });
        ViewData["Title"] = text["Verwijder je deze lijst?"];
        ViewData["Menu"] = "/completeness";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await remove.RunAsync(ListId, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["De lijst is weg, met alle namen."]);
        return Redirect("/completeness");
    }
}
