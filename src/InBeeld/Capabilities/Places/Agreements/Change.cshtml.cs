using InBeeld.Capabilities.Places.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>Changes the terms, by either side.</summary>
[Needs(Role.Coordinator, Role.LibraryPlanner)]
internal sealed class ChangeModel(Frame frame, Journal journal, Text text, KeepTerms keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Agreement { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public PlaceFields Fields { get; private set; } = new();
    public PlaceRow Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (PlaceFields.Of(Row), Row.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(PlaceFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.ChangeAsync(Agreement, Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Jullie geven allebei (opnieuw) akkoord."]);
            return Redirect($"/places/{Agreement}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    private FieldVersions[] Versions()
    {
        var now = PlaceFields.Of(Row);
        return
        [
            new("Needs", text["Voor kinderen met"], string.Join(',', Fields.Kinds), string.Join(',', now.Kinds), kinds => string.Join(", ", kinds.Split(',').Where(PlaceWords.Needs.Contains).Select(k => text[NeedKinds.Word(k)]))),
            new("Places", text["Hoeveel plekken tegelijk?"], Fields.Places ?? "", now.Places ?? ""),
            new("Starts", text["Vanaf"], Fields.Starts ?? "", now.Starts ?? ""),
            new("Ends", text["Tot en met"], Fields.Ends ?? "", now.Ends ?? ""),
            new("Hours", text["Op welke dagen en uren?"], Fields.Hours ?? "", now.Hours ?? ""),
            new("Remark", text["Opmerking"], Fields.Remark ?? "", now.Remark ?? ""),
        ];
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, Agreement, ct) is not { Open: true } row)
        {
            return false;
        }

        Row = row;
        journal.Read("open place agreement", [], Facets.None, "", new { agreement = Agreement });
        ViewData["Title"] = text["Wijzig de afspraak over plekken"];
        ViewData["Menu"] = "/places";
        return true;
    }
}
