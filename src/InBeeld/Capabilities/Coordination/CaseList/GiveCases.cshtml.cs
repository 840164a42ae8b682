using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>One page to confirm: which cases, who gets them, and how much that person has already.</summary>
[Needs(Role.Coordinator, Role.TeamLead)]
internal sealed class GiveCasesModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, GiveCases give) : PageModel
{
    private const int AtMost = 50;

    internal sealed class Somebody
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public Guid Party { get; set; }
        public string PartyName { get; set; } = "";
        public int Open { get; set; }
        public int Late { get; set; }
    }

    [BindProperty]
    public List<string> Shown { get; set; } = [];

    [BindProperty]
    public Guid To { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public bool Steps { get; set; } = true;

    public List<CaseRow> Rows { get; private set; } = [];
    public List<Somebody> People { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var ids = Request.Query["case"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(AtMost).ToArray();
        if (ids.Length == 0)
        {
            Saved.Say(HttpContext, text["Kies eerst een of meer zaken."]);
            return Redirect("/cases");
        }

        return await LoadAsync(ids, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var cases = new Dictionary<Guid, int>();
        foreach (var parts in Shown.Take(AtMost).Select(s => s.Split(':')))
        {
            if (parts.Length == 2 && Guid.TryParse(parts[0], out var id) && int.TryParse(parts[1], out var version))
            {
                cases[id] = version;
            }
        }

        if (!await LoadAsync([.. cases.Keys], ct))
        {
            return NotFound();
        }

        var outcome = await give.RunAsync(new GiveCasesInput(cases, To, Why ?? "", Steps), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        var (given, skipped, person) = outcome.Value;
        var names = Rows.Where(r => skipped.Contains(r.Id)).Select(r => r.Called(text)).ToList();
        var said = text.N(given, "{1} kreeg 1 zaak.", "{1} kreeg {0} zaken.", person);
        Saved.Say(HttpContext, names.Count == 0 ? said : said + " " + text["Niet gegeven, want intussen veranderd of van een andere partij: {0}.", string.Join(", ", names)]);
        return Redirect("/cases");
    }

    private async Task<bool> LoadAsync(Guid[] ids, CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<CaseRow>($"select {CaseListQuery.Columns} from care_case c {CaseListQuery.Joins} where c.id = any (@ids) and {CaseFilter.Scope(user.Role)} and c.state = 'open' order by c.next_due, c.id",
            new { ids, user.OrganisationId, today = Today }, ct);
        if (Rows.Count == 0)
        {
            return false;
        }

        People = await frame.ListAsync<Somebody>($"""
            select m.id, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as name, o.id as party, o.name as party_name,
              (select count(*)::integer from care_case c where c.lead_membership_id = m.id and c.state in ('open', 'closing')) as open,
              (select count(*)::integer from care_case c where c.lead_membership_id = m.id and c.state = 'open' and c.next_due < @today) as late
            from organisation o join membership m on m.organisation_id = o.id join person w on w.id = m.person_id
            where o.id = any (@parties) and {GiveCases.CanLead} order by o.name, open, w.surname, w.given_name
            """, new { parties = Rows.Select(r => r.PartyId).Distinct().ToArray(), today = Today }, ct);
        journal.Read("choose who gets cases", Rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value).Distinct(), Facets.Identity | Facets.Care);
        ViewData["Title"] = text.N(Rows.Count, "Wie krijgt deze zaak?", "Wie krijgt deze {0} zaken?");
        ViewData["Menu"] = "/cases";
        return true;
    }
}
