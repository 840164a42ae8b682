using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.MySignals;

/// <summary>What was signalled by oneself (a teacher) or one's organisation, newest first, and how far it is. Never content.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Partner)]
internal sealed class MySignalsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<MySignal> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }
    public bool OfAll => MySignal.OfAll(user);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        // Whether a case is closed only feedback knows; it goes by the organisation's signals, so the filter asks it.
        Rows = await frame.ListAsync<MySignal>($"""
            select {MySignal.Columns} from {MySignal.From}
            where s.organisation_id = @OrganisationId and (@OfAll or s.by_person = @PersonId)
              and (s.state = 'ended' or (s.state = 'case' and exists (select 1 from app.signal_feedback(array[s.id]) f where f.closed_at is not null))) = @closed
              and (@After::uuid is null or (s.at, s.id) < (select x.at, x.id from signal x where x.id = @After))
            order by s.at desc, s.id desc limit @most
            """, new { user.OrganisationId, user.PersonId, OfAll, closed = State == "closed", After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        await MySignal.WithFeedbackAsync(frame, Rows, ct);
        journal.Read("open my signals", Rows.Where(r => r.SeenPupil is not null).Select(r => r.SeenPupil!.Value).Distinct(), Facets.Identity | Facets.Care);
        ViewData["Title"] = Heading();
    }

    public string Heading() => (State == "closed", More, Rows.Count) switch
    {
        (true, _, _) => text["Afgesloten signalen"],
        (_, true, _) => text["Meer dan {0} signalen lopen nog", PageSize],
        (_, _, 0) => text["Geen signalen die nog lopen"],
        (_, _, var n) => text.N(n, "1 signaal loopt nog", "{0} signalen lopen nog"),
    };
}
