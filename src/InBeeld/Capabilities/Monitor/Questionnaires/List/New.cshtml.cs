using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.List;

/// <summary>A new questionnaire: a copy of one that comes along, or an empty one.</summary>
[Needs(Role.Researcher)]
internal sealed class NewModel(Text text, KeepQuestionnaire keep) : PageModel
{
    [BindProperty]
    public Guid Version { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Key of one that comes along; empty: an empty one.</summary>
    [BindProperty]
    public string? From { get; set; } = SuppliedQuestionnaires.MonitorPrimary;

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public void OnGet() => Head();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Head();
        var key = Key?.Trim() ?? "";
        if (From is { Length: > 0 } && !SuppliedQuestionnaires.Keys.Contains(From))
        {
            return NotFound();
        }

        var first = From is { Length: > 0 } ? SuppliedQuestionnaires.Of(From) : Empty;
        var outcome = await keep.MakeAsync(Version, first with { Key = key.Length > 0 ? key : first.Key }, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De vragenlijst is gemaakt. Pas hem aan en publiceer hem daarna."]);
            return Redirect($"/monitor/questionnaires/{Version}");
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private static Questionnaire Empty => new(
        "", 1, new("Nieuwe vragenlijst", "New questionnaire"), "both", [new("all", new("Alles", "All"), Words.None)], [new("start", new("Begin", "Start"), "all")], [], [], null, null, "", Words.None, false);

    private void Head() => (ViewData["Title"], ViewData["Menu"]) = (text["Nieuwe vragenlijst"], "/monitor/questionnaires");
}
