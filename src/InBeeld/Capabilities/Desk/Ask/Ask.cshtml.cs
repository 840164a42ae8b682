using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Desk.Ask;

/// <summary>Ask the municipality something, and the questions one asked.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Board, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Partner)]
internal sealed class AskModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, AskQuestion ask) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Subject { get; set; } = "";
        public string Words { get; set; } = "";
        public DateTimeOffset AskedAt { get; set; }
        public string State { get; set; } = "";
        public DateOnly DueOn { get; set; }
        public int Waiting { get; set; }
    }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid? Subject { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Subject> Subjects { get; private set; } = [];
    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public int Waiting { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await ask.RunAsync(new AskQuestionInput(Id, Subject, Words ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Je vraag is verstuurd. Je krijgt antwoord uiterlijk {0}.", Show.Day(outcome.Value.DueOn, clock.Today())]);
            return Redirect("/desk");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Subjects = await Model.Subject.ListAsync(frame, ct);
        Rows = await frame.ListAsync<Row>("""
            select q.id, s.name as subject, q.words, q.asked_at, q.state, q.due_on, (select count(*)::integer from desk_question w where w.by_person = @PersonId and w.organisation_id = @OrganisationId and w.state in ('new', 'taken')) as waiting
            from desk_question q join desk_subject s on s.id = q.subject_id
            where q.by_person = @PersonId and q.organisation_id = @OrganisationId and (@After::uuid is null or q.id < @After) order by q.id desc limit @most
            """, new { user.PersonId, user.OrganisationId, After, most = PageSize + 1 }, ct);
        Waiting = Rows.FirstOrDefault()?.Waiting ?? 0;
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open own desk questions", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Attendance, Role.TeamLead) ? "/desk/questions" : "/desk";
    }

    public string Heading() => Waiting == 0 ? text["Stel je vraag aan de gemeente"] : text.N(Waiting, "1 vraag van jou wacht op antwoord", "{0} vragen van jou wachten op antwoord");
}
