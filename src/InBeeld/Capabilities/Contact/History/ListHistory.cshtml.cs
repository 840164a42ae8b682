using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>What schools ask each other about children that moved: both see how it stands. The principal of the school before reads the state only.</summary>
[Needs(Role.Care, Role.Principal)]
internal sealed class ListHistoryModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, AnswerHistory answer) : PageModel
{
    private const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public bool Received { get; set; }
        public string School { get; set; } = "";
        public string By { get; set; } = "";
        public string Ground { get; set; } = "";
        public string GroundWords { get; set; } = "";
        public string State { get; set; } = "";
        public string RefusedWhy { get; set; } = "";
        public DateTimeOffset AskedAt { get; set; }
        public DateTimeOffset? AnsweredAt { get; set; }
        public DateTimeOffset? TakenBackAt { get; set; }
        public string? GivenName { get; set; }
        public string? Prefix { get; set; }
        public string? Surname { get; set; }
        public DateOnly? BirthDate { get; set; }
        public bool MayTakeBack { get; set; }
        public DateOnly? KeepUntil { get; set; }

        /// <summary>A child one no longer may see, or never might, has no name here.</summary>
        public string? Name => GivenName is null ? null : new PersonName(GivenName, Prefix ?? "", Surname ?? "").Full;
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public bool MayAnswer => user.Is(Role.Care);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid request, CancellationToken ct) => await SaidAsync(await answer.WithdrawAsync(request, ct), text["Ingetrokken. Wat de vorige school gaf, is weg."], ct);

    public async Task<IActionResult> OnPostTakeBackAsync(Guid request, CancellationToken ct) => await SaidAsync(await answer.TakeBackAsync(request, ct), text["Teruggenomen. De vraag staat weer open."], ct);

    private async Task<IActionResult> SaidAsync(Outcome<Done> outcome, string sentence, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence);
            return Redirect("/history");
        }

        if (outcome.Refusals.Any(r => r.Field == "Gone"))
        {
            return NotFound();
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Row>($"""
            select r.id, r.pupil_id, r.from_school_id = @OrganisationId as received, o.name as school, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by, r.ground,
              case when r.school_id = @OrganisationId or c.given_name is not null then r.ground_words else '' end as ground_words,
              app.history_state(r.state, r.asked_at) as state, r.refused_why, r.asked_at, r.answered_at, r.taken_back_at,
              coalesce(p.given_name, c.given_name) as given_name, coalesce(p.prefix, c.prefix) as prefix, coalesce(p.surname, c.surname) as surname, coalesce(p.birth_date, c.birth_date) as birth_date,
              r.from_school_id = @OrganisationId and r.state = 'given' and r.answered_at > now() - interval '1 day' as may_take_back, f.keep_until
            from history_request r join organisation o on o.id = case when r.from_school_id = @OrganisationId then r.school_id else r.from_school_id end
            left join membership m on m.id = r.asked_by left join person w on w.id = m.person_id
            left join pupil p on p.id = r.pupil_id and r.school_id = @OrganisationId and app.may(p.id, 1)
            left join lateral app.history_child(r.id) c on true
            left join history_facts f on f.request_id = r.id
            where (r.school_id = @OrganisationId or r.from_school_id = @OrganisationId) and (@After::uuid is null or (r.asked_at, r.id) < (select x.asked_at, x.id from history_request x where x.id = @After))
            order by r.asked_at desc, r.id desc limit @most
            """, new { user.OrganisationId, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open history", Rows.Where(r => r.Name is not null).Select(r => r.PupilId).Distinct(), Facets.Identity);
        var (waits, asked) = (Rows.Count(r => r.Received && r.State == "asked"), Rows.Count(r => !r.Received && r.State == "asked"));
        ViewData["Title"] = (waits == 0 ? text["Geen vraag wacht op jullie antwoord"] : text.N(waits, "1 vraag wacht op jullie antwoord", "{0} vragen wachten op jullie antwoord")) + (asked == 0 ? "" : ", " + text["{0} bij een andere school", asked]);
        ViewData["Menu"] = "/history";
    }
}
