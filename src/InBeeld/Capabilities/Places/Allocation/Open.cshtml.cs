using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>What schools ask, what the libraries have, every try with what came out beside first come, first served; one of them is applied. No child has a name here.</summary>
[Needs(Role.Coordinator)]
internal sealed class OpenModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, TryAllocation tries, DoAllocationWork computing, ApplyAllocation apply, KeepAllocation keep) : PageModel
{
    internal sealed record SchoolRow(Guid SchoolId, string School, int Children, int Parts, int Offers);

    [BindProperty(SupportsGet = true)]
    public Guid Allocation { get; set; }

    /// <summary>The try that is shown; without: the one that holds, else the last.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Run { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int? Extra { get; set; } = 0;

    [BindProperty]
    public int? MostMinutes { get; set; }

    [BindProperty]
    public bool UseOffers { get; set; }

    [BindProperty]
    public bool Stay { get; set; }

    public AllocationRow Row { get; private set; } = new();
    public List<SchoolRow> Schools { get; private set; } = [];
    public List<TryAllocation.SeriesRow> Places { get; private set; } = [];
    public List<RunRow> Runs { get; private set; } = [];
    public RunRow? Shown { get; private set; }

    /// <summary>The computation that goes on, or why nothing came of the last one.</summary>
    public AllocationWork? Work { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Before the tries: it ends in one transaction with the try, so that no work means that the try is there.
        Work = await AllocationWork.SoonAsync(frame, Allocation, computing, ct);
        if (Request.Headers["HX-Target"] == "busy")
        {
            return await FarAsync(ct);
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var last = Work?.Chosen ?? Shown?.Chosen;
        (Extra, MostMinutes, UseOffers, Stay) = (Work?.Chosen.Extra ?? 0, last?.MostMinutes ?? Row.MostMinutes, last?.UseOffers ?? true, last?.Stay ?? true);
        return Page();
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is not { } row)
        {
            return NotFound();
        }

        var outcome = await tries.AskAsync(Id, row, new Choices(Extra ?? -1, MostMinutes ?? 0, UseOffers, Stay), ct);
        if (outcome.Ok)
        {
            return Redirect($"/allocation/{Allocation}?run={Id}#result");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    /// <summary>Stops the computation; nothing else happens when it was over already.</summary>
    public async Task<IActionResult> OnPostStopAsync(bool keep, CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is null)
        {
            return NotFound();
        }

        await tries.StopAsync(Run ?? Guid.Empty, Allocation, keep, ct);
        return Redirect($"/allocation/{Allocation}?run={Run}#result");
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken ct) => await DoneAsync(() => apply.RunAsync(Run ?? Guid.Empty, ct), done =>
        Saved.Say(HttpContext, text["{0} plekken geboekt, {1} bleven zoals ze waren. De scholen krijgen bericht.", done.Booked, done.Kept] + (done.Missed > 0 ? " " + text.N(done.Missed, "1 plek lukte niet meer. Reken daarna opnieuw.", "{0} plekken lukten niet meer. Reken daarna opnieuw.") : ""), $"/allocation/{Allocation}?handler=Undo&run={Run}"), ct);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct) => await DoneAsync(() => apply.UndoAsync(Run ?? Guid.Empty, ct), _ => Saved.Say(HttpContext, text["Ongedaan gemaakt. Het staat weer zoals het was."]), ct);

    public async Task<IActionResult> OnPostEndAsync(bool end, CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is null)
        {
            return NotFound();
        }

        await keep.EndAsync(Allocation, end, ct);
        Saved.Say(HttpContext, end ? text["De verdeling is afgesloten. De plekken blijven geboekt."] : text["De verdeling is weer open."]);
        return Redirect($"/allocation/{Allocation}");
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        string[] headers = [text["Poging"], text["Kinderen gevraagd"], text["Met een plek"], text["Op volgorde van vragen"], text["Dagdelen gevraagd"], text["Dagdelen gegeven"], text["Gehouden"], text["Berekend op"], text["Toegepast op"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Verdeling"], user.OrganisationName), text["Verdeling"], headers,
            Runs.ConvertAll(r => new Cell[] { r.Number, r.What.Children, r.What.Helped, r.What.FirstCome.Sum(), r.What.PartsAsked, r.What.Parts, r.What.Kept, r.At, r.AppliedAt }));
    }

    private async Task<IActionResult> DoneAsync(Func<Task<Outcome<Applied>>> does, Action<Applied> say, CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is null || await frame.OneAsync<bool>("select not exists (select 1 from allocation_run where id = @Run and allocation_id = @Allocation)", new { Run, Allocation }, ct))
        {
            return NotFound();
        }

        var outcome = await does();
        if (outcome.Ok)
        {
            say(outcome.Value);
            return Redirect($"/allocation/{Allocation}?run={Run}");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    // Only the part that changes; when it is over, the whole page again.
    private async Task<IActionResult> FarAsync(CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is null)
        {
            return NotFound();
        }

        if (Work is { Busy: true })
        {
            return Partial("/Capabilities/Places/Allocation/_Busy.cshtml", Work);
        }

        Response.Headers["HX-Refresh"] = "true";
        return new EmptyResult();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, Allocation, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Work ??= await AllocationWork.OfAsync(frame, Allocation, ct);
        Schools = await frame.ListAsync<SchoolRow>("select * from app.allocation_schools(@Allocation)", new { Allocation }, ct);
        Places = await TryAllocation.PlacesAsync(frame, Allocation, clock.GetUtcNow(), ct);
        Runs = await frame.ListAsync<RunRow>("""
            select u.id, u.number, u.settings::text as settings, u.figures::text as figures, u.at, u.applied_at, u.undone_at, u.number > (select max(number) from allocation_run where allocation_id = @Allocation) - 5 as whole
            from allocation_run u where u.allocation_id = @Allocation order by u.number desc limit 30
            """, new { Allocation }, ct);
        Shown = Runs.Find(r => r.Id == Run) ?? Runs.Find(r => r.Holds) ?? Runs.FirstOrDefault();
        MostMinutes ??= row.MostMinutes;
        journal.Read("open allocation", [], Facets.None, "", new { allocation = Allocation });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/places");
        return true;
    }

    public string Heading() => Runs.Find(r => r.Holds) is { } now ? text.N(now.What.Helped, "1 kind heeft een plek", "{0} kinderen hebben een plek")
        : Schools.Sum(s => s.Children) is var asked and > 0 ? text.N(asked, "Scholen vragen een plek voor 1 kind", "Scholen vragen een plek voor {0} kinderen") : text["Nog geen school vroeg plekken"];

    /// <summary>How good a try is, said plainly.</summary>
    public string Quality(Figures f) => f.OpenWeight == 0 ? text["Bewezen: beter kan niet met deze plekken."] : text["Hooguit {0} beter voor wie het hardst nodig heeft.", Show.Share(f.OpenWeight, Math.Max(1, f.Asked.Zip(Plan.Weights, (n, w) => n * w).Sum()))];
}
