using System.Security.Cryptography;
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
        if (Upload is not { Length: > 0 } upload)
        {
            return new Refusal("Upload", "Kies een bestand dat niet leeg is.");
        }

        if (upload.Length > FileSort.Most)
        {
            return new Refusal("Upload", "Dit bestand is groter dan {0} MB.", FileSort.Most / 1024 / 1024);
        }

        if (Parts.Files.Count >= MostFiles)
        {
            return new Refusal("Upload", "Er staan al {0} bestanden in deze zaak.", MostFiles);
        }

        var content = new byte[upload.Length];
        await using (var stream = upload.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, ct);
        }

        var name = FileSort.Name(upload.FileName);
        if (FileSort.Of(content) is not { } mediaType || !FileSort.Fits(name, mediaType))
        {
            return new Refusal("Upload", "Dit is geen pdf, foto (jpg, png) of tekst. Wat erin staat past niet bij de naam.");
        }

        var made = await frame.DoAsync("""
            insert into case_file (id, case_id, name, media_type, size, sha256, content, by_member, at) values (@Id, @Case, @name, @mediaType, @size, @hash, @content, app.membership(), @now) on conflict (id) do nothing
            """, new { Id, Case, name, mediaType, size = content.Length, hash = SHA256.HashData(content), content, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await CaseEvents.AddAsync(frame, Case, "file", false, [name], "", clock.GetUtcNow(), ct);
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
