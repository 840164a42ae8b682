using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Privacy.WatchAccess;

/// <summary>The privacy officer's start: who took emergency access, what was refused, whether the journal is sealed, and who read which notice.</summary>
[Needs(Role.Privacy)]
internal sealed class AccessModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Emergency
    {
        public Guid PupilId { get; set; }
        public string ByName { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string Reason { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public bool Running { get; set; }
        public int LastWeek { get; set; }
    }

    internal sealed class Chain
    {
        public long Rows { get; set; }
        public long Batches { get; set; }
        public DateTimeOffset? SealedAt { get; set; }
        public string Head { get; set; } = "";
        public long Waiting { get; set; }
    }

    public List<Emergency> Emergencies { get; private set; } = [];
    public List<JournalLine> Refused { get; private set; } = [];
    public List<Notice> Told { get; private set; } = [];
    public Chain State { get; private set; } = new();
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Emergencies = await frame.ListAsync<Emergency>("""
            select e.pupil_id, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name, o.name as organisation, e.reason, e.starts, e.ends, e.ends > now() as running,
              (select count(*)::integer from emergency_access x where x.starts > @weekAgo) as last_week
            from emergency_access e join person p on p.id = e.person_id join organisation o on o.id = e.organisation_id order by e.starts desc limit 20
            """, new { weekAgo = clock.GetUtcNow().AddDays(-7) }, ct);
        Refused = await JournalLine.OfAsync(frame, new JournalQuestion(Kind: "refused"), null, 10, ct);
        State = await frame.OneAsync<Chain>("select rows, batches, sealed_at, head, waiting from app.journal_state()", null, ct) ?? new Chain();
        Told = await frame.ListAsync<Notice>("""
            select n.id, n.kind, n.link, n.args::text as args, n.created_at, n.seen_at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as seen_by
            from notice n left join person p on p.id = n.seen_by order by n.created_at desc limit 20
            """, null, ct);
        journal.Read("open access", Emergencies.Select(e => e.PupilId).Distinct(), Facets.Identity, "privacy");
        ViewData["Title"] = Heading();
    }

    public string Heading() => Emergencies.FirstOrDefault()?.LastWeek is > 0 and var count
        ? text.N(count, "1 keer spoedtoegang in de laatste 7 dagen", "{0} keer spoedtoegang in de laatste 7 dagen")
        : text["Geen spoedtoegang in de laatste 7 dagen"];
}
