using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>For the school before: who is asked about, who of those who left it may be, and exactly what would go along.</summary>
[Needs(Role.Care)]
internal sealed class OpenHistoryModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, AnswerHistory answer) : PageModel
{
    internal sealed class Asked
    {
        public Guid PupilId { get; set; }
        public string School { get; set; } = "";
        public string By { get; set; } = "";
        public string Ground { get; set; } = "";
        public string GroundWords { get; set; } = "";
        public DateTimeOffset AskedAt { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public DateOnly? BirthDate { get; set; }

        public string Name => new PersonName(GivenName, Prefix, Surname).Full;
    }

    internal sealed class Candidate
    {
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public DateOnly BirthDate { get; set; }
        public string? GroupName { get; set; }
        public DateOnly LeftOn { get; set; }
        public string Facts { get; set; } = "";

        public string Name => new PersonName(GivenName, Prefix, Surname).Full;
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Asked Question { get; private set; } = new();
    public List<Candidate> Candidates { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(Guid? pupil, string? print, CancellationToken ct) =>
        await SaidAsync(await answer.GiveAsync(Id, pupil, print ?? "", ct), text["Gegeven. Je kunt dit nog een dag terugnemen."], ct);

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken ct) => await SaidAsync(await answer.RefuseAsync(Id, Why ?? "", ct), text["De andere school hoort dat jullie dit niet meegeven."], ct);

    private async Task<IActionResult> SaidAsync(Outcome<Done> outcome, string sentence, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence);
            return Redirect("/history");
        }

        Refused = outcome.Refusals;
        // Answered in between: the list tells how it stands.
        return !Refused.Any(r => r.Field == "Gone") && await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<Asked>("""
            select r.pupil_id, o.name as school, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by, r.ground, r.ground_words, r.asked_at, c.given_name, c.prefix, c.surname, c.birth_date
            from history_request r join app.history_child(r.id) c on true join organisation o on o.id = r.school_id left join membership m on m.id = r.asked_by left join person w on w.id = m.person_id
            where r.id = @Id and r.from_school_id = @OrganisationId and app.history_state(r.state, r.asked_at) = 'asked'
            """, new { Id, user.OrganisationId }, ct) is not { } question)
        {
            return false;
        }

        (Question, Today) = (question, clock.Today());
        Candidates = await frame.ListAsync<Candidate>("select * from app.history_candidates(@Id)", new { Id }, ct);
        journal.Read("open history request", [question.PupilId, .. Candidates.Select(c => c.PupilId)], Facets.Identity | (Candidates.Count > 0 ? Facets.Contact | Facets.Needs : 0));
        ViewData["Title"] = text["{0} vraagt wat jullie weten van {1}", question.School, question.Name];
        ViewData["Menu"] = "/history";
        return true;
    }
}
