using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>Changes the days of an allocation; both versions are shown when a colleague did so in between.</summary>
[Needs(Role.Coordinator)]
internal sealed class ChangeModel(Frame frame, Text text, KeepAllocation keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Allocation { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public AllocationRow Row { get; private set; } = new();
    public AllocationFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (AllocationFields.Of(Row), Row.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(AllocationFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.ChangeAsync(Allocation, Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De verdeling is gewijzigd."]);
            return Redirect($"/allocation/{Allocation}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && await LoadAsync(ct))
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    private FieldVersions[] Versions()
    {
        var theirs = AllocationFields.Of(Row);
        return
        [
            new("Name", text["Naam"], Fields.Name ?? "", theirs.Name ?? ""),
            new("RequestsUntil", text["Scholen kunnen vragen tot en met"], Fields.RequestsUntil ?? "", theirs.RequestsUntil ?? ""),
            new("Starts", text["De plekken zijn er vanaf"], Fields.Starts ?? "", theirs.Starts ?? ""),
            new("Ends", text["Tot en met"], Fields.Ends ?? "", theirs.Ends ?? ""),
            new("MostMinutes", text["Hooguit zoveel minuten van school"], Fields.MostMinutes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", theirs.MostMinutes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""),
        ];
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is not { EndedAt: null } row)
        {
            return false;
        }

        Row = row;
        (ViewData["Title"], ViewData["Menu"]) = (text["Wijzig de verdeling"], "/places");
        return true;
    }
}
