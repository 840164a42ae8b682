using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.OpenCase;

/// <summary>One case: what is next, what happened, who leads, what was agreed. Who has only a step in it sees that step.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class OpenCaseModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Only what was decided.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Decisions { get; set; }

    /// <summary>The oldest line of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public CaseHead Case { get; private set; } = new();
    public CaseParts Parts { get; private set; } = new();
    public List<CaseLine> Lines { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public bool Leads => Case.LeadMembershipId == user.MembershipId;
    public bool MayGive => user.Is(Role.Coordinator) || (user.Is(Role.TeamLead) && Case.LeadOrganisationId == user.OrganisationId);
    public CaseParts.Step? Next => Parts.Steps.FirstOrDefault(s => s.Open);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await CaseHead.OfAsync(frame, Id, ct) is not { } head)
        {
            return NotFound();
        }

        (Case, Today) = (head, clock.Today());
        Parts = await CaseParts.OfAsync(frame, Id, ct);
        if (head.Wholly)
        {
            Lines = await frame.ListAsync<CaseLine>($"""
                select e.id, e.at, e.kind, e.decision, e.args::text as args, e.words, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as person, o.name as party
                from case_event e left join membership m on m.id = e.by_member left join person p on p.id = m.person_id left join organisation o on o.id = m.organisation_id
                where e.case_id = @Id {(Decisions ? "and e.decision" : "")} {(Before is null ? "" : "and (e.at, e.id) < (select x.at, x.id from case_event x where x.id = @Before)")}
                order by e.at desc, e.id desc limit @most
                """, new { Id, Before, most = PageSize + 1 }, ct);
            More = Lines.Count > PageSize;
            Lines = [.. Lines.Take(PageSize)];
        }

        journal.Read("open case", [head.PupilId], head.Wholly ? Facets.Identity | Facets.Needs | Facets.Care : Facets.Identity, "case", new { @case = Id });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Coordinator, Role.TeamLead) ? "/cases" : "/my-day";
        return Page();
    }

    public string Heading()
    {
        var name = Case.Name.Full.Length > 0 ? Case.Name.Full : text["Zaak {0}", Case.Number];
        if (Case.Closed)
        {
            return text["{0}: afgesloten, {1}", name, Lower(text[CaseWords.Outcome(Case.Outcome)])];
        }

        if (Next is not { } step)
        {
            return text["{0}: nog geen volgende stap", name];
        }

        var title = Lower(text[step.Title]);
        var late = Today.DayNumber - step.DueOn.DayNumber;
        return late > 0 ? text.N(late, "{1}: {2} is 1 dag te laat", "{1}: {2} is {0} dagen te laat", name, title)
            : late == 0 ? step.DueAt is { } at ? text["{0}: {1} vandaag om {2}", name, title, at.Replace(':', '.')] : text["{0}: {1} vandaag", name, title]
            : text["{0}: {1} op {2}", name, title, Show.Day(step.DueOn, Today)];
    }

    private static string Lower(string sentence) => sentence.Length == 0 ? "" : char.ToLower(sentence[0], System.Globalization.CultureInfo.CurrentCulture) + sentence[1..];
}
