using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Desk.Work;

/// <summary>One question with what was said: the desk answers, the asker reacts once, either closes.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Partner)]
internal sealed class OpenQuestionModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, HandleQuestion handle) : PageModel
{
    internal sealed class Row
    {
        public string MunicipalityCode { get; set; } = "";
        public Guid SubjectId { get; set; }
        public string Subject { get; set; } = "";
        public string Words { get; set; } = "";
        public DateTimeOffset AskedAt { get; set; }
        public string State { get; set; } = "";
        public DateOnly DueOn { get; set; }
        public bool Reacted { get; set; }
        public int Version { get; set; }
        public string ByName { get; set; } = "";
        public string ByRole { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string? TakenByName { get; set; }
        public string? Handler { get; set; }
        public bool Mine { get; set; }
    }

    internal sealed class Reply
    {
        public string Kind { get; set; } = "";
        public string Words { get; set; } = "";
        public string ByName { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    internal sealed record Standard(Guid Id, string Title, string Words);

    [BindProperty(SupportsGet = true)]
    public Guid Question { get; set; }

    /// <summary>The standard answer that the text begins with.</summary>
    [BindProperty(SupportsGet = true, Name = "standard")]
    public Guid? Chosen { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Row Shown { get; private set; } = new();
    public List<Reply> Replies { get; private set; } = [];
    public List<Standard> Standards { get; private set; } = [];
    public List<Subject> Subjects { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public bool AtDesk => user.Is(Role.Coordinator, Role.Attendance, Role.TeamLead) && Shown.MunicipalityCode == user.MunicipalityCode;

    public bool Waits => Shown.State is DeskQuestion.New or DeskQuestion.Taken;

    public bool MayReact => Shown.Mine && Shown.State == DeskQuestion.Answered && !Shown.Reacted;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Words = Standards.Find(s => s.Id == Chosen)?.Words;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken ct) => await DoneAsync(await handle.TakeAsync(Question, ct), "Je pakt deze vraag op.", ct);

    public async Task<IActionResult> OnPostMoveAsync(Guid? to, CancellationToken ct) => await DoneAsync(await handle.MoveAsync(Question, to, ct), "De vraag heeft een ander onderwerp.", ct);

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken ct) =>
        await DoneAsync(await handle.AnswerAsync(new ReplyInput(Id, Question, Version, Words ?? "", Chosen), ct), "Je antwoord is verstuurd. Wie het vroeg krijgt bericht.", ct);

    public async Task<IActionResult> OnPostReactAsync(CancellationToken ct) =>
        await DoneAsync(await handle.ReactAsync(new ReplyInput(Id, Question, Version, Words ?? "", null), ct), "Je reactie is verstuurd. De vraag is weer open.", ct);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => await DoneAsync(await handle.CloseAsync(Question, ct), "De vraag is afgerond.", ct);

    private async Task<IActionResult> DoneAsync(Outcome<DeskQuestion> outcome, string sentence, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text[sentence]);
            return Redirect($"/desk/{Question}");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct) || outcome.Refusals[0].Sentence == "Deze vraag is er niet voor jou.")
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var row = await frame.OneAsync<Row>("""
            select q.municipality_code, q.subject_id, s.name as subject, q.words, q.asked_at, q.state, q.due_on, q.reacted, q.version, q.by_role, o.name as organisation, q.by_person = @PersonId and q.organisation_id = @OrganisationId as mine,
              trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name, (select trim(concat_ws(' ', t.given_name, nullif(t.prefix, ''), t.surname)) from person t where t.id = q.taken_by) as taken_by_name,
              coalesce((select trim(concat_ws(' ', h.given_name, nullif(h.prefix, ''), h.surname)) from membership m join person h on h.id = m.person_id where m.id = q.handler_membership_id), (select t.name from organisation t where t.id = q.handler_team_id)) as handler
            from desk_question q join desk_subject s on s.id = q.subject_id join organisation o on o.id = q.organisation_id join person p on p.id = q.by_person where q.id = @Question
            """, new { Question, user.PersonId, user.OrganisationId }, ct);
        if (row is null)
        {
            return false;
        }

        (Shown, Today) = (row, clock.Today());
        if (Request.Method == "GET")
        {
            Version = row.Version;
        }

        Replies = await frame.ListAsync<Reply>("select r.kind, r.words, r.at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name from desk_reply r join person p on p.id = r.by_person where r.question_id = @Question order by r.at, r.id", new { Question }, ct);
        if (AtDesk)
        {
            Standards = await frame.ListAsync<Standard>("select id, title, words from desk_answer where removed_at is null and (subject_id is null or subject_id = @SubjectId) order by subject_id is null, title", new { row.SubjectId }, ct);
            Subjects = [.. (await Subject.ListAsync(frame, ct)).Where(s => s.MunicipalityCode == row.MunicipalityCode)];
        }

        journal.Read("open desk question", [], Facets.None, "", new { question = Question });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = AtDesk ? "/desk/questions" : "/desk";
        return true;
    }

    public string Heading() => text["Vraag over {0}", Subject.Shown(Shown.Subject, text)];
}
