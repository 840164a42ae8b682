using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Answering.Library;

/// <summary>The questionnaire of a wave for the own library: by part, how far, and who fills it in.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library)]
internal sealed class AnswerModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, KeepReply keep, CountAgain count, KeepLinks links) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    public Overview Overview { get; private set; } = null!;

    private bool Coordinates => user.Is(Role.ProgrammeLeader, Role.LibraryPlanner);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(string? part, Guid? member, CancellationToken ct)
    {
        if (!Coordinates || !await LoadAsync(ct))
        {
            return NotFound();
        }

        return Answer(await keep.GiveAsync(Overview.Sheet, part ?? "", member, ct), member is null ? text["Dit deel is weer van jou."] : text["Gegeven. Je collega ziet het bij de berichten."]);
    }

    public async Task<IActionResult> OnPostFinishAsync(string? part, bool done, CancellationToken ct) =>
        !await LoadAsync(ct) ? NotFound() : Answer(await keep.FinishAsync(Overview.Sheet, part ?? "", done, ct), text["Opgeslagen."]);

    /// <summary>What InBeeld registered since is filled in too.</summary>
    public async Task<IActionResult> OnPostCountAsync(CancellationToken ct)
    {
        if (!Coordinates || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var counted = await count.RunAsync(Overview.Sheet, () => SheetAsync(ct), ct);
        return counted.Ok ? Answer(Done.It, CountAgain.Told(counted.Value, text)) : Answer(counted.Refusals[0], "");
    }

    /// <summary>A link for somebody without an account, for one part.</summary>
    public async Task<IActionResult> OnPostLinkAsync(string? part, CancellationToken ct)
    {
        if (!Coordinates || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var sheet = Overview.Sheet;
        if (string.IsNullOrEmpty(part))
        {
            return Answer(Refusal.Of("Dat staat hier niet (meer)."), "");
        }

        var made = await links.MakeAsync(Wave, [sheet.Library.Id], part, ct);
        Overview = made.Ok ? Overview with { Link = (part, $"{Request.Scheme}://{Request.Host}/monitor/reply/{made.Value[sheet.Library.Id]}") } : Overview with { Refused = made.Refusals };
        return Page();
    }

    private IActionResult Answer(Outcome<Done> outcome, string sentence)
    {
        if (!outcome.Ok)
        {
            Overview = Overview with { Refused = outcome.Refusals };
            return Page();
        }

        Saved.Say(HttpContext, sentence);
        return Redirect($"/monitor/answer/{Wave}");
    }

    private Task<Sheet?> SheetAsync(CancellationToken ct) => Sheet.LoadAsync(frame, Wave, null, user, "", ct);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SheetAsync(ct) is not { } sheet)
        {
            return false;
        }

        var colleagues = Coordinates ? await frame.ListAsync<Colleague>("""
            select m.id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as name from membership m join person p on p.id = m.person_id where m.organisation_id = @OrganisationId and m.role = 'library' and m.ends is null order by p.surname, p.given_name, m.id limit 200
            """, new { user.OrganisationId }, ct) : [];
        Overview = new Overview(sheet, $"/monitor/answer/{Wave}", Coordinates, colleagues, clock.Today(), []);
        (ViewData["Title"], ViewData["Menu"]) = (sheet.Wave.Name, "/monitor/answer");
        return true;
    }
}
