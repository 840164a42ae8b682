using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Desk.Work;

/// <summary>The working list of the desk: what waits, soonest first; by state, subject, mine, overdue, and by words (sent as a form, so that they stand in no address).</summary>
[Needs(Role.Coordinator, Role.Attendance, Role.TeamLead)]
internal sealed class QuestionsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
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
        public string Organisation { get; set; } = "";
        public string? TakenByName { get; set; }
        public bool TakenByMe { get; set; }
    }

    internal sealed class Counts
    {
        public int Waiting { get; set; }
        public int Overdue { get; set; }
    }

    /// <summary>new, taken, answered, closed; without: what waits.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }

    /// <summary>Routed to or taken by whoever asks, or to their team.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public string? Find { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public List<Subject> Subjects { get; private set; } = [];
    public Counts Count { get; private set; } = new();
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        State = DeskQuestion.States.Contains(State) ? State : null;
        var words = string.IsNullOrWhiteSpace(Find) ? null : "%" + Find.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        Subjects = [.. (await Model.Subject.ListAsync(frame, ct)).Where(s => s.MunicipalityCode == user.MunicipalityCode)];
        Count = (await frame.OneAsync<Counts>("select count(*)::integer as waiting, (count(*) filter (where due_on < @Today))::integer as overdue from desk_question where municipality_code = @MunicipalityCode and state in ('new', 'taken')", new { Today, user.MunicipalityCode }, ct))!;
        // What waits: soonest first. What is answered: newest first.
        var waiting = State is null or DeskQuestion.New or DeskQuestion.Taken;
        Rows = await frame.ListAsync<Row>($"""
            select q.id, s.name as subject, q.words, q.asked_at, q.state, q.due_on, o.name as organisation, q.taken_by = @PersonId as taken_by_me,
              (select trim(concat_ws(' ', t.given_name, nullif(t.prefix, ''), t.surname)) from person t where t.id = q.taken_by) as taken_by_name
            from desk_question q join desk_subject s on s.id = q.subject_id join organisation o on o.id = q.organisation_id
            where q.municipality_code = @MunicipalityCode and {(State is not null ? "q.state = @State" : words is null ? "q.state in ('new', 'taken')" : "true")}
              {(Subject is null ? "" : "and q.subject_id = @Subject")} {(Late ? "and q.due_on < @Today and q.state in ('new', 'taken')" : "")}
              {(Mine ? "and (q.taken_by = @PersonId or (q.taken_by is null and (q.handler_membership_id = @MembershipId or q.handler_team_id = @OrganisationId)))" : "")}
              {(words is null ? "" : "and (q.words ilike @words or exists (select 1 from desk_reply r where r.question_id = q.id and r.words ilike @words))")}
              {(After is null ? "" : waiting ? "and (q.due_on, q.id) > (select x.due_on, x.id from desk_question x where x.id = @After)" : "and q.id < @After")}
            order by {(waiting ? "q.due_on, q.id" : "q.id desc")} limit @most
            """, new { user.MunicipalityCode, user.PersonId, user.MembershipId, user.OrganisationId, State, Subject, Today, words, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open desk questions", [], Facets.None);
        ViewData["Title"] = Heading();
    }

    public string Heading() => Count.Waiting == 0 ? text["Geen vraag wacht op antwoord"]
        : Count.Overdue == 0 ? text.N(Count.Waiting, "1 vraag wacht op antwoord", "{0} vragen wachten op antwoord")
        : text.N(Count.Waiting, "1 vraag wacht op antwoord, {1} te laat", "{0} vragen wachten op antwoord, {1} te laat", Count.Overdue);

    public string Address(string? state = null, bool mine = false, bool late = false, Guid? after = null) => "/desk/questions?" + string.Join('&', new[]
    {
        ("state", state), ("subject", Subject?.ToString()), ("mine", mine ? "true" : null), ("late", late ? "true" : null), ("after", after?.ToString()),
    }.Where(q => q.Item2 is not null).Select(q => $"{q.Item1}={q.Item2}"));
}
