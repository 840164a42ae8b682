using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Answering.ByLink;

/// <summary>What is still missing, and handing in, by a link for the whole questionnaire.</summary>
[OpenToAll("A library without InBeeld answers by a link of its own, of which only a hash is kept; it reaches the numbers of that library and nothing else")]
internal sealed class ReplyHandInModel(Frame frame, Text text, TimeProvider clock, OpenReply open, KeepReply keep) : PageModel
{
    [FromRoute(Name = "token")]
    public string Token { get; set; } = "";

    public Overview Overview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await DoAsync(false, text["Ingeleverd. Dank je wel."], ct);

    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct) => await DoAsync(true, text["Teruggehaald. Je kunt weer wijzigen."], ct);

    private async Task<IActionResult> DoAsync(bool back, string sentence, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var outcome = await keep.HandInAsync(Overview.Sheet, back, ct);
        if (!outcome.Ok)
        {
            Overview = Overview with { Refused = outcome.Refusals };
            return Page();
        }

        Saved.Say(HttpContext, sentence);
        return Redirect(Overview.Home);
    }

    /// <returns>Null: it is there. Else what to answer: to the page that says that the link does not work, or not found when the link is for a part.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await open.RunAsync(HttpContext, Token, ct) is not { } link || await link.SheetAsync(frame, ct) is not { } sheet)
        {
            return Redirect(OpenReply.Page(Token));
        }

        if (link.Part.Length > 0)
        {
            return NotFound();
        }

        Overview = new Overview(sheet, link.Home, true, [], clock.Today(), []);
        ViewData["Title"] = text["Lever in: {0}", sheet.Wave.Name].ToString();
        return null;
    }
}
