using InBeeld.Capabilities.Safety.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.LocalContact;

/// <summary>The number that stands at the top of every page about safety in this municipality.</summary>
[Needs(Role.Coordinator)]
internal sealed class LocalContactModel(Frame frame, CurrentUser user, Text text, SaveContact save) : PageModel
{
    internal sealed record Row(string Name, string Phone, string Hours, string Website, int Version);

    [BindProperty]
    public string? ContactName { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    [BindProperty]
    public string? Website { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ViewData["Title"] = text["Welk Veilig Thuis hoort bij jouw gemeente?"];
        if (await RowAsync(ct) is { } row)
        {
            (ContactName, Phone, Hours, Website, Version) = (row.Name, row.Phone, row.Hours, row.Website, row.Version);
        }

        Was = BothVersions.Keep(Fields(null).Select(f => (f.Name, f.Mine)));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await save.RunAsync(new SaveContactInput(Version, new SafetyContact(ContactName ?? "", Phone ?? "", Hours ?? "", Website ?? "")), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Het nummer staat nu op alle pagina’s over veiligheid."]);
            return Redirect("/safety/contact");
        }

        ViewData["Title"] = text["Welk Veilig Thuis hoort bij jouw gemeente?"];
        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && await RowAsync(ct) is { } row)
        {
            Both = new BothVersions(Fields(row), Was ?? "");
            Version = row.Version;
        }

        return Page();
    }

    private async Task<Row?> RowAsync(CancellationToken ct) => await frame.OneAsync<Row>("select name, phone, hours, website, version from safety_contact where municipality_code = @MunicipalityCode", new { user.MunicipalityCode }, ct);

    private FieldVersions[] Fields(Row? now) =>
    [
        new("ContactName", text["Naam"], ContactName ?? "", now?.Name ?? ""), new("Phone", text["Telefoon"], Phone ?? "", now?.Phone ?? ""),
        new("Hours", text["Wanneer bereikbaar"], Hours ?? "", now?.Hours ?? ""), new("Website", text["Website"], Website ?? "", now?.Website ?? ""),
    ];
}
