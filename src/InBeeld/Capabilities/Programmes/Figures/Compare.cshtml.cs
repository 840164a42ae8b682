using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Figures;

/// <summary>Two programmes side by side, line by line, as the pilot's tables did.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class CompareModel(CurrentUser user, Text text, TimeProvider clock, ProgrammeFigures figures) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? One { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Two { get; set; }

    public List<Choice> Programmes { get; private set; } = [];
    public Counted? First { get; private set; }
    public Counted? Second { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (First is null || Second is null)
        {
            return Redirect("/programmes/compare");
        }

        string[] headers = [text["Onderdeel"], text["Cijfer"], First.Row.Name, text["Toelichting"], Second.Row.Name, text["Toelichting"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(clock.Today(), text["Naast elkaar"], user.OrganisationName), text["Naast elkaar"], headers,
            Pairs().ConvertAll(p => new Cell[] { p.One.Group, p.One.What, p.One.Value, p.One.Note, p.Two.Value, p.Two.Note }));
    }

    public List<(Contract.ProgrammeLine One, Contract.ProgrammeLine Two)> Pairs() => [.. First!.Lines.Zip(Second!.Lines)];

    private async Task LoadAsync(CancellationToken ct)
    {
        var found = await figures.OfAsync(One is { } one && Two is { } two && one != two ? [one, two] : [], 0, ct);
        (First, Second, Programmes) = (found.Programmes.Find(f => f.Row.Id == One), found.Programmes.Find(f => f.Row.Id == Two), found.All);
        (ViewData["Title"], ViewData["Menu"]) = (First is not null && Second is not null ? text["{0} naast {1}", First.Row.Name, Second.Row.Name].ToString() : text["Twee programma's naast elkaar"].ToString(), "/programmes");
    }
}
