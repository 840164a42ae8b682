using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Answering.Library;

/// <summary>What is still missing, and handing in; it can be taken back until the wave closes.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner)]
internal sealed class HandInModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, KeepReply keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    public Overview Overview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await DoAsync(false, text["Ingeleverd. Dank je wel."], ct);

    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct) => await DoAsync(true, text["Teruggehaald. Je kunt weer wijzigen."], ct);

    private async Task<IActionResult> DoAsync(bool back, string sentence, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.HandInAsync(Overview.Sheet, back, ct);
        if (!outcome.Ok)
        {
            Overview = Overview with { Refused = outcome.Refusals };
            return Page();
        }

        Saved.Say(HttpContext, sentence);
        return Redirect($"/monitor/answer/{Wave}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Sheet.LoadAsync(frame, Wave, null, user, "", ct) is not { } sheet)
        {
            return false;
        }

        Overview = new Overview(sheet, $"/monitor/answer/{Wave}", true, [], clock.Today(), []);
        (ViewData["Title"], ViewData["Menu"]) = (text["Lever in: {0}", sheet.Wave.Name].ToString(), "/monitor/answer");
        return true;
    }
}
