using System.Text.Json;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Pupils.ManageFamily;

/// <summary>The family of a child: whom the school can reach and how, and brothers and sisters.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class FamilyModel(Frame frame, CurrentUser user, Journal journal, Text text, RemoveContactPerson remove) : PageModel
{
    internal sealed record Person(Guid Id, string Name, string Relation, string Phone, string Email, string Language, bool NeedsInterpreter, bool MayBeCalled, string Note);

    internal sealed record Sibling(Guid Id, string GivenName, string SchoolName, string? GroupName, bool Own);

    private sealed class Row
    {
        public string ReachNote { get; set; } = "";
        public int Version { get; set; }
        public string Persons { get; set; } = "[]";
        public string Siblings { get; set; } = "[]";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public string? ReachNote { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public Child Child { get; private set; } = new();
    public List<Person> Persons { get; private set; } = [];
    public List<Sibling> Siblings { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];
    public BothVersions? Both { get; private set; }

    public string Address => $"/children/{Pupil}/family";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(keepTyped: false, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNoteAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return NotFound();
        }

        var note = (ReachNote ?? "").Trim();
        if (note.Length > 2000)
        {
            Refused.Add(new Refusal("ReachNote", "Gebruik hooguit {0} tekens.", 2000));
        }
        else
        {
            var family = await frame.OneAsync<Guid>("select app.family_of(@Id)", new { child.Id }, ct);
            if (await frame.DoAsync("update family set reach_note = @note, version = version + 1 where id = @family and version = @Version", new { note, family, Version }, ct) == 1)
            {
                journal.Write("change reach note", [child.Id], Facets.Contact);
                Saved.Say(HttpContext, text["Opgeslagen: hoe je dit gezin bereikt."]);
                return Redirect(Address);
            }

            Refused.Add(Refusals.LostUpdate);
        }

        await LoadAsync(keepTyped: true, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid person, CancellationToken ct) => await RemoveAsync(person, back: false, ct);

    public async Task<IActionResult> OnPostBackAsync(Guid person, CancellationToken ct) => await RemoveAsync(person, back: true, ct);

    private async Task<IActionResult> RemoveAsync(Guid person, bool back, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return NotFound();
        }

        var outcome = await remove.RunAsync(child, person, back, ct);
        if (!outcome.Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text[back ? "Teruggezet: {0}." : "Weggehaald: {0}.", outcome.Value.Name], back ? null : $"{Address}?handler=Back&person={person}");
        return Redirect(Address);
    }

    private async Task<bool> LoadAsync(bool keepTyped, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        var row = await frame.OneAsync<Row>("""
            select coalesce(f.reach_note, '') as reach_note, coalesce(f.version, 1) as version,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'relation', c.relation, 'phone', c.phone, 'email', c.email, 'language', c.language,
                 'needsInterpreter', c.needs_interpreter, 'mayBeCalled', c.may_be_called, 'note', c.note) order by c.position, c.id), '[]')::text
                 from contact_person c where c.family_id = f.id and c.removed_at is null) as persons,
              (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'givenName', s.given_name, 'schoolName', s.school_name, 'groupName', s.group_name, 'own', s.own)), '[]')::text from app.siblings(p.id) s) as siblings
            from pupil p left join family f on f.id = p.family_id where p.id = @Pupil
            """, new { Pupil }, ct) ?? new Row();
        Persons = JsonSerializer.Deserialize<List<Person>>(row.Persons, JsonSerializerOptions.Web)!;
        Siblings = JsonSerializer.Deserialize<List<Sibling>>(row.Siblings, JsonSerializerOptions.Web)!;
        if (keepTyped)
        {
            Both = Refused.Contains(Refusals.LostUpdate) ? new BothVersions([new FieldVersions("ReachNote", text["Hoe bereik je dit gezin?"], ReachNote ?? "", row.ReachNote)], Was ?? "") : null;
        }
        else
        {
            ReachNote = row.ReachNote;
        }

        Version = Both is null && keepTyped ? Version : row.Version;
        Was = Both is null && keepTyped ? Was : BothVersions.Keep([("ReachNote", row.ReachNote)]);
        journal.Read("open family", [child.Id], Facets.Identity | Facets.Contact, "");
        ViewData["Title"] = text["Het gezin van {0}", child.Name.Full];
        return true;
    }
}
