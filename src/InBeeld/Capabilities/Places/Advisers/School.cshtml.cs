using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Advisers;

/// <summary>What a school and the library do together: who of the library helps at school, and when somebody of the school supervises at the library.</summary>
[Needs(Role.Principal, Role.Care)]
internal sealed class SchoolModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Time
    {
        public Guid Id { get; set; }
        public string Library { get; set; } = "";
        public string Room { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public bool Ours { get; set; }
        public string Supervisor { get; set; } = "";

        public string When(DateOnly today) => Show.Day(Amsterdam.Day(Starts), today) + ", " + Show.Time(Starts) + "–" + Show.Time(Ends);
    }

    // The adviser that a form is about.
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public List<AdviserRow> Rows { get; private set; } = [];
    public List<Time> Times { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public Task<IActionResult> OnPostAgreeAsync(CancellationToken ct) => AnswerAsync("agreed", text["Akkoord. De bibliotheek krijgt bericht."], ct);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => AnswerAsync("declined", text["Afgewezen. De bibliotheek krijgt bericht met de reden."], ct);

    public Task<IActionResult> OnPostEndAsync(CancellationToken ct) => AnswerAsync("ended", text["Gestopt. De bibliotheek krijgt bericht met de reden."], ct);

    private async Task<IActionResult> AnswerAsync(string answer, string sentence, CancellationToken ct) =>
        await SaidAsync(await frame.OneAsync<string>("select app.answer_adviser(@Id, @answer, @Reason, @now)", new { Id, answer, Reason, now = clock.GetUtcNow() }, ct) ?? "gone", "answer adviser", sentence, ct);

    private async Task<IActionResult> SaidAsync(string why, string useCase, string sentence, CancellationToken ct)
    {
        if (why.Length == 0)
        {
            journal.Write(useCase, [], Facets.None, "", new { about = Id });
            Saved.Say(HttpContext, sentence);
            return Redirect("/advisers/school");
        }

        Refused = [why == "why" ? new Refusal("Reason", "Schrijf op waarom.") : Refusal.Of("Dit is er niet meer.")];
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = await AdviserRow.ListAsync(frame, "school", user.OrganisationId, null, ct);
        Times = await frame.ListAsync<Time>("""
            select s.id, l.name as library, r.name as room, s.starts, s.ends, s.supervising_school_id is not null as ours, s.supervisor from slot s join organisation l on l.id = s.library_id join room r on r.id = s.room_id
            where s.library_id = any ((select app.libraries())::uuid[]) and s.starts > @now and s.starts < @to and s.state = 'open' and s.needs_supervision and (s.supervising_school_id is null or s.supervising_school_id = @OrganisationId)
              and (s.municipality_id is null or s.municipality_id = (select m.id from organisation m where m.kind = 'municipality' and m.code = @MunicipalityCode))
            order by (s.supervising_school_id is not null), s.starts limit 50
            """, new { now = clock.GetUtcNow(), to = clock.GetUtcNow().AddDays(35), user.OrganisationId, user.MunicipalityCode }, ct);
        journal.Read("open help from the library", [], Facets.None);
        var open = Times.Count(t => !t.Ours);
        ViewData["Title"] = Rows.Exists(r => r.State == "asked") ? text.N(Rows.Count(r => r.State == "asked"), "De bibliotheek wil op school helpen, 1 vraag wacht", "De bibliotheek wil op school helpen, {0} vragen wachten")
            : open > 0 ? text.N(open, "1 tijd in de bibliotheek wacht op een begeleider", "{0} tijden in de bibliotheek wachten op een begeleider") : text["Samen met de bibliotheek"];
    }
}
