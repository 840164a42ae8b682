using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Intake;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Goals;

/// <summary>A new goal of a child, or the change or end of one.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class GoalModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepGoal keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Goal { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public GoalFields Fields { get; private set; } = new();
    public EnrolmentRow Row { get; private set; } = new();
    public GoalRow? Old { get; private set; }
    public BothVersions? Both { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => Goal is null ? $"/programmes/people/{Enrolment}/goals/new" : $"/programmes/goals/{Goal}";
    public string Back => $"/programmes/people/{Enrolment}/goals";

    /// <summary>Other words then make a next scale.</summary>
    public bool IsMeasured => Old?.Holds.Measured.Count > 0;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        // What the child said it wants is where a first goal begins.
        Fields = Old is { } old ? GoalFields.Of(old) : new GoalFields { Words = (await IntakeRow.OfAsync(frame, Enrolment, ct)).Answered.GetValueOrDefault("goal") is { Length: <= 300 } said ? said : "", Agreed = ["pupil"], FromDay = Typed.Of(Today), Start = "-2" };
        Version = Old?.Version ?? 0;
        Was = Keep();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(GoalFields fields, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = fields;
        var (goal, known) = (Goal ?? Id, Goal is null ? 0 : Math.Max(1, Version));
        var outcome = await keep.RunAsync(Row, goal, known, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, Goal is null ? text["Het doel staat er."] : text["Opgeslagen."], $"{Back}?handler=Undo&goal={goal}&known={known + 1}");
            return Redirect(Back);
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate() && Old is { StoppedOn: null } theirs)
        {
            (Both, Version) = (new BothVersions(fields.Beside(GoalFields.Of(theirs), text), Was ?? ""), theirs.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Old is not { } old)
        {
            return NotFound();
        }

        Reason = Reason?.Trim() ?? "";
        var outcome = Reason.Length == 0 ? new Refusal("Reason", "Schrijf op waarom dit doel stopt.") : await keep.StopAsync(Row, old.Id, Version, Reason, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Het doel is gestopt. Wat gemeten is, blijft."], $"{Back}?handler=GoOn&goal={old.Id}&known={Version + 1}");
            return Redirect(Back);
        }

        (Refused, Fields, Version) = (outcome.Refusals, GoalFields.Of(old), old.Version);
        Was = Keep();
        return Page();
    }

    private string Keep() => BothVersions.Keep(Fields.Beside(Fields, text).Select(f => (f.Name, f.Theirs)));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Goal is { } id)
        {
            Old = await GoalRow.FindAsync(frame, id, ct);
            Enrolment = Old?.EnrolmentId ?? Guid.Empty;
        }

        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row || Goal is not null && Old is null)
        {
            return false;
        }

        Row = row;
        journal.Read("open goals", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (Old is null ? text["Een doel voor {0}", row.GivenName].ToString() : text["Wijzig een doel van {0}", row.GivenName].ToString(), "/programmes");
        return true;
    }
}
