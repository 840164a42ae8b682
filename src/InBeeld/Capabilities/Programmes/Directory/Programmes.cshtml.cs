using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Directory;

/// <summary>The programmes: of the own library for who carries them out, of the libraries around for who brings children.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide, Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Coordinator, Role.Partner)]
internal sealed class ProgrammesModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 30;
    public static readonly string[] States = ["open", "draft", "closed"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<ProgrammeRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public bool Works => user.Is(Role.ProgrammeLeader, Role.Guide);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(PageSize, ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(5000, ct);
        string[] headers = [text["Programma"], text["Bibliotheek"], text["Wat is het?"], text["Eerste dag"], text["Laatste dag"], text["Plekken"], text["Bezet"], text["Stand"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Programma's"], user.OrganisationName), text["Programma's"], headers,
            Rows.ConvertAll(r => new Cell[] { r.Name, r.Library, text[ProgrammeWords.Kind(r.Kind)], r.Starts, r.Ends, r.Places, r.Taken, text[Word(r.State)] }));
    }

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        State = States.Contains(State) ? State : null;
        Rows = await ProgrammeRow.ListAsync(frame, State ?? (Works ? null : "open"), After, most + 1, clock.GetUtcNow(), ct);
        More = Rows.Count > most;
        Rows = [.. Rows.Take(most)];
        journal.Read("list programmes", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
    }

    public static string Word(string state) => state switch { "draft" => "In de maak", "open" => "Open voor aanmelden", _ => "Dicht" };

    public string Heading() => Rows.Count == 0 && State is null && After is null ? text["Nog geen programma's"] : Works ? text["Programma's"] : text["Programma's in de bibliotheek"];
}
