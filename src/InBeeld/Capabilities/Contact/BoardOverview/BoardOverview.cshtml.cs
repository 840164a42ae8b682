using InBeeld.Frames.Exports;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.BoardOverview;

/// <summary>The schools of a board: numbers only. A board sees no child.</summary>
[Needs(Role.Board)]
internal sealed class BoardOverviewModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public FiguresView View { get; private set; } = null!;

    public int Waiting { get; private set; }

    public DateOnly Today { get; private set; }

    public SchoolTable Table => new(View, "/board", As);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        ViewData["Title"] = View.Title(text);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        journal.Read("export board overview", [], Facets.None, "board", new { As, level = View.Level });
        return SpreadsheetFile.As(As, SpreadsheetFile.Named(Today, text["scholen"], user.OrganisationName), text["Scholen"], Table.Headers(text), Table.Rows(text));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var schools = await FiguresQuery.SchoolsAsync(frame, FiguresQuery.OfBoard, user.OrganisationId, Today, ct);
        Waiting = schools.Count == 0 ? 0 : schools[0].Waiting;
        var calendar = FiguresCalendar.Of(schools, Today);
        View = new FiguresView(schools, await FiguresQuery.WeeksAsync(frame, schools, calendar.Line, ct), calendar, Level, Sort);
    }
}
