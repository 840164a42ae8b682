using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Triage.Propose;

/// <summary>Which routes the rules propose for a child, why, what is free today, and the decision of a person.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Coordinator, Role.Attendance, Role.TeamLead, Role.Caseworker)]
internal sealed class RoutesOfChildModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, ProposedRoutes proposed, RouteOffers offers, DecideRoutes decide) : PageModel
{
    internal sealed class Before
    {
        public Guid Id { get; set; }
        public string[] Chosen { get; set; } = [];
        public int TableNumber { get; set; }
        public DateTimeOffset At { get; set; }
        public string ByName { get; set; } = "";
        public bool Undone { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Crucial { get; set; }

    [BindProperty]
    public string? Shown { get; set; }

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public string? Why { get; set; }

    public Child Child { get; private set; } = new();
    public ProposalOfChild Proposal { get; private set; } = null!;
    public List<Before> History { get; private set; } = [];
    public IReadOnlyList<RouteState> Started { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>The card of the child, for who has that page.</summary>
    public string? Card => user.Is(Role.Teacher, Role.Care, Role.Principal, Role.Coordinator) ? $"/children/{Pupil}" : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(preset: true, ct) ? Page() : NotFound();

    /// <summary>Looks again with the answer on crucial occupation; nothing is kept.</summary>
    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct) => await LoadAsync(preset: true, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Child.OfAsync(frame, Pupil, ct) is not { MayNeeds: true } child)
        {
            return NotFound();
        }

        var outcome = await decide.RunAsync(new DecideRoutesInput(Id, Pupil, Crucial ?? "", Shown ?? "", Chosen, Why ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Besloten voor {0}: {1}.", child.GivenName, text.Routes(outcome.Value.Chosen)], $"/children/{Pupil}/routes?handler=Undo&decision={outcome.Value.Id}");
            return Redirect($"/children/{Pupil}/routes");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(preset: false, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid decision, CancellationToken ct)
    {
        if (await Child.OfAsync(frame, Pupil, ct) is not { MayNeeds: true } || !(await decide.UndoAsync(Pupil, decision, ct)).Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Het besluit is ongedaan gemaakt."]);
        return Redirect($"/children/{Pupil}/routes");
    }

    public string Heading() => Proposal.Routes.Count == 0 ? text["Voor {0} is nu niets extra nodig", Child.Name.Full] : text.N(Proposal.Routes.Count, "1 hulproute past bij {1}", "{0} hulproutes passen bij {1}", Child.Name.Full);

    /// <summary>The facts that the rules ask for, as this person may see them. Crucial occupation is asked elsewhere on the page.</summary>
    public IEnumerable<KeyValuePair<string, string>> Facts => FactList.All.Where(f => f.Code != FactList.Crucial && (Proposal.WithCare || !f.Restricted) && Proposal.Asked.Contains(f.Code)).Select(f => KeyValuePair.Create(f.Code, Proposal.Facts[f.Code]));

    private async Task<bool> LoadAsync(bool preset, CancellationToken ct)
    {
        if (await Child.OfAsync(frame, Pupil, ct) is not { MayNeeds: true } child || await proposed.OfAsync(Pupil, Crucial ?? "unknown", ct) is not { } proposal)
        {
            return false;
        }

        (Child, Proposal, Today) = (child, proposal, clock.Today());
        if (preset)
        {
            Chosen = [.. proposal.Routes.Select(r => r.Route)];
        }

        Shown = proposal.Stamp;
        Started = await offers.StatesAsync(Pupil, ct);
        History = await frame.ListAsync<Before>("""
            select d.id, d.chosen, d.table_number, d.at, d.undone_at is not null as undone, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by_name
            from triage_decision d left join person w on w.id = d.by_person where d.pupil_id = @Pupil order by d.at desc, d.id desc limit 50
            """, new { Pupil }, ct);
        journal.Read("open routes", [Pupil], Kernel.Access.Facets.Identity | Kernel.Access.Facets.Needs | (proposal.WithCare ? Kernel.Access.Facets.Care : 0));
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Role switch { Role.Teacher => "/my-class", Role.Coordinator => "/emergency-access", _ => "/school" };
        return true;
    }
}
