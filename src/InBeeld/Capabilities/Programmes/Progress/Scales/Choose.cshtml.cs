using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Scales;

/// <summary>Which short questions a programme asks.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ChooseModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepScale keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    public ProgrammeRow Row { get; private set; } = new();
    public List<ShortScale> Scales { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    private List<Guid> stood = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Chosen = stood;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.ChooseAsync(Programme, [.. Chosen.Distinct()], ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text.N(Chosen.Count, "Opgeslagen: 1 vraag.", "Opgeslagen: {0} vragen."), $"/programmes/{Programme}/scales?" + string.Join('&', stood.Select(s => "chosen=" + s)));
        return Redirect($"/programmes/{Programme}/scales");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { Mine: true } row)
        {
            return false;
        }

        Row = row;
        using var rows = await frame.ManyAsync($"""
            {ShortScale.Sql} where s.removed_at is null order by array_position(array['pupil', 'parent', 'teacher', 'guide'], s.respondent), s.library_id nulls first, s.at, s.id limit 100;
            select scale_id from programme_scale where programme_id = @Programme
            """, new { Programme }, ct);
        Scales = [.. await rows.ReadAsync<ShortScale>()];
        stood = [.. await rows.ReadAsync<Guid>()];
        journal.Read("list short scales", [], Facets.None, "");
        (ViewData["Title"], ViewData["Menu"]) = (text["Welke korte vragen stelt {0}?", row.Name].ToString(), "/programmes");
        return true;
    }
}
