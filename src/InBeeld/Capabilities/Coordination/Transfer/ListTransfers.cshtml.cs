using InBeeld.Capabilities.Coordination.CaseList;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Transfer;

/// <summary>Cases that another municipality is asked to take over, and those that others ask of us. Both see how it stands.</summary>
[Needs(Role.Coordinator)]
internal sealed class ListTransfersModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, Transfers transfers) : PageModel
{
    private const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid CaseId { get; set; }
        public bool Received { get; set; }
        public string Town { get; set; } = "";
        public string By { get; set; } = "";
        public string Ground { get; set; } = "";
        public string GroundWords { get; set; } = "";
        public string Words { get; set; } = "";
        public string State { get; set; } = "";
        public string Answer { get; set; } = "";
        public DateTimeOffset AskedAt { get; set; }
        public DateTimeOffset? AnsweredAt { get; set; }
        public Guid? SignalId { get; set; }
        public Guid? PupilId { get; set; }
        public string? GivenName { get; set; }
        public DateOnly? BirthDate { get; set; }

        public string Called(Text text, DateOnly today) => GivenName is null ? text["Een kind"] : GivenName + (CaseRow.Years(BirthDate, today) is { } years ? ", " + text.N(years, "1 jaar", "{0} jaar") : "");
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    /// <summary>Where a refusal belongs.</summary>
    public Guid? About { get; private set; }

    [BindProperty]
    public string? Answer { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAcceptAsync(Guid transfer, CancellationToken ct)
    {
        var outcome = await transfers.AcceptAsync(transfer, ct);
        if (!outcome.Ok)
        {
            return await AgainAsync(transfer, outcome.Refusals, ct);
        }

        Saved.Say(HttpContext, text["Overgenomen. Beslis nu wie de leiding krijgt."]);
        return Redirect($"/signals/{outcome.Value}");
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid transfer, CancellationToken ct)
    {
        var outcome = await transfers.RefuseAsync(transfer, Answer ?? "", ct);
        return outcome.Ok ? Said(text["De andere gemeente hoort dat jullie dit niet overnemen."]) : await AgainAsync(transfer, outcome.Refusals, ct);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid transfer, CancellationToken ct)
    {
        var outcome = await transfers.WithdrawAsync(transfer, ct);
        return outcome.Ok ? Said(text["De overdracht is ingetrokken. De zaak blijft hier."]) : await AgainAsync(transfer, outcome.Refusals, ct);
    }

    private RedirectResult Said(string sentence)
    {
        Saved.Say(HttpContext, sentence);
        return Redirect("/transfers");
    }

    private async Task<IActionResult> AgainAsync(Guid transfer, IReadOnlyList<Refusal> refusals, CancellationToken ct)
    {
        if (refusals.Any(r => r.Field == "Gone"))
        {
            return NotFound();
        }

        (Refused, About) = (refusals, transfer);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Row>($"""
            select t.id, t.case_id, t.to_id = @OrganisationId as received, o.name as town, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by, t.ground, t.ground_words, t.words, t.state, t.answer, t.asked_at, t.answered_at, t.signal_id,
              x.pupil_id, x.given_name, x.birth_date
            from case_transfer t join organisation o on o.id = case when t.to_id = @OrganisationId then t.from_id else t.to_id end join membership m on m.id = t.asked_by join person w on w.id = m.person_id
            left join lateral app.transfer_child(t.id) x on true
            where (t.from_id = @OrganisationId or t.to_id = @OrganisationId) {(After is null ? "" : "and (t.state <> 'asked', -extract(epoch from t.asked_at), t.id) > (select y.state <> 'asked', -extract(epoch from y.asked_at), y.id from case_transfer y where y.id = @After)")}
            order by t.state <> 'asked', -extract(epoch from t.asked_at), t.id limit @most
            """, new { user.OrganisationId, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open transfers", Rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value).Distinct(), Facets.Identity);
        var (asked, waits) = (Rows.Count(r => r.Received && r.State == "asked"), Rows.Count(r => !r.Received && r.State == "asked"));
        ViewData["Title"] = (asked == 0 ? text["Geen overdracht wacht op jullie"] : text.N(asked, "1 overdracht wacht op jullie antwoord", "{0} overdrachten wachten op jullie antwoord")) + (waits == 0 ? "" : ", " + text["{0} bij een ander", waits]);
        ViewData["Menu"] = "/cases";
    }
}
