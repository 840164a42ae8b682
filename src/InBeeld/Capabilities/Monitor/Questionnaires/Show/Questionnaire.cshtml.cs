using System.Text;
using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Show;

/// <summary>A version: its questions, checks and scoring, what is still wrong; moving, taking away, undoing, publishing.</summary>
[Needs(Role.Researcher)]
internal sealed class QuestionnaireModel(Frame frame, Kernel.Web.Text text, TimeProvider clock, KeepQuestionnaire keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Version { get; set; }

    public VersionRow Row { get; private set; } = new();
    public Questionnaire Q { get; private set; } = null!;
    public List<VersionRow> All { get; private set; } = [];
    public VersionRow? Before { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/monitor/questionnaires/{Version}";

    /// <summary>Concepts of the version before of which nobody said how they compare.</summary>
    public int Uncrossed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <param name="as">json or surveyjs.</param>
    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (await VersionRow.OfAsync(frame, Version, ct) is not { } row)
        {
            return NotFound();
        }

        var (content, kind) = @as == "surveyjs" ? (SurveyJsWriter.Write(row.Questionnaire).Json, "-surveyjs") : (row.Definition, "");
        return File(Encoding.UTF8.GetBytes(content), "application/json", $"{row.Questionnaire.Key}-{row.Number}{kind}.json");
    }

    /// <param name="item">Key of an item.</param>
    /// <param name="to">up or down, within its section.</param>
    public async Task<IActionResult> OnPostMoveAsync(string? item, string? to, CancellationToken ct) =>
        await ChangedAsync(await keep.ChangeAsync(Version, q => Arrange.Move(q, item ?? "", to == "up" ? -1 : 1), ct), text["De vraag is verplaatst."], ct);

    public async Task<IActionResult> OnPostRemoveAsync(string? item, CancellationToken ct) =>
        await ChangedAsync(await keep.ChangeAsync(Version, q => Arrange.Remove(q, item ?? ""), ct), text["De vraag is weg."], ct);

    public async Task<IActionResult> OnPostRemoveCheckAsync(string? check, CancellationToken ct) =>
        await ChangedAsync(await keep.ChangeAsync(Version, q => Arrange.RemoveCheck(q, check ?? ""), ct), text["De controle is weg."], ct);

    public async Task<IActionResult> OnPostUndoAsync(int revision, CancellationToken ct) =>
        await ChangedAsync(await keep.UndoAsync(Version, revision, ct), text["Het staat weer zoals het was."], ct);

    public async Task<IActionResult> OnPostPublishAsync(int revision, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.PublishAsync(Version, revision, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Versie {0} is gepubliceerd en wijzigt niet meer.", Row.Number]);
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostNextAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.NextAsync(Row, id == Guid.Empty ? Guid.CreateVersion7() : id, ct);
        Saved.Say(HttpContext, text["Dit is de nieuwe versie. Zeg bij elke vraag of die te vergelijken is."]);
        return Redirect($"/monitor/questionnaires/{outcome.Value}");
    }

    private async Task<IActionResult> ChangedAsync(Outcome<int> outcome, string sentence, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, sentence, $"{Here}?handler=Undo&revision={outcome.Value}");
        return Redirect(Here);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        (var row, All, Before) = await VersionRow.WithAllAsync(frame, Version, ct);
        if (row is null)
        {
            return false;
        }

        (Row, Q) = (row, row.Questionnaire);
        if (Before is not null)
        {
            var said = (Q.Crosswalk?.Crossings ?? []).Select(c => c.Concept).ToHashSet(StringComparer.Ordinal);
            Uncrossed = Crosswalks.Propose(Before.Questionnaire, Q).Count(p => !said.Contains(p.Now.Concept));
        }

        var title = Q.Title.In(text.Language);
        (ViewData["Title"], ViewData["Menu"]) = (title.Length > 0 ? title : Q.Key, "/monitor/questionnaires");
        return true;
    }
}
