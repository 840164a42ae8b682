using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Answering.ByLink;

/// <summary>The questionnaire as a whole, by a link.</summary>
[OpenToAll("A library without InBeeld answers by a link of its own, of which only a hash is kept; it reaches the numbers of that library and nothing else")]
internal sealed class ReplyModel(Frame frame, Text text, TimeProvider clock, OpenReply open, KeepReply keep) : PageModel
{
    [FromRoute(Name = "token")]
    public string Token { get; set; } = "";

    /// <summary>Null: the link does not work.</summary>
    public Overview? Overview { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostFinishAsync(string? part, bool done, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } overview)
        {
            return Page();
        }

        var outcome = await keep.FinishAsync(overview.Sheet, part ?? "", done, ct);
        if (!outcome.Ok)
        {
            Overview = overview with { Refused = outcome.Refusals };
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect(overview.Home);
    }

    private async Task<Overview?> LoadAsync(CancellationToken ct)
    {
        ViewData["Title"] = text["Deze link werkt niet (meer)"];
        if (await open.RunAsync(HttpContext, Token, ct) is not { } link || await link.SheetAsync(frame, ct) is not { } sheet)
        {
            return null;
        }

        Overview = new Overview(sheet, link.Home, link.Part.Length == 0, [], clock.Today(), []);
        ViewData["Title"] = sheet.Wave.Name;
        return Overview;
    }
}
