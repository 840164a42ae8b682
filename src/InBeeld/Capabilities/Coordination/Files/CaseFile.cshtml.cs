using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Files;

/// <summary>One file of a case: fetched, never shown in the page; taken away and put back.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class CaseFileModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Stored
    {
        public string Name { get; set; } = "";
        public string MediaType { get; set; } = "";
        public byte[] Content { get; set; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty(SupportsGet = true, Name = "file")]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true } head
            || await frame.OneAsync<Stored>("select name, media_type, content from case_file where id = @Id and case_id = @Case and removed_at is null", new { Id, Case }, ct) is not { } stored)
        {
            return NotFound();
        }

        journal.Read("open case file", [head.PupilId], Facets.Care, "case", new { @case = Case, file = Id });
        Response.Headers["Content-Security-Policy"] = "sandbox; default-src 'none'";
        return new FileContentResult(stored.Content, stored.MediaType == "text/plain" ? "text/plain; charset=utf-8" : stored.MediaType) { FileDownloadName = stored.Name };
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, Case, ct) is not { Closed: false } head
            || await frame.OneAsync<string>("select name from case_file where id = @Id and case_id = @Case and removed_at is null", new { Id, Case }, ct) is not { } name)
        {
            return NotFound();
        }

        await frame.DoAsync("update case_file set removed_at = @now, removed_by = app.membership() where id = @Id and case_id = @Case", new { now = clock.GetUtcNow(), Id, Case }, ct);
        await CaseEvents.AddAsync(frame, Case, "file-removed", false, [name], "", clock.GetUtcNow(), ct);
        journal.Write("remove case file", [head.PupilId], Facets.Care, "case", new { @case = Case, file = Id });
        Saved.Say(HttpContext, text["Het bestand is weggehaald."], $"/cases/{Case}/files/{Id}?handler=Restore");
        return Redirect($"/cases/{Case}/files");
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, Case, ct) is not { Closed: false } head)
        {
            return NotFound();
        }

        await frame.DoAsync("update case_file set removed_at = null, removed_by = null where id = @Id and case_id = @Case and removed_at > @since", new { Id, Case, since = clock.GetUtcNow().AddDays(-1) }, ct);
        journal.Write("restore case file", [head.PupilId], Facets.Care, "case", new { @case = Case, file = Id });
        return Redirect($"/cases/{Case}/files");
    }
}
