using System.Text;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>One published edition, or what came in a file: what it is, what changed, and the form to copy it.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class EditionModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, CopyProgramme copy) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Edition { get; set; }

    /// <summary>The edition that is compared with.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? With { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public EditionRow Row { get; private set; } = new();
    public ProgrammeContent What { get; private set; } = new();
    public List<EditionRow> Editions { get; private set; } = [];
    public EditionRow? Other { get; private set; }
    public List<Difference> Differences { get; private set; } = [];
    public CopyFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Mine => Row.LibraryId == user.OrganisationId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = new CopyFields { Name = What.Name, Places = "12" };
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct) => await LoadAsync(ct)
        ? File(Encoding.UTF8.GetBytes(What.Write()), "application/json", SpreadsheetFile.Named(Amsterdam.Day(Row.At), Row.Name, text["versie {0}", Row.Number]) + ".json")
        : NotFound();

    public async Task<IActionResult> OnPostAsync(CopyFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await copy.RunAsync(Id, What, Row, fields, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Overgenomen. Kijk na wat bij jullie past, en open het daarna."]);
        return Redirect($"/programmes/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EditionRow.OfAsync(frame, Edition, ct) is not { } row)
        {
            return false;
        }

        (Row, What) = (row, ProgrammeContent.Read(row.Content).Value!);
        Editions = await EditionRow.OfProgrammeAsync(frame, row.ProgrammeId, ct);
        if (With is { } with && with != Edition && await EditionRow.OfAsync(frame, with, ct) is { } other && other.ProgrammeId == row.ProgrammeId)
        {
            Other = other;
            Differences = Difference.Between(ProgrammeContent.Read(other.Content).Value!, What, text);
            // Who compared has seen it: the programme that was copied no longer says that there is something new.
            await frame.DoAsync("update programme set origin_seen = @Number where origin_id = @with and library_id = @OrganisationId and origin_seen < @Number", new { row.Number, with, user.OrganisationId }, ct);
        }

        (ViewData["Title"], ViewData["Menu"]) = (row.Name, "/programmes");
        return true;
    }
}
