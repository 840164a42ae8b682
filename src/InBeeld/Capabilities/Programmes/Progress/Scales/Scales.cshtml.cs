using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Scales;

/// <summary>The short questions that programmes of the library can ask, again and again.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ScalesModel(Frame frame, Journal journal, Text text, KeepScale keep) : PageModel
{
    public List<ShortScale> Scales { get; private set; } = [];

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <param name="known">The version whose words are taken back.</param>
    public async Task<IActionResult> OnPostUndoAsync(Guid scale, int known, CancellationToken ct)
    {
        var outcome = await keep.UndoAsync(scale, known, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            await LoadAsync(ct);
            return Page();
        }

        Saved.Say(HttpContext, text["De woorden van eerst staan er weer."]);
        return Redirect("/programmes/scales");
    }

    public async Task<IActionResult> OnPostTurnAsync(Guid scale, bool back, CancellationToken ct)
    {
        if (!await keep.TurnAsync(scale, back, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, back ? text["De vraag staat er weer."] : text["Weg. Wat geantwoord is, blijft."], back ? null : $"/programmes/scales?handler=Turn&scale={scale}&back=true");
        return Redirect("/programmes/scales");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Scales = await frame.ListAsync<ShortScale>($"{ShortScale.Sql} where s.removed_at is null order by array_position(array['pupil', 'parent', 'teacher', 'guide'], s.respondent), s.library_id nulls first, s.at, s.id limit 100", null, ct);
        journal.Read("list short scales", [], Facets.None, "");
        (ViewData["Title"], ViewData["Menu"]) = (text["{0} korte vragen", Scales.Count].ToString(), "/programmes");
    }
}
