using Dapper;
using InBeeld.Capabilities.Funds.Claims;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Paid;

/// <summary>What a fund paid: several claims, or all of a period and programme, put on paid in one step after their sum was seen.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PaidModel(Frame frame, Journal journal, Text text, TimeProvider clock, PayClaims pay) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Sum
    {
        public int Claims { get; set; }
        public long Cents { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Fund { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    /// <summary>Sent on or after this day.</summary>
    [BindProperty(SupportsGet = true)]
    public string? First { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Last { get; set; }

    /// <summary>The last claim of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>All of what was filtered, also what stands on other pages.</summary>
    [BindProperty]
    public bool All { get; set; }

    /// <summary>How many, and how much, somebody saw before confirming.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public long Cents { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public FundRow Row { get; private set; } = new();
    public List<Named> Programmes { get; private set; } = [];
    public List<ClaimRow> Claims { get; private set; } = [];
    public Sum Total { get; private set; } = new();
    public bool More { get; private set; }

    /// <summary>The sum is shown, and asked whether it was paid.</summary>
    public bool Asking { get; private set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/programmes/money/funds/{Fund}/paid";
    public string? ProgrammeName => Programmes.Find(p => p.Id == Programme)?.Name;

    /// <summary>With the same choices.</summary>
    public string With(string query) => Here + "?" + query + string.Concat(new[] { ("programme", Programme?.ToString()), ("first", First), ("last", Last) }.Where(x => !string.IsNullOrEmpty(x.Item2)).Select(x => $"&{x.Item1}={Uri.EscapeDataString(x.Item2!)}"));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(null, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        Asking = All || Chosen.Count > 0;
        if (!await LoadAsync(Asking && !All ? Picked() : null, ct))
        {
            return NotFound();
        }

        Refused = !Asking ? [new Refusal("Chosen", "Kies eerst wat er betaald is.")] : Total.Claims == 0 ? [PayClaims.Changed] : [];
        Asking &= Total.Claims > 0;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var chosen = All ? null : Picked();
        if (!await LoadAsync(chosen, ct))
        {
            return NotFound();
        }

        var outcome = await pay.RunAsync(Id, new SentClaims(Fund, chosen, Programme, Typed.Day(First), Typed.Day(Last)), Seen, Cents, ct);
        if (!outcome.Ok)
        {
            (Refused, Asking) = (outcome.Refusals, Total.Claims > 0);
            return Page();
        }

        Saved.Say(HttpContext, text.N(Seen, "1 bijdrage staat op betaald, samen {1}.", "{0} bijdragen staan op betaald, samen {1}.", Show.Cents(Cents)), $"{Here}?handler=Undo&batch={Id}");
        return Redirect($"/programmes/money/funds/{Fund}");
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid batch, CancellationToken ct)
    {
        if (!await LoadAsync(null, ct))
        {
            return NotFound();
        }

        var hit = await pay.UndoAsync(Fund, batch, ct);
        Saved.Say(HttpContext, hit > 0 ? text.N(hit, "Ongedaan gemaakt. 1 bijdrage staat weer op gedeclareerd.", "Ongedaan gemaakt. {0} bijdragen staan weer op gedeclareerd.") : text["Dat kan nu niet meer."]);
        return Redirect($"/programmes/money/funds/{Fund}");
    }

    private Guid[] Picked() => [.. Chosen.Distinct().Take(PageSize)];

    private async Task<bool> LoadAsync(Guid[]? chosen, CancellationToken ct)
    {
        var days = (First: Typed.Day(First), Last: Typed.Day(Last));
        using (var many = await frame.ManyAsync(FundRow.One + """
            select distinct p.id, p.name from fund_claim c join enrolment e on e.id = c.enrolment_id join programme p on p.id = e.programme_id where c.fund_id = @fund and c.state = 'claimed' order by 2;
            select count(*)::integer as claims, coalesce(sum(c.cents), 0)::bigint as cents from fund_claim c where c.id in (select app.sent_claims(@fund, @chosen, @programme, @first, @last));
            """ + ClaimRow.Sent, new { fund = Fund, chosen, programme = Programme, first = days.First, last = days.Last, after = Asking ? null : After, limit = PageSize + 1 }, ct))
        {
            if (await many.ReadFirstOrDefaultAsync<FundRow>() is not { } row)
            {
                return false;
            }

            Row = row;
            Programmes = (await many.ReadAsync<Named>()).AsList();
            Total = await many.ReadFirstAsync<Sum>();
            Claims = (await many.ReadAsync<ClaimRow>()).AsList();
        }

        More = Claims.Count > PageSize;
        Claims = Claims[..Math.Min(Claims.Count, PageSize)];
        journal.Read("open sent claims", Claims.Select(c => c.PupilId).OfType<Guid>().Distinct(), Facets.Identity, "", new { fund = Fund });
        (ViewData["Title"], ViewData["Menu"]) = (Asking && Total.Claims > 0 ? text.N(Total.Claims, "Is deze bijdrage van {1} betaald?", "Zijn deze {0} bijdragen betaald, samen {1}?", Show.Cents(Total.Cents)) : Total.Claims == 0 ? text["Er wacht niets op betaling"].ToString() : text.N(Total.Claims, "1 bijdrage wacht op betaling: {1}", "{0} bijdragen wachten op betaling: samen {1}", Show.Cents(Total.Cents)), "/programmes/money");
        return true;
    }
}
