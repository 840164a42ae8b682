using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Agreements;

/// <summary>The agreements with partners; what ends first stands first, what has ended apart.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class AgreementsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    /// <summary>over: what has ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<AgreementRow> Rows { get; private set; } = [];
    public int Ending { get; private set; }
    public bool More { get; private set; }
    public bool Over => View == "over";
    public DateOnly Today => clock.Today();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(PageSize, ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(10000, ct);
        string[] headers = [text["Organisatie"], text["Programma"], text["Waarover?"], text["Stand"], text["Vanaf"], text["Tot en met"], text["Eens geworden op"], text["Getekend door de partner op"], text["Getekend door ons op"], text["Document"]];
        static Cell Of(DateOnly? day) => day is { } d ? d : "";
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Afspraken"], user.OrganisationName), text["Afspraken"], headers,
            Rows.ConvertAll(a => new Cell[] { a.Partner, a.Programme, a.Title, text[AgreementRow.StateWord(a.State(Today))], a.Starts, a.Ends, Of(a.AgreedOn), Of(a.SignedThem), Of(a.SignedUs), a.File }));
    }

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            {AgreementRow.Sql} and (a.ended_on is not null or a.ends < @today) = @Over and (@After::uuid is null or (a.ends, a.id) > (select x.ends, x.id from network_agreement x where x.id = @After)) order by a.ends, a.id limit @limit;
            select count(*)::integer from network_agreement a where a.removed_at is null and a.ended_on is null and a.signed_them is not null and a.signed_us is not null and a.ends between @today and @today + @Ahead
            """, new { Over, After, today = Today, limit = most + 1, AgreementRow.Ahead }, ct);
        Rows = [.. await all.ReadAsync<AgreementRow>()];
        Ending = await all.ReadSingleAsync<int>();
        More = Rows.Count > most;
        Rows = [.. Rows.Take(most)];
        journal.Read("list partner agreements", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/partners");
    }

    public string Heading() => Ending == 0 ? text["Afspraken met partners"] : text.N(Ending, "1 afspraak loopt binnen 90 dagen af", "{0} afspraken lopen binnen 90 dagen af");
}
