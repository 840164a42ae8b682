using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Files;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Files;

/// <summary>The files of a case: what is there, and one more. Kept in the database.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
[RequestFormLimits(MultipartBodyLengthLimit = FileSort.Most + 65536)]
[RequestSizeLimit(FileSort.Most + 65536)]
internal sealed class FilesModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int MostFiles = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public CaseHead Head { get; private set; } = new();
    public CaseParts Parts { get; private set; } = new();
    public List<Refusal> Refused { get; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, Case, ct) is not { Closed: false } || !await LoadAsync(ct))
        {
            return NotFound();
        }

        if (await AddAsync(ct) is { } refusal)
        {
            Refused.Add(refusal);
            return Page();
        }

        Saved.Say(HttpContext, text["Het bestand staat erin."]);
        return Redirect($"/cases/{Case}/files");
    }

    private async Task<Refusal?> AddAsync(CancellationToken ct)
    {
        var sent = await SentFile.ReadAsync(Upload, "Upload", ct);
        if (!sent.Ok)
        {
            return sent.Refusals[0];
        }

        if (Parts.Files.Count >= MostFiles)
        {
            return new Refusal("Upload", "Er staan al {0} bestanden in deze zaak.", MostFiles);
        }

        var file = sent.Value;
        var made = await frame.DoAsync("""
            insert into case_file (id, case_id, name, media_type, size, sha256, content, by_member, at) values (@Id, @Case, @Name, @MediaType, @size, @Hash, @Content, app.membership(), @now) on conflict (id) do nothing
            """, new { Id, Case, file.Name, file.MediaType, size = file.Content.Length, file.Hash, file.Content, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await CaseEvents.AddAsync(frame, Case, "file", false, [file.Name], "", clock.GetUtcNow(), ct);
            journal.Write("add case file", [Head.PupilId], Facets.Care, "case", new { @case = Case, file = Id });
        }

        return null;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true } head)
        {
            return false;
        }

        Head = head;
        Parts = await CaseParts.OfAsync(frame, Case, ct);
        journal.Read("list case files", [head.PupilId], Facets.Care, "case", new { @case = Case });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/cases";
        return true;
    }

    public string Heading() => text.N(Parts.Files.Count, "1 bestand bij {1}", "{0} bestanden bij {1}", Head.Name.Full);
}
