using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Consents;

/// <summary>What the library asks children and parents to agree to.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class TextsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepConsent keep) : PageModel
{
    /// <summary>Which one is being changed; null: all are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public int Known { get; set; }

    [BindProperty]
    public string? Nl { get; set; }

    [BindProperty]
    public string? En { get; set; }

    public List<ConsentText> All { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>Somebody wrote a new text in between: theirs is shown above what was typed.</summary>
    public bool Lost { get; private set; }

    public ConsentText? Chosen => All.Find(t => t.Kind == Kind);
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        (Known, Nl, En) = (Chosen?.Number ?? 0, Chosen?.Nl, Chosen?.En);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Chosen is not { } chosen)
        {
            return NotFound();
        }

        (Nl, En) = (Nl?.Trim().ReplaceLineEndings("\n") ?? "", En?.Trim().ReplaceLineEndings("\n") ?? "");
        var outcome = await keep.WriteTextAsync(chosen.Kind, Known, Nl, En, ct);
        if (!outcome.Ok)
        {
            (Refused, Lost) = (outcome.Refusals, outcome.IsLostUpdate());
            Known = Lost ? chosen.Number : Known;
            return Page();
        }

        Saved.Say(HttpContext, text["De nieuwe tekst geldt vanaf nu."]);
        return Redirect("/programmes/consents");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        All = await ConsentText.OfLibraryAsync(frame, user.OrganisationId, ct);
        journal.Read("list consent texts", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Chosen is { } chosen ? text["Wijzig de tekst: {0}", text[ConsentText.KindWord(chosen.Kind)]].ToString() : text["Waar vragen we toestemming voor?"].ToString(), "/programmes");
    }
}
