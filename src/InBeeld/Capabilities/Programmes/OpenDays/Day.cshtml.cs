using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.OpenDays;

/// <summary>One day: who comes, who came, and whom to tell when it does not happen.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class DayModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepOpenDay keep) : PageModel
{
    internal sealed class Family
    {
        public Guid Id { get; set; }
        public Guid? PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid Day { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public GuestFields Fields { get; private set; } = new();
    public OpenDayRow Row { get; private set; } = new();
    public List<GuestRow> Guests { get; private set; } = [];

    /// <summary>Those of the programme who take part or wait, and are not on the list yet.</summary>
    public List<Family> Families { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Begun => Row.Starts <= clock.GetUtcNow();
    public string Link => $"{Request.Scheme}://{Request.Host}/meedoen/dag/{Day}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(GuestFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var family = Families.Find(x => x.Id == fields.Enrolment);
        if (family is not null && string.IsNullOrWhiteSpace(fields.Name))
        {
            fields.Name = text["Gezin van {0}", family.Name.Full];
        }

        return After(await keep.AddAsync(Id, Day, fields, family?.PupilId, ct), text["{0} staat op de lijst.", fields.Name ?? ""], $"?handler=Guest&guest={Id}&to=off");
    }

    /// <param name="to">came, not, unknown, off or coming.</param>
    public async Task<IActionResult> OnPostGuestAsync(Guid guest, string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Guests.Find(g => g.Id == guest) is not { } row || to is not ("came" or "not" or "unknown" or "off" or "coming"))
        {
            return NotFound();
        }

        var was = row.State == "off" ? "off" : row.Came switch { true => "came", false => "not", _ => to is "off" ? "coming" : "unknown" };
        var outcome = await keep.GuestAsync(row, to switch { "came" => true, "not" => false, _ => null }, to == "off" ? "off" : "coming", ct);
        return After(outcome, to switch { "came" => text["{0}: was er.", row.Name], "not" => text["{0}: kwam niet.", row.Name], "off" => text["{0}: komt niet.", row.Name], _ => text["{0} staat op de lijst.", row.Name] }, $"?handler=Guest&guest={guest}&to={was}");
    }

    /// <param name="to">open or cancelled.</param>
    public async Task<IActionResult> OnPostTurnAsync(string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || to is not ("open" or "cancelled"))
        {
            return NotFound();
        }

        var outcome = await keep.TurnAsync(Day, to, ct);
        return After(outcome, to == "open" ? text["Gaat toch door."] : text.N(Guests.Count(g => g.State == "coming"), "Gaat niet door. Zeg het nog tegen 1 gezin.", "Gaat niet door. Zeg het nog tegen {0} gezinnen."), $"?handler=Turn&to={(to == "open" ? "cancelled" : "open")}");
    }

    private IActionResult After(Outcome<Done> outcome, string sentence, string undo)
    {
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, sentence, $"/programmes/days/{Day}{undo}");
        return Redirect($"/programmes/days/{Day}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var rows = await frame.ManyAsync($"""
            {OpenDayRow.Sql} where d.id = @Day;
            select x.id, x.name, x.reach, x.number, x.language, x.enrolment_id, p.pupil_id, x.came, x.state, x.by_person is null as self from open_day_guest x left join enrolment e on e.id = x.enrolment_id left join participant p on p.id = e.participant_id
              where x.open_day_id = @Day order by x.state, lower(x.name), x.id limit 1000;
            select e.id, p.pupil_id, p.given_name, p.prefix, p.surname from open_day d join enrolment e on e.programme_id = d.programme_id and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed') join participant p on p.id = e.participant_id
              where d.id = @Day and d.state = 'open' and not exists (select 1 from open_day_guest x where x.open_day_id = d.id and x.enrolment_id = e.id and x.state = 'coming') order by p.sort_key, e.id limit 500
            """, new { Day }, ct);
        if (await rows.ReadFirstOrDefaultAsync<OpenDayRow>() is not { } row)
        {
            return false;
        }

        Row = row;
        Guests = [.. await rows.ReadAsync<GuestRow>()];
        Families = [.. await rows.ReadAsync<Family>()];
        journal.Read("open open day", Guests.Select(g => g.PupilId).Concat(Families.Select(f => f.PupilId)).OfType<Guid>().Distinct(), Facets.Identity | Facets.Contact, "", new { day = Day });
        var heading = row.State == "cancelled" ? text["{0} gaat niet door", row.Name] : Guests.Exists(g => g.Came is not null) ? text["{0}: {1} van de {2} mensen kwamen", row.Name, row.Came, row.Coming] : text["{0}: {1} van {2} plekken bezet", row.Name, row.Coming, row.Places];
        (ViewData["Title"], ViewData["Menu"]) = (heading.ToString(), "/programmes");
        return true;
    }
}
