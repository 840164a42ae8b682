using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.StarsOfSchools.List;

/// <summary>All schools of the own library in one wave: stars that are certain and that could be, on which fields there is cooperation, and where to talk about it.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner)]
internal sealed class SchoolsModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Stars from which the heading counts.</summary>
    public const int Many = 3;

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    /// <summary>Stars that are certain; "open": unknown answers could still give more.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stars { get; set; }

    /// <summary>Key of a field of the scoring.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Field { get; set; }

    /// <summary>How it is on that field: no (as it comes), unknown or yes.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Is { get; set; }

    public StarsOfWave Found { get; private set; } = null!;
    public IReadOnlyList<StarredSchool> Shown { get; private set; } = [];
    public bool Filtered => !string.IsNullOrEmpty(Stars) || !string.IsNullOrEmpty(Field);
    public Together Asked => Is switch { "yes" => Together.Yes, "unknown" => Together.Unknown, _ => Together.No };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        journal.Read("export stars", [], Facets.None, "", new { wave = Wave, rows = Shown.Count });
        List<string> headers = [text["Schoollocatie"], text["Code"], text["Sterren, zeker"], text["Sterren, hoogstens"], text["Punten, zeker"], text["Punten, te halen"]];
        headers.AddRange(Found.Fields.Select(f => f.Label.In(text.Language)));
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(clock.Today(), text["Sterren"], Found.Library, Found.Wave.Name), text["Sterren"], headers,
            [.. Shown.Select(s => (Cell[])[s.Name, s.Code, s.Score.AtLeast, s.Score.AtMost, s.Score.Got, s.Score.Points, .. Found.Fields.Select(f => (Cell)text[StarsOfWave.FieldWord(s.Field(f.Key)?.Is)])])]);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await StarsOfWave.LoadAsync(frame, Wave, ct) is not { } found)
        {
            return false;
        }

        (Found, Field) = (found, found.Fields.FirstOrDefault(f => f.Key == Field)?.Key);
        Shown = [.. found.Schools.Where(s => Stars switch
        {
            "open" => !s.Sure,
            { Length: 1 } and [>= '0' and <= '4'] => s.Score.AtLeast == Stars[0] - '0',
            _ => true,
        }).Where(s => Field is null || s.Field(Field)?.Is == Asked)];
        var many = found.Schools.Count(s => s.Score.AtLeast >= Many);
        ViewData["Title"] = text.N(found.Schools.Count, "De school heeft {2}", "Zeker {2} sterren of meer: {1} van de {0} scholen", many, found.Schools.Count == 1 ? StarWords.Of(found.Schools[0].Score, text) : (object)Many);
        ViewData["Menu"] = "/monitor/dashboard";
        return true;
    }
}
