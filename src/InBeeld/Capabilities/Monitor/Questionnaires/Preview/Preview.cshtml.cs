using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Preview;

/// <summary>A version as who answers sees it, with two locations that do not exist; trying it out keeps nothing.</summary>
[Needs(Role.Researcher)]
internal sealed class PreviewModel(Frame frame, Text text) : PageModel
{
    public const string Library = "lib";
    public const string Unknown = "?";
    private const int LongestAnswer = QuestionnaireLimits.TextAnswer;

    private readonly Dictionary<(string Unit, string Item), Answer> answers = [];

    [BindProperty(SupportsGet = true)]
    public Guid Version { get; set; }

    /// <summary>nl or en; empty: the language of the screen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? In { get; set; }

    public VersionRow Row { get; private set; } = new();
    public Questionnaire Q => Row.Questionnaire;
    public string Language => In is "nl" or "en" ? In : text.Language == "en" ? "en" : "nl";
    public Asked Asked { get; private set; } = null!;
    public IReadOnlyList<OddAnswer> Odd { get; private set; } = [];
    public bool Tried { get; private set; }
    public static readonly string[] Locations = ["a", "b"];
    public string Here => $"/monitor/questionnaires/{Version}/preview?in={Language}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await VersionRow.OfAsync(frame, Version, ct) is not { } row)
        {
            return NotFound();
        }

        foreach (var item in row.Questionnaire.Items)
        {
            foreach (var unit in item.Level == ItemLevel.Location ? Locations : [Library])
            {
                answers[(unit, item.Key)] = Typed(item, Request.Form[Name(unit, item)]);
            }
        }

        Tried = true;
        Show(row);
        return Page();
    }

    public static string Name(string unit, Item item) => $"{unit}-{item.Key}";

    public Answer Answer(string unit, Item item) => answers.GetValueOrDefault((unit, item.Key), Statistics.Answers.Answer.Missing);

    /// <summary>The points of a unit by field: at least, at most, and what can be had.</summary>
    public IEnumerable<(ScoreField Field, decimal Least, decimal Most, decimal Maximum)> Points(string unit)
    {
        var scores = Scores.Of(Q, Who, unit, Asked);
        return (Q.Scoring?.Fields ?? []).Select(f => (f, scores.Where(s => s.Item.Field == f.Key).ToList())).Where(f => f.Item2.Count > 0)
            .Select(f => (f.f, f.Item2.Sum(s => s.Least), f.Item2.Sum(s => s.Most), f.Item2.Sum(s => s.Maximum)));
    }

    private Respondent Who => new(Library, Locations, (unit, item) => answers.GetValueOrDefault((unit, item), Statistics.Answers.Answer.Missing));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await VersionRow.OfAsync(frame, Version, ct) is not { } row)
        {
            return false;
        }

        Show(row);
        return true;
    }

    private void Show(VersionRow row)
    {
        Row = row;
        Asked = Statistics.Questionnaires.Route.Asked(Q, Who);
        Odd = Statistics.Questionnaires.Checks.Odd(Q, Who, Asked);
        (ViewData["Title"], ViewData["Menu"]) = (text["Zo ziet wie invult het"], "/monitor/questionnaires");
    }

    private static Answer Typed(Item item, Microsoft.Extensions.Primitives.StringValues typed)
    {
        var texts = typed.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim()).ToArray();
        if (texts.Length == 0)
        {
            return Statistics.Answers.Answer.Missing;
        }

        if (texts[0] == Unknown)
        {
            return Statistics.Answers.Answer.None(AnswerState.Unknown);
        }

        var known = texts.Where(t => item.Options.Any(o => o.Code == t)).ToArray();
        return item.Kind switch
        {
            ItemKind.YesNo => Statistics.Answers.Answer.Of(texts[0] == "1"),
            ItemKind.Number => Lines.Number(texts[0], "", []) is { } number ? Statistics.Answers.Answer.Of(number) : Statistics.Answers.Answer.Missing,
            ItemKind.Text => Statistics.Answers.Answer.Said(texts[0].Length > LongestAnswer ? texts[0][..LongestAnswer] : texts[0]),
            _ => known.Length == 0 ? Statistics.Answers.Answer.Missing : Statistics.Answers.Answer.Chosen(known),
        };
    }
}
