using InBeeld.Capabilities.Contact.BoardOverview;
using InBeeld.Frames.Exports;
using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.MunicipalityOverview;

/// <summary>A week of the kept summary of the municipality.</summary>
internal sealed class SummaryRow
{
    public DateOnly Week { get; set; }
    public int Pupils { get; set; }
    public int Reached { get; set; }
    public DateTimeOffset ComputedAt { get; set; }
}

/// <summary>The schools in the municipality: numbers only. A municipality sees no child until there is a signal.</summary>
[Needs(Role.Coordinator)]
internal sealed class MunicipalityOverviewModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public FiguresView View { get; private set; } = null!;

    public List<SummaryRow> Summary { get; private set; } = [];

    public int Waiting { get; private set; }

    public DateOnly Today { get; private set; }

    public SchoolTable Table => new(View, "/municipality", As);

    public WeekLine Weeks => new("reach", [.. View.Line.Select(w => (w, Summary.Find(s => s.Week == w.First) is { } row && !w.Holiday ? new Reach(row.Reached, row.Pupils) : default))]);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        // Brings the kept summary up to date first, when it is older than ten minutes.
        var weeks = View.Line.Where(w => !w.Holiday).Select(w => w.First).Append(Today.Monday()).ToArray();
        Summary = await frame.ListAsync<SummaryRow>("select week, pupils, reached, computed_at from app.municipality_weeks(@weeks)", new { weeks }, ct);
        ViewData["Title"] = View.Title(text);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        journal.Read("export municipality overview", [], Facets.None, "municipality", new { As, level = View.Level });
        return SpreadsheetFile.As(As, SpreadsheetFile.Named(Today, text["scholen"], user.OrganisationName), text["Scholen"], Table.Headers(text), Table.Rows(text));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var schools = await FiguresQuery.SchoolsAsync(frame, FiguresQuery.OfMunicipality, user.OrganisationId, Today, ct);
        Waiting = schools.Count == 0 ? 0 : schools[0].Waiting;
        var calendar = FiguresCalendar.Of(schools, Today);
        View = new FiguresView(schools, await FiguresQuery.WeeksAsync(frame, schools, calendar.Spark, ct), calendar, Level, Sort);
    }
}
