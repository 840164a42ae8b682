using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>The open steps of one person, to give to another of the same organisation: for an absence, or when somebody leaves.</summary>
[Needs(Role.Coordinator, Role.TeamLead)]
internal sealed class MoveStepsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int AtMost = 200;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid CaseId { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Title { get; set; } = "";
        public DateOnly DueOn { get; set; }
        public int Version { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed class Person
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public Guid Organisation { get; set; }
        public int Steps { get; set; }
    }

    [BindProperty]
    public List<string> Shown { get; set; } = [];

    [BindProperty]
    public Guid To { get; set; }

    public Person Owner { get; private set; } = new();
    public List<Row> Rows { get; private set; } = [];
    public List<Person> People { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid member, CancellationToken ct) => await LoadAsync(member, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid member, CancellationToken ct)
    {
        if (!await LoadAsync(member, ct))
        {
            return NotFound();
        }

        var to = People.FirstOrDefault(p => p.Id == To);
        var chosen = Rows.Where(r => Shown.Contains($"{r.Id}:{r.Version}")).ToList();
        if (to is null || Shown.Count == 0)
        {
            Refused = [to is null ? new Refusal("To", "Kies wie de stappen krijgt.") : new Refusal("Shown", "Kies minstens één stap.")];
            return Page();
        }

        var moved = await frame.ListAsync<Guid>("""
            update case_step s set owner_id = @To, companion_id = nullif(s.companion_id, @To), version = s.version + 1
            from unnest(@ids, @versions) as x (id, version) where s.id = x.id and s.version = x.version and s.state = 'open' and s.owner_id = @member returning s.id
            """, new { ids = chosen.Select(r => r.Id).ToArray(), versions = chosen.Select(r => r.Version).ToArray(), To, member }, ct);
        var now = chosen.Where(r => moved.Contains(r.Id)).ToList();
        await frame.DoAsync("insert into case_event (case_id, at, kind, decision, by_member, args) select c, @at, 'step_moved', false, @MembershipId, jsonb_build_array(t, @Name) from unnest(@cases, @titles) as x (c, t)",
            new { at = clock.GetUtcNow(), user.MembershipId, to.Name, cases = now.Select(r => r.CaseId).ToArray(), titles = now.Select(r => r.Title).ToArray() }, ct);
        journal.Write("move steps", now.Select(r => r.PupilId).Distinct(), Facets.Care, "", new { from = member, to = To, steps = moved });
        var skipped = Shown.Count - moved.Count;
        var said = text.N(moved.Count, "{1} kreeg 1 stap.", "{1} kreeg {0} stappen.", to.Name);
        Saved.Say(HttpContext, skipped == 0 ? said : said + " " + text.N(skipped, "1 stap veranderde intussen en bleef staan.", "{0} stappen veranderden intussen en bleven staan."));
        return Redirect(user.Is(Role.Coordinator) ? "/parties" : "/parties/mine");
    }

    private async Task<bool> LoadAsync(Guid member, CancellationToken ct)
    {
        Today = clock.Today();
        if (await frame.OneAsync<Person>("""
            select m.id, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as name, o.id as organisation from membership m join person w on w.id = m.person_id join organisation o on o.id = m.organisation_id
            where m.id = @member and o.municipality_code = @MunicipalityCode and o.kind in ('team', 'municipality') and (@coordinator or o.id = @OrganisationId)
            """, new { member, user.MunicipalityCode, user.OrganisationId, coordinator = user.Is(Role.Coordinator) }, ct) is not { } owner)
        {
            return false;
        }

        Owner = owner;
        Rows = await frame.ListAsync<Row>("""
            select s.id, s.case_id, c.pupil_id, p.given_name, p.prefix, p.surname, s.title, s.due_on, s.version
            from case_step s join care_case c on c.id = s.case_id join pupil p on p.id = c.pupil_id where s.owner_id = @member and s.state = 'open' order by s.due_on, s.id limit @most
            """, new { member, most = AtMost }, ct);
        People = await frame.ListAsync<Person>($"""
            select m.id, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as name, o.id as organisation,
              (select count(*)::integer from case_step s where s.owner_id = m.id and s.state = 'open') as steps
            from organisation o join membership m on m.organisation_id = o.id join person w on w.id = m.person_id where o.id = @Organisation and {GiveCases.CanLead} and m.id <> @member order by w.surname, w.given_name
            """, new { owner.Organisation, member, today = Today }, ct);
        journal.Read("open steps of a colleague", Rows.Select(r => r.PupilId).Distinct(), Facets.Identity | Facets.Care);
        ViewData["Title"] = text.N(Rows.Count, "{1} heeft 1 open stap", "{1} heeft {0} open stappen", owner.Name);
        ViewData["Menu"] = user.Is(Role.Coordinator) ? "/parties" : "/parties/mine";
        return true;
    }
}
