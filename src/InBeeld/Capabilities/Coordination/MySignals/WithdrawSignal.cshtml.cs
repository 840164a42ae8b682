using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.MySignals;

/// <summary>Take back a signal that was a mistake, by whoever sent it, as long as nobody looked at it. It stays in the list.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Partner)]
internal sealed class WithdrawSignalModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";
    public bool May { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    private MySignal signal = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // Not when the municipality took it up meanwhile; a second tap changes nothing.
        var done = await frame.DoAsync("""
            update signal set state = 'ended', end_reason = 'mistake', ended_at = @now, ended_by = app.membership(), version = version + 1 where id = @Id and state = 'new' and by_person = app.person()
            """, new { Id, now = clock.GetUtcNow() }, ct);
        if (done == 0 && !signal.Withdrawn)
        {
            (May, Refused) = (false, [Refusal.Of("De gemeente kijkt er al naar. Intrekken kan niet meer.")]);
            return Page();
        }

        if (done > 0)
        {
            journal.Write("withdraw signal", signal.SeenPupil is { } pupil ? [pupil] : [], Facets.Care, "mistake", new { signal = Id });
        }

        Saved.Say(HttpContext, text["Ingetrokken. De gemeente kijkt er niet meer naar."]);
        return Redirect("/signals/mine?state=closed");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var mine = await frame.OneAsync<MySignal>($"select {MySignal.Columns} from {MySignal.From} where s.id = @Id and s.organisation_id = @OrganisationId and s.by_person = @PersonId", new { Id, user.OrganisationId, user.PersonId }, ct);
        if (mine is null)
        {
            return false;
        }

        await MySignal.WithFeedbackAsync(frame, [mine], ct);
        (signal, Name, May) = (mine, mine.Name(text), mine.State == "new");
        journal.Read("open withdraw signal", mine.SeenPupil is { } pupil ? [pupil] : [], Facets.Identity);
        ViewData["Title"] = May ? text["Trek je het signaal over {0} in?", Name] : text["Intrekken kan niet meer"];
        ViewData["Menu"] = "/signals/mine";
        return true;
    }
}
