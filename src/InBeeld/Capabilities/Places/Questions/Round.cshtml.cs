using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Questions;

/// <summary>One round: who answered what, who did not yet, a reminder, closing.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class RoundModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class AnswerOf
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string? Would { get; set; }
        public string[]? Can { get; set; }
        public string[]? RatherNot { get; set; }
        public int? PartsPerWeek { get; set; }
        public string? Needs { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Round { get; set; }

    public RoundRow Row { get; private set; } = new();
    public List<AnswerOf> Answers { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var told = Row.Open ? await ListModel.TellAsync(frame, user, Round, "question-reminder", true, Today, ct) : 0;
        await frame.DoAsync("update question_round set reminded_at = @now where id = @Round and closed_at is null", new { Round, now = clock.GetUtcNow() }, ct);
        journal.Write("remind question round", [], Facets.None, "", new { round = Round });
        Saved.Say(HttpContext, text.N(told, "1 medewerker kreeg een herinnering.", "{0} medewerkers kregen een herinnering."));
        return Redirect($"/roster/questions/{Round}");
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => await SetAsync(true, ct);

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct) => await SetAsync(false, ct);

    private async Task<IActionResult> SetAsync(bool closed, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await frame.DoAsync("update question_round set closed_at = case when @closed then coalesce(closed_at, @now) end where id = @Round", new { Round, closed, now = clock.GetUtcNow() }, ct);
        journal.Write(closed ? "close question round" : "open question round again", [], Facets.None, "", new { round = Round });
        Saved.Say(HttpContext, closed ? text["De vraagronde is gesloten."] : text["De vraagronde loopt weer."], closed ? $"/roster/questions/{Round}?handler=Open" : null);
        return Redirect($"/roster/questions/{Round}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RoundRow.FindAsync(frame, user.OrganisationId, user.MembershipId, Round, Today, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Answers = await frame.ListAsync<AnswerOf>("""
            select m.id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as name, a.would, a.can, a.rather_not, a.parts_per_week, a.needs from membership m join person p on p.id = m.person_id and p.closed_at is null left join question_answer a on a.membership_id = m.id and a.round_id = @Round
            where m.organisation_id = @OrganisationId and m.role in ('library', 'library_planner') and m.starts <= @Today and (m.ends is null or m.ends >= @Today) order by (a.would is null), name limit 200
            """, new { Round, user.OrganisationId, Today }, ct);
        journal.Read("open question round", [], Facets.None, "", new { round = Round });
        ViewData["Title"] = text["{0} van de {1} gaven antwoord", Answers.Count(a => a.Would is not null), Answers.Count];
        ViewData["Menu"] = "/roster";
        return true;
    }

    /// <summary>How many could come in a part of a day: gladly, and rather not.</summary>
    public (int Can, int RatherNot) At(string key) => (Answers.Count(a => a.Would is "yes" or "rather_not" && a.Can?.Contains(key) == true), Answers.Count(a => a.Would is "yes" or "rather_not" && a.RatherNot?.Contains(key) == true));
}
