using Dapper;
using InBeeld.Capabilities.Funds.Claims;
using InBeeld.Capabilities.Funds.Costs;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Children;

/// <summary>One child in a programme: what it costs, who pays, which funds may pay and which not yet, and what was seen for them.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ChildMoneyModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepClaim keep, NoteEvidence note) : PageModel
{
    internal sealed class Of
    {
        public Guid ProgrammeId { get; set; }
        public string Programme { get; set; } = "";
        public Guid ParticipantId { get; set; }
        public Guid? PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string State { get; set; } = "";
        public PersonName Name => new(GivenName, Prefix, Surname);
        public bool Stopped => State is "dropped" or "withdrawn" or "declined";
    }

    internal sealed class Evidence
    {
        public Guid CriterionId { get; set; }
        public bool Holds { get; set; }
        public string Seen { get; set; } = "";
        public DateOnly SeenOn { get; set; }
        public string By { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid Fund { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public Guid Criterion { get; set; }

    [BindProperty]
    public string? Holds { get; set; }

    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? SeenOn { get; set; }

    public Of Row { get; private set; } = new();
    public List<CostLine> Lines { get; private set; } = [];
    public List<ClaimRow> Claims { get; private set; } = [];
    public List<FundRow> Funds { get; private set; } = [];
    public List<FundOption> Options { get; private set; } = [];
    public List<FundCriterion> Criteria { get; private set; } = [];
    public List<Evidence> Noted { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/programmes/people/{Enrolment}/money";
    public long Cost => Lines.Sum(l => l.Cents);
    public long Covered => Claims.Sum(c => c.Counts);
    public long Short => Cost - Covered;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCommitAsync(CancellationToken ct) => await DoAsync(() => keep.CommitAsync(Id, Fund, Enrolment, Amount, ct), text["Toegezegd."], null, ct);

    public async Task<IActionResult> OnPostNoteAsync(CancellationToken ct) =>
        await DoAsync(() => note.RunAsync(Criterion, Row.ParticipantId, Row.PupilId, Holds == "true", Seen, SeenOn, ct), text["Opgeschreven. Er is geen kopie bewaard."], $"{Here}?handler=Forget&criterion={Criterion}", ct);

    public async Task<IActionResult> OnPostForgetAsync([FromQuery] Guid criterion, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await note.RemoveAsync(criterion, Row.ParticipantId, Row.PupilId, ct);
        Saved.Say(HttpContext, text["Weggehaald."]);
        return Redirect(Here);
    }

    /// <summary>What is likely the amount that somebody wants to promise.</summary>
    public long Likely(FundRow fund, FundOption option) => fund.Amount ?? Math.Max(0, Math.Min(Short, Math.Min(fund.Left, option.Most ?? long.MaxValue)));

    private async Task<IActionResult> DoAsync(Func<Task<Outcome<Done>>> does, string said, string? undo, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await does();
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, said, undo ?? $"/programmes/money/claims/{Id}?to=dropped&known=1");
            return Redirect(Here);
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var many = await frame.ManyAsync("""
            select e.programme_id, g.name as programme, e.participant_id, p.pupil_id, p.given_name, p.prefix, p.surname, e.state from enrolment e join programme g on g.id = e.programme_id join participant p on p.id = e.participant_id where e.id = @enrolment and e.library_id = app.funds_at();
            """ + CostLine.OfEnrolment + ClaimRow.OfEnrolment + FundRow.All + FundCriterion.Select("exists (select 1 from fund f where f.id = c.fund_id and f.state = 'open')") + """
            select enrolment_id, fund_id, most, not_yet::text as not_yet from app.fund_options(array[@enrolment], @now);
            select v.criterion_id, v.holds, v.seen, v.seen_on, concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname) as by from fund_evidence v join enrolment e on e.participant_id = v.participant_id left join person b on b.id = v.by_person where e.id = @enrolment
            """, new { enrolment = Enrolment, library = user.OrganisationId, now = clock.GetUtcNow() }, ct))
        {
            if (await many.ReadFirstOrDefaultAsync<Of>() is not { } row)
            {
                return false;
            }

            Row = row;
            Lines = (await many.ReadAsync<CostLine>()).AsList();
            Claims = (await many.ReadAsync<ClaimRow>()).AsList();
            Funds = (await many.ReadAsync<FundRow>()).AsList();
            Criteria = (await many.ReadAsync<FundCriterion>()).AsList();
            Options = (await many.ReadAsync<FundOption>()).AsList();
            Noted = (await many.ReadAsync<Evidence>()).AsList();
        }

        SeenOn ??= Typed.Of((DateOnly?)Today);
        journal.Read("open child money", Row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (Short > 0 ? text["{0}: {1} is nog niet gedekt", Row.Name.Full, Show.Cents(Short)].ToString() : Cost == 0 ? text["{0}: geen kosten", Row.Name.Full].ToString() : text["{0}: alles is gedekt", Row.Name.Full].ToString(), "/programmes/money");
        return true;
    }
}
