using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Figures;

/// <summary>How a programme goes, in figures: reach, who came, goals, school and parents, money, partners. No child is named.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class FiguresModel(CurrentUser user, Text text, TimeProvider clock, ProgrammeFigures figures) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    public FiguresRow Row { get; private set; } = new();
    public ILookup<string, Contract.ProgrammeLine> Lines { get; private set; } = Array.Empty<Contract.ProgrammeLine>().ToLookup(_ => "");
    public List<WeekRow> Weeks { get; private set; } = [];
    public List<Choice> Others { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        string[] headers = [text["Onderdeel"], text["Cijfer"], text["Waarde"], text["Toelichting"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Cijfers"], Row.Name, user.OrganisationName), text["Cijfers"], headers, Lines.SelectMany(g => g.Select(l => new Cell[] { l.Group, l.What, l.Value, l.Note })).ToList());
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await figures.OfAsync([Programme], 16, ct);
        if (found.Programmes.FirstOrDefault() is not { } counted)
        {
            return false;
        }

        (Row, Lines, Weeks, Others) = (counted.Row, counted.Lines.ToLookup(l => l.Group), found.Weeks, found.All.FindAll(p => p.Id != Programme));
        var finding = Row.Kept > 0 ? text["{0}: {1} doen mee en zijn er {2} van de keren", Row.Name, Row.Now, FiguresRow.Percent(Row.There, Row.Kept)] : text["{0}: {1} aangemeld, {2} doen mee", Row.Name, Row.Came, Row.Now];
        (ViewData["Title"], ViewData["Menu"]) = (finding.ToString(), "/programmes");
        return true;
    }
}
