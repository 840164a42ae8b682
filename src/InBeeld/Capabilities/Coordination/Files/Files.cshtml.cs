using System.Security.Cryptography;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Files;

/// <summary>Add a file to a case, take one away, fetch one. Kept in the database; never shown in the page, always a download.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
[RequestFormLimits(MultipartBodyLengthLimit = FileSort.Most + 65536)]
[RequestSizeLimit(FileSort.Most + 65536)]
internal sealed class FilesModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int MostFiles = 50;

    internal sealed class Stored
    {
        public string Name { get; set; } = "";
        public string MediaType { get; set; } = "";
        public byte[] Content { get; set; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty(SupportsGet = true, Name = "file")]
    public Guid? Chosen { get; set; }

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

        if (Chosen is not { } id)
        {
            return Page();
        }

        if (await frame.OneAsync<Stored>("select name, media_type, content from case_file where id = @id and case_id = @Case and removed_at is null", new { id, Case }, ct) is not { } stored)
        {
            return NotFound();
        }

        journal.Read("open case file", [Head.PupilId], Facets.Care, "case", new { @case = Case, file = id });
        Response.Headers["X-Content-Type-Options"] = "nosniff";
        Response.Headers["Content-Security-Policy"] = "sandbox; default-src 'none'";
        return new FileContentResult(stored.Content, stored.MediaType == "text/plain" ? "text/plain; charset=utf-8" : stored.MediaType) { FileDownloadName = stored.Name };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Chosen is not null || await CaseHead.ToChangeAsync(frame, Case, ct) is not { Closed: false } || !await LoadAsync(ct))
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

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (Chosen is not { } id || await CaseHead.ToChangeAsync(frame, Case, ct) is not { Closed: false } head
            || await frame.OneAsync<string>("select name from case_file where id = @id and case_id = @Case and removed_at is null", new { id, Case }, ct) is not { } name)
        {
            return NotFound();
        }

        await frame.DoAsync("update case_file set removed_at = @now, removed_by = app.membership() where id = @id and case_id = @Case", new { now = clock.GetUtcNow(), id, Case }, ct);
        await CaseEvents.AddAsync(frame, Case, "file-removed", false, [name], "", clock.GetUtcNow(), ct);
        journal.Write("remove case file", [head.PupilId], Facets.Care, "case", new { @case = Case, file = id });
        Saved.Say(HttpContext, text["Het bestand is weggehaald."], $"/cases/{Case}/files/{id}?handler=Restore");
        return Redirect($"/cases/{Case}/files");
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct)
    {
        if (Chosen is not { } id || await CaseHead.ToChangeAsync(frame, Case, ct) is not { Closed: false } head)
        {
            return NotFound();
        }

        await frame.DoAsync("update case_file set removed_at = null, removed_by = null where id = @id and case_id = @Case and removed_at > @since", new { id, Case, since = clock.GetUtcNow().AddDays(-1) }, ct);
        journal.Write("restore case file", [head.PupilId], Facets.Care, "case", new { @case = Case, file = id });
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
