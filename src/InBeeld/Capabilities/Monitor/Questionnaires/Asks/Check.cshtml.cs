using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Asks;

/// <summary>One check of a draft: when an answer looks odd, and what is asked then.</summary>
[Needs(Role.Researcher)]
internal sealed class CheckModel(Frame frame, Text text, KeepQuestionnaire keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Version { get; set; }

    /// <summary>Key of the check, or "new".</summary>
    [BindProperty(SupportsGet = true)]
    public string Check { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? AskNl { get; set; }

    [BindProperty]
    public string? AskEn { get; set; }

    /// <summary>Keys of items, one per line; the first says whether it is asked per location.</summary>
    [BindProperty]
    public string? Items { get; set; }

    /// <summary>What the check said when the form was shown.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public VersionRow Row { get; private set; } = new();
    public Check? Now { get; private set; }
    public bool Lost { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool IsNew => Check == "new";
    public string Here => $"/monitor/questionnaires/{Version}/checks/{Check}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || (!IsNew && Now is null))
        {
            return NotFound();
        }

        if (Now is { } now)
        {
            (Key, When, AskNl, AskEn, Items, Seen) = (now.Key, now.When, now.Ask.Nl, now.Ask.En, string.Join('\n', now.Items), Print(now));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var typed = new Check(Key?.Trim() ?? "", When?.Trim() ?? "", new(AskNl?.Trim() ?? "", AskEn?.Trim() ?? ""), [.. Lines.Of(Items).Select(l => l.At(0)).Take(QuestionnaireLimits.CheckItems + 1)]);
        var outcome = await keep.ChangeAsync(Version, q => Put(q, typed), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De controle is opgeslagen."], $"/monitor/questionnaires/{Version}?handler=Undo&revision={outcome.Value}");
            return Redirect($"/monitor/questionnaires/{Version}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Lost, Seen) = (true, Print(Now));
            ModelState.Remove(nameof(Seen));
        }

        return Page();
    }

    private Outcome<Questionnaire> Put(Questionnaire q, Check typed)
    {
        var there = q.Checks.FirstOrDefault(c => c.Key == (IsNew ? typed.Key : Check));
        if (!IsNew && Print(there) != Seen)
        {
            return Refusals.LostUpdate;
        }

        if (IsNew && there is not null)
        {
            return Print(there) == Print(typed) ? q : new Refusal("Key", "“{0}” staat er twee keer.", typed.Key);
        }

        var changed = Arrange.Put(q, IsNew ? "" : Check, typed);
        var wrong = QuestionnaireCheck.Of(changed).Refusals($"checks[{changed.Checks.ToList().IndexOf(typed) + 1}]", text, f => f.Field == "ask" ? f.About == "en" ? "AskEn" : "AskNl" : char.ToUpperInvariant(f.Field[0]) + f.Field[1..]).ToList();
        return wrong.Count > 0 ? wrong : changed;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await VersionRow.OfAsync(frame, Version, ct) is not { Draft: true } row)
        {
            return false;
        }

        (Row, Now) = (row, row.Questionnaire.Checks.FirstOrDefault(c => c.Key == Check));
        (ViewData["Title"], ViewData["Menu"]) = (IsNew ? text["Nieuwe controle"] : text["Wijzig een controle"], "/monitor/questionnaires");
        return true;
    }

    private static string Print(Check? c) => c is null ? "" : Statistics.Exact.CanonicalJson.Sha256(string.Join('\n', [c.Key, c.When, c.Ask.Nl, c.Ask.En, .. c.Items]));
}
