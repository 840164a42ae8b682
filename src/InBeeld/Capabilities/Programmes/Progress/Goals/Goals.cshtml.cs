using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Progress.Measure;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Goals;

/// <summary>The goals of a child in a programme, how far it is with each, and what child, parent and school say.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class GoalsModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepGoal keep, MeasureGoals measure) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public List<GoalRow> All { get; private set; } = [];
    public List<AnswerRow> Answers { get; private set; } = [];
    public List<TestRow> Tests { get; private set; } = [];
    public List<ResultRow> Results { get; private set; } = [];

    /// <summary>Somebody agreed to measuring.</summary>
    public bool Agreed { get; private set; }

    /// <summary>What the child said at the first talk, when there is no goal yet.</summary>
    public string Said { get; private set; } = "";

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/programmes/people/{Enrolment}/goals";

    public List<GoalRow> Goals => All.FindAll(g => g.StoppedOn is null);
    public List<GoalRow> Stopped => All.FindAll(g => g.StoppedOn is not null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostUndoAsync(Guid goal, int known, CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await keep.UndoAsync(Row, goal, known, ct), text["Het staat weer zoals het was."]) : NotFound();

    public async Task<IActionResult> OnPostGoOnAsync(Guid goal, int known, CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await keep.StopAsync(Row, goal, known, "", ct), text["Het doel loopt weer."]) : NotFound();

    public async Task<IActionResult> OnPostTakeBackAsync(Guid batch, CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await measure.UndoAsync(Row, batch, ct), text["De meting is teruggenomen."]) : NotFound();

    public string Heading()
    {
        var goals = Goals;
        return goals.Count == 0 ? text["Nog geen doelen voor {0}", Row.GivenName] : text.N(goals.Count, "{1}: {2} van 1 doel gehaald", "{1}: {2} van de {0} doelen gehaald", Row.GivenName, goals.Count(g => g.Reached));
    }

    private IActionResult Answer(Outcome<Done> outcome, string sentence)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence);
            return Redirect(Here);
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using var rows = await frame.ManyAsync($"""
            {GoalRow.Sql}
            {AnswerRow.Sql} where a.enrolment_id = @enrolment and a.replaced_at is null order by s.respondent, t.scale_id, a.day limit 300;
            {TestRow.Sql} where t.enrolment_id = @enrolment and t.removed_at is null order by t.day desc, t.id desc limit 50;
            {ResultRow.Sql} where r.enrolment_id = @enrolment and r.replaced_at is null order by m.position, r.at;
            select exists (select 1 from consent where enrolment_id = @enrolment and kind = 'measure' and withdrawn_at is null);
            select coalesce((select i.answers ->> 'goal' from intake i where i.enrolment_id = @enrolment), '')
            """, new { enrolment = Enrolment }, ct);
        All = await GoalRow.ReadAsync(rows);
        Answers = [.. await rows.ReadAsync<AnswerRow>()];
        Tests = [.. await rows.ReadAsync<TestRow>()];
        Results = [.. await rows.ReadAsync<ResultRow>()];
        Agreed = await rows.ReadSingleAsync<bool>();
        Said = await rows.ReadSingleAsync<string>();
        journal.Read("open goals", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
        return true;
    }
}
