using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Scales;

/// <summary>A new short scale of the library, or other words for one: what was answered before keeps its words.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ScaleModel(Frame frame, CurrentUser user, Journal journal, Text text, KeepScale keep) : PageModel
{
    public static readonly string[] Respondents = ["pupil", "parent", "teacher", "guide"];

    [BindProperty(SupportsGet = true)]
    public Guid? Scale { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Respondent { get; set; } = "pupil";

    [BindProperty]
    public string? Nl { get; set; }

    [BindProperty]
    public string? En { get; set; }

    [BindProperty]
    public List<string?> Steps { get; set; } = [];

    [BindProperty]
    public List<string?> StepsEn { get; set; } = [];

    public ShortScale? Old { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public string Here => Scale is null ? "/programmes/scales/new" : $"/programmes/scales/{Scale}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Old is { } s)
        {
            (Respondent, Nl, En, Version) = (s.Respondent, s.Nl, s.En, s.Number);
            (Steps, StepsEn) = ([.. s.Steps], [.. s.StepsEn]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Respondent = Old?.Respondent ?? (Respondents.Contains(Respondent) ? Respondent : "pupil");
        (Nl, En) = (Nl?.Trim() ?? "", En?.Trim() ?? "");
        var outcome = await keep.RunAsync(Scale ?? Id, Scale is null ? 0 : Math.Max(1, Version), Respondent!, Nl, En, Five(Steps), Five(StepsEn), ct);
        if (outcome.Ok)
        {
            var stood = Old?.Number ?? 0;
            var renewed = Scale is not null && await LoadAsync(ct) && Old!.Number > stood;
            Saved.Say(HttpContext, Scale is null ? text["De vraag staat er. Kies bij een programma dat hij gesteld wordt."] : text["Opgeslagen. Wat geantwoord is, houdt zijn woorden."],
                Scale is null ? $"/programmes/scales?handler=Turn&scale={Id}" : renewed ? $"/programmes/scales?handler=Undo&scale={Scale}&known={Old!.Number}" : null);
            return Redirect("/programmes/scales");
        }

        Refused = outcome.Refusals;
        Version = outcome.IsLostUpdate() && Old is { } now ? now.Number : Version;
        return Page();
    }

    public static string? At(List<string?> words, int index) => index < words.Count ? words[index] : null;

    private static string[] Five(List<string?> words) => [.. Enumerable.Range(0, 5).Select(i => At(words, i)?.Trim() ?? "")];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Scale is { } id)
        {
            Old = await frame.OneAsync<ShortScale>($"{ShortScale.Sql} where s.id = @id and s.library_id = @OrganisationId and s.removed_at is null", new { id, user.OrganisationId }, ct);
            if (Old is null)
            {
                return false;
            }
        }

        journal.Read("list short scales", [], Facets.None, "");
        (ViewData["Title"], ViewData["Menu"]) = (Old is null ? text["Nieuwe korte vraag"].ToString() : text["Andere woorden voor een vraag"].ToString(), "/programmes");
        return true;
    }
}
