using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Pupils.Helpers;

/// <summary>The form of one helper.</summary>
[Needs(Role.Care)]
internal sealed class HelperModel(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, Text text, SaveHelper save) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>From the address: the helper to change; "new" otherwise.</summary>
    [BindProperty(SupportsGet = true)]
    public string Which { get; set; } = "";

    [BindProperty]
    public Guid NewId { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Task { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public Child Child { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public Guid? Known { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Known is not null)
        {
            if (await FindAsync(ct) is not { } helper)
            {
                return NotFound();
            }

            (Organisation, Name, Task, Phone, Email, Note) = helper.Told;
            Version = helper.Version;
            Was = BothVersions.Keep(Fields(helper.Told).Select(f => (f.Name, f.Theirs)));
            journal.Read("open helper", [Pupil], Facets.Identity | Facets.Care);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await save.RunAsync(new SaveHelperInput(Child, Known ?? NewId, Known is null ? null : Version, Told), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen: {0}.", outcome.Value.Organisation], Known is null ? $"/children/{Pupil}/helpers?handler=End&helper={outcome.Value.Id}" : null);
            return Redirect($"/children/{Pupil}/helpers");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && await FindAsync(ct) is { } theirs)
        {
            Both = new BothVersions(Fields(theirs.Told), Was ?? "");
            Version = theirs.Version;
        }

        return Page();
    }

    private ToldOfHelper Told => new(Organisation ?? "", Name ?? "", Task ?? "", Phone ?? "", Email ?? "", Note ?? "");

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Known = Guid.TryParse(Which, out var id) ? id : null;
        if ((Known is null && Which != "new") || await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { MayCare: true } child)
        {
            return false;
        }

        Child = child;
        ViewData["Title"] = text[Known is null ? "Wie helpt dit gezin?" : "Wijzig wie er helpt"];
        return true;
    }

    private Task<Helper?> FindAsync(CancellationToken ct) => db.Helpers.AsNoTracking().FirstOrDefaultAsync(h => h.Id == Known && h.PupilId == Pupil, ct);

    private List<FieldVersions> Fields(ToldOfHelper theirs) =>
    [
        new("Organisation", text["Organisatie"], Told.Organisation, theirs.Organisation),
        new("Name", text["Naam"], Told.Name, theirs.Name),
        new("Task", text["Wat doen zij voor dit gezin?"], Told.Task, theirs.Task),
        new("Phone", text["Telefoon"], Told.Phone, theirs.Phone),
        new("Email", text["E-mail"], Told.Email, theirs.Email),
        new("Note", text["Notitie"], Told.Note, theirs.Note),
    ];
}
