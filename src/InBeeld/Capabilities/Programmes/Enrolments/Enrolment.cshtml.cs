using InBeeld.Capabilities.Programmes.Consents;
using InBeeld.Capabilities.Programmes.Intake;
using InBeeld.Capabilities.Programmes.Merge;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Capabilities.Programmes.Waiting;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Enrolments;

/// <summary>One child in a programme: what it wants, whom to call, what was done, and the next step.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class EnrolmentModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, MoveEnrolment move) : PageModel
{
    internal sealed class Event
    {
        public string State { get; set; } = "";
        public string Reason { get; set; } = "";
        public string By { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? Instead { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public ProgrammeRow Programme { get; private set; } = new();
    public List<Criterion> Criteria { get; private set; } = [];
    public List<ProgrammeRow> Others { get; private set; } = [];
    public List<Event> Events { get; private set; } = [];
    public bool Twice { get; private set; }
    public WaitingPlace? Waits { get; private set; }
    public IntakeRow Talk { get; private set; } = new();
    public List<ConsentRow> Consents { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <param name="to">The state it gets.</param>
    /// <param name="known">For undo, which has no form: the version it undoes.</param>
    public async Task<IActionResult> OnPostAsync(string to, int? known, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !ProgrammeWords.States.Contains(to))
        {
            return NotFound();
        }

        var was = Row.State;
        Reason = Reason?.Trim() ?? "";
        var version = known ?? Version;
        var outcome = await move.RunAsync(new Move(Enrolment, version, to, to is "declined" or "dropped" or "withdrawn" ? Reason : "", to == "declined" ? Instead : null), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        var ended = to is "done" or "declined" or "dropped" or "withdrawn";
        Saved.Say(HttpContext, text["{0}: {1}.", Row.GivenName, text[ProgrammeWords.State(to)].ToString().ToLowerInvariant()], ended ? $"/programmes/people/{Enrolment}?to={was}&known={version + 1}" : null);
        // Getting to know each other begins with an appointment.
        return Redirect(to == "intake" ? $"/programmes/people/{Enrolment}/intake" : $"/programmes/people/{Enrolment}");
    }

    /// <summary>What does not fit of what is known, as a check for whoever decides.</summary>
    public List<string> NotYet() => [.. Criteria.Select(c => c.NotYet(new Facts(Row.Level, Row.YearGroup, Row.Born, Row.SaidYes), Today, text)).OfType<Refusal>().Select(r => text.Say(r))];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row || await ProgrammeRow.OfAsync(frame, row.ProgrammeId, clock.GetUtcNow(), ct) is not { } programme)
        {
            return false;
        }

        (Row, Programme) = (row, programme);
        Criteria = await ProgrammeRow.CriteriaAsync(frame, row.ProgrammeId, ct);
        Events = await frame.ListAsync<Event>("select v.state, v.reason, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by, v.at from enrolment_event v left join person p on p.id = v.by_person where v.enrolment_id = @Enrolment order by v.id", new { Enrolment }, ct);
        Waits = row.State == "waiting" ? await WaitingPlace.OfAsync(frame, Enrolment, clock.GetUtcNow(), ct) : null;
        Twice = user.Is(Role.ProgrammeLeader) && (await SameChild.OfAsync(frame, row, ct)).Count > 0;
        Talk = await IntakeRow.OfAsync(frame, Enrolment, ct);
        Consents = (await ConsentRow.OfAsync(frame, Enrolment, ct)).FindAll(c => c.WithdrawnAt is null);
        if (!row.Over)
        {
            Others = (await ProgrammeRow.ListAsync(frame, "open", null, 50, clock.GetUtcNow(), ct)).FindAll(p => p.Id != row.ProgrammeId && p.IsOpen(Today));
        }

        journal.Read("open enrolment", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | (Talk.DoneAt is null ? Facets.None : Facets.Needs), "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (row.Name.Full, "/programmes");
        return true;
    }
}
