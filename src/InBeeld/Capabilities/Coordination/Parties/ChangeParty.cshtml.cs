using System.Globalization;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Parties;

/// <summary>Name and capacity of a team or partner, and whether it takes part.</summary>
[Needs(Role.Coordinator)]
internal sealed class ChangePartyModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, SaveParty save) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Carries { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public PartyRow Row { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Name, Carries, Version) = (Row.Name, Number(Row.Carries), Row.Version);
        Was = BothVersions.Keep([("Name", Row.Name), ("Carries", Number(Row.Carries))]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await save.ChangeAsync(new PartyInput(Id, Name ?? "", Row.Party, Carries ?? ""), Version, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect("/parties");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions([new FieldVersions("Name", text["Naam"], Name ?? "", Row.Name), new FieldVersions("Carries", text["Hoeveel open zaken kan het team aan?"], Carries ?? "", Number(Row.Carries))], Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    public Task<IActionResult> OnPostOffAsync(CancellationToken ct) => SwitchAsync(false, ct);

    public Task<IActionResult> OnPostOnAsync(CancellationToken ct) => SwitchAsync(true, ct);

    private async Task<IActionResult> SwitchAsync(bool on, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await save.SwitchAsync(Id, on, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, on ? text["{0} staat weer aan.", outcome.Value] : text["{0} staat uit.", outcome.Value], on ? null : $"/parties/{Id}?handler=On");
            return Redirect("/parties");
        }

        (Refused, Name, Carries, Version) = (outcome.Refusals, Row.Name, Number(Row.Carries), Row.Version);
        Was = BothVersions.Keep([("Name", Row.Name), ("Carries", Number(Row.Carries))]);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if ((await PartyWork.PartiesAsync(frame, user, clock.Today(), Id, ct)).FirstOrDefault() is not { } row)
        {
            return false;
        }

        Row = row;
        ViewData["Title"] = text["{0} wijzigen", row.Name];
        return true;
    }

    private static string Number(int? carries) => carries?.ToString(CultureInfo.InvariantCulture) ?? "";
}
