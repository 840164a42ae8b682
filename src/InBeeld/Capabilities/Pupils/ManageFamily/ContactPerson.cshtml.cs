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

namespace InBeeld.Capabilities.Pupils.ManageFamily;

/// <summary>The form of one person of the family.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class ContactPersonModel(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, Text text, SaveContactPerson save) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>From the address: the person to change; without it, a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    /// <summary>The id of a new person, made with the form.</summary>
    [BindProperty]
    public Guid NewId { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Relation { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string Language { get; set; } = "nl";

    [BindProperty]
    public bool NeedsInterpreter { get; set; }

    [BindProperty]
    public bool MayBeCalled { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public Child Child { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        MayBeCalled = true;
        if (Person is not null)
        {
            if (await KnownAsync(ct) is not { RemovedAt: null } known)
            {
                return NotFound();
            }

            (Name, Relation, Phone, Email, Language, NeedsInterpreter, MayBeCalled, Note) = known.Told;
            Version = known.Version;
            Was = BothVersions.Keep(Fields(known.Told).Select(f => (f.Name, f.Theirs)));
            journal.Read("open contact person", [Child.Id], Facets.Contact);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await save.RunAsync(new SaveContactPersonInput(Child, Person ?? NewId, Person is null ? null : Version, Told), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen: {0}.", outcome.Value.Name], Person is null ? $"/children/{Pupil}/family?handler=Remove&person={outcome.Value.Id}" : null);
            return Redirect($"/children/{Pupil}/family");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && await KnownAsync(ct) is { } theirs)
        {
            if (theirs.RemovedAt is not null)
            {
                Refused = [Refusal.Of("Een collega haalde deze persoon net weg. Zet die eerst terug, of voeg opnieuw toe.")];
            }
            else
            {
                Both = new BothVersions(Fields(theirs.Told), Was ?? "");
                Version = theirs.Version;
            }
        }

        return Page();
    }

    private ToldOfPerson Told => new(Name ?? "", Relation ?? "", Phone ?? "", Email ?? "", Language, NeedsInterpreter, MayBeCalled, Note ?? "");

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        ViewData["Title"] = text[Person is null ? "Voeg een persoon toe" : "Wijzig een persoon"];
        return true;
    }

    private Task<Model.ContactPerson?> KnownAsync(CancellationToken ct) => db.ContactPersons.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Person && c.FamilyId == Child.FamilyId, ct);

    private List<FieldVersions> Fields(ToldOfPerson theirs)
    {
        var mine = Told;
        string YesNo(string value) => text[value == "true" ? "Ja" : "Nee"];
        return
        [
            new("Name", text["Naam"], mine.Name, theirs.Name),
            new("Relation", text["Wie is dit voor het kind?"], mine.Relation, theirs.Relation),
            new("Phone", text["Telefoon"], mine.Phone, theirs.Phone),
            new("Email", text["E-mail"], mine.Email, theirs.Email),
            new("Language", text["Taal"], mine.Language, theirs.Language, code => text[HomeLanguages.Word(code)]),
            new("NeedsInterpreter", text["Tolk nodig"], mine.NeedsInterpreter ? "true" : "false", theirs.NeedsInterpreter ? "true" : "false", YesNo),
            new("MayBeCalled", text["Mag gebeld worden"], mine.MayBeCalled ? "true" : "false", theirs.MayBeCalled ? "true" : "false", YesNo),
            new("Note", text["Notitie"], mine.Note, theirs.Note),
        ];
    }
}
