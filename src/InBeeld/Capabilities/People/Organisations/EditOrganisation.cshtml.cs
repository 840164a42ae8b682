using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

[Needs(Role.Administrator)]
internal sealed class EditOrganisationModel(Frame frame, Text text, SaveOrganisation save) : PageModel
{
    internal sealed class Row
    {
        public string Kind { get; set; } = "";
        public string? Code { get; set; }
        public string Name { get; set; } = "";
        public string Level { get; set; } = "";
        public string? Municipality { get; set; }
        public string? BoardCode { get; set; }
        public string Street { get; set; } = "";
        public string Postcode { get; set; } = "";
        public string Place { get; set; } = "";
        public string Phone { get; set; } = "";
        public string Website { get; set; } = "";
        public string HolidayRegion { get; set; } = "";
        public string Source { get; set; } = "";
        public string DuoKind { get; set; } = "";
        public int Version { get; set; }

        public EditableFields Editable =>
            Source != "duo" ? EditableFields.All
            : Kind == "board" ? EditableFields.Name
            : DuoKind is "vo" or "mbo" ? EditableFields.HolidayRegion
            : EditableFields.Nothing;

        public OrganisationFields Fields() => new()
        {
            Kind = Kind, Code = Code, Name = Name, Level = Level, Municipality = Municipality ?? "", BoardCode = BoardCode ?? "", Street = Street, Postcode = Postcode,
            Place = Place, Phone = Phone, Website = Website, HolidayRegion = HolidayRegion,
        };
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Row Now { get; private set; } = null!;
    public OrganisationFields Fields { get; private set; } = new();
    public OrganisationFields? Stored { get; private set; }
    public List<Refusal> Refusals { get; } = [];
    public List<ListOrganisationsModel.Town> Towns { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Version, Fields) = (Now.Version, Now.Fields());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OrganisationFields fields, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // What the form does not hold stays as it is.
        var now = Now.Fields();
        (fields.Kind, fields.Code) = (now.Kind, now.Code);
        Fields = Now.Editable switch
        {
            EditableFields.Name => With(now, n => n.Name = fields.Name),
            EditableFields.HolidayRegion => With(now, n => n.HolidayRegion = fields.HolidayRegion),
            _ => fields,
        };
        var outcome = await save.ChangeAsync(Id, Version, Fields, Now.Editable, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect("/organisations/" + Id);
        }

        Refusals.AddRange(outcome.Refusals);
        if (outcome.Refusals.Any(r => r.Field == "Version"))
        {
            Stored = Now.Fields();
            Version = Now.Version;
            ModelState.Remove(nameof(Version));
        }

        return Page();
    }

    private static OrganisationFields With(OrganisationFields fields, Action<OrganisationFields> set)
    {
        set(fields);
        return fields;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var now = await frame.OneAsync<Row>("""
            select o.kind, o.code, o.name, o.level, o.municipality_code as municipality, b.code as board_code, o.street, o.postcode, o.place, o.phone, o.website, o.holiday_region, o.source, o.duo_kind, o.version
            from organisation o left join organisation b on b.id = o.board_id where o.id = @Id
            """, new { Id }, ct);
        if (now is null)
        {
            return false;
        }

        Now = now;
        Towns = await frame.ListAsync<ListOrganisationsModel.Town>("select code, name from municipality order by name", null, ct);
        ViewData["Title"] = text["{0} wijzigen", now.Name];
        ViewData["Menu"] = "/organisations";
        return true;
    }
}
