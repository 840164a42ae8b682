using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Account;

[Needs]
internal sealed class SessionsModel(Frame frame, OwnAccount account, CurrentUser user, Journal journal, TimeProvider clock, Text text) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Device { get; set; } = "";
        public DateTimeOffset StartedAt { get; set; }
        public DateTimeOffset LastSeenAt { get; set; }
        public bool Strong { get; set; }
        public string? Organisation { get; set; }
    }

    public List<Row> Sessions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Sessions = await frame.ListAsync<Row>("""
        select s.id, s.device, s.started_at, s.last_seen_at, s.strong, o.name as organisation
        from session s left join membership m on m.id = s.membership_id left join organisation o on o.id = m.organisation_id
        where s.person_id = @PersonId and s.ended_at is null and s.ends_at > @now
          and s.last_seen_at + make_interval(mins => (select (value #>> '{}')::integer from setting where key = 'session.idle_minutes')) > @now
        order by s.id = @SessionId desc, s.last_seen_at desc limit 100
        """, new { user.PersonId, user.SessionId, now = clock.GetUtcNow() }, ct);

    public async Task<IActionResult> OnPostEndAsync(Guid session, CancellationToken ct)
    {
        // Row-level security shows nobody else's sessions, so one of somebody else is not found.
        if (await frame.DoAsync("update session set ended_at = @now where id = @session and ended_at is null", new { now = clock.GetUtcNow(), session }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write("end session", [], Facets.None);
        Frames.Saved.Say(HttpContext, text["Daar ben je nu uitgelogd."]);
        return Redirect("/account/sessions");
    }

    public async Task<IActionResult> OnPostOthersAsync(CancellationToken ct)
    {
        var ended = await account.EndOthersAsync(ct);
        journal.Write("end other sessions", [], Facets.None, "", new { ended });
        Frames.Saved.Say(HttpContext, text["Op alle andere plekken ben je uitgelogd."]);
        return Redirect("/account/sessions");
    }
}
