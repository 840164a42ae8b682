using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Keep;

/// <summary>A new programme, or the change of one.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class EditModel(Frame frame, Text text, TimeProvider clock, KeepProgramme keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public ProgrammeFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public ProgrammeRow? Row { get; private set; }

    /// <summary>Somebody saved in between: their version stands in <see cref="Row"/>, what was typed stays in the form.</summary>
    public bool Lost { get; private set; }

    public string Here => Programme is null ? "/programmes/new" : $"/programmes/{Programme}/change";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Row is { } row)
        {
            (Fields, Version) = (ProgrammeFields.Of(row, await ProgrammeRow.CriteriaAsync(frame, row.Id, ct)), row.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ProgrammeFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Programme ?? Id, Programme is null ? null : Version, Row?.Starts, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, Programme is null ? text["Het programma staat er. Open het om kinderen te laten aanmelden."] : text["Opgeslagen."]);
            return Redirect($"/programmes/{Programme ?? Id}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Lost, Version) = (true, Row?.Version ?? Version);
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Row = Programme is { } id ? await ProgrammeRow.OfAsync(frame, id, clock.GetUtcNow(), ct) : null;
        (ViewData["Title"], ViewData["Menu"]) = (Row is null ? text["Nieuw programma"].ToString() : text["Wijzig {0}", Row.Name].ToString(), "/programmes");
        return Programme is null || Row is not null;
    }
}
