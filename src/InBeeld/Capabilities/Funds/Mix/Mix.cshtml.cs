using Dapper;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Mix;

/// <summary>Who pays what, so that the least stays uncovered: computed, looked at, applied for all or for some. Nothing is promised before that.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class MixModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, PlanFunds plans, DoFundWork computing, ApplyPlan apply) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Null: all programmes of the library.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    /// <summary>The proposal that is shown; without: the last.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Plan { get; set; }

    /// <summary>The last child of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    public string? ProgrammeName { get; private set; }
    public PlanRow? Shown { get; private set; }
    public List<PlanFund> Funds { get; private set; } = [];
    public List<IGrouping<Guid, PlanLine>> Children { get; private set; } = [];
    public bool More { get; private set; }
    public FundWork? Work { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>What did not fit any more when somebody applied it: the child, the fund and why.</summary>
    public List<(string Child, string Fund, string Why)> Misfits { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => "/programmes/money/mix" + (Programme is null ? "" : $"?programme={Programme}");

    public string With(string query) => Here + (Programme is null ? "?" : "&") + query;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Before the proposals: it ends in one transaction with the proposal, so that no work means that the proposal is there.
        Work = await FundWork.SoonAsync(frame, computing, ct);
        if (Request.Headers["HX-Target"] == "busy")
        {
            if (Work is { Busy: true })
            {
                return Partial("/Capabilities/Funds/Mix/_Busy.cshtml", Work);
            }

            Response.Headers["HX-Refresh"] = "true";
            return new EmptyResult();
        }

        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await plans.AskAsync(Id, Programme, ct);
        if (outcome.Ok)
        {
            return Redirect(With($"plan={Id}"));
        }

        Refused = outcome.Refusals;
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(bool keep, CancellationToken ct)
    {
        await plans.StopAsync(Plan ?? Guid.Empty, keep, ct);
        return Redirect(keep ? With($"plan={Plan}") : Here);
    }

    /// <param name="some">Only the chosen children.</param>
    public async Task<IActionResult> OnPostApplyAsync(bool some, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Shown is null || Plan is null)
        {
            return NotFound();
        }

        if (some && Chosen.Count == 0)
        {
            Refused = [Refusal.Of("Kies eerst voor welke kinderen.")];
            return Page();
        }

        var changed = await apply.RunAsync(Plan.Value, some ? [.. Chosen.Take(PageSize)] : null, ct);
        if (changed.Count > 0)
        {
            await TellAsync(changed, ct);
            return Page();
        }

        Saved.Say(HttpContext, text["Toegezegd. Je ziet het bij elk kind en elke geldbron."], With($"handler=Undo&plan={Plan}"));
        return Redirect(With($"plan={Plan}"));
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Shown is null || Plan is null)
        {
            return NotFound();
        }

        var hit = await apply.UndoAsync(Plan.Value, ct);
        Saved.Say(HttpContext, text.N(hit, "1 toezegging is weer vrij. Wat gedeclareerd is, blijft.", "{0} toezeggingen zijn weer vrij. Wat gedeclareerd is, blijft."));
        return Redirect(With($"plan={Plan}"));
    }

    private async Task TellAsync(List<Changed> changed, CancellationToken ct)
    {
        Refused = [Refusal.Of("Er is intussen iets veranderd. Er is niets toegezegd. Reken opnieuw.")];
        var names = (await frame.ListAsync<(Guid Id, string Name)>("select e.id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) from enrolment e join participant p on p.id = e.participant_id where e.id = any (@ids)", new { ids = changed.ConvertAll(c => c.EnrolmentId).OfType<Guid>().Distinct().ToArray() }, ct)).ToDictionary(x => x.Id, x => x.Name);
        var funds = (await FundRow.ListAsync(frame, user.OrganisationId, ct)).ToDictionary(f => f.Id, f => f.Name);
        Misfits = changed.Take(PageSize).Select(c => (names.GetValueOrDefault(c.EnrolmentId ?? Guid.Empty, ""), funds.GetValueOrDefault(c.FundId ?? Guid.Empty, ""), text.Say(FundOption.Why(c.Why)))).ToList();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Programme is { } programme && (ProgrammeName = await frame.OneAsync<string>("select name from programme where id = @programme and library_id = @OrganisationId", new { programme, user.OrganisationId }, ct)) is null)
        {
            return false;
        }

        Work ??= await FundWork.OfAsync(frame, ct);
        Shown = await frame.OneAsync<PlanRow>(PlanRow.Last, new { library = user.OrganisationId, plan = Plan, programme = Programme }, ct);
        if (Shown is not null)
        {
            Plan = Shown.Id;
            using var many = await frame.ManyAsync(PlanFund.OfPlan + PlanLine.OfPlan, new { plan = Shown.Id, after = After, limit = PageSize + 1 }, ct);
            Funds = (await many.ReadAsync<PlanFund>()).AsList();
            Children = [.. (await many.ReadAsync<PlanLine>()).GroupBy(l => l.EnrolmentId)];
            More = Children.Count > PageSize;
            Children = Children[..Math.Min(Children.Count, PageSize)];
        }

        journal.Read("open fund plan", Children.Select(c => c.First().PupilId).OfType<Guid>(), Facets.Identity, "", new { plan = Shown?.Id, programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes/money");
        return true;
    }

    private string Heading() => Shown is not { } plan ? text["Nog geen voorstel"] : plan.What.Uncovered == 0 ? text["Voorstel: alles is gedekt"] : text["Voorstel: {0} van {1} blijft ongedekt", Show.Cents(plan.What.Uncovered), Show.Cents(plan.What.Cost)];
}
