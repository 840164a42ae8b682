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

    public Overview Overview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostFinishAsync(string? part, bool done, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.FinishAsync(Overview.Sheet, part ?? "", done, ct);
        if (!outcome.Ok)
        {
            Overview = Overview with { Refused = outcome.Refusals };
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect(Overview.Home);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await open.RunAsync(HttpContext, Token, ct) is not { } link || await link.SheetAsync(frame, ct) is not { } sheet)
        {
            return false;
        }

        Overview = new Overview(sheet, link.Home, link.Part.Length == 0, [], clock.Today(), []);
        ViewData["Title"] = sheet.Wave.Name;
        return true;
    }
}
