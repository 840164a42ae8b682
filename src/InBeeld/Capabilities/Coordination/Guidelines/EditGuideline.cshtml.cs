using System.Globalization;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Guidelines;

/// <summary>A new guideline, or another wording or period of one.</summary>
[Needs(Role.Coordinator)]
internal sealed class EditGuidelineModel(Text text, TimeProvider clock, SaveGuideline save) : PageModel
{
    /// <summary>Of the one that is changed; null: a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "guideline")]
    public Guid? Guideline { get; set; }

    [BindProperty]
    public Guid New { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Starts { get; set; }

    [BindProperty]
    public string? Ends { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        SetTitle();
        if (Guideline is not { } id)
        {
            (New, Starts) = (Guid.CreateVersion7(), Day(clock.Today()));
            return Page();
        }

        if (await save.FindAsync(id, ct) is not { } now)
        {
            return NotFound();
        }

        (Title, Words, Starts, Ends, Version) = (now.Title, now.Words, Day(now.Starts), Day(now.Ends), now.Version);
        Was = BothVersions.Keep([("Title", now.Title), ("Words", now.Words), ("Starts", Day(now.Starts)), ("Ends", Day(now.Ends))]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        SetTitle();
        var now = Guideline is { } id ? await save.FindAsync(id, ct) : null;
        if (Guideline is not null && now is null)
        {
            return NotFound();
        }

        var input = new GuidelineInput(Guideline ?? New, Title ?? "", Words ?? "", Starts ?? "", Ends ?? "");
        var outcome = now is null ? await save.AddAsync(input, ct) : await save.ChangeAsync(input, Version, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["“{0}” is opgeslagen.", outcome.Value]);
            return Redirect("/guidelines");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && now is not null)
        {
            Both = new BothVersions([new("Title", text["Titel"], Title ?? "", now.Title), new("Words", text["Wat een bezoeker moet weten"], Words ?? "", now.Words), new("Starts", text["Vanaf"], Starts ?? "", Day(now.Starts)), new("Ends", text["Tot en met"], Ends ?? "", Day(now.Ends))], Was ?? "");
            Version = now.Version;
        }

        return Page();
    }

    private void SetTitle() => (ViewData["Title"], ViewData["Menu"]) = (Guideline is null ? text["Wat moet een bezoeker weten?"] : text["Richtlijn wijzigen"], "/parties");

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
