using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>The proposed rung of one child, its reason and tips, what was decided before, and the decision.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class DecideLadderModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, DecideLadder decide) : PageModel
{
    internal sealed class Before
    {
        public string Kind { get; set; } = "";
        public int Attempts { get; set; }
        public int SchoolDays { get; set; }
        public string Decision { get; set; } = "";
        public DateOnly? RestUntil { get; set; }
        public string Note { get; set; } = "";
        public string ByName { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public bool Undone { get; set; }
        public string[]? Needs { get; set; }
        public string[]? Languages { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Rung { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public DateOnly? RestUntil { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Child Child { get; private set; } = new();
    public LadderOfChild? Standing { get; private set; }
    public Proposal? Proposal { get; private set; }
    public bool MayDecide { get; private set; }
    public List<Before> History { get; private set; } = [];
    public List<Tip> TipsNow { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public bool PassesOn => user.Is(Role.Teacher);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return NotFound();
        }

        var outcome = await decide.RunAsync(new DecideLadderInput(Id, child, Rung, Decision ?? "", RestUntil, Note ?? ""), ct);
        if (outcome.Ok)
        {
            var done = outcome.Value;
            Saved.Say(HttpContext, done.Decision == LadderDecision.Taken ? text["Opgeslagen: {0}.", text[Rungs.Done(done.Kind)]] : text["Opgeslagen: wacht tot {0}.", Show.Day(done.RestUntil!.Value, clock.Today())], $"/children/{Pupil}/ladder?handler=Undo&decision={done.Id}");
            return Redirect($"/children/{Pupil}");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid decision, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child || !(await decide.UndoAsync(child, decision, ct)).Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Het besluit is ongedaan gemaakt."]);
        return Redirect($"/children/{Pupil}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        (Child, Today) = (child, clock.Today());
        Standing = await LadderOfChild.OfAsync(frame, Pupil, ct);
        Proposal = Standing?.ProposalOn(Today);
        MayDecide = Proposal is not null && DecideLadder.MayDecide(user.Role, Proposal.Rung.Kind);
        History = await frame.ListAsync<Before>("""
            select d.kind, d.attempts, d.school_days, d.decision, d.rest_until, d.note, d.at, d.undone_at is not null as undone, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by_name
            from ladder_decision d left join person w on w.id = d.by_person where d.pupil_id = @Pupil order by d.at desc limit 50
            """, new { Pupil }, ct);
        if (Proposal is not null)
        {
            var facts = await frame.OneAsync<Before>("""
                select (select array_agg(n.kind) from need n where n.pupil_id = p.id and n.ended_on is null) as needs,
                  (select array_agg(distinct c.language) from contact_person c where c.family_id = p.family_id and c.removed_at is null and c.language <> 'nl') as languages
                from pupil p where p.id = @Pupil
                """, new { Pupil }, ct);
            TipsNow = [.. Tips.For(facts?.Needs ?? [], [.. (facts?.Languages ?? []).Select(HomeLanguages.Word)], Proposal.Attempts, Proposal.Rung.Kind)];
        }

        journal.Read("open ladder", [Pupil], Facets.Identity | Facets.Contact | Facets.Needs);
        ViewData["Title"] = Proposal is null ? text["Geen volgende stap voor {0}", child.Name.Full] : text[Rungs.Proposal(Proposal.Rung.Kind)] + ": " + child.Name.Full;
        return true;
    }
}
