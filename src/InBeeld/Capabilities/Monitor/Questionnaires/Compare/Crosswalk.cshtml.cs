using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Compare;

/// <summary>What differs from the version before, and per concept whether figures may be compared; a proposal, that the researcher confirms.</summary>
[Needs(Role.Researcher)]
internal sealed class CrosswalkModel(Frame frame, Text text, KeepQuestionnaire keep) : PageModel
{
    internal sealed record Line(ProposedCrossing Proposed, CrossingKind? Said, bool Draft)
    {
        /// <summary>In a draft what nobody said yet is as proposed; in a published version it is a break.</summary>
        public CrossingKind Is => Said ?? (Draft ? Proposed.Kind : CrossingKind.Break);
    }

    [BindProperty(SupportsGet = true)]
    public Guid Version { get; set; }

    public VersionRow Row { get; private set; } = new();
    public VersionRow Before { get; private set; } = new();
    public List<Line> Lines { get; private set; } = [];
    public IReadOnlyList<ItemDifference> Differences { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Concepts that the form does not name, because a question came meanwhile, stay without a word: a break.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !Row.Draft)
        {
            return NotFound();
        }

        var said = Lines.Select(l => (l.Proposed.Now.Concept, Kind: QuestionnaireNames.Crossing(Request.Form[$"kind-{l.Proposed.Now.Concept}"].ToString()))).ToList();
        var outcome = await keep.ChangeAsync(Version, q =>
        {
            var notes = (q.Crosswalk?.Crossings ?? []).ToDictionary(c => c.Concept, c => c.Note);
            var concepts = q.Items.Select(i => i.Concept).ToHashSet(StringComparer.Ordinal);
            return q with { Crosswalk = new(Before.Number, [.. said.Where(s => s.Kind is not null && concepts.Contains(s.Concept)).Select(s => new Crossing(s.Concept, s.Kind!.Value, notes.GetValueOrDefault(s.Concept, Words.None)))]) };
        }, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Vastgelegd hoe de versies te vergelijken zijn."], $"/monitor/questionnaires/{Version}?handler=Undo&revision={outcome.Value}");
        return Redirect($"/monitor/questionnaires/{Version}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var (row, _, before) = await VersionRow.WithAllAsync(frame, Version, ct);
        if (row is null || before is null)
        {
            return false;
        }

        (Row, Before) = (row, before);
        var said = (row.Questionnaire.Crosswalk?.Crossings ?? []).ToDictionary(c => c.Concept, c => c.Kind);
        // What differs most stands first: of most questions nothing differs.
        Lines = [.. Crosswalks.Propose(before.Questionnaire, row.Questionnaire).Select(p => new Line(p, said.TryGetValue(p.Now.Concept, out var kind) ? kind : null, row.Draft)).OrderByDescending(l => l.Is)];
        Differences = Crosswalks.Differences(before.Questionnaire, row.Questionnaire);
        (ViewData["Title"], ViewData["Menu"]) = (text["Versie {0} naast versie {1}", row.Number, before.Number], "/monitor/questionnaires");
        return true;
    }

    /// <summary>How many of each, in one sentence.</summary>
    public string Sentence => string.Join(", ", Lines.GroupBy(l => l.Is).Select(g => $"{g.Count()} {text[QuestionWords.Crossing(g.Key)].ToLowerInvariant()}")) + ".";

    /// <summary>One difference in words.</summary>
    public string Says(ItemDifference d)
    {
        var name = (d.Now ?? d.Before)!.Label.In(text.Language);
        if (d.Before is null)
        {
            return text["Nieuw: {0}", name];
        }

        return d.Now is null ? text["Weg: {0}", name]
            : d.Field == "required" ? text[d.Is == "1" ? "{0} – er wordt nu een antwoord verwacht." : "{0} – er wordt geen antwoord meer verwacht.", name]
            : text["{0} – {1} was “{2}” en is nu “{3}”.", name, text[QuestionWords.Field(d.Field)], Word(d.Field, d.Was), Word(d.Field, d.Is)];
    }

    private string Word(string field, string value) => field switch
    {
        "kind" when QuestionnaireNames.Kind(value) is { } kind => text[QuestionWords.Kind(kind)],
        "level" when QuestionnaireNames.Level(value) is { } level => text[QuestionWords.Level(level)],
        _ => value,
    };
}
