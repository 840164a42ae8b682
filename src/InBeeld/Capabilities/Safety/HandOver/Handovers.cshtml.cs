using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.HandOver;

/// <summary>Worries that library employees handed to this school; seeing one tells the library so.</summary>
[Needs(Role.Care)]
internal sealed class HandoversModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string ByName { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string Child { get; set; } = "";
        public string Words { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public string State { get; set; } = "";
        public DateTimeOffset? SeenAt { get; set; }
        public string? SeenBy { get; set; }
        public int Waiting { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public int Waiting { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Row>("""
            select h.id, h.by_name, o.name as organisation, h.child, h.words, h.at, h.state, h.seen_at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as seen_by,
              (select count(*)::integer from safety_handover w where w.school_id = @OrganisationId and w.state = 'new') as waiting
            from safety_handover h join organisation o on o.id = h.organisation_id left join person p on p.id = h.seen_by
            where h.school_id = @OrganisationId and (@After::uuid is null or (h.at, h.id) < (select x.at, x.id from safety_handover x where x.id = @After)) order by h.at desc, h.id desc limit @most
            """, new { user.OrganisationId, After, most = PageSize + 1 }, ct);
        Waiting = Rows.FirstOrDefault()?.Waiting ?? 0;
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open handovers", [], Facets.Safety, "", new { handovers = Rows.Select(r => r.Id) });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/safety";
    }

    public async Task<IActionResult> OnPostAsync(Guid handover, CancellationToken ct)
    {
        if (await frame.OneAsync<Guid?>("select id from safety_handover where id = @handover and school_id = @OrganisationId", new { handover, user.OrganisationId }, ct) is null)
        {
            return NotFound();
        }

        if (await frame.DoAsync("update safety_handover set state = 'seen', seen_at = @now, seen_by = @PersonId where id = @handover and state = 'new'", new { now = clock.GetUtcNow(), user.PersonId, handover }, ct) > 0)
        {
            journal.Write("see handover", [], Facets.Safety, "", new { handover });
        }

        Saved.Say(HttpContext, text["De bibliotheek ziet nu dat je het gezien hebt."]);
        return Redirect("/safety/handovers");
    }

    public string Heading() => Waiting == 0 ? text["Geen nieuwe zorg van de bibliotheek"] : text.N(Waiting, "1 nieuwe zorg van de bibliotheek", "{0} nieuwe zorgen van de bibliotheek");
}
