using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.OpenCase;

/// <summary>One case: what is next, what happened, who leads, what was agreed. Who has only a step in it sees that step.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class OpenCaseModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, RouteOffers offers) : PageModel
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
    /// <summary>What became of the agreements that were started, and how much is free for those that are not.</summary>
    public IReadOnlyList<RouteState> Routes { get; private set; } = [];
    public IReadOnlyDictionary<string, Capacity> Free { get; private set; } = new Dictionary<string, Capacity>();
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
            var routed = Parts.Agreements.Where(a => a.Open || a.RouteId is not null).Select(a => (Route: CaseWords.Route(a.Kind), a.RouteId)).Where(a => a.Route is not null).ToList();
            Routes = await offers.StatesAsync(routed.Where(a => a.RouteId is not null).Select(a => a.Route!), head.PupilId, ct);
            Free = await offers.CapacityAsync(head.Closed ? [] : routed.Where(a => a.RouteId is null).Select(a => a.Route!).Distinct(), head.MunicipalityId, Today, ct);
            More = Lines.Count > PageSize;
            Lines = [.. Lines.Take(PageSize)];
        }

        journal.Read("open case", [head.PupilId], head.Wholly ? Facets.Identity | Facets.Needs | Facets.Care : Facets.Identity, "case", new { @case = Id });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Coordinator, Role.TeamLead) ? "/cases" : "/my-day";
        return Page();
    }

    /// <summary>How the route of an agreement stands; null when it was not started, or is no longer for whoever asks.</summary>
    public RouteState? RouteOf(CaseParts.Agreement agreement) => Routes.FirstOrDefault(r => r.Reference == agreement.RouteId);

    public bool MayStart(CaseParts.Agreement agreement) => !Case.Closed && agreement is { Open: true, RouteId: null } && CaseWords.Route(agreement.Kind) is { } route && offers.CanStart(route);

    /// <summary>What is free of the route of an agreement that is not started; null when that is not known at all.</summary>
    public Capacity? FreeFor(CaseParts.Agreement agreement) =>
        agreement is { Open: true, RouteId: null } && CaseWords.Route(agreement.Kind) is { } route && Free.TryGetValue(route, out var free) && free != Capacity.Unknown ? free : null;

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
