using InBeeld.Capabilities.Partners.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Contacts;

/// <summary>Whom we spoke, newest first, and one more. What is searched for may be a name, so that it is not in the address.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ContactsModel(Frame frame, Journal journal, Text text, TimeProvider clock, LogPartnerContact log) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid? Partner { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Sheet Sheet { get; private set; } = new([]);
    public List<ContactRow> Rows { get; private set; } = [];
    public string Words { get; private set; } = "";
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();
    public string Here => Partner is { } partner ? $"/partners/contacts?partner={partner}" : "/partners/contacts";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Partner is { } partner && Sheet.Lines[0].Choices!.Any(c => c.Value == partner.ToString()))
        {
            Sheet["Who"] = partner.ToString();
        }

        Sheet["Channel"] = "phone";
    }

    public async Task<IActionResult> OnPostFindAsync(string? words, CancellationToken ct)
    {
        Words = words?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, 100)] : "";
        await LoadAsync(ct);
        Sheet["Channel"] = "phone";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Sheet.Read(Request.Form))
        {
            var outcome = await log.RunAsync(Id, Sheet, ct);
            if (outcome.Ok)
            {
                Saved.Say(HttpContext, text["Contact genoteerd."], $"/partners/contacts?handler=Remove&contact={Id}");
                return Redirect(Here);
            }

            Sheet.Refused.AddRange(outcome.Refusals);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid contact, bool again, CancellationToken ct)
    {
        if (!await log.RemoveAsync(contact, again, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, again ? text["Het staat er weer."] : text["Weggehaald."], $"/partners/contacts?handler=Remove&contact={contact}&again={(again ? "false" : "true")}");
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostStepAsync(Guid contact, bool again, CancellationToken ct)
    {
        if (!await log.FinishAsync(contact, again, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, again ? text["De stap staat weer open."] : text["De stap is gedaan."], $"/partners/contacts?handler=Step&contact={contact}&again={(again ? "false" : "true")}");
        return Redirect(Here);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Sheet = new Sheet(LogPartnerContact.Lines(await Choices.AllAsync(frame, text, Today, ct), text));
        var words = "%" + Words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        Rows = await frame.ListAsync<ContactRow>($"""
            {ContactRow.Sql} and (@Partner::uuid is null or c.partner_id = @Partner) and (@Words = '' or c.words ilike @like or c.next_step ilike @like or n.name ilike @like or p.name ilike @like)
              and (@After::uuid is null or (c.day, c.id) < (select x.day, x.id from network_contact x where x.id = @After)) order by c.day desc, c.id desc limit @limit
            """, new { Partner, After, Words, like = words, limit = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        var (steps, late) = await frame.OneAsync<(int, int)>("select count(*)::integer, (count(*) filter (where c.next_on < @Today))::integer from network_contact c where c.removed_at is null and c.next_step <> '' and c.next_done is null and (@Partner::uuid is null or c.partner_id = @Partner)", new { Partner, Today }, ct);
        journal.Read("open partner contacts", [], Facets.None, "", new { partner = Partner });
        (ViewData["Title"], ViewData["Menu"]) = (steps == 0 ? text["Contact met partners: geen stap open"].ToString() : text.N(steps, "Contact met partners: 1 stap open, {1} te laat", "Contact met partners: {0} stappen open, {1} te laat", late), "/partners");
    }
}
