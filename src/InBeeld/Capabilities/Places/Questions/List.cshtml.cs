using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Questions;

/// <summary>The rounds in which employees say whether they would, when, and what they need; and a new one.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class ListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Starts { get; set; }

    [BindProperty]
    public string? Weeks { get; set; }

    [BindProperty]
    public string? AnswerBy { get; set; }

    public List<RoundRow> Rows { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Starts, Weeks, AnswerBy) = (Typed.Of(Today.Monday().AddDays(7)), "4", Typed.Of(Today.AddDays(4)));
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (Typed.Day(Starts) is not { } first || first < Today.Monday() || first > Today.AddDays(300))
        {
            refusals.Add(new Refusal("Starts", "Kies een dag vanaf deze week."));
            first = Today;
        }

        if (!int.TryParse(Weeks, out var weeks) || weeks is < 1 or > 17)
        {
            refusals.Add(new Refusal("Weeks", "Vul een aantal weken in van 1 tot en met 17."));
        }

        if (Typed.Day(AnswerBy) is not { } by || by < Today || by > first.AddDays(120))
        {
            refusals.Add(new Refusal("AnswerBy", "Kies een dag vanaf vandaag."));
            by = Today;
        }

        Refused = refusals;
        if (refusals.Count > 0)
        {
            await LoadAsync(ct);
            return Page();
        }

        first = first.Monday();
        var made = await frame.DoAsync("insert into question_round (id, library_id, starts, ends, answer_by, by_person, at) values (@Id, @OrganisationId, @first, @last, @by, @PersonId, @now) on conflict (id) do nothing",
            new { Id, user.OrganisationId, first, last = first.AddDays((7 * weeks) - 1), by, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made > 0)
        {
            await TellAsync(frame, user, Id, "question-asked", false, Today, ct);
            journal.Write("begin question round", [], Facets.None, "", new { round = Id });
            Saved.Say(HttpContext, text["De vraagronde loopt. Iedere medewerker kreeg bericht."]);
        }

        return Redirect($"/roster/questions/{Id}");
    }

    /// <param name="silent">Only those who did not answer yet.</param>
    internal static Task<int> TellAsync(Frame frame, CurrentUser user, Guid round, string kind, bool silent, DateOnly today, CancellationToken ct) => frame.OneAsync<int>("""
        with told as (select app.tell_staff(m.id, @kind, '/shifts/questions/' || @round::text) from membership m join person p on p.id = m.person_id and p.closed_at is null
          where m.organisation_id = @OrganisationId and m.role in ('library', 'library_planner') and m.starts <= @today and (m.ends is null or m.ends >= @today)
            and (not @silent or not exists (select 1 from question_answer a where a.round_id = @round and a.membership_id = m.id)))
        select count(*)::integer from told
        """, new { user.OrganisationId, round, kind, silent, today }, ct);

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = await RoundRow.ListAsync(frame, user.OrganisationId, user.MembershipId, Today, ct);
        journal.Read("list question rounds", [], Facets.None);
        ViewData["Title"] = Rows.Exists(r => r.Open) ? text["De vraagronde loopt"] : text["Vraag medewerkers of en wanneer zij willen"];
        ViewData["Menu"] = "/roster";
    }
}
