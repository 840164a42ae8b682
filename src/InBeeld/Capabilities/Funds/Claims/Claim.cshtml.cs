using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Claims;

/// <summary>Money of a fund for a child: how far it is, the next step, and what happened.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ClaimModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepClaim keep) : PageModel
{
    internal sealed class Event
    {
        public string State { get; set; } = "";
        public long Cents { get; set; }
        public string Reason { get; set; } = "";
        public string By { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Claim { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ClaimRow Row { get; private set; } = new();
    public List<Event> Events { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/programmes/money/claims/{Claim}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <param name="to">The state it gets.</param>
    /// <param name="known">For undo, which has no form: the version it undoes.</param>
    public async Task<IActionResult> OnPostAsync(string to, int? known, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || to is not ("committed" or "claimed" or "paid" or "refused" or "dropped"))
        {
            return NotFound();
        }

        var (was, version) = (Row.State, known ?? Version);
        var outcome = await keep.MoveAsync(Row, version, to, Amount, Reason, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        // What came in cannot be put back without saying how much: from paid only forward again.
        Saved.Say(HttpContext, text["{0}: {1}.", Row.Fund, text[FundWords.State(to)].ToLowerInvariant()], was == "paid" || known is not null ? null : $"{Here}?to={was}&known={version + 1}");
        return Redirect(Here);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ClaimRow.OfAsync(frame, Claim, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Amount ??= Typed.OfCents(row.Cents);
        Events = await frame.ListAsync<Event>("select v.state, v.cents, v.reason, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by, v.at from fund_claim_event v left join person p on p.id = v.by_person where v.claim_id = @Claim order by v.id limit 200", new { Claim }, ct);
        journal.Read("open claim", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { claim = Claim });
        (ViewData["Title"], ViewData["Menu"]) = (text["{0} van {1}", Show.Cents(row.Actual ?? row.Cents), row.Fund].ToString(), "/programmes/money");
        return true;
    }
}
