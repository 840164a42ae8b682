using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Files;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Agreements;

/// <summary>One agreement with a partner: its term, who signed when, the document; renewed or ended earlier. Renewing keeps the old one.</summary>
[Needs(Role.ProgrammeLeader)]
[RequestFormLimits(MultipartBodyLengthLimit = FileSort.Most + 65536)]
[RequestSizeLimit(FileSort.Most + 65536)]
internal sealed class AgreementModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Stored
    {
        public string Name { get; set; } = "";
        public string MediaType { get; set; } = "";
        public byte[] Content { get; set; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Agreement { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public AgreementRow Row { get; private set; } = new();
    public List<Refusal> Refused { get; } = [];
    public DateOnly Today => clock.Today();
    public string State => Row.State(Today);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<Stored>("select name, media_type, content from network_file where agreement_id = @Agreement and removed_at is null order by id desc limit 1", new { Agreement }, ct) is not { } stored)
        {
            return NotFound();
        }

        journal.Read("open partner document", [], Facets.None, "", new { agreement = Agreement });
        Response.Headers["Content-Security-Policy"] = "sandbox; default-src 'none'";
        return new FileContentResult(stored.Content, stored.MediaType == "text/plain" ? "text/plain; charset=utf-8" : stored.MediaType) { FileDownloadName = stored.Name };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (await AddAsync(ct) is { } refusal)
        {
            Refused.Add(refusal);
            return Page();
        }

        Saved.Say(HttpContext, text["Het document staat erbij."], $"/partners/agreements/{Agreement}?handler=RemoveFile&file={Id}");
        return Redirect($"/partners/agreements/{Agreement}");
    }

    public async Task<IActionResult> OnPostRemoveFileAsync(Guid file, bool again, CancellationToken ct)
    {
        if (await frame.DoAsync("update network_file set removed_at = @at where id = @file and agreement_id = @Agreement and (removed_at is null) = (@at::timestamptz is not null)", new { file, Agreement, at = again ? (DateTimeOffset?)null : clock.GetUtcNow() }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write("keep partner document", [], Facets.None, "", new { agreement = Agreement, file, again });
        Saved.Say(HttpContext, again ? text["Het document staat er weer."] : text["Het document is weggehaald."], $"/partners/agreements/{Agreement}?handler=RemoveFile&file={file}&again={(again ? "false" : "true")}");
        return Redirect($"/partners/agreements/{Agreement}");
    }

    /// <summary>Ended before its term; or not after all.</summary>
    public async Task<IActionResult> OnPostEndAsync(bool again, CancellationToken ct)
    {
        if (await frame.DoAsync("update network_agreement set ended_on = @on, version = version + 1 where id = @Agreement and removed_at is null and (ended_on is null) = (@on::date is not null)", new { Agreement, on = again ? (DateOnly?)null : Today }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write("end partner agreement", [], Facets.None, "", new { agreement = Agreement, again });
        Saved.Say(HttpContext, again ? text["De afspraak loopt weer."] : text["De afspraak is gestopt."], $"/partners/agreements/{Agreement}?handler=End&again={(again ? "false" : "true")}");
        return Redirect($"/partners/agreements/{Agreement}");
    }

    /// <summary>A new one of the same length, to be asked, agreed and signed anew.</summary>
    public async Task<IActionResult> OnPostRenewAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Row.RenewedId is null)
        {
            var (starts, length) = (Row.Ends.AddDays(1), Row.Ends.DayNumber - Row.Starts.DayNumber);
            await frame.DoAsync("""
                insert into network_agreement (id, library_id, partner_id, programme_id, title, what, starts, ends, renews_id, by_person, at) values (uuidv7(), @OrganisationId, @PartnerId, @ProgrammeId, @Title, @What, @starts, @ends, @Agreement, @PersonId, @now)
                  on conflict do nothing
                """, new { user.OrganisationId, user.PersonId, Row.PartnerId, Row.ProgrammeId, Row.Title, Row.What, starts, ends = starts.AddDays(length), Agreement, now = clock.GetUtcNow() }, ct);
            journal.Write("renew partner agreement", [], Facets.None, "", new { agreement = Agreement });
        }

        var next = await frame.OneAsync<Guid?>("select id from network_agreement where renews_id = @Agreement and removed_at is null", new { Agreement }, ct) ?? Agreement;
        Saved.Say(HttpContext, text["De nieuwe afspraak staat klaar. De oude blijft staan."], $"/partners/agreements/{next}/change?handler=Remove");
        return Redirect($"/partners/agreements/{next}");
    }

    private async Task<Refusal?> AddAsync(CancellationToken ct)
    {
        var sent = await SentFile.ReadAsync(Upload, "Upload", ct);
        if (!sent.Ok)
        {
            return sent.Refusals[0];
        }

        var file = sent.Value;
        await frame.DoAsync("update network_file set removed_at = @now where agreement_id = @Agreement and removed_at is null and id <> @Id", new { now = clock.GetUtcNow(), Agreement, Id }, ct);
        await frame.DoAsync("""
            insert into network_file (id, library_id, agreement_id, name, media_type, size, sha256, content, by_person, at) values (@Id, @OrganisationId, @Agreement, @Name, @MediaType, @size, @Hash, @Content, @PersonId, @now) on conflict (id) do nothing
            """, new { Id, user.OrganisationId, Agreement, file.Name, file.MediaType, size = file.Content.Length, file.Hash, file.Content, user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("keep partner document", [], Facets.None, "", new { agreement = Agreement, file = Id });
        return null;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<AgreementRow>($"{AgreementRow.Sql} and a.id = @Agreement", new { Agreement }, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        journal.Read("open partner agreement", [], Facets.None, "", new { agreement = Agreement });
        (ViewData["Title"], ViewData["Menu"]) = ($"{row.Partner}: {row.Title}", "/partners");
        return true;
    }
}
