using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Consistency;
using InBeeld.Statistics.Consistency.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Figures.CheckText;

/// <summary>A pasted text and the statements read from it go along in the form; nothing is kept here.</summary>
[Needs(Role.Researcher, Role.ProgrammeLeader, Role.LibraryPlanner, Role.Coordinator, Role.Board)]
[RequestSizeLimit(8 * 1024 * 1024)]
internal sealed class CheckTextModel(Text text, CheckFigures check) : PageModel
{
    public const int MostBytes = 100 * 1024;
    public const int MostShown = 200;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [BindProperty]
    public string? Pasted { get; set; }

    [BindProperty]
    public string? Lines { get; set; }

    /// <summary>Relations, one per line.</summary>
    [BindProperty]
    public string? Always { get; set; }

    /// <summary>half-up or any.</summary>
    [BindProperty]
    public string? Rounding { get; set; }

    public bool AnyRounding => Rounding == "any";

    public Checked? Found { get; private set; }

    public FigureSentences Say { get; private set; } = null!;

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public string Title => Found is not null ? Say.Heading() : NothingRead ? text["Geen getallen gelezen"] : text["Controleer cijfers in een tekst"];

    /// <summary>The text was read and holds no figures.</summary>
    public bool NothingRead { get; private set; }

    public void OnGet()
    {
    }

    public void OnGetExample() => Pasted = text["De bibliotheken werken samen met 726 schoollocaties. Hiervan tekenden er 257 (51%) een overeenkomst."];

    public async Task OnPostAsync(CancellationToken ct)
    {
        if (ReadText() is not { } read)
        {
            return;
        }

        (Lines, Always) = (StatementLines.Write(read.Readings.Select(r => r.Statement), text.Language == "nl"), read.Relations.Count == 0 ? null : string.Join('\n', read.Relations.Select(r => r.Text)));
        NothingRead = read.Readings.Count == 0;
        if (!NothingRead)
        {
            await CheckAsync(read.Problem(HowRounded), read, ct);
        }
    }

    public async Task OnPostLinesAsync(CancellationToken ct)
    {
        var problem = StatementLines.Read(Lines, Always, HowRounded);
        if (!problem.Ok)
        {
            Refused = problem.Refusals;
            return;
        }

        await CheckAsync(problem.Value, TooLong ? null : Quotes(), ct);
    }

    /// <summary>The answer to the lines as a file.</summary>
    public async Task<IActionResult> OnPostFileAsync(CancellationToken ct)
    {
        await OnPostLinesAsync(ct);
        if (Found is not { } found)
        {
            return Page();
        }

        var answer = CheckReport.Json(found.Problem, found.Answer, found.AsRead ? found.Read : null, found.Certain);
        answer["figures"] = SmallFormat.Write(found.Problem);
        return File(Encoding.UTF8.GetBytes(answer.ToJsonString(Indented)), "application/json", "figures-check.json");
    }

    private Rounding HowRounded => AnyRounding ? Statistics.Consistency.Rounding.Any : Statistics.Consistency.Rounding.HalfUp;

    private bool TooLong => Encoding.UTF8.GetByteCount(Pasted ?? "") > MostBytes;

    private TextFigures? ReadText()
    {
        if (string.IsNullOrWhiteSpace(Pasted))
        {
            Refused = [new(nameof(Pasted), "Plak eerst een tekst.")];
            return null;
        }

        if (TooLong)
        {
            Refused = [new(nameof(Pasted), "De tekst is te lang. Er past 100 kB in. Controleer hem in delen.")];
            return null;
        }

        var read = FigureReader.Read(Pasted, out _);
        if (read is null)
        {
            Refused = [new(nameof(Pasted), "Er staan meer dan {0} getallen in. Controleer de tekst in delen.", CheckLimits.Statements)];
        }

        return read;
    }

    /// <summary>The text once more, only to show which sentence a statement came from.</summary>
    private TextFigures? Quotes() => string.IsNullOrWhiteSpace(Pasted) ? null : FigureReader.Read(Pasted, out _);

    private async Task CheckAsync(FigureProblem problem, TextFigures? read, CancellationToken ct)
    {
        var found = await check.RunAsync(problem, read, ct);
        if (found.Ok)
        {
            (Found, Say) = (found.Value, new(text, found.Value));
        }

        Refused = found.Refusals;
    }
}
