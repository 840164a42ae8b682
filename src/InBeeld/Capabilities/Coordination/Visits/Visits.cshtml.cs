using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Coordination.CaseList;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Visits;

/// <summary>The way of one visitor on one day: whom, where, when, with whom, and what must be known before ringing a bell.</summary>
[Needs(Role.Caseworker, Role.Attendance, Role.TeamLead, Role.Coordinator)]
internal sealed class VisitsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid CaseId { get; set; }
        public Guid? PupilId { get; set; }
        public string? GivenName { get; set; }
        public DateOnly? BirthDate { get; set; }
        public string Kind { get; set; } = "";
        public string Title { get; set; } = "";
        public string? DueAt { get; set; }
        public string Place { get; set; } = "";
        public string Address { get; set; } = "";
        public string Postcode { get; set; } = "";
        public string Town { get; set; } = "";
        public string Phone { get; set; } = "";
        public bool Along { get; set; }
        public string Other { get; set; } = "";
        public bool Informed { get; set; }
        public string Contacts { get; set; } = "[]";

        public List<Contact> People => JsonSerializer.Deserialize<List<Contact>>(Contacts, JsonSerializerOptions.Web)!;

        public string Where => Place.Length > 0 ? Place : string.Join(", ", new[] { Address, (Postcode + " " + Town).Trim() }.Where(x => x.Length > 0));

        public string Age(Text text, DateOnly today) => CaseRow.Years(BirthDate, today) is { } years ? ", " + text.N(years, "1 jaar", "{0} jaar") : "";
    }

    internal sealed record Contact(string Name, string Relation, string Phone, string Language, bool NeedsInterpreter);

    internal sealed class Guide
    {
        public Guid Id { get; set; }
        public string Title { get; set; } = "";
        public string Words { get; set; } = "";
    }

    internal sealed class Colleague
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Organisation { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    /// <summary>A membership: the day of a colleague, for who leads the team or the municipality.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public List<Guide> Guides { get; private set; } = [];
    public List<Colleague> Colleagues { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public DateOnly On { get; private set; }
    public Colleague? Whose { get; private set; }

    /// <summary>Whether this is the own day.</summary>
    public bool Mine => Whose is null;

    public bool Informed => Rows.Where(r => !r.Along).All(r => r.Informed);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/visits";
        return Page();
    }

    /// <summary>One tick for the day: the guidelines in force are read, for all own steps of that day.</summary>
    public async Task<IActionResult> OnPostReadAsync(CancellationToken ct)
    {
        Person = null;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var own = Rows.Where(r => !r.Along).ToList();
        await frame.DoAsync("update case_step set guidelines = @guides, guidelines_at = @now where id = any (@ids) and owner_id = @MembershipId and state = 'open'",
            new { guides = Guides.Select(g => g.Id).ToArray(), ids = own.Select(r => r.Id).ToArray(), user.MembershipId, now = clock.GetUtcNow() }, ct);
        journal.Write("read guidelines", own.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value).Distinct(), Facets.None, "", new { day = On, guidelines = Guides.Select(g => g.Id) });
        Saved.Say(HttpContext, text["Opgeschreven dat je de richtlijnen las."]);
        return Redirect("/visits?day=" + On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        On = Day ?? Today;
        if (user.Is(Role.TeamLead, Role.Coordinator))
        {
            Colleagues = await frame.ListAsync<Colleague>($"""
                select m.id, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as name, o.name as organisation from organisation o join membership m on m.organisation_id = o.id join person w on w.id = m.person_id
                where o.municipality_code = @MunicipalityCode and {GiveCases.CanLead} and (@all or o.id = @OrganisationId) order by o.name, w.surname, w.given_name
                """, new { user.MunicipalityCode, user.OrganisationId, today = Today, all = user.Is(Role.Coordinator) }, ct);
        }

        if (Person is { } person && person != user.MembershipId && (Whose = Colleagues.FirstOrDefault(c => c.Id == person)) is null)
        {
            return false;
        }

        // Of a colleague: the steps of cases that one may see wholly. The numbers to call come with the case, for as long as there is a task in it.
        var rows = await frame.ListAsync<Row>("""
            select s.id, s.case_id, p.id as pupil_id, p.given_name, p.birth_date, s.kind, s.title, to_char(s.due_at, 'HH24.MI') as due_at, s.place, c.address, c.postcode, c.place as town, c.phone, s.owner_id <> @member as along, s.guidelines_at is not null as informed,
              coalesce((select trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) from membership m join person w on w.id = m.person_id where m.id = case when s.owner_id = @member then s.companion_id else s.owner_id end), '') as other,
              (select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'relation', x.relation, 'phone', x.phone, 'language', x.language, 'needsInterpreter', x.needs_interpreter)), '[]')::text from app.case_contacts(c.id) x) as contacts
            from case_step s join care_case c on c.id = s.case_id left join pupil p on p.id = c.pupil_id
            where (s.owner_id = @member or s.companion_id = @member) and s.state = 'open' and s.due_on = @On and s.kind in ('door', 'phone', 'talk') order by s.id limit 100
            """, new { member = Whose?.Id ?? user.MembershipId, On }, ct);
        var order = VisitOrder.Of([.. rows.Select(r => new Stop(r.Id, r.DueAt is { } at ? TimeOnly.ParseExact(at, "HH.mm", CultureInfo.InvariantCulture) : null, r.Postcode, r.Address))]);
        Rows = [.. order.Select(stop => rows.First(r => r.Id == stop.Id))];
        Guides = await frame.ListAsync<Guide>("select g.id, g.title, g.words from guideline g join organisation t on t.id = g.municipality_id and t.kind = 'municipality' and t.code = @MunicipalityCode where g.starts <= @On and (g.ends is null or g.ends >= @On) order by g.starts, g.id", new { user.MunicipalityCode, On }, ct);
        journal.Read("open visits", rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value).Distinct(), Facets.Identity | Facets.Care, Whose is null ? "own tasks" : "of a colleague");
        return true;
    }

    /// <summary>"3 bezoeken vandaag, 1 telefoontje".</summary>
    public string Heading()
    {
        var (visits, calls) = (Rows.Count(r => r.Kind != "phone"), Rows.Count(r => r.Kind == "phone"));
        var when = On == Today ? text["vandaag"] : Show.Day(On, Today);
        var first = visits == 0 ? text["Geen bezoeken {0}", when] : visits == 1 ? text["1 bezoek {0}", when] : text["{0} bezoeken {1}", visits, when];
        return calls == 0 ? first : first + ", " + text.N(calls, "1 telefoontje", "{0} telefoontjes");
    }

    public string To(DateOnly day) => "/visits?day=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (Whose is { } whose ? "&person=" + whose.Id : "");
}
