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

    internal sealed class Time
    {
        public DateTimeOffset At { get; set; }
        public string State { get; set; } = "";
        public string Reason { get; set; } = "";
        public bool There => State is "present" or "late";
    }

    internal sealed class Asked
    {
        public string School { get; set; } = "";
        public string Wish { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    internal sealed class Hour
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public int Weekday { get; set; }
        public TimeOnly Opens { get; set; }
        public TimeOnly Closes { get; set; }
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

    /// <summary>The group or the hours of the child now.</summary>
    public List<Hour> Hours { get; private set; } = [];

    /// <summary>The sessions of which it was kept whether the child was there, the last first.</summary>
    public List<Time> Times { get; private set; } = [];

    /// <summary>School asked for it once more, while it may not know that the child takes part.</summary>
    public Asked? Again { get; private set; }

    public bool Leads => user.Is(Role.ProgrammeLeader);
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
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using var rows = await frame.ManyAsync($"""
            {ProgrammeRow.Sql} where p.id = @ProgrammeId;
            select id, kind, least, most, levels, question from programme_criterion where programme_id = @ProgrammeId order by position, id;
            select v.state, v.reason, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by, v.at from enrolment_event v left join person p on p.id = v.by_person where v.enrolment_id = @Id order by v.id;
            select g.id, g.name, g.weekday, g.opens, g.closes from group_member m join programme_group g on g.id = m.group_id where m.enrolment_id = @Id and m.left_on is null;
            select place, expected from app.waiting_place(@Id, @now) where @State = 'waiting';
            select lower(s.during) as at, a.state, a.reason from attendance a join programme_session s on s.id = a.session_id where a.enrolment_id = @Id order by lower(s.during) desc limit 200;
            select o.name as school, r.wish, r.at from referral_again r join organisation o on o.id = r.school_id where r.programme_id = @ProgrammeId and r.pupil_id = @PupilId and exists (select 1 from enrolment e where e.id = @Id and not e.school_sees) order by r.at desc limit 1;
            {SameChild.Sql};
            {IntakeRow.Sql} where i.enrolment_id = @Id;
            {ConsentRow.Sql} where c.enrolment_id = @Id and c.withdrawn_at is null order by c.given_at desc, c.id desc;
            {ProgrammeRow.Sql} where not @Over and p.state = 'open' and p.ends >= @Today and p.id <> @ProgrammeId and p.library_id = @LibraryId order by p.starts desc, p.id desc limit 50
            """, new { row.Id, row.ProgrammeId, row.LibraryId, row.ParticipantId, row.PupilId, row.Born, row.State, row.Over, Today, now = clock.GetUtcNow() }, ct);
        Programme = await rows.ReadSingleAsync<ProgrammeRow>();
        Criteria = [.. await rows.ReadAsync<Criterion>()];
        Events = [.. await rows.ReadAsync<Event>()];
        Hours = [.. await rows.ReadAsync<Hour>()];
        Waits = await rows.ReadSingleOrDefaultAsync<WaitingPlace>();
        Times = [.. await rows.ReadAsync<Time>()];
        Again = await rows.ReadSingleOrDefaultAsync<Asked>();
        Twice = SameChild.Alike(row, await rows.ReadAsync<SameChild>()).Count > 0 && Leads;
        Talk = await rows.ReadSingleOrDefaultAsync<IntakeRow>() ?? new IntakeRow();
        Consents = [.. await rows.ReadAsync<ConsentRow>()];
        Others = [.. await rows.ReadAsync<ProgrammeRow>()];
        journal.Read("open enrolment", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | (Talk.DoneAt is null ? Facets.None : Facets.Needs), "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (row.Name.Full, "/programmes");
        return true;
    }
}
