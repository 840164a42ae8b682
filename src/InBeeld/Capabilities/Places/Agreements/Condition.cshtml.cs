using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>Answers one condition: yes, partly or no, and who does what by when.</summary>
[Needs(Role.Coordinator, Role.LibraryPlanner)]
internal sealed class ConditionModel(Frame frame, Journal journal, Text text, KeepCondition keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Agreement { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public ConditionFields Fields { get; private set; } = new();
    public PlaceRow Row { get; private set; } = new();
    public ConditionRow Now { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (ConditionFields.Of(Now), Now.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ConditionFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Agreement, Kind, Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De voorwaarde is opgeslagen."]);
            return Redirect($"/places/{Agreement}#{Kind}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && await LoadAsync(ct))
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Now.Version;
        }

        return Page();
    }

    private FieldVersions[] Versions() =>
    [
        new("Answer", text["Antwoord"], Fields.Answer ?? "", Now.Answer, answer => text[PlaceWords.Answer(answer)]),
        new("Remark", text["Opmerking"], Fields.Remark ?? "", Now.Remark),
        new("Action", text["Wat moet er gebeuren?"], Fields.Action ?? "", Now.Action),
        new("Who", text["Wie doet dat?"], Fields.Who ?? "", Now.Who),
        new("ByOn", text["Wanneer is het klaar?"], Fields.ByOn ?? "", Typed.Of(Now.ByOn)),
    ];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!PlaceWords.Conditions.Contains(Kind) || await PlaceRow.FindAsync(frame, Agreement, ct) is not { Open: true } row)
        {
            return false;
        }

        Row = row;
        Now = (await ConditionRow.ListAsync(frame, Agreement, ct)).First(c => c.Kind == Kind);
        journal.Read("open place agreement", [], Facets.None, "", new { agreement = Agreement });
        ViewData["Title"] = text[PlaceWords.Condition(Kind)];
        ViewData["Menu"] = "/places";
        return true;
    }
}
