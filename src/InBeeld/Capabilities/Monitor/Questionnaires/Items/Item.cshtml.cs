using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Items;

/// <summary>One question of a draft: a new one, or the change of one.</summary>
[Needs(Role.Researcher)]
internal sealed class ItemModel(Frame frame, Text text, KeepQuestionnaire keep) : PageModel
{
    public const string New = "new";

    [BindProperty(SupportsGet = true)]
    public Guid Version { get; set; }

    /// <summary>Key of the question, or "new".</summary>
    [BindProperty(SupportsGet = true)]
    public string Item { get; set; } = "";

    /// <summary>What the question was when the form was shown, so that a change by somebody else is seen.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public ItemFields Fields { get; private set; } = new();
    public VersionRow Row { get; private set; } = new();
    public Questionnaire Q => Row.Questionnaire;
    public Item? Now { get; private set; }

    /// <summary>Somebody saved in between: theirs stands in <see cref="Now"/>, what was typed in the form.</summary>
    public bool Lost { get; private set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool IsNew => Item == New;
    public string Here => $"/monitor/questionnaires/{Version}/items/{Item}";

    public async Task<IActionResult> OnGetAsync(string? section, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || (!IsNew && Now is null))
        {
            return NotFound();
        }

        (Fields, Seen) = (Now is { } item ? ItemFields.Of(item) : new ItemFields { Section = section }, Hash(Now));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ItemFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var (typed, refused) = fields.Read();
        if (refused.Count > 0)
        {
            Refused = refused;
            return Page();
        }

        var outcome = await keep.ChangeAsync(Version, q => Put(q, typed), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, IsNew ? text["De vraag staat erbij."] : text["De vraag is gewijzigd."], $"/monitor/questionnaires/{Version}?handler=Undo&revision={outcome.Value}");
            return Redirect($"/monitor/questionnaires/{Version}#i-{typed.Key}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Lost, Seen) = (true, Hash(Now));
            ModelState.Remove(nameof(Seen));
        }

        return Page();
    }

    private Outcome<Questionnaire> Put(Questionnaire q, Item typed)
    {
        if (!IsNew && Hash(q.ItemOf(Item)) != Seen)
        {
            return Refusals.LostUpdate;
        }

        // A new question sent twice is there once.
        if (IsNew && q.ItemOf(typed.Key) is { } there && Hash(there) == Hash(typed))
        {
            return q;
        }

        var changed = Arrange.Put(q, IsNew ? "" : Item, typed);
        var path = $"items[{changed.Items.ToList().LastIndexOf(typed) + 1}]";
        var wrong = QuestionnaireCheck.Of(changed).Refusals(path, text, f => FieldOf(f, path)).ToList();
        return wrong.Count > 0 ? wrong : changed;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await VersionRow.OfAsync(frame, Version, ct) is not { Draft: true } row)
        {
            return false;
        }

        (Row, Now) = (row, IsNew ? null : row.Questionnaire.ItemOf(Item));
        (ViewData["Title"], ViewData["Menu"]) = (IsNew ? text["Nieuwe vraag"] : text["Wijzig een vraag"], "/monitor/questionnaires");
        return true;
    }

    private static string FieldOf(QuestionnaireFault f, string path) => f.Path != path ? "Options" : f.Field switch
    {
        "label" or "help" or "unit" => char.ToUpperInvariant(f.Field[0]) + f.Field[1..] + (f.Reason == FaultReason.OneLanguage && f.About == "en" ? "En" : "Nl"),
        "askIf" => "AskIf",
        { Length: > 0 } other => char.ToUpperInvariant(other[0]) + other[1..],
        _ => "",
    };

    private static string Hash(Item? item) => item is null ? "" : CanonicalJson.Sha256(QuestionnaireWriter.Write(new Questionnaire("", 1, Words.None, "", [], [], [item], [], null, null, "", Words.None, false)));
}
