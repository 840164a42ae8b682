using System.Globalization;
using Dapper;
using InBeeld.Capabilities.Funds.Claims;
using InBeeld.Capabilities.Funds.Keep;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Open;

/// <summary>One fund: what there is, what was promised, sent and paid, for which children it pays, and every claim.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class FundModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepFund keep, KeepClaim claims) : PageModel
{
    public const int PageSize = 50;
    public static readonly string[] States = ["committed", "claimed", "paid", "refused", "dropped"];

    [BindProperty(SupportsGet = true)]
    public Guid Fund { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>The last claim of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public FundRow Row { get; private set; } = new();
    public List<FundCriterion> Criteria { get; private set; } = [];
    public List<Named> Programmes { get; private set; } = [];
    public List<ClaimRow> Claims { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();
    public string Here => $"/programmes/money/funds/{Fund}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTurnAsync(string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !await keep.TurnAsync(Fund, to, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, to == "open" ? text["De geldbron is weer open."] : text["De geldbron is gesloten. Wat toegezegd is, blijft."], $"{Here}?handler=Turn&to={(to == "open" ? "closed" : "open")}");
        return Redirect(Here);
    }

    /// <param name="back">For undo: the moment at which they were sent.</param>
    public async Task<IActionResult> OnPostSendAsync(long? back, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // Whole milliseconds, so that the moment comes back as it was kept.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var hit = await claims.SendAsync(Fund, back is { } at and > 0 and < 9_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, now, ct);
        Saved.Say(HttpContext, back is null ? text.N(hit, "1 bijdrage staat op gedeclareerd.", "{0} bijdragen staan op gedeclareerd.") : text["Ongedaan gemaakt. Het staat weer zoals het was."], back is null && hit > 0 ? $"{Here}?handler=Send&back={now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}" : null);
        return Redirect(Here);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        State = States.Contains(State) ? State : null;
        using (var many = await frame.ManyAsync(FundRow.One + FundCriterion.Select("c.fund_id = @fund") + "select p.id, p.name from fund_programme k join programme p on p.id = k.programme_id where k.fund_id = @fund order by p.name;" + ClaimRow.OfFund, new { fund = Fund, state = State, after = After, limit = PageSize + 1 }, ct))
        {
            if (await many.ReadFirstOrDefaultAsync<FundRow>() is not { } row)
            {
                return false;
            }

            Row = row;
            Criteria = (await many.ReadAsync<FundCriterion>()).AsList();
            Programmes = (await many.ReadAsync<Named>()).AsList();
            Claims = (await many.ReadAsync<ClaimRow>()).AsList();
        }

        More = Claims.Count > PageSize;
        Claims = Claims[..Math.Min(Claims.Count, PageSize)];
        journal.Read("open fund", Claims.Select(c => c.PupilId).OfType<Guid>().Distinct(), Facets.Identity, "", new { fund = Fund });
        (ViewData["Title"], ViewData["Menu"]) = (text["{0}: nog {1} vrij", Row.Name, Show.Cents(Row.Left)].ToString(), "/programmes/money");
        return true;
    }
}
